package board

import (
	"fmt"
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/app"
	"baolei/internal/app/board"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// view is a board.
type view struct {
	Heading ui.HeadingProps
	Actions []ui.LinkButtonProps
	Late    string
	Sealed  string // why there is nothing else; "" where there is
	Years   []ui.Filter
	Places  []ui.Filter
	Stats   []ui.Stat
	Panels  []panel
	Pager   *ui.PagerProps
	Print   bool // all tables lie open
}

// panel is a question with its chart and its figures.
type panel struct {
	ID, Title, Note string
	Chart           templ.Component // nil where there is nothing to draw
	Legend          []key
	Say             string // what to know when reading it
	Table           ui.TableProps
	Open            bool   // the table is what there is to see
	File            string // the table as an Excel file
}

// key tells what a mark of a chart stands for.
type key struct{ Class, Text string }

// drawing makes a panel of a board; it may leave the panel without a chart.
type drawing func(*maker) (panel, error)

// maker is a board on its way to a view.
type maker struct {
	*board.Board
	at    page.BoardAt
	today calendar.Date
	file  bool // only the tables are wanted: charts of all committees take seconds
}

func viewOf(b *board.Board, at page.BoardAt, today calendar.Date) (view, error) {
	at.Cycle, at.Place = b.Cycle.ID, b.Place.ID
	m := &maker{Board: b, at: at, today: today}
	v := view{Heading: ui.HeadingProps{Title: b.Place.Name, Text: fmt.Sprintf("%d 年，按 %s。没有结果的支部按未达标计。", b.Cycle.Year, b.Set.Name)}, Print: at.Print}
	if b.Late {
		v.Late = "有些支部刚有变化，正在重新汇总，稍后刷新可以看到最新的数字。"
	}
	v.choices(m)
	v.Stats = m.stats()
	for _, draw := range m.drawings() {
		p, err := draw(m)
		if err != nil {
			return v, err
		}
		p.File = page.BoardTableURL(at, p.ID)
		p.Open = p.Open || at.Print
		v.Panels = append(v.Panels, p)
	}
	v.pager(m)
	return v, nil
}

// sealedOf is a board that is not shown to a person yet: what else there is to
// look at, and why this is not.
func sealedOf(b *board.Board, at page.BoardAt) view {
	at.Cycle, at.Place, at.Print = b.Cycle.ID, b.Place.ID, false
	v := view{Heading: ui.HeadingProps{Title: b.Place.Name, Text: fmt.Sprintf("%d 年统计", b.Cycle.Year)}, Sealed: app.WhySealed(b.Sealed)}
	v.choices(&maker{Board: b, at: at})
	v.Actions = nil
	return v
}

// drawings are the panels of the board, in the order in which they are asked for.
func (m *maker) drawings() []drawing {
	if m.City() {
		return []drawing{(*maker).attainment, (*maker).years, (*maker).distribution, (*maker).areas, (*maker).gaps, (*maker).items, (*maker).gapItems, (*maker).months}
	}
	return []drawing{(*maker).years, (*maker).distribution, (*maker).areas, (*maker).items, (*maker).gapItems, (*maker).months, (*maker).branches}
}

func (v *view) choices(m *maker) {
	for _, c := range m.Cycles {
		at := page.BoardAt{Cycle: c.ID, Place: m.at.Place}
		v.Years = append(v.Years, ui.Filter{Label: strconv.Itoa(c.Year) + " 年", Href: page.BoardURL(at), On: c.ID == m.Cycle.ID})
	}
	for _, p := range m.Places {
		at := page.BoardAt{Cycle: m.at.Cycle, Place: p.Organisation}
		v.Places = append(v.Places, ui.Filter{Label: p.Name, Href: page.BoardURL(at), On: p.Organisation == m.Place.ID})
	}
	if len(m.Places) > 0 && m.Places[0].Organisation != m.Place.ID && m.Place.Level != access.WorkCommittee {
		v.Heading.Back = ui.Link{Label: m.Places[0].Name, Href: page.BoardURL(page.BoardAt{Cycle: m.at.Cycle, Place: m.Places[0].Organisation})}
	}
	print := m.at
	print.Print = true
	v.Actions = []ui.LinkButtonProps{{Label: "打印版", Href: page.BoardURL(print)}, {Label: "结果清单", Href: m.list(0)}}
	if m.at.Print {
		plain := m.at
		plain.Print = false
		v.Actions[0] = ui.LinkButtonProps{Label: "返回统计", Href: page.BoardURL(plain)}
	}
}

// list is the list of results behind a figure, of a committee or of all that the
// board is of.
func (m *maker) list(committee int64, pairs ...string) string {
	return m.listOf(m.Cycle.ID, committee, pairs...)
}

// listOf is such a list of another cycle.
func (m *maker) listOf(cycle, committee int64, pairs ...string) string {
	if committee == 0 && m.Place.Level != access.WorkCommittee {
		committee = m.Place.ID
	}
	if committee != 0 {
		pairs = append(pairs, "committee", strconv.FormatInt(committee, 10))
	}
	return page.ResultsOfURL(cycle, pairs...)
}

func (m *maker) stats() []ui.Stat {
	r, n := m.Whole.Rollup, m.Attained(m.Whole)
	all := int(r.Branches)
	s := []ui.Stat{{Label: figures.Signed("达标率", m.Ended()) + " · 目标 " + figures.Percent(m.Cycle.Target), Value: figures.Percent(rate(n, all)), Href: m.list(0, "reach", "yes"), Badge: toTarget(n, all, m.Cycle.Target)}}
	if !m.Ended() {
		s = append(s, ui.Stat{Label: figures.Reported("达标率", false), Value: figures.Percent(rate(m.Reported(m.Whole), all)), Href: m.list(0, "reach", "sent_yes")})
	}
	for i := len(m.Set.Grades) - 1; i >= 0; i-- {
		g := m.Set.Grades[i]
		stat := ui.Stat{Label: figures.Signed(g.Name, m.Ended()), Value: strconv.Itoa(m.Graded(m.Whole, g.Code)), Href: m.list(0, "grade", g.Code)}
		if i == 0 && m.Graded(m.Whole, g.Code) > 0 {
			stat.Tone = ui.Lost
		}
		s = append(s, stat)
	}
	none := ui.Stat{Label: "还没有签署", Value: strconv.Itoa(all - m.Results(m.Whole)), Href: m.list(0, "reach", "none")}
	if m.Ended() {
		none.Label = "没有结果"
		return append(s, none)
	}
	return append(s, none, ui.Stat{Label: "已报送", Value: fmt.Sprintf("%d / %d", m.Shape.In(r, workflow.WithResult(true)...), all), Href: m.list(0, "reach", "sent")})
}

func (v *view) pager(m *maker) {
	if m.Count <= board.PageSize {
		return
	}
	what := "支部"
	if m.City() {
		what = "党委"
	}
	first := (m.at.Page - 1) * board.PageSize
	shown := len(m.Parts) + len(m.Branches)
	text := fmt.Sprintf("对比第 %d–%d 个%s，共 %d 个", first+1, first+shown, what, m.Count)
	p := ui.Turn(text, m.at.Page, first+shown < m.Count, func(number int) string {
		at := m.at
		at.Page = number
		return page.BoardURL(at)
	})
	v.Pager = &p
}

// rate is n of all in hundredths of a percent, cut off, so that nothing looks
// reached that is not; 0 of none.
func rate(n, all int) int {
	if all == 0 {
		return 0
	}
	return n * 100_00 / all
}

func toTarget(n, all, target int) ui.BadgeProps {
	switch {
	case all == 0:
		return ui.BadgeProps{}
	case n*100_00 >= target*all:
		return ui.BadgeProps{Text: "已达目标", Tone: ui.Good}
	}
	return ui.BadgeProps{Text: fmt.Sprintf("还差 %d 个支部", (target*all+100_00-1)/100_00-n), Tone: ui.Warn}
}
