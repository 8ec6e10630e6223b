package scoring

import (
	"strconv"

	"baolei/internal/core/scoring/jsonscan"
)

// The wire form of a finding is an object with its clause and the keys that the
// clause's kind has:
//
//	{"clause":"B1.1a","count":2}
//	{"clause":"B2.6b","actual":7,"expected":9}
//	{"clause":"P1a","counts":{"provincial":1}}
//	{"clause":"B3.3c","applicable":false,"reason":"未设党小组"}
//
// It is read from lines, and it is how findings are stored.

// field is a key of a finding, as a place in fields and a bit in its mask.
type field uint8

const (
	fClause field = iota
	fOccurred
	fCount
	fActual
	fExpected
	fAmount
	fOption
	fCounts
	fApplicable
	fReason
	fUnknown
	fieldCount
)

var fieldWords = [fieldCount]string{
	"clause", "occurred", "count", "actual", "expected", "amount", "option", "counts", "applicable", "reason", "",
}

// valueOf is the key that the kind takes for its value.
var valueOf = [...]field{
	Once: fOccurred, Veto: fOccurred, PerCase: fCount, Stepped: fCount,
	PerMissing: fActual, Range: fAmount, Choice: fOption, Tiers: fCounts,
}

// fields are the members of one finding: which there are and where they stand.
type fields struct {
	has     uint16
	node    [fieldCount]int32
	unknown int32 // the first key that no finding has
}

func (f *fields) contains(x field) bool { return f.has&(1<<x) != 0 }

func fieldOf(doc *jsonscan.Document, key int32) field {
	word := doc.Bytes(key)
	if doc.Nodes[key].Escaped {
		word = doc.AppendString(nil, key)
	}
	switch string(word) {
	case "clause":
		return fClause
	case "occurred":
		return fOccurred
	case "count":
		return fCount
	case "actual":
		return fActual
	case "expected":
		return fExpected
	case "amount":
		return fAmount
	case "option":
		return fOption
	case "counts":
		return fCounts
	case "applicable":
		return fApplicable
	case "reason":
		return fReason
	}
	return fUnknown
}

func readFields(doc *jsonscan.Document, object int32, f *fields) {
	f.has = 0
	end := doc.Nodes[object].Next
	for key := object + 1; key < end; key = doc.Nodes[key+1].Next {
		x := fieldOf(doc, key)
		if x == fUnknown && !f.contains(fUnknown) {
			f.unknown = key
		}
		f.has |= 1 << x
		f.node[x] = key + 1
	}
}

// DecodeFinding reads one finding in its wire form and checks it as far as
// Check does.
func (t *Table) DecodeFinding(text []byte) (Finding, *Error) {
	var doc jsonscan.Document
	if fault := doc.Parse(text); fault != nil {
		return Finding{}, &Error{Code: CodeBadJSON, Message: fault.Error()}
	}
	if doc.Nodes[0].Kind != jsonscan.Object {
		return Finding{}, &Error{Code: CodeBadJSON, Message: "评分情况须是一个 JSON 对象，请用 {} 括起"}
	}
	s := t.NewSheet()
	s.kind = allKinds
	if err := s.AddJSON(&doc, 0); err != nil {
		return Finding{}, err
	}
	return s.findingOf(&doc), nil
}

// findingOf is the friendly form of what AddJSON has just added.
func (s *Sheet) findingOf(doc *jsonscan.Document) Finding {
	e, c := &s.wire.entry, &s.t.clauses[s.wire.entry.Clause]
	f := Finding{Clause: c.code, NotApplicable: e.NotApplicable}
	switch {
	case e.NotApplicable:
		f.Reason = string(doc.AppendString(nil, s.wire.fields.node[fReason]))
	case c.kind == Once || c.kind == Veto:
		f.Occurred = e.Count == 1
	case c.kind == PerCase || c.kind == Stepped:
		f.Count = e.Count
	case c.kind == PerMissing:
		f.Actual, f.Expected, f.HasExpected = e.Count, e.Expected, e.HasExpected
	case c.kind == Range:
		f.Amount = e.Amount
	case c.kind == Choice:
		f.Option = NoOption
		if e.Option > 0 {
			f.Option = c.options[e.Option-1].Code
		}
	case c.kind == Tiers:
		f.Counts = s.tiersOf(doc, c)
	}
	return f
}

func (s *Sheet) tiersOf(doc *jsonscan.Document, c *clause) []Tier {
	var tiers []Tier
	object := s.wire.fields.node[fCounts]
	for key := object + 1; key < doc.Nodes[object].Next; key += 2 { // values are numbers, one node each
		option := string(doc.AppendString(nil, key))
		place, _ := c.option(option) // AddJSON has found it
		tiers = append(tiers, Tier{option, s.wire.entry.Counts[place]})
	}
	return tiers
}

// AppendFinding appends the wire form of a finding, with the keys of its
// clause's kind. The finding must be one that Check accepts, and its texts
// UTF-8.
func (t *Table) AppendFinding(dst []byte, f Finding) []byte {
	dst = append(dst, `{"clause":`...)
	dst = jsonscan.AppendQuoted(dst, f.Clause)
	index, known := t.byCode[f.Clause]
	switch {
	case f.NotApplicable:
		dst = append(dst, `,"applicable":false,"reason":`...)
		dst = jsonscan.AppendQuoted(dst, f.Reason)
	case known:
		dst = appendValue(dst, t.clauses[index].kind, &f)
	}
	return append(dst, '}')
}

func appendValue(dst []byte, kind Kind, f *Finding) []byte {
	dst = append(dst, ',', '"')
	dst = append(dst, fieldWords[valueOf[kind]]...)
	dst = append(dst, '"', ':')
	switch kind {
	case Once, Veto:
		return strconv.AppendBool(dst, f.Occurred)
	case PerCase, Stepped:
		return strconv.AppendInt(dst, f.Count, 10)
	case PerMissing:
		dst = strconv.AppendInt(dst, f.Actual, 10)
		if f.HasExpected {
			dst = append(dst, `,"expected":`...)
			dst = strconv.AppendInt(dst, f.Expected, 10)
		}
		return dst
	case Range:
		return f.Amount.Append(dst)
	case Choice:
		return jsonscan.AppendQuoted(dst, f.Option)
	default:
		return appendTiers(dst, f.Counts)
	}
}

func appendTiers(dst []byte, tiers []Tier) []byte {
	dst = append(dst, '{')
	for i, tier := range tiers {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = jsonscan.AppendQuoted(dst, tier.Option)
		dst = append(dst, ':')
		dst = strconv.AppendInt(dst, tier.Count, 10)
	}
	return append(dst, '}')
}
