package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"baolei/internal/core/indicator"
	"baolei/internal/core/outcome"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Set is a published indicator set, compiled, with what every desk looks up.
type Set struct {
	*indicator.Set
	ID       int64
	Items    []string // item of each clause
	Clauses  []string // every clause, in table order
	clauseAt map[string]clauseAt
}

type clauseAt struct {
	clause *indicator.Clause
	item   *indicator.Item
}

// SetFile is a set as it is kept, known by the SHA-256 of its file.
func SetFile(set *indicator.Set, yaml []byte, at time.Time) store.IndicatorSet {
	sum := sha256.Sum256(yaml)
	return store.IndicatorSet{Code: set.Code, Name: set.Name, Subject: string(set.Subject), YAML: string(yaml), Digest: hex.EncodeToString(sum[:]), PublishedAt: at}
}

// Sets reads published sets once; they never change.
type Sets struct {
	db   *store.DB
	mu   sync.Mutex
	byID map[int64]*Set
}

// NewSets makes an empty cache.
func NewSets(db *store.DB) *Sets { return &Sets{db: db, byID: map[int64]*Set{}} }

// Reader sends a batch: the pool's or a transaction's.
type Reader func(context.Context, *store.Batch) error

// Get returns the set of an id.
func (s *Sets) Get(ctx context.Context, id int64) (*Set, error) { return s.Within(ctx, id, s.db.Read) }

// Within is Get for who holds a connection already: a set that is not known yet
// is read over that one. Waiting for a second connection while holding the
// first would bring everything to a halt as soon as all wait, and so would a
// lock held meanwhile; reading a set twice does no harm.
func (s *Sets) Within(ctx context.Context, id int64, send Reader) (*Set, error) {
	if set, ok := s.known(id); ok {
		return set, nil
	}
	var yaml string
	var found bool
	var b store.Batch
	b.IndicatorSetText(id, &yaml, &found)
	if err := send(ctx, &b); err != nil {
		return nil, err
	}
	read, problems := indicator.Read(fmt.Sprintf("indicator set %d", id), strings.NewReader(yaml))
	if !found || len(problems) > 0 {
		return nil, fmt.Errorf("indicator set %d: found %v, %v", id, found, problems)
	}
	set := newSet(id, read)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byID[id] = set
	return set, nil
}

func (s *Sets) known(id int64) (*Set, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	set, ok := s.byID[id]
	return set, ok
}

func newSet(id int64, read *indicator.Set) *Set {
	set := &Set{Set: read, ID: id, clauseAt: map[string]clauseAt{}}
	for a := range read.Areas {
		for i := range read.Areas[a].Items {
			item := &read.Areas[a].Items[i]
			for c := range item.Clauses {
				clause := &item.Clauses[c]
				set.Items = append(set.Items, item.Code)
				set.Clauses = append(set.Clauses, clause.Code)
				set.clauseAt[clause.Code] = clauseAt{clause, item}
			}
		}
	}
	return set
}

// Find returns a clause and its item; nil where the set has no such clause.
func (s *Set) Find(clause string) (*indicator.Clause, *indicator.Item) {
	at := s.clauseAt[clause]
	return at.clause, at.item
}

// Encode makes the stored form of a finding that has been checked: one that
// `baolei score` reads as it is.
func (s *Set) Encode(f scoring.Finding) []byte { return s.Table().AppendFinding(nil, f) }

// Decode reads a stored finding.
func (s *Set) Decode(f store.Finding) (scoring.Finding, error) {
	said, bad := s.Table().DecodeFinding(f.Value)
	if bad != nil {
		return said, fmt.Errorf("stored finding of %s: %w", f.Clause, bad)
	}
	return said, nil
}

// All returns every item, in table order.
func (s *Set) All() []*indicator.Item {
	var items []*indicator.Item
	for a := range s.Areas {
		for i := range s.Areas[a].Items {
			items = append(items, &s.Areas[a].Items[i])
		}
	}
	return items
}

// Applies returns the items that are for a kind of branch, in table order.
func (s *Set) Applies(kind string) []*indicator.Item {
	return slices.DeleteFunc(s.All(), func(item *indicator.Item) bool { return !item.AppliesTo(kind) })
}

// Attains tells whether a grade is "attained" or better. A set with grades of
// its own attains in the upper half of them.
func (s *Set) Attains(grade string) bool {
	from := len(s.Grades) / 2
	at := -1
	for i, g := range s.Grades {
		if g.Code == "attained" {
			from = i
		}
		if g.Code == grade {
			at = i
		}
	}
	return at >= from
}

// Lagging is the grade that is to be put right (后进整转): the lowest, whatever a
// veto sets.
func (s *Set) Lagging() string { return s.Grades[0].Code }

// Outcome is what a branch has of its grade at the end of a cycle; final tells
// whether it was reported.
func (s *Set) Outcome(final bool, grade string, vetoed bool) outcome.Result {
	named, _ := s.Grade(grade)
	return outcome.Result{Final: final, Attains: s.Attains(grade), Grade: named.Name, Vetoed: vetoed}
}

// Attaining lists the grades that attain.
func (s *Set) Attaining() []string {
	var codes []string
	for _, g := range s.Grades {
		if s.Attains(g.Code) {
			codes = append(codes, g.Code)
		}
	}
	return codes
}

// LooseSet is a set that is not published, or not yet: it has no id.
func LooseSet(read *indicator.Set) *Set { return newSet(0, read) }
