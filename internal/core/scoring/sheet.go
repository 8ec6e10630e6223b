package scoring

// Sheet scores one assessment after another on a table, in memory that it keeps
// for itself, so that bulk work allocates nothing. The order is Reset, Add for
// each finding, Finish; the figures are valid until the next Reset. A sheet is
// for one goroutine.
type Sheet struct {
	Base    Points
	Pioneer Points
	Bottom  Points
	Total   Points
	Vetoed  bool
	Grade   string

	t        *Table
	kind     uint64
	answered int
	signs    Points   // negative once a sum has passed int64
	state    []state  // by clause
	amount   []Points // by clause; of those that are answered
	raw      []Points // by item
	wire     wire
	score    []Points // by item; of those that are for this kind
}

type state uint8

const (
	unanswered state = iota
	answered
	vetoed // follows answered, see Add
	notApplicable
)

// NewSheet makes a sheet for the table. Reset it before use.
func (t *Table) NewSheet() *Sheet {
	return &Sheet{
		t: t, state: make([]state, len(t.clauses)), amount: make([]Points, len(t.clauses)),
		raw: make([]Points, len(t.items)), score: make([]Points, len(t.items)),
	}
}

// Reset begins an assessment of a branch of that kind; the kind is empty where
// the set has none.
func (s *Sheet) Reset(kind string) *Error {
	bit, err := s.t.kindBit(kind)
	if err != nil {
		return err
	}
	s.kind, s.answered, s.signs = bit, 0, 0
	clear(s.state)
	clear(s.raw)
	return nil
}

// Add takes one finding. Findings may come in any order. The entry's indices
// must be of this table; its figures need not be within bounds.
func (s *Sheet) Add(e *Entry) *Error {
	c := &s.t.clauses[e.Clause]
	if err := s.admit(e.Clause); err != nil {
		return err
	}
	if e.NotApplicable {
		s.note(e.Clause, notApplicable, 0)
		return nil
	}
	amount, err := c.amountOf(e)
	if err != nil {
		return err
	}
	s.note(e.Clause, answered+state(c.vetoes&uint8(e.Count)), amount)
	s.raw[c.item] = s.add(s.raw[c.item], amount)
	return nil
}

// admit tells why a clause cannot take a finding: it is not for this kind of
// branch, or has one.
func (s *Sheet) admit(index int32) *Error {
	c := &s.t.clauses[index]
	if c.kinds&s.kind == 0 {
		return errNotForKind(c.code)
	}
	if s.state[index] != unanswered {
		return errTwice(c.code)
	}
	return nil
}

// add is a + b, both 0 or more. A sum past int64 is negative, which is noted
// without a jump and told by Finish.
func (s *Sheet) add(a, b Points) Points {
	a += b
	s.signs |= a
	return a
}

func (s *Sheet) note(index int32, st state, amount Points) {
	s.state[index], s.amount[index] = st, amount
	s.answered++
}
