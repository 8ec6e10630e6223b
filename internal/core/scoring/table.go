package scoring

import "math"

// Table is a compiled indicator set. It never changes; any number of
// goroutines may use it.
type Table struct {
	code      string
	kinds     []string
	grades    []GradeDefinition
	vetoGrade int // index of the grade that a veto sets
	caps      [categories]caps
	areas     []area
	items     []item
	clauses   []clause
	byCode    map[string]int32
	codes     codes          // the same for bytes
	vetoes    []int32        // indices of the veto clauses
	counts    map[uint64]int // clauses for each kind, by its bit
}

type caps struct{ earned, lost Points }

type area struct {
	code     string
	category Category
	caps     caps
	from, to int32 // its items
}

// The fields that scoring reads stand first, to share a cache line.
type item struct {
	weight    Points // 0 without one
	limit     Points // what it earns or loses at most
	kinds     uint64 // the kinds of branch it is for, a bit for each
	direction Direction
	hasWeight bool
	from, to  int32 // its clauses
	code      string
}

type clause struct {
	kinds    uint64 // as of its item
	item     int32
	kind     Kind
	vetoes   uint8 // 1 for veto
	zero     bool
	fallback bool // per_missing: expected is a default
	amount   Points
	most     uint64 // the greatest count that the kind takes and that amount can be multiplied by
	expected int64
	min      Points
	max      Points
	step     Points
	from     int64
	flat     Points
	options  []OptionDefinition
	code     string
}

const (
	unlimited Points = math.MaxInt64
	allKinds  uint64 = math.MaxUint64
)

// Code is the code of the set.
func (t *Table) Code() string { return t.code }

// HasKinds tells whether the set has kinds of branch, so that an assessment
// must name one.
func (t *Table) HasKinds() bool { return len(t.kinds) > 0 }

// Clauses is the number of clauses, whatever kind of branch they are for.
func (t *Table) Clauses() int { return len(t.clauses) }

// ClauseIndex finds a clause by its code. The index is what Entry.Clause takes.
func (t *Table) ClauseIndex(code string) (index int32, ok bool) {
	index, ok = t.byCode[code]
	return index, ok
}

// ClauseCode is the code of the clause with that index.
func (t *Table) ClauseCode(index int32) string { return t.clauses[index].code }

// ClauseKind is the kind of the clause with that index.
func (t *Table) ClauseKind(index int32) Kind { return t.clauses[index].kind }

// kindBit is the bit of a kind of branch. A set without kinds takes none.
func (t *Table) kindBit(kind string) (uint64, *Error) {
	if !t.HasKinds() {
		if kind != "" {
			return 0, errKindNotAsked()
		}
		return allKinds, nil
	}
	for i, k := range t.kinds {
		if k == kind {
			return 1 << i, nil
		}
	}
	return 0, errKindUnknown(kind, t.kinds)
}
