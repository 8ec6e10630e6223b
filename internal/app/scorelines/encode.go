package scorelines

import (
	"baolei/internal/core/scoring"
	"baolei/internal/core/scoring/jsonscan"
)

// layout is the fixed part of every answer, written once. The answer is some
// three times as long as the line, so that most of the work is copying.
type layout struct {
	indicators string
	items      []itemLayout
	clauses    []string // {"clause":"B1.1a","amount":
}

type itemLayout struct {
	head  string // {"item":"B1.1","weight":4,"raw":
	blank string // the whole item without findings
	from  int32
	to    int32
}

func newLayout(t *scoring.Table) *layout {
	l := &layout{indicators: `,"indicators":` + quoted(t.Code()) + `,"base":`}
	for i := range t.Items() {
		l.items = append(l.items, newItemLayout(t, i))
	}
	for i := range t.Clauses() {
		l.clauses = append(l.clauses, `{"clause":`+quoted(t.ClauseCode(int32(i)))+`,"amount":`)
	}
	return l
}

func newItemLayout(t *scoring.Table, i int) itemLayout {
	weight := "null"
	if w, ok := t.ItemWeight(i); ok {
		weight = w.String()
	}
	head := `{"item":` + quoted(t.ItemCode(i)) + `,"weight":` + weight + `,"raw":`
	from, to := t.ItemClauses(i)
	return itemLayout{head: head, blank: head + `0,"score":` + t.BlankScore(i).String() + `,"clauses":[]}`, from: from, to: to}
}

func quoted(s string) string { return string(jsonscan.AppendQuoted(nil, s)) }

func (s *scorer) appendID(dst []byte) []byte {
	switch {
	case s.line.id == 0:
		return append(dst, "null"...)
	case s.doc.Nodes[s.line.id].Escaped:
		return jsonscan.AppendQuoted(dst, string(s.doc.AppendString(nil, s.line.id)))
	}
	dst = append(dst, '"')
	dst = append(dst, s.doc.Bytes(s.line.id)...)
	return append(dst, '"')
}

func (s *scorer) appendError(dst []byte, err *scoring.Error) []byte {
	dst = append(dst, `{"id":`...)
	dst = s.appendID(dst)
	dst = append(dst, `,"error":{"code":`...)
	dst = jsonscan.AppendQuoted(dst, err.Code)
	dst = append(dst, `,"clause":`...)
	if err.Clause == "" && err.Code != scoring.CodeUnknownClause {
		dst = append(dst, "null"...)
	} else {
		dst = jsonscan.AppendQuoted(dst, err.Clause)
	}
	dst = append(dst, `,"message":`...)
	dst = jsonscan.AppendQuoted(dst, err.Message)
	return append(dst, "}}\n"...)
}

func (s *scorer) appendResult(dst []byte) []byte {
	sheet := s.sheet
	dst = append(dst, `{"id":`...)
	dst = s.appendID(dst)
	dst = append(dst, s.layout.indicators...)
	dst = sheet.Base.Append(dst)
	dst = append(dst, `,"pioneer":`...)
	dst = sheet.Pioneer.Append(dst)
	dst = append(dst, `,"bottom":`...)
	dst = sheet.Bottom.Append(dst)
	dst = append(dst, `,"total":`...)
	dst = sheet.Total.Append(dst)
	dst = s.appendVetoes(dst)
	dst = append(dst, `,"grade":`...)
	dst = jsonscan.AppendQuoted(dst, sheet.Grade)
	dst = append(dst, `,"items":[`...)
	dst = s.appendItems(dst)
	return append(dst, "]}\n"...)
}

func (s *scorer) appendVetoes(dst []byte) []byte {
	if !s.sheet.Vetoed {
		return append(dst, `,"vetoed":false,"vetoes":[]`...)
	}
	dst = append(dst, `,"vetoed":true,"vetoes":`...)
	open := byte('[')
	for _, index := range s.t.VetoClauses() {
		if s.sheet.VetoedBy(index) {
			dst = append(dst, open)
			dst = jsonscan.AppendQuoted(dst, s.t.ClauseCode(index))
			open = ','
		}
	}
	return append(dst, ']')
}

func (s *scorer) appendItems(dst []byte) []byte {
	first := true
	for i := range s.layout.items {
		raw, score, ok := s.sheet.Item(i)
		if !ok {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = s.appendItem(dst, &s.layout.items[i], raw, score)
	}
	return dst
}

func (s *scorer) appendItem(dst []byte, l *itemLayout, raw, score scoring.Points) []byte {
	answered := false
	for c := l.from; c < l.to; c++ {
		amount, ok := s.sheet.Clause(c)
		if !ok {
			continue
		}
		if answered {
			dst = append(dst, ',')
		} else {
			dst = append(dst, l.head...)
			dst = raw.Append(dst)
			dst = append(dst, `,"score":`...)
			dst = score.Append(dst)
			dst = append(dst, `,"clauses":[`...)
			answered = true
		}
		dst = append(dst, s.layout.clauses[c]...)
		dst = amount.Append(dst)
		dst = append(dst, '}')
	}
	if !answered {
		return append(dst, l.blank...)
	}
	return append(dst, "]}"...)
}
