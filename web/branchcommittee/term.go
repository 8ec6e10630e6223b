package branchcommittee

import (
	"net/http"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// termMonths is how long a branch committee's term lasts where nothing else is said.
const termMonths = 36

// NewTerm is the form that adds a term.
func NewTerm(s *Screen, _ *http.Request, o *records.Organisation) (Form, error) {
	f := s.term(record.Term{})
	f.title, f.text, f.submit, f.action = "登记换届选举", "选出的委员在“支部委员会”里办任职变动。", "登记", page.NewTermURL(o.Branch)
	return f, nil
}

// Term is the form that corrects a term.
func Term(s *Screen, r *http.Request, o *records.Organisation) (Form, error) {
	id, err := page.PathID(r, "term")
	if err != nil {
		return Form{}, err
	}
	term, ok := o.Term(id)
	if !ok {
		return Form{}, page.NotFound()
	}
	f := s.term(term)
	f.title, f.submit, f.action, f.changes = "更正任期", "保存", page.TermURL(o.Branch, id), true
	return f, nil
}

func (s *Screen) term(term record.Term) Form {
	f := Form{order: []string{"elected", "due", "note"}, carried: []string{"version"}, mine: termFacts}
	f.begin = page.Blank("version", versionText(term.Version), "elected", page.DayText(term.Elected), "due", page.DayText(term.Due), "note", term.Note)
	f.theirs = termFacts(f.begin)
	f.fields = func(t *page.Typed) []templ.Component {
		note := t.TextField("note", "说明", "例如选举方式、批复文号；延期的写明谁批准。", false)
		note.Rows = 3
		return []templ.Component{ui.TextField(t.DayField("elected", "选举日期", "", true)), ui.TextField(t.DayField("due", "应换届日期", "不填就按每届三年算。", false)), ui.TextField(note)}
	}
	f.save = func(by saving, t *page.Typed) error {
		in := record.Term{Entry: record.Entry{ID: term.ID, Version: t.Number("version")}, Elected: t.Day("elected"), Due: t.Day("due"), Note: t.Text("note")}
		if len(t.Wrong) > 0 {
			return nil
		}
		if in.Due.IsZero() && !in.Elected.IsZero() {
			in.Due = in.Elected.AddMonths(termMonths)
		}
		return s.records.SaveTerm(by, by.actor, by.Change, in)
	}
	return f
}

func termFacts(t *page.Typed) []ui.Definition {
	return []ui.Definition{{Term: "选举日期", Text: said(t.DayWords("elected"))}, {Term: "应换届日期", Text: said(t.DayWords("due"))}, {Term: "说明", Text: said(t.Text("note"))}}
}
