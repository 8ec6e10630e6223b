package review

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/answer"
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
	s    *Screen
	r    *http.Request
	v    examine.View
	it   examine.Item
	show filter
	t    trouble
}

func (s *Screen) card(r *http.Request, v examine.View, it examine.Item, show filter, t trouble) card {
	m := maker{s, r, v, it, show, t}
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
	f := ui.Form{ID: id, Action: page.ReviewSaveURL(m.v.ID, m.it.Code), Target: "#" + m.id(), Submit: submit, Hidden: m.s.Hidden(m.r, "show", m.show.code)}
	for i := range m.it.Clauses {
		c := &m.it.Clauses[i]
		f.Hidden = append(f.Hidden, ui.Hidden{Name: versionField(c.Code), Value: strconv.Itoa(m.v.Findings[app.Review][c.Code].Version)})
	}
	return f
}

// forms completes the card for a person who reviews.
func (m maker) forms(c *card) {
	form := m.form(m.id()+"-form", "保存")
	form.Unchecked, form.Label = true, "核定 "+m.it.Title
	form.Hidden = m.s.Hidden(m.r, "show", m.show.code)
	for i := range m.it.Clauses {
		clause := &m.it.Clauses[i]
		f, said := m.v.Findings[app.Review][clause.Code]
		form.Hidden = append(form.Hidden, carried(clause, f, said)...)
		m.others(c, clause, f, said)
	}
	c.Form = &form
	c.Finish = &ui.ButtonProps{ID: m.id() + "-done", Label: "同意自评，下一项", Kind: ui.Primary, Name: "done", Value: "1", Form: form.ID, Key: "a"}
	if m.it.Differs {
		c.Finish.Label = "按此核定，下一项"
	}
	if !open(m.it) {
		c.Finish.Label, c.Finish.Kind = "下一项未核", ui.Secondary
	}
}

// aside sets a clause aside that the branch answered.
func (m maker) aside(clause *indicator.Clause) ui.NotApplicable {
	n := answer.NotApplicable(clause, scoring.Finding{}, false, answer.Shown{Errors: m.t.fields, Typed: m.typed(clause)}, m.form("", "标为不适用"), ui.Form{})
	n.Summary = "标为不适用"
	if len(m.it.Clauses) > 1 {
		n.Summary = clause.Label
	}
	n.Hint = "写明为什么不涉及这一条，例如“未设党小组”。"
	return n
}

// applies states what holds where the branch set a clause aside.
func (m maker) applies(clause *indicator.Clause) applies {
	shown := answer.Shown{Set: m.v.Set.Set, ID: page.ClauseID(clause.Code) + "-applies", Item: &m.it.Review, Errors: m.t.fields, Typed: m.typed(clause)}
	return applies{ID: shown.ID + "-open", Form: m.form("", "保存"), Control: answer.Control(clause, scoring.Finding{}, false, shown),
		Summary: "认为适用，另行核定：" + clause.Label}
}

// others are the small forms beside the item's: a clause set aside, or taken
// back.
func (m maker) others(c *card, clause *indicator.Clause, f app.Finding, said bool) {
	if off := said && f.Said.NotApplicable; off && m.v.Findings[app.Self][clause.Code].Said.NotApplicable {
		c.Applies = append(c.Applies, m.applies(clause))
	} else if !off {
		c.Asides = append(c.Asides, m.aside(clause))
	}
	if m.v.Differs(app.Self, app.Review, clause.Code) || said && !f.Copied && f.Reason != "" {
		restore := m.form("", "恢复为自评")
		if len(m.it.Clauses) > 1 {
			restore.Submit = "“" + clause.Label + "”恢复为自评"
		}
		restore.Hidden = append(restore.Hidden, ui.Hidden{Name: "restore", Value: clause.Code})
		c.Restores = append(c.Restores, restore)
	}
}

func (m maker) head() ui.CardProps {
	p := ui.CardProps{ID: m.id(), Number: m.v.Set.Number(m.it.Code), Title: m.it.Title, Text: m.it.Ask, Current: true, Score: figures.Points(m.it.Review.Score)}
	if m.it.Review.HasLimit {
		p.Note = "/ " + figures.Short(m.it.Review.Limit) + " 分"
	}
	if m.it.Self.Score != m.it.Review.Score {
		p.Note += " · 自评 " + figures.Points(m.it.Self.Score)
	}
	if m.it.Standing == examine.Again {
		p.Badges = append(p.Badges, ui.BadgeProps{Text: "自上次查看后有变化", Tone: ui.Info})
	}
	if m.it.Claims && m.it.Evidence == 0 {
		p.Badges = append(p.Badges, ui.BadgeProps{Text: "申报无佐证", Tone: ui.Warn})
	}
	return p
}

func (m maker) question(i int) question {
	c := &m.it.Clauses[i]
	f, said := m.v.Findings[app.Review][c.Code]
	review := m.reviewSide(i, f, said)
	if m.v.Differs(app.Self, app.Review, c.Code) || f.Reason != "" || m.t.fields[examine.ReasonField(c.Code)] != "" {
		review.Body = reasoned(review.Body, *m.reason(c, f))
	}
	return question{[]ui.Side{m.selfSide(i), review}}
}

// title names a side: by its clause too, where the item has several.
func (m maker) title(c *indicator.Clause, side string) string {
	if len(m.it.Clauses) > 1 {
		return c.Label + " · " + side
	}
	return side
}

func (m maker) selfSide(i int) ui.Side {
	c := &m.it.Clauses[i]
	side := ui.Side{ID: page.ClauseID(c.Code) + "-self", Title: m.title(c, "支部自评"), Value: figures.Unanswered}
	f, said := m.v.Findings[app.Self][c.Code]
	if !said {
		side.Text = "支部没有填写，按未发生计"
		return side
	}
	side.Text = f.SavedName + " " + figures.When(f.SavedAt) + " 填"
	side.Value = figures.Said(c, f.Said)
	part := m.it.Self.Clauses[i]
	if part.Vetoed {
		side.Badges = append(side.Badges, ui.BadgeProps{Text: figures.Effect(m.v.Set.Set, part.Zero), Tone: ui.Lost})
	} else if part.Amount > 0 {
		amount, tone := figures.Amount(m.it.Self.Direction, part.Amount)
		side.Value, side.ValueTone = side.Value+"　"+amount, tone
	}
	return side
}

func (m maker) reviewSide(i int, f app.Finding, said bool) ui.Side {
	c := &m.it.Clauses[i]
	side := ui.Side{ID: page.ClauseID(c.Code) + "-review", Title: m.title(c, "您的核定"), Active: m.v.CanReview}
	if !m.v.CanReview {
		side.Title = m.title(c, "核定")
	}
	if said && !f.Copied && f.SavedBy != m.s.Actor(m.r).Person {
		side.Title = m.title(c, "核定") + " · " + f.SavedName + " " + figures.When(f.SavedAt)
	}
	if said && f.Said.NotApplicable {
		side.Value, side.Text = "不适用", f.Said.Reason
		return side
	}
	shown := answer.Shown{Set: m.v.Set.Set, Item: &m.it.Review, Errors: m.t.fields, Typed: m.typed(c), ReadOnly: !m.v.CanReview}
	if i == 0 {
		shown.Key = "e"
	}
	side.Body = answer.Control(c, f.Said, said, shown)
	return side
}

// typed is what was typed and refused; nil where the clause was not in the form
// or is shown in a conflict.
func (m maker) typed(c *indicator.Clause) map[string][]string {
	if m.t.typed == nil || m.t.overtaken != nil && m.t.overtaken.Clause == c.Code {
		return nil
	}
	for name := range m.t.typed {
		if strings.HasPrefix(name, c.Code+":") {
			return m.t.typed
		}
	}
	return nil
}

func (m maker) reason(c *indicator.Clause, f app.Finding) *ui.Reason {
	field := examine.ReasonField(c.Code)
	reason := &ui.Reason{ID: "why-" + page.ClauseID(c.Code), Name: field, Label: "与自评不同，请写明理由", Value: f.Reason,
		Error: m.t.fields[field], Required: true, Disabled: !m.v.CanReview}
	if m.t.typed.Has(field) && (m.t.overtaken == nil || m.t.overtaken.Clause != c.Code) {
		reason.Value = m.t.typed.Get(field)
	}
	if !m.v.Differs(app.Self, app.Review, c.Code) && reason.Error == "" {
		reason.Label, reason.Required = "理由", false
	}
	for _, u := range m.v.Used {
		if u.Clause == c.Code && len(reason.Used) < 5 {
			reason.Used = append(reason.Used, u.Text)
		}
	}
	return reason
}

// files splits the evidence into pictures, shown in place, and the rest.
func (m maker) files(c *card) {
	for _, e := range m.v.EvidenceFor(app.Self, m.it.Code) {
		href := page.EvidenceURL(m.v.ID, e.ID)
		who := e.AddedName + " " + figures.When(e.AddedAt)
		if strings.HasPrefix(e.MediaType, "image/") {
			c.Pictures = append(c.Pictures, picture{e.Name, href, who})
			continue
		}
		c.Files = append(c.Files, ui.File{ID: "e-" + strconv.FormatInt(e.ID, 10), Name: e.Name, Href: href, Note: who})
	}
	c.FilesOpen = open(m.it)
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

// conflict shows both versions where somebody was faster; nil where nobody was.
func (m maker) conflict() *ui.Conflict {
	o := m.t.overtaken
	if o == nil {
		return nil
	}
	c := &ui.Conflict{ID: m.id() + "-conflict", Who: o.By, When: "刚才",
		Take: &ui.Form{Action: page.ReviewURL(m.v.ID), Get: true, Hidden: []ui.Hidden{{Name: "item", Value: m.it.Code}, {Name: "show", Value: m.show.code}}}}
	if !o.At.IsZero() {
		c.When = figures.When(o.At)
	}
	rule, _ := m.v.Set.Find(o.Clause)
	now, there := m.v.Findings[app.Review][o.Clause]
	c.Theirs = []ui.Definition{{Term: rule.Label, Text: said(rule, now.Said, there)}, {Term: "理由", Text: orNone(now.Reason)}}
	mine, clear, err := answer.Decode(m.r, rule)
	if err != nil || !posted(m.r, rule) {
		return c // what cannot be read cannot be kept either
	}
	reason := reasonOf(m.r, o.Clause)
	c.Mine = []ui.Definition{{Term: rule.Label, Text: said(rule, mine, !clear)}, {Term: "理由", Text: orNone(reason)}}
	keep := m.form("", "用我的")
	keep.Hidden = append(keep.Hidden, ui.Hidden{Name: examine.ReasonField(o.Clause), Value: reason})
	if clear {
		name, value := answer.ClearField(rule)
		keep.Hidden = append(keep.Hidden, ui.Hidden{Name: name, Value: value})
	} else {
		keep.Hidden = append(keep.Hidden, values(rule, mine)...)
	}
	c.Keep = &keep
	return c
}

func said(c *indicator.Clause, f scoring.Finding, answered bool) string {
	if !answered {
		return figures.Unanswered
	}
	return figures.Said(c, f)
}

func orNone(text string) string {
	if text == "" {
		return "无"
	}
	return text
}

// draft is a branch that has not submitted.
type draft struct{ Title, Text string }

func draftOf(v examine.View) draft {
	return draft{v.BranchName + "还在自评", "已填 " + strconv.Itoa(v.Self.Answered) + " / " + strconv.Itoa(v.SelfScore.Clauses) + " 处，" +
		"自评到" + v.Cycle.Self.Until.Chinese() + "截止。提交后，这里会出现逐项考核的页面。"}
}
