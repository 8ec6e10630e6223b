package review

import (
	"net/http"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/calendar"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// card is an item with both sides.
type card struct {
	ui.CardProps
	Form      *ui.Form // nil where it is only read
	Questions []question
	Asides    []ui.NotApplicable
	Applies   []applies
	Restores  []ui.Form // each takes back what was stated about a clause
	Finish    *ui.ButtonProps
	DoneText  string // who dealt with it
	Note      string // the branch's
	Pictures  []picture
	Files     []ui.File
	FilesOpen bool
	// FilesBeside: they are shown on the branch's side already.
	FilesBeside bool
	Why         []ui.Derivation // self and review
	Conflict    *ui.Conflict
	Save        ui.SaveState
}

// question is a clause: what the branch stated beside the review's control,
// with its reason where one is asked for.
type question struct{ Sides []ui.Side }

// applies is the form for a clause that the branch set aside.
type applies struct {
	ID, Summary string
	Form        ui.Form
	Control     templ.Component
}

// picture is a file that is shown in place.
type picture struct{ Name, Href, Who string }

// maker makes the card of an item.
type maker struct {
	s *Screen
	r *http.Request
	round
	t trouble
}

func (s *Screen) card(r *http.Request, k round, t trouble) card {
	v, it, m := k.v, k.it, maker{s, r, k, t}
	c := card{CardProps: m.head(), Note: it.Note, Conflict: m.conflict(), Save: m.save(), Why: m.why()}
	for i := range it.Clauses {
		c.Questions = append(c.Questions, m.question(i))
	}
	m.files(&c)
	if len(c.Questions) == 1 && len(c.Pictures)+len(c.Files) > 0 { // beside its control there is room
		c.Questions[0].Sides[0].Body, c.FilesBeside = evidence(c), true
	}
	if !it.Entry.DoneAt.IsZero() && !open(it) {
		c.DoneText = "已核 · " + it.Entry.DoneName + " " + figures.When(it.Entry.DoneAt)
	}
	if v.CanReview {
		m.forms(&c)
	}
	return c
}

func (m maker) id() string { return page.CardID(m.it.Code) }

// form makes a form about the item, with what every one of them carries.
func (m maker) form(id, submit string) ui.Form {
	f := ui.Form{ID: id, Action: page.ReviewSaveURL(m.v.ID, m.it.Code), Target: "#" + m.id(), Submit: submit, Hidden: m.s.Hidden(m.r, m.hidden()...)}
	for i := range m.it.Clauses {
		c := &m.it.Clauses[i]
		f.Hidden = append(f.Hidden, ui.Hidden{Name: versionField(c.Code), Value: strconv.Itoa(m.v.Findings[app.Review][c.Code].Version)})
	}
	return f
}

func (m maker) head() ui.CardProps {
	p := ui.CardProps{ID: m.id(), Number: m.v.Set.Number(m.it.Code), Title: m.it.Title, Text: m.it.Ask, Current: true, Score: figures.Points(m.it.Review.Score)}
	if m.across != nil { // every card is about the same item
		p.Number, p.Title, p.Text = "", m.v.BranchName, p.Number+" "+p.Title+"："+p.Text
	}
	if m.it.Review.HasLimit {
		p.Note = "/ " + figures.Short(m.it.Review.Limit) + " 分"
	}
	if m.it.Self.Score != m.it.Review.Score {
		p.Note += " · 自评 " + figures.Points(m.it.Self.Score)
	}
	if m.it.Standing == examine.Again {
		p.Badges = append(p.Badges, ui.BadgeProps{Text: "自上次查看后有变化", Tone: ui.Info})
	}
	if m.it.Departs {
		p.Badges = append(p.Badges, ui.BadgeProps{Text: "与记实不符", Tone: ui.Warn})
	}
	if m.it.Claims && m.it.Evidence == 0 {
		p.Badges = append(p.Badges, ui.BadgeProps{Text: "申报无佐证", Tone: ui.Warn})
	}
	return p
}

// why derives the item's score on both sides.
func (m maker) why() []ui.Derivation {
	self := figures.Item(m.v.Set.Set, m.it.Self, figures.SavedBy(m.v.Findings[app.Self]))
	review := figures.Item(m.v.Set.Set, m.it.Review, figures.SavedBy(m.v.Findings[app.Review]))
	self.ID, self.Caption = self.ID+"-self", "自评怎么算的"
	review.ID, review.Caption = review.ID+"-review", "核定怎么算的"
	return []ui.Derivation{self, review}
}

// save tells when the review of the item was last saved, and what is missing.
func (m maker) save() ui.SaveState {
	state := ui.SaveState{ID: m.id() + "-save"}
	if m.t.message != "" {
		state.Kind, state.Text = ui.Failed, "没有保存"
		return state
	}
	var at time.Time
	var by string
	for i := range m.it.Clauses {
		if f, ok := m.v.Findings[app.Review][m.it.Clauses[i].Code]; ok && !f.Copied && f.SavedAt.After(at) {
			at, by = f.SavedAt, f.SavedName
		}
	}
	if at.IsZero() {
		return state
	}
	when := figures.When(at)
	if calendar.DateOf(at) == m.s.examine.Today() {
		when = figures.Clock(at)
	}
	state.Kind, state.Text = ui.Saved, "已保存 "+when
	if by != m.s.Actor(m.r).Name {
		state.Text = by + " 保存于 " + when
	}
	return state
}
