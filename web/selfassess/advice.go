package selfassess

import (
	"fmt"
	"slices"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/core/indicator"
	"baolei/internal/core/record"
	"baolei/web/advice"
	"baolei/web/page"
	"baolei/web/ui"
)

// book is what the record book has to say about a clause.
type book struct {
	Box     ui.Suggestion
	Honours *honourPick
	Why     *departure // asks why the answer differs
	WhyText string     // of a card that is only read
}

// departure asks why an answer is not what the record book suggests.
type departure struct {
	Form ui.Form
	Text ui.Reason
	Open bool
}

// honourPick is where the honours that a clause claims are ticked.
type honourPick struct {
	Form   ui.Form
	Checks []ui.Check
}

// book makes what is said about a clause; nil without a suggestion.
func (m maker) book(c *indicator.Clause) *book {
	s, suggested := m.v.Suggested[c.Code]
	if !suggested {
		return nil
	}
	f, said := m.v.Findings[app.Self][c.Code]
	one := &book{WhyText: f.Reason}
	one.Box = advice.Box(c, s, advice.Shown{Year: m.v.Cycle.Year, Branch: m.v.Branch, Record: m.v.CanSave, Frozen: m.frozen(),
		Same: m.v.AsSuggested(app.Self, c.Code), Differs: m.v.Departs(c.Code), Taken: m.v.TakenFor(c.Code)})
	if !m.v.CanSave {
		return one
	}
	if !m.v.AsSuggested(app.Self, c.Code) {
		take := m.form(page.SelfTakeURL(m.v.ID, c.Code), f.Version, "采用", "")
		take.Hidden = append(take.Hidden, ui.Hidden{Name: "offer", Value: assess.OfferDigest(m.v.Dossier, c.Code)})
		one.Box.Accept = &take
	}
	one.Honours = m.honours(c, f.Version)
	if said && m.v.Departs(c.Code) {
		one.Why = m.departure(c, f)
	}
	return one
}

// frozen tells that the suggestions are as they were at submission.
func (m maker) frozen() bool { return m.v.Advised.Facts.Year == 0 }

func (m maker) departure(c *indicator.Clause, f app.Finding) *departure {
	d := &departure{Form: m.form(page.SelfDepartureURL(m.v.ID, c.Code), f.Version, "保存原因", ""), Open: f.Reason == ""}
	d.Text = ui.Reason{ID: page.ClauseID(c.Code) + "-why", Name: "departure", Label: "与记实本不同的原因", Value: f.Reason,
		Hint: "不填也能提交；写明原因，考核时少一次来回。"}
	if m.t.clause == c.Code && m.t.typed.Has("departure") {
		d.Text.Value, d.Text.Error = m.t.typed.Get("departure"), m.t.fields["departure"]
	}
	return d
}

// honours offers the recorded honours of a clause; nil where there are none.
func (m maker) honours(c *indicator.Clause, version int) *honourPick {
	list, _ := m.v.Advised.HonoursOf(c)
	if len(list) == 0 {
		return nil
	}
	p := &honourPick{Form: m.form(page.SelfHonoursURL(m.v.ID, c.Code), version, "按勾选申报", "勾选要申报的荣誉")}
	p.Form.ID = page.ClauseID(c.Code) + "-honours"
	for _, h := range list {
		check := ui.Check{ID: p.Form.ID + "-" + strconv.FormatInt(h.ID, 10), Name: "honour", Value: strconv.FormatInt(h.ID, 10),
			Label: fmt.Sprintf("%s（%s，%s）", h.Title, h.Level.Chinese(), h.On.Short())}
		check.On = slices.ContainsFunc(m.v.TakenFor(c.Code), func(t app.TakenRecord) bool { return t.Kind == record.HonourRecord && t.ID == h.ID })
		if h.Files == 0 {
			check.Hint = "没有证书文件，申报前请在荣誉里补上，或在本项添加佐证。"
		}
		if by, taken := m.claimed(h.Identity, c.Code); taken {
			check.Disabled, check.Hint = true, by
		}
		p.Checks = append(p.Checks, check)
	}
	return p
}

// claimed tells by whom an honour is claimed elsewhere.
func (m maker) claimed(identity, clause string) (by string, taken bool) {
	for _, cl := range m.v.Advised.Facts.Claims {
		if cl.Identity == identity && (cl.Elsewhere || cl.Clause != clause) {
			_, item := m.v.Set.Find(cl.Clause)
			number := cl.Clause
			if item != nil {
				number = m.v.Set.Number(item.Code)
			}
			return "已由" + cl.Branch + "在" + number + "申报", true
		}
	}
	return "", false
}

// unread counts the suggestions for clauses that are not answered.
func unread(v assess.View) int {
	n := 0
	for clause := range v.Suggested {
		if _, said := v.Findings[app.Self][clause]; !said {
			n++
		}
	}
	return n
}

// offered leads to the list of suggestions where there are some to take.
func offered(v assess.View) *notice {
	n := unread(v)
	if n == 0 || !v.CanSave {
		return nil
	}
	return &notice{Tone: ui.Info, Text: fmt.Sprintf("记实本已能回答 %d 处未填的内容，看过建议后可以一次采用。", n),
		Links: []ui.Link{{Label: "采用全部建议", Href: page.SelfSuggestionsURL(v.ID)}}}
}
