package scorelines

import (
	"bytes"

	"baolei/internal/core/scoring"
	"baolei/internal/core/scoring/jsonscan"
)

// scorer scores lines, one worker's, in memory that it keeps.
type scorer struct {
	t      *scoring.Table
	layout *layout
	sheet  *scoring.Sheet
	doc    jsonscan.Document
	line   envelope
}

// envelope is a line's own members, as nodes of the document; 0 where there is
// none, for node 0 is the line itself.
type envelope struct {
	id       int32
	kind     int32
	findings int32
	unknown  int32
}

func newScorer(t *scoring.Table, l *layout) *scorer {
	return &scorer{t: t, layout: l, sheet: t.NewSheet()}
}

func (s *scorer) scoreBatch(b *batch) {
	for _, l := range b.lines {
		err := s.score(b.text[l.from:l.to], l.tooLong)
		if err != nil {
			b.out = s.appendError(b.out, err)
			b.failed++
		} else {
			b.out = s.appendResult(b.out)
		}
	}
}

// score leaves the result in the sheet. Errors come in the order of the
// contract: the line as JSON, the line's keys, the findings one after another,
// and last a sum that is too large.
func (s *scorer) score(line []byte, tooLong bool) *scoring.Error {
	s.line = envelope{}
	if tooLong {
		return badJSON("这一行超过 1 MiB，请拆开后再提交")
	}
	if err := s.open(line); err != nil {
		s.line.id = 0
		return err
	}
	if err := s.begin(); err != nil {
		return err
	}
	for node := s.line.findings + 1; node < s.doc.Nodes[s.line.findings].Next; node = s.doc.Nodes[node].Next {
		if err := s.sheet.AddJSON(&s.doc, node); err != nil {
			return err
		}
	}
	return s.sheet.Finish()
}

func badJSON(message string) *scoring.Error {
	return &scoring.Error{Code: scoring.CodeBadJSON, Message: message}
}

func wrongField(message string) *scoring.Error {
	return &scoring.Error{Code: scoring.CodeWrongField, Message: message}
}

// open parses the line and finds its members.
func (s *scorer) open(line []byte) *scoring.Error {
	if len(bytes.TrimSpace(line)) == 0 {
		return badJSON("这一行是空行，请删去")
	}
	if fault := s.doc.Parse(line); fault != nil {
		return badJSON(fault.Error())
	}
	if s.doc.Nodes[0].Kind != jsonscan.Object {
		return badJSON("这一行须是一个 JSON 对象，请用 {} 括起")
	}
	s.findMembers()
	if !s.is(s.line.id, jsonscan.String) {
		return badJSON("这一行缺少 id，或 id 不是文字，请补上")
	}
	if !s.is(s.line.findings, jsonscan.Array) {
		return badJSON("这一行缺少 findings，或 findings 不是数组，请补上；没有评分情况时写 []")
	}
	for node := s.line.findings + 1; node < s.doc.Nodes[s.line.findings].Next; node = s.doc.Nodes[node].Next {
		if s.doc.Nodes[node].Kind != jsonscan.Object {
			return badJSON("findings 里的每一条都须是 JSON 对象，请用 {} 括起")
		}
	}
	return nil
}

func (s *scorer) findMembers() {
	for key := int32(1); key < int32(len(s.doc.Nodes)); key = s.doc.Nodes[key+1].Next {
		switch {
		case s.doc.StringIs(key, "id"):
			s.line.id = key + 1
		case s.doc.StringIs(key, "findings"):
			s.line.findings = key + 1
		case s.doc.StringIs(key, "kind"):
			s.line.kind = key + 1
		default:
			s.line.unknown = key
		}
	}
}

func (s *scorer) is(node int32, kind jsonscan.Kind) bool {
	return node != 0 && s.doc.Nodes[node].Kind == kind
}

// begin judges the line's keys and resets the sheet for its kind of branch.
func (s *scorer) begin() *scoring.Error {
	kind := ""
	switch {
	case s.line.unknown != 0:
		return wrongField("这一行有不认识的键，只能有 id、findings，以及分支部类型时的 kind，请删去其他键")
	case s.line.kind != 0 && !s.t.HasKinds():
		return wrongField("这套指标不分支部类型，请删去 kind")
	case s.line.kind != 0 && !s.is(s.line.kind, jsonscan.String):
		return wrongField("kind 须是文字，请填支部类型的编码")
	case s.line.kind != 0:
		kind = string(s.doc.AppendString(nil, s.line.kind))
	}
	return s.sheet.Reset(kind)
}
