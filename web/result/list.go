package result

import (
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/web/figures"
	"baolei/web/progress"
	"baolei/web/ui"
)

// listView is the list of a cycle.
type listView struct {
	Title, Text      string
	Stats            []ui.Stat
	States           []ui.Filter
	Narrowed         []ui.Filter // what else narrows; each leads to the list without it
	Cycle, Committee ui.Select
	Grade            ui.Select
	Search           ui.Text
	Hidden           []ui.Hidden
	Clear            string
	Table            ui.TableProps
	Pager            ui.PagerProps
	Export           *ui.Form
	None             bool // no cycle was opened yet
}

func listOf(q query, list oversee.Results) listView {
	v := listView{Title: "结果", None: list.Set == nil}
	if v.None {
		return v
	}
	v.Title = strconv.Itoa(list.Cycle.Year) + " 年结果"
	v.Text = "自评是支部的申报，签署后才是结果；没有结果的支部按未达标计。"
	if list.Cycle.Ended() {
		v.Text = "周期已经结束：报送了的才是结果，没有结果的支部按未达标计。"
	}
	v.Stats = stats(list)
	v.Clear = q.url(func(q *query) { q.Narrow = oversee.Narrow{Cycle: q.Cycle, Page: 1} })
	v.States = states(q, list)
	v.Narrowed = narrowed(q, list)
	v.fields(q, list)
	v.Table = table(q, list.Set.Set, list.Lines)
	v.Pager = pager(q, list)
	return v
}

func stats(list oversee.Results) []ui.Stat {
	t := list.Tally
	has := "已签署"
	if t.Ended {
		has = "有结果"
	}
	attained := progress.Of(t.Attained, t.All)
	if t.Sealed {
		attained = "–"
	}
	of := progress.Place{Cycle: list.Cycle.ID}
	return append(of.Rates(t, list.Cycle.Target),
		ui.Stat{Label: figures.Signed("达标和优秀", t.Ended), Value: attained, Href: of.List(t.Attained, "reach", "yes")},
		of.Stat(has, t.Results(), t.All, "reach", "has"),
		of.Stat("已提交", t.Submitted(), t.All, "reach", "claimed"))
}
