package paper

import (
	"net/http"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/web/page"
	"baolei/web/ui"
)

// Form is a page that is one form.
type Form struct {
	Title    string
	Text     string
	Back     ui.Link
	Mistakes []ui.Mistake
	Conflict *ui.Conflict
	Form     ui.Form
	Fields   []templ.Component
	Reason   *ui.Reason
	Submit   string
}

func (s *Screen) form(w http.ResponseWriter, r *http.Request, status int, p Paper, conflict *ui.Conflict) error {
	words := s.kind.Words()
	v := Form{Title: "登记" + words.Noun, Submit: "登记", Fields: s.kind.Fields(p), Conflict: conflict, Mistakes: page.Mistakes(p.Typed.Wrong, append(words.Order, "reason")...),
		Back: ui.Link{Label: words.Part.Chinese(), Href: page.BookPartURL(p.Branch, s.part(), p.Year)}, Form: ui.Form{Action: page.NewPaperURL(p.Branch, s.part()), Hidden: s.Hidden(r)}}
	if p.Version > 0 {
		v.Title, v.Submit, v.Back = "更正"+words.Noun, "保存", ui.Link{Label: p.Title, Href: page.BookRecordURL(p.Branch, s.part(), p.ID)}
		v.Form = ui.Form{Action: page.EditPaperURL(p.Branch, s.part(), p.ID), Hidden: s.Hidden(r, "version", versionText(p.Version))}
	}
	if p.Version > 0 && p.Detail.Submitted || p.Typed.Wrong["reason"] != "" {
		v.Reason = Reason("reason", p.Typed)
	}
	if conflict != nil {
		v.Submit = "用我填写的内容保存"
	}
	frame := s.frame(r, p, v.Title)
	frame.Narrow = true
	s.Render(w, r, status, FormPage(frame, v))
	return nil
}

// Reason is the field for why a record is corrected after the branch submitted.
func Reason(id string, t *page.Typed) *ui.Reason {
	return &ui.Reason{ID: id, Name: "reason", Label: "更正理由", Hint: "本支部已提交这一年的自评。更正要写理由，原来的内容会保留。", Value: t.Text("reason"), Error: t.Wrong["reason"], Required: true}
}

// conflict tells of the saved record beside the typed one.
func (s *Screen) conflict(p Paper, saved *page.Typed, other *records.Changed) *ui.Conflict {
	theirs, mine := s.kind.Facts(saved, p), s.kind.Facts(p.Typed, p)
	if text := s.kind.Words().Text; text != "" {
		theirs, mine = append(theirs, ui.Definition{Term: text, Text: p.Text}), append(mine, ui.Definition{Term: text, Text: p.Typed.Text("content")})
	}
	return Differing(other, theirs, mine)
}

// Differing sets what differs between what is saved and what was typed side by
// side; other may be nil where it is not known who was faster.
func Differing(other *records.Changed, theirs, mine []ui.Definition) *ui.Conflict {
	c := &ui.Conflict{ID: "conflict", Who: "别人", When: "刚才"}
	if other != nil {
		c.Who = other.By
	}
	if other != nil && !other.At.IsZero() {
		c.When = calendar.Minute(other.At)
	}
	for i := range min(len(theirs), len(mine)) {
		if theirs[i].Text != mine[i].Text {
			c.Theirs, c.Mine = append(c.Theirs, theirs[i]), append(c.Mine, mine[i])
		}
	}
	return c
}
