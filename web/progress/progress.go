// Package progress shows where committees stand in a cycle: counts by state and
// the attainment rate against its target. The first page and the cycle's page
// share it.
package progress

import (
	"fmt"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// Of writes a part of a whole: "11 / 12".
func Of(n, all int) string { return fmt.Sprintf("%d / %d", n, all) }

// Meter is an attainment rate beside its target.
func Meter(n oversee.Tally, target int) figures.Meter {
	return figures.Meter{Rate: n.Rate(), Target: target, Text: Of(n.Attained, n.All)}
}

// ToTarget says whether a target is reached, and how many branches are missing.
func ToTarget(n oversee.Tally, target int) ui.BadgeProps {
	if n.Reaches(target) {
		return ui.BadgeProps{Text: "已达目标", Tone: ui.Good}
	}
	return ui.BadgeProps{Text: fmt.Sprintf("还差 %d 个支部", n.Missing(target)), Tone: ui.Warn}
}

// Place is whose branches figures are of: a committee's, or with 0 all of a cycle
// that the person may see.
type Place struct{ Cycle, Committee int64 }

// List is the list of results behind a figure, narrowed by pairs of name and value;
// behind none there is no list.
func (p Place) List(n int, pairs ...string) string {
	if n == 0 {
		return ""
	}
	if p.Committee != 0 {
		pairs = append([]string{"committee", strconv.FormatInt(p.Committee, 10)}, pairs...)
	}
	return page.ResultsOfURL(p.Cycle, pairs...)
}

// Stat is a part of a whole with the list behind it.
func (p Place) Stat(label string, n, all int, pairs ...string) ui.Stat {
	return ui.Stat{Label: label, Value: Of(n, all), Href: p.List(n, pairs...)}
}

// Cell is a count with the list behind it.
func (p Place) Cell(n int, pairs ...string) ui.Cell {
	return ui.Cell{Text: strconv.Itoa(n), Href: p.List(n, pairs...), None: n == 0}
}

// Part is a part of a whole in a table, with the list behind it.
func (p Place) Part(n, all int, pairs ...string) ui.Cell {
	return ui.Cell{Text: Of(n, all), Href: p.List(n, pairs...)}
}

// Rates are the attainment rate against its target: of what is signed, and while
// the cycle runs of what is reported besides, which is all that would count if it
// ended now.
func (p Place) Rates(n oversee.Tally, target int) []ui.Stat {
	rate := ui.Stat{Label: figures.Signed("达标率", n.Ended) + " · 目标 " + figures.Percent(target), Value: "–", Badge: Sealed}
	if n.Sealed {
		return []ui.Stat{rate}
	}
	rate.Value, rate.Badge, rate.Href = figures.Percent(n.Rate()), ToTarget(n, target), p.List(n.Attained, "reach", "yes")
	if n.Ended {
		return []ui.Stat{rate}
	}
	return []ui.Stat{rate, {Label: figures.Reported("达标率", n.Ended), Value: figures.Percent(n.Sent().Rate()), Href: p.List(n.Reported, "reach", "sent_yes")}}
}

// Sealed stands where a figure would tell how a branch stands that the person is
// to spot-check without seeing its figures.
var Sealed = ui.BadgeProps{Text: "抽查密封中，交回后显示", Tone: ui.Info}

// Rate is an attainment rate in a table.
func Rate(n oversee.Tally, target int) ui.Cell {
	if n.Sealed {
		return ui.Cell{Badge: Sealed}
	}
	return ui.Cell{Body: figures.RateMeter(Meter(n, target))}
}

// Committees is the table of where each party committee stands.
func Committees(c app.Cycle, list []oversee.CommitteeTally) ui.TableProps {
	t := ui.TableProps{ID: "committees", Caption: "各党委进度", Hide: true, Columns: []ui.Column{{Label: "党委"}, {Label: "支部", Number: true}}}
	for _, s := range workflow.States() {
		t.Columns = append(t.Columns, ui.Column{Label: s.Within(c.Ended()), Number: true})
	}
	t.Columns = append(t.Columns, ui.Column{Label: figures.Signed("达标率", c.Ended())})
	if !c.Ended() {
		t.Columns = append(t.Columns, ui.Column{Label: figures.Reported("达标率", false), Number: true})
	}
	for _, m := range list {
		of := Place{c.ID, m.ID}
		row := ui.TableRow{Cells: []ui.Cell{{Text: m.Name, Href: page.ResultsOfURL(c.ID, "committee", strconv.FormatInt(m.ID, 10))}, of.Cell(m.All)}}
		for _, s := range workflow.States() {
			row.Cells = append(row.Cells, of.Cell(m.In[s], "state", string(s)))
		}
		rate, sent := Rate(m.Tally, c.Target), ui.Cell{Text: "–"}
		if !m.Sealed {
			rate.Href = of.List(m.Attained, "reach", "yes")
			sent = ui.Cell{Text: figures.Percent(m.Sent().Rate()), Href: of.List(m.Reported, "reach", "sent_yes")}
		}
		row.Cells = append(row.Cells, rate)
		if !c.Ended() {
			row.Cells = append(row.Cells, sent)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// More leads to all committees and what else a board shows.
func More(c app.Cycle, shown, all int) []ui.Link {
	label := "统计：达标率、得分分布、失分项目"
	if all > shown {
		label = fmt.Sprintf("全部 %d 个党委和统计", all)
	}
	return []ui.Link{{Label: label, Href: page.BoardURL(page.BoardAt{Cycle: c.ID})}}
}

// Draw is how far a draw has come, as a badge.
func Draw(d oversee.DrawProgress) ui.BadgeProps {
	switch {
	case d.State == "drawn":
		return ui.BadgeProps{Text: "已抽取", Tone: ui.Good}
	case d.Waits:
		return ui.BadgeProps{Text: "种子待确认", Tone: ui.Warn}
	}
	return ui.BadgeProps{Text: "名单已公布", Tone: ui.Info}
}
