package outcome

import (
	"fmt"
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/closing"
	"baolei/internal/core/access"
	"baolei/internal/core/outcome"
	"baolei/web/chart"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// view is what a closed cycle means.
type view struct {
	Title, Text string
	Badge       ui.BadgeProps
	Years       []ui.Filter
	Stats       []ui.Stat
	Actions     []ui.LinkButtonProps
	History     panel // rates and targets through the years
	Rates       panel // of the organisations of the page
	Units       ui.TableProps
	UnitsPager  *ui.PagerProps
	Losers      ui.TableProps
	LosersText  string
	LosersNext  *ui.LinkButtonProps
}

// panel is a chart with its figures as a table.
type panel struct {
	Chart  chart.SVG
	Drawn  bool
	Legend []key
	Table  ui.TableProps
}

// key is a line of a legend.
type key struct{ Class, Text string }

// at is where a page is, to lead on from.
func at(o *closing.Outcome) page.OutcomeAt {
	return page.OutcomeAt{Cycle: o.Cycle.ID, Committee: o.Committee()}
}

func years(o *closing.Outcome, to func(page.OutcomeAt) string) []ui.Filter {
	var list []ui.Filter
	for _, c := range o.Cycles {
		here := at(o)
		here.Cycle = c.ID
		list = append(list, ui.Filter{Label: strconv.Itoa(c.Year) + " 年", Href: to(here), On: c.ID == o.Cycle.ID})
	}
	return list
}

func viewOf(o *closing.Outcome, ask closing.Ask) (view, error) {
	here := at(o)
	v := view{Title: fmt.Sprintf("%d 年结果运用：%s", o.Cycle.Year, o.Place.Name), Text: "达标率按全部支部计算，没有结果的支部按未达标计。没有完成目标的党委、党总支和没有达标的支部，取消当年先进党组织的参评资格。",
		Badge: keeps(o.Whole.Why == ""), Years: years(o, page.OutcomesAtURL), Stats: stats(o), Units: unitsTable(o), UnitsPager: pager(o, ask)}
	if o.Committee() == 0 {
		v.Badge = ui.BadgeProps{}
	}
	v.Actions = []ui.LinkButtonProps{{Label: "星级评定和评优参考", Href: page.StarsURL(here)}, {Label: "导出达标率（Excel）", Href: page.OutcomeFileURL(here)}, {Label: "整改台账", Href: page.RectificationsURL}}
	v.losers(o, ask)
	var err error
	if v.History, err = historyOf(o); err != nil {
		return v, err
	}
	v.Rates, err = ratesOf(o)
	return v, err
}

func keeps(keeps bool) ui.BadgeProps {
	if keeps {
		return ui.BadgeProps{Text: "保留参评资格", Tone: ui.Good}
	}
	return ui.BadgeProps{Text: "取消参评资格", Tone: ui.Lost}
}

func reaches(n outcome.Count, target int) ui.BadgeProps {
	if n.Reaches(target) {
		return ui.BadgeProps{Text: "完成目标", Tone: ui.Good}
	}
	return ui.BadgeProps{Text: "未完成目标", Tone: ui.Lost}
}

func stats(o *closing.Outcome) []ui.Stat {
	list := []ui.Stat{{Label: "达标率 · 目标 " + figures.Percent(o.Cycle.Target), Value: figures.Percent(o.Whole.Rate()), Badge: reaches(o.Whole.Count, o.Cycle.Target)},
		{Label: "支部", Value: strconv.Itoa(o.Whole.Count.Branches)}, {Label: "达标和优秀", Value: strconv.Itoa(o.Whole.Attained)},
		{Label: "没有结果", Value: strconv.Itoa(o.Whole.Count.Branches - o.Whole.Results)}, {Label: "取消资格的支部", Value: strconv.Itoa(o.Whole.Count.Branches - o.Whole.Attained), Href: "#losers"}}
	for _, m := range o.Missed {
		list = append(list, ui.Stat{Label: "取消资格的" + access.Level(m.Level).Chinese(), Value: fmt.Sprintf("%d / %d", m.Missed, m.All), Href: "#units"})
	}
	return list
}

// unitsTable lists party committees with their general branches: the rate
// against the target, through the years, and what follows.
func unitsTable(o *closing.Outcome) ui.TableProps {
	t := ui.TableProps{ID: "units", Caption: "各党委、党总支", Hide: true, Empty: "没有党委。", Columns: []ui.Column{{Label: "组织"}, {Label: "支部", Number: true}, {Label: "有结果", Number: true}, {Label: "达标和优秀", Number: true}}}
	before := earlier(o)
	for _, y := range before {
		t.Columns = append(t.Columns, ui.Column{Label: fmt.Sprintf("%d 年（目标 %s）", y.Year, figures.Percent(y.Target)), Number: true})
	}
	t.Columns = append(t.Columns, ui.Column{Label: fmt.Sprintf("%d 年（目标 %s）", o.Cycle.Year, figures.Percent(o.Cycle.Target))}, ui.Column{Label: "先进党组织参评资格"})
	for _, u := range o.Units {
		name := ui.Cell{Text: u.Name}
		if u.Level == string(access.GeneralBranch) {
			name.Sub = "党总支"
		} else if o.Committee() == 0 {
			name.Href = page.OutcomesAtURL(page.OutcomeAt{Cycle: o.Cycle.ID, Committee: u.Organisation})
		}
		row := ui.TableRow{Cells: []ui.Cell{name, {Text: strconv.Itoa(u.Count.Branches)}, {Text: strconv.Itoa(u.Results)}, {Text: strconv.Itoa(u.Attained)}}}
		for _, y := range before {
			row.Cells = append(row.Cells, rateOf(o.History[u.Organisation], y.Year))
		}
		row.Cells = append(row.Cells, ui.Cell{Text: figures.Percent(u.Rate()), Badge: reaches(u.Count, u.Target)}, ui.Cell{Text: u.Why, Badge: keeps(u.Why == "")})
		t.Rows = append(t.Rows, row)
	}
	return t
}

// yearsShown is how many earlier years stand beside the one that is looked at.
const yearsShown = 2

// earlier are the years before the one that is looked at, the last few.
func earlier(o *closing.Outcome) []closing.Unit {
	var list []closing.Unit
	for _, y := range o.Years {
		if y.Year < o.Cycle.Year {
			list = append(list, y)
		}
	}
	return list[max(0, len(list)-yearsShown):]
}

func rateOf(years []closing.Unit, year int) ui.Cell {
	for _, u := range years {
		if u.Year == year {
			c := ui.Cell{Text: figures.Percent(u.Rate())}
			if u.Why != "" {
				c.Tone = ui.Lost
				c.Sub = "未完成"
			}
			return c
		}
	}
	return ui.Cell{Text: "–"}
}

func pager(o *closing.Outcome, ask closing.Ask) *ui.PagerProps {
	if o.Count <= closing.OutcomePage {
		return nil
	}
	n, here := max(ask.Page, 1), at(o)
	text := fmt.Sprintf("第 %d–%d 个，共 %d 个", (n-1)*closing.OutcomePage+1, min(n*closing.OutcomePage, o.Count), o.Count)
	p := ui.Turn(text, n, n*closing.OutcomePage < o.Count, func(to int) string {
		here.Page = to
		return page.OutcomesAtURL(here)
	})
	return &p
}

func (v *view) losers(o *closing.Outcome, ask closing.Ask) {
	n := o.Whole.Count.Branches - o.Whole.Attained
	v.LosersText = fmt.Sprintf("共 %d 个支部", n)
	v.Losers = branchTable("losers", "取消参评资格的支部", o, o.Losers)
	v.Losers.Empty = "没有，全部支部都已达标。"
	if o.Next != nil {
		here := at(o)
		here.Page, here.AfterCommittee, here.AfterB = ask.Page, o.Next.Committee, o.Next.Branch
		v.LosersNext = &ui.LinkButtonProps{Label: "后面的支部", Href: page.OutcomesAtURL(here) + "#losers"}
	}
}

func branchTable(id, caption string, o *closing.Outcome, list []closing.Branch) ui.TableProps {
	t := ui.TableProps{ID: id, Caption: caption, Hide: true, Columns: []ui.Column{{Label: "支部"}, {Label: "党委"}, {Label: "得分", Number: true}, {Label: "等次"}, {Label: "参评资格"}, {Label: "整改"}}}
	for _, b := range list {
		row := ui.TableRow{Cells: []ui.Cell{{Text: b.Name, Href: page.ResultURL(b.Assessment)}, {Text: b.CommitteeName}, {Text: "–"}, {Text: "–"}, {Text: b.Why, Badge: keeps(b.Why == "")}, {Text: "–"}}}
		if b.Grade != "" {
			row.Cells[2].Text, row.Cells[3] = figures.Points(b.Counts.Points), ui.Cell{Badge: figures.Grade(o.Set.Set, b.Counts.Grade)}
		}
		if b.Rectification != 0 {
			row.Cells[5] = ui.Cell{Text: "整改台账", Href: page.RectificationURL(b.Rectification)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// starsView is what a cycle suggests for the star rating.
type starsView struct {
	Title, Text string
	Back        ui.Link
	Years       []ui.Filter
	Stats       []ui.Stat
	Export      ui.Form
	List        ui.TableProps
	Next        *ui.LinkButtonProps
}

func (s *Screen) starsOf(r *http.Request, o *closing.Stars, ask closing.Ask) starsView {
	here := at(o.Outcome)
	v := starsView{Title: fmt.Sprintf("%d 年星级评定和评优参考：%s", o.Cycle.Year, o.Place.Name), Back: ui.Link{Label: "结果运用", Href: page.OutcomesAtURL(here)}, Years: years(o.Outcome, page.StarsURL),
		Text:   "文件规定考评结果作为年度星级评定、评优评先、推选文明单位的重要参考，没有规定几分评几星。下面按等次给出建议，由上级党组织评定。",
		Export: ui.Form{Action: page.StarsExportURL, Submit: "导出全部支部（Excel）", Label: "导出", Hidden: s.Hidden(r, "cycle", strconv.FormatInt(o.Cycle.ID, 10), "committee", page.IDText(o.Committee()))}}
	for _, x := range o.By {
		v.Stats = append(v.Stats, ui.Stat{Label: starLabel(x), Value: strconv.Itoa(x.Branches)})
	}
	v.List = starTable(o.Set, o.List)
	if o.More != nil {
		here.AfterCommittee, here.AfterB = o.More.Committee, o.More.Branch
		v.Next = &ui.LinkButtonProps{Label: "后面的支部", Href: page.StarsURL(here)}
	}
	return v
}

func starLabel(x closing.StarCount) string {
	switch {
	case x.Grade == "":
		return "没有结果 · 不建议评星"
	case x.Stars == 0:
		return x.Grade + " · 不建议评星"
	}
	return fmt.Sprintf("%s · 建议 %d 星", x.Grade, x.Stars)
}

func starTable(set *app.Set, list []closing.Branch) ui.TableProps {
	t := ui.TableProps{ID: "stars", Caption: "各支部", Hide: true, Empty: "没有更多的支部了。", Columns: []ui.Column{{Label: "支部"}, {Label: "党委"}, {Label: "得分", Number: true}, {Label: "等次"}, {Label: "建议星级"}, {Label: "评优评先"}}}
	for _, b := range list {
		row := ui.TableRow{Cells: []ui.Cell{{Text: b.Name, Href: page.ResultURL(b.Assessment)}, {Text: b.CommitteeName}, {Text: "–"}, {Text: "–"}, {Text: "不建议评星"}, {Text: b.Why, Badge: keeps(b.Why == "")}}}
		if b.Grade != "" {
			row.Cells[2].Text, row.Cells[3] = figures.Points(b.Counts.Points), ui.Cell{Badge: figures.Grade(set.Set, b.Counts.Grade)}
		}
		if b.Stars > 0 {
			row.Cells[4].Text = fmt.Sprintf("%d 星", b.Stars)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
