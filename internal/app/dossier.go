package app

import (
	"context"
	"fmt"

	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Dossier is an assessment with everything that is stated on it. All desks
// read the same one.
type Dossier struct {
	store.Assessment
	Set      *Set
	Findings map[store.Level]map[string]Finding // level → clause
	Entries  map[store.Level]map[string]store.ItemEntry
	Evidence []store.Evidence
	Remarks  []store.Remark
	Taken    []TakenRecord // the records that findings of the self-assessment rest on
	// Suggested is what the record book suggests, by clause; nil where it was not
	// read.
	Suggested map[string]measure.Suggestion
	// ForSpot holds the items for which officers decided that the spot check counts.
	ForSpot map[string]bool

	// Lost are findings that do not count: the cycle moved to a version of its set in
	// which the clause is gone, or takes something else. They stay as they are until
	// the clause is stated anew.
	Lost []LostFinding

	found    bool
	findings []store.Finding
	entries  []store.ItemEntry
	forSpot  []string
}

// Finding is a stored finding with its value read.
type Finding struct {
	store.Finding
	Said scoring.Finding
}

// Aliases let screens name what they show without reaching for the store.
type (
	Assessment  = store.Assessment
	Level       = store.Level
	Score       = store.Score
	ItemEntry   = store.ItemEntry
	Evidence    = store.Evidence
	Remark      = store.Remark
	Cycle       = store.Cycle
	TakenRecord = store.Taken
	Honour      = record.Honour
)

// The levels of a finding.
const (
	Self   = store.Self
	Review = store.Review
	Spot   = store.Spot
)

// OpenDossier reads a whole dossier in one round trip, without locking it; also
// queues what else is to be read in the same. It decides no rights.
func (d Desk) OpenDossier(ctx context.Context, id int64, also ...func(*store.Batch)) (*Dossier, error) {
	return d.DossierWithin(ctx, id, d.Store.Read, also...)
}

// DossierWithin is OpenDossier over a connection that is held already.
func (d Desk) DossierWithin(ctx context.Context, id int64, send Reader, also ...func(*store.Batch)) (*Dossier, error) {
	doc := &Dossier{}
	var b store.Batch
	b.Assessment(id, d.Today(), &doc.Assessment, &doc.found)
	doc.queue(&b, id)
	for _, queue := range also {
		queue(&b)
	}
	if err := send(ctx, &b); err != nil {
		return nil, err
	}
	return doc, d.finish(ctx, doc, send)
}

// LockDossier is OpenDossier within a transaction, with the assessment locked
// until it ends. b may already hold what is to be read before.
func (d Desk) LockDossier(ctx context.Context, tx *store.Tx, b *store.Batch, id int64) (*Dossier, error) {
	doc := &Dossier{}
	b.LockAssessment(id, d.Today(), &doc.Assessment, &doc.found)
	doc.queue(b, id)
	if err := tx.Read(ctx, b); err != nil {
		return nil, err
	}
	return doc, d.finish(ctx, doc, tx.Read)
}

func (doc *Dossier) queue(b *store.Batch, id int64) {
	b.Findings(id, &doc.findings)
	b.ItemEntries(id, &doc.entries)
	b.EvidenceOf(id, &doc.Evidence)
	b.Remarks(id, &doc.Remarks)
	b.TakenRecords(id, &doc.Taken)
	b.DecidedForSpot(id, &doc.forSpot)
}

func (d Desk) finish(ctx context.Context, doc *Dossier, send Reader) error {
	if !doc.found {
		return NotFound()
	}
	set, err := d.Sets.Within(ctx, doc.Cycle.Set, send)
	if err != nil {
		return err
	}
	if err := doc.read(set); err != nil {
		return err
	}
	return d.nameLost(ctx, doc, send)
}

// read takes the values from what is stored.
func (doc *Dossier) read(set *Set) error {
	doc.Set = set
	doc.Findings = map[store.Level]map[string]Finding{Self: {}, Review: {}, Spot: {}}
	doc.Lost = nil
	for _, f := range doc.findings {
		said, fits, err := doc.decode(f)
		switch {
		case err != nil:
			return err
		case fits:
			doc.Findings[f.Level][f.Clause] = Finding{f, said}
		default:
			doc.Lost = append(doc.Lost, LostFinding{Finding: f})
		}
	}
	doc.Entries = map[store.Level]map[string]store.ItemEntry{Self: {}, Review: {}, Spot: {}}
	for _, e := range doc.entries {
		doc.Entries[e.Level][e.Item] = e
	}
	doc.ForSpot = map[string]bool{}
	for _, item := range doc.forSpot {
		doc.ForSpot[item] = true
	}
	return nil
}

// decode reads a stored finding; fits tells whether it counts under the version
// that the cycle is examined by.
func (doc *Dossier) decode(f store.Finding) (said scoring.Finding, fits bool, err error) {
	_, item := doc.Set.Find(f.Clause)
	if item == nil || !item.AppliesTo(doc.Kind) {
		return said, false, nil
	}
	said, bad := doc.Set.Table().DecodeFinding(f.Value)
	if bad != nil && bad.Code == scoring.CodeBadJSON {
		return said, false, fmt.Errorf("stored finding of %s: %w", f.Clause, bad)
	}
	return said, bad == nil, nil
}

// versionOf is the version of what is stored about a clause at a level, whether
// it counts or not; 0 for nothing.
func (doc *Dossier) versionOf(level store.Level, clause string, seen int) int {
	for _, f := range doc.Lost {
		if f.Level == level && f.Clause == clause {
			return f.Version
		}
	}
	return seen
}

// Said lists the findings of a level in table order.
func (doc *Dossier) Said(level store.Level) []scoring.Finding {
	said := make([]scoring.Finding, 0, len(doc.Findings[level]))
	for _, clause := range doc.Set.Clauses {
		if f, ok := doc.Findings[level][clause]; ok {
			said = append(said, f.Said)
		}
	}
	return said
}

// Explain scores a level and tells how each figure came about.
func (doc *Dossier) Explain(level store.Level) (scoring.Explanation, error) {
	e, bad := doc.Set.Table().Explain(doc.Kind, doc.Said(level))
	if bad != nil {
		return e, bad
	}
	return e, nil
}

// ScoreOf scores a level and returns what is kept of it.
func (doc *Dossier) ScoreOf(level store.Level) (store.Score, error) {
	r, bad := doc.Set.Table().Score(doc.Kind, doc.Said(level))
	if bad != nil {
		return store.Score{}, bad
	}
	return store.ScoreOf(r), nil
}

// EvidenceFor lists the evidence of an item at a level.
func (doc *Dossier) EvidenceFor(level store.Level, item string) []store.Evidence {
	var list []store.Evidence
	for _, e := range doc.Evidence {
		if e.Item == item && e.Level == level {
			list = append(list, e)
		}
	}
	return list
}

// RemarksFor lists the remarks on an item that have been sent.
func (doc *Dossier) RemarksFor(item string) []store.Remark {
	var list []store.Remark
	for _, r := range doc.Remarks {
		if r.Item == item && !r.SentAt.IsZero() {
			list = append(list, r)
		}
	}
	return list
}
