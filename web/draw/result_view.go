package draw

import (
	"fmt"
	"strconv"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/calendar"
	"baolei/web/page"
	"baolei/web/ui"
)

// drawnPerPage is how many drawn branches the page shows at once.
const drawnPerPage = 50

// resultPager leads through the drawn branches; zero where one page holds them.
func resultPager(v *spotcheck.View, at int) (from, until int, pager ui.PagerProps) {
	return ui.TurnRows(len(v.Checks), drawnPerPage, at, func(to int) string { return page.DrawURL(v.ID) + "?page=" + strconv.Itoa(to) + "#drawn" })
}

func result(v *spotcheck.View, from, until int) ui.TableProps {
	t := ui.TableProps{ID: "result", Caption: "抽中的支部", Hide: true, Empty: "确认后立即产生，任何人都能用名单和种子重算。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "层"}, {Label: "签", Number: true}, {Label: "号码"}, {Label: "抽查员（已回避）"}, {Label: "进度"}}}
	labels := map[string]string{}
	for _, s := range v.Strata {
		labels[s.Name] = s.Label
	}
	for _, c := range v.Checks[from:until] {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{
			{Text: c.Name, Sub: c.Code}, {Text: labels[c.Stratum]}, {Text: strconv.Itoa(c.Tickets)}, {Body: number(c.Number)},
			{Body: checkers(v.ID, c, v.CanManage)}, handedIn(c, v.CanManage)}})
	}
	return t
}

func handedIn(c spotcheck.SpotCheck, officer bool) ui.Cell {
	if c.HandedIn.IsZero() {
		return ui.Cell{Text: "抽查中"}
	}
	cell := ui.Cell{Text: "已交回", Sub: calendar.Minute(c.HandedIn)}
	if officer {
		cell.Href = page.SpotURL(c.Assessment)
	}
	return cell
}

// seat is one place of an inspector with whoever held it before.
type seat struct {
	Now    spotcheck.Checker
	Before []spotcheck.Checker
}

func seats(c spotcheck.SpotCheck) []seat {
	list := make([]seat, len(c.Current()))
	for i, now := range c.Current() {
		list[i].Now = now
		for _, x := range c.Checkers {
			if x.Place == now.Place && !x.EndedAt.IsZero() {
				list[i].Before = append(list[i].Before, x)
			}
		}
	}
	return list
}

func replaced(x spotcheck.Checker) string {
	how := "抽中"
	if !x.Drawn {
		how = "指派"
	}
	return fmt.Sprintf("原%s%s，%s由%s换下：%s", how, x.Name, calendar.Minute(x.EndedAt), x.EndedName, x.Reason)
}
