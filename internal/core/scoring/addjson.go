package scoring

import "baolei/internal/core/scoring/jsonscan"

// wire is what reading a finding in its wire form needs, kept for the next.
type wire struct {
	fields fields
	entry  Entry
	counts []int64
}

// AddJSON takes one finding in its wire form: the object at that node of a
// parsed document. Of several faults it tells the first in this order: no
// clause, unknown clause, clause given before, keys and their types, unknown
// option, figures out of range, no reason.
func (s *Sheet) AddJSON(doc *jsonscan.Document, object int32) *Error {
	f := &s.wire.fields
	readFields(doc, object, f)
	index, err := s.clauseOf(doc, f)
	if err != nil {
		return err
	}
	if err := s.admit(index); err != nil {
		return err
	}
	c := &s.t.clauses[index]
	if f.contains(fApplicable) || f.contains(fReason) {
		return s.addNotApplicable(doc, index)
	}
	if err := c.checkForm(doc, f); err != nil {
		return err
	}
	s.wire.entry = Entry{Clause: index}
	if err := s.readValue(doc, c); err != nil {
		return err
	}
	return s.Add(&s.wire.entry)
}

func (s *Sheet) clauseOf(doc *jsonscan.Document, f *fields) (int32, *Error) {
	if !f.contains(fClause) || doc.Nodes[f.node[fClause]].Kind != jsonscan.String {
		return 0, errNoClause()
	}
	code := doc.Bytes(f.node[fClause])
	if doc.Nodes[f.node[fClause]].Escaped {
		code = doc.AppendString(nil, f.node[fClause])
	}
	index, ok := s.t.codes.find(code)
	if !ok {
		return 0, errUnknownClause(string(code))
	}
	return index, nil
}

func (s *Sheet) addNotApplicable(doc *jsonscan.Document, index int32) *Error {
	f, code := &s.wire.fields, s.t.clauses[index].code
	const admitted = 1<<fClause | 1<<fApplicable | 1<<fReason
	switch {
	case !f.contains(fApplicable):
		return errReasonAlone(code)
	case doc.Nodes[f.node[fApplicable]].Kind != jsonscan.False:
		return errApplicable(code)
	case f.has&^admitted != 0:
		return errValueBesideNot(code)
	case !f.contains(fReason):
		return errReason(code)
	case doc.Nodes[f.node[fReason]].Kind != jsonscan.String:
		return errFieldType(code, "reason", "文字")
	}
	if err := checkReason(code, string(doc.AppendString(nil, f.node[fReason]))); err != nil {
		return err
	}
	s.wire.entry = Entry{Clause: index, NotApplicable: true}
	return s.Add(&s.wire.entry)
}

// checkForm tells whether the keys are those of the kind, and of the right type.
func (c *clause) checkForm(doc *jsonscan.Document, f *fields) *Error {
	value := valueOf[c.kind]
	admitted := uint16(1<<fClause | 1<<value)
	if c.kind == PerMissing {
		admitted |= 1 << fExpected
	}
	if f.has&^admitted != 0 {
		return c.errSurplus(doc, f, admitted)
	}
	if !f.contains(value) {
		return errFieldNeeded(c.code, fieldWords[value])
	}
	if c.kind == PerMissing && !c.fallback && !f.contains(fExpected) {
		return errExpectedNeeded(c.code)
	}
	if err := c.checkType(doc, f, value); err != nil {
		return err
	}
	if f.contains(fExpected) {
		return c.checkType(doc, f, fExpected)
	}
	return nil
}

func (c *clause) errSurplus(doc *jsonscan.Document, f *fields, admitted uint16) *Error {
	for x := fClause; x < fUnknown; x++ {
		if f.has&^admitted&(1<<x) != 0 {
			return errFieldSurplus(c.code, fieldWords[x])
		}
	}
	return errFieldSurplus(c.code, string(doc.AppendString(nil, f.unknown)))
}

func (c *clause) checkType(doc *jsonscan.Document, f *fields, x field) *Error {
	kind := doc.Nodes[f.node[x]].Kind
	switch x {
	case fOccurred:
		if kind != jsonscan.True && kind != jsonscan.False {
			return errFieldType(c.code, fieldWords[x], " true 或 false")
		}
	case fOption:
		if kind != jsonscan.String {
			return errFieldType(c.code, fieldWords[x], "文字")
		}
	case fCounts:
		return c.checkCounts(doc, f.node[x])
	default:
		if kind != jsonscan.Number {
			return errFieldType(c.code, fieldWords[x], "数")
		}
	}
	return nil
}

func (c *clause) checkCounts(doc *jsonscan.Document, object int32) *Error {
	if doc.Nodes[object].Kind != jsonscan.Object {
		return errFieldType(c.code, "counts", "以选项为键、次数为值的对象")
	}
	end := doc.Nodes[object].Next
	for key := object + 1; key < end; key = doc.Nodes[key+1].Next {
		if doc.Nodes[key+1].Kind != jsonscan.Number {
			return errFieldType(c.code, "counts 中的次数", "数")
		}
	}
	return nil
}

// readValue reads the value, whose form is right, into the entry.
func (s *Sheet) readValue(doc *jsonscan.Document, c *clause) (err *Error) {
	e, f := &s.wire.entry, &s.wire.fields
	node := f.node[valueOf[c.kind]]
	switch c.kind {
	case Once, Veto:
		e.Count = int64(bit(doc.Nodes[node].Kind == jsonscan.True))
	case PerCase, Stepped:
		e.Count, err = c.wholeNumber(doc, node, "count")
	case PerMissing:
		e.Count, err = c.wholeNumber(doc, node, "actual")
		if err == nil && f.contains(fExpected) {
			e.HasExpected = true
			e.Expected, err = c.wholeNumber(doc, f.node[fExpected], "expected")
		}
	case Range:
		v, ok := jsonscan.Scaled(doc.Bytes(node), 2)
		if !ok {
			return c.errRange()
		}
		e.Amount = Points(v)
	case Choice:
		e.Option, err = c.readOption(doc, node)
	case Tiers:
		e.Counts, err = s.readCounts(doc, c, node)
	}
	return err
}

func (c *clause) wholeNumber(doc *jsonscan.Document, node int32, name string) (int64, *Error) {
	v, ok := jsonscan.Scaled(doc.Bytes(node), 0)
	if !ok || v < 0 {
		return 0, errWhole(c.code, name)
	}
	return v, nil
}

// readOption is the place of an option, from 1, or 0 for none.
func (c *clause) readOption(doc *jsonscan.Document, node int32) (int32, *Error) {
	for i := range c.options {
		if doc.StringIs(node, c.options[i].Code) {
			return int32(i) + 1, nil
		}
	}
	if doc.StringIs(node, NoOption) {
		return 0, nil
	}
	return 0, c.errOption(string(doc.AppendString(nil, node)))
}

// readCounts reads all options before any number, since an unknown option is
// told before a number out of range.
func (s *Sheet) readCounts(doc *jsonscan.Document, c *clause, object int32) ([]int64, *Error) {
	counts := append(s.wire.counts[:0], make([]int64, len(c.options))...)
	s.wire.counts = counts
	end := doc.Nodes[object].Next
	for key := object + 1; key < end; key += 2 {
		if c.place(doc, key) < 0 {
			return nil, c.errOption(string(doc.AppendString(nil, key)))
		}
	}
	for key := object + 1; key < end; key += 2 {
		place := c.place(doc, key)
		n, err := c.wholeNumber(doc, key+1, c.options[place].Code)
		if err != nil {
			return nil, err
		}
		counts[place] = n
	}
	return counts, nil
}

// place is where an option stands among the clause's, or -1.
func (c *clause) place(doc *jsonscan.Document, key int32) int {
	for i := range c.options {
		if doc.StringIs(key, c.options[i].Code) {
			return i
		}
	}
	return -1
}
