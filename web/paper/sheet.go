package paper

import (
	"fmt"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/recordfile"
	"baolei/web/ui"
)

// sheetView is a record's page.
type sheetView struct {
	Head        ui.HeadingProps
	Edit        *ui.LinkButtonProps
	Notices     []string
	Mistakes    []ui.Mistake
	Facts       []ui.Definition
	TextTitle   string
	Text        string
	Extra       templ.Component
	Files       templ.Component
	Corrections ui.TableProps
	Remove      *removal // nil for who only reads
}

// removal takes a record back.
type removal struct {
	Form    ui.Form
	Text    string
	Reason  *ui.Reason
	Summary string
	Open    bool
}

func (s *Screen) sheet(r *http.Request, p Paper) sheetView {
	words := s.kind.Words()
	v := sheetView{Notices: p.Notices, Facts: s.kind.Facts(p.Typed, p), TextTitle: words.Text, Text: p.Text, Extra: p.Extra,
		Head: ui.HeadingProps{Title: p.Title, Badges: p.Badges, Back: ui.Link{Label: words.Part.Chinese(), Href: page.BookPartURL(p.Branch, s.part(), p.Year)}}}
	v.Files = recordfile.Box(s.Site, r, p.Attached, "")
	v.Corrections = book.Corrections("corrections-table", p.Corrections, words.Labels(p), map[int64]map[string]any{p.ID: p.Now})
	if !p.CanSave {
		return v
	}
	v.Edit = &ui.LinkButtonProps{Label: "更正", Href: page.EditPaperURL(p.Branch, s.part(), p.ID)}
	v.Remove = &removal{Summary: "撤销这条登记", Text: words.Remove, Form: ui.Form{Action: page.RemovePaperURL(p.Branch, s.part(), p.ID), Hidden: s.Hidden(r, "version", versionText(p.Version))}}
	if p.Detail.Submitted {
		v.Remove.Reason = Reason("remove-reason", page.Blank())
	}
	return v
}

// refuse tells why a record was not taken back.
func (v *sheetView) refuse(message string, t *page.Typed) {
	v.Mistakes = []ui.Mistake{{Field: "main", Text: message}}
	if v.Remove == nil {
		return
	}
	v.Remove.Open = true
	if t.Wrong["reason"] != "" {
		v.Remove.Reason = Reason("remove-reason", t)
		v.Mistakes[0].Field = "remove-reason"
	}
}

// Late is the mark of an entry that came long after what it records.
func Late(occurred calendar.Date, recordedAt time.Time) ui.BadgeProps {
	if record.LateBy(occurred, recordedAt) == 0 {
		return ui.BadgeProps{}
	}
	return ui.BadgeProps{Text: fmt.Sprintf("%d 天后补记", occurred.DaysUntil(calendar.DateOf(recordedAt)))}
}
