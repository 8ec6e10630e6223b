package board

import (
	"fmt"
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/app/board"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/chart"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// areas shows by area what is lost on average: of a city each committee's, as a
// heat map whose every cell holds its figure; else of the place alone.
func (m *maker) areas() (panel, error) {
	p := panel{ID: "areas", Title: "各项目平均失分", Note: "每个" + m.withResult() + "的支部平均失分", Open: true,
		Table: ui.TableProps{ID: "t-areas", Caption: "各项目平均失分", Hide: true, Empty: "还没有签署的结果。", Columns: []ui.Column{{Label: "党委"}, {Label: m.withResult() + "的支部", Number: true}}}}
	parts := m.Parts
	if !m.City() {
		p.Table.Columns[0].Label = "党组织"
		parts = []board.Part{m.Whole}
	}
	list := m.losing()
	for _, a := range list {
		p.Table.Columns = append(p.Table.Columns, ui.Column{Label: a.Title, Number: true})
	}
	most := m.most(parts, list)
	for _, c := range parts {
		if c.Results.N == 0 {
			continue
		}
		row := ui.TableRow{Cells: []ui.Cell{{Text: c.Name, Href: m.boardOf(c)}, {Text: strconv.FormatInt(c.Results.N, 10), Href: m.list(c.Organisation, "reach", "has")}}}
		for _, a := range list {
			row.Cells = append(row.Cells, ui.Cell{Body: m.hot(c, a, most)})
		}
		p.Table.Rows = append(p.Table.Rows, row)
	}
	if len(p.Table.Rows) > 0 {
		p.Say = fmt.Sprintf("颜色越深失分越多，最深为平均 %s 分。点数字看失分的支部。", figures.Points(most))
	}
	return p, nil
}

// withResult is what a branch has that counts.
func (m *maker) withResult() string {
	if m.Ended() {
		return "有结果"
	}
	return "已签署"
}

// hot is a cell of the heat map. Where nothing was lost it leads nowhere.
func (m *maker) hot(c board.Part, a *indicator.Area, most scoring.Points) templ.Component {
	lost := m.lostIn(c, a)
	mean, list := scoring.Mean(lost, c.Results.N), ""
	if lost > 0 {
		list = m.list(c.Organisation, "lost", a.Code)
	}
	return heat(figures.Points(mean), list, shade(mean, most))
}

// losing lists the areas with items that take points away.
func (m *maker) losing() []*indicator.Area {
	var list []*indicator.Area
	for i := range m.Set.Areas {
		for _, item := range m.Set.Areas[i].Items {
			if item.Direction != scoring.Earn {
				list = append(list, &m.Set.Areas[i])
				break
			}
		}
	}
	return list
}

// lostIn is what a part's branches lost in an area together.
func (m *maker) lostIn(c board.Part, a *indicator.Area) int64 {
	sum := int64(0)
	for i, item := range m.Shape.Items {
		if item.Area == a.Code && item.Direction != scoring.Earn {
			sum += c.Lost[i]
		}
	}
	return sum
}

func (m *maker) most(parts []board.Part, list []*indicator.Area) scoring.Points {
	most := scoring.Points(0)
	for _, c := range parts {
		for _, a := range list {
			if c.Results.N > 0 {
				most = max(most, scoring.Mean(m.lostIn(c, a), c.Results.N))
			}
		}
	}
	return most
}

// shades of the heat map, besides none.
const shades = 5

// shade is 0 for nothing lost, and 1 to 5 in even steps up to the most.
func shade(mean, most scoring.Points) int {
	if mean <= 0 || most <= 0 {
		return 0
	}
	return min(shades, int((mean*shades+most-1)/most))
}

// months shows the year as it goes: activities, and who held a theme party day.
func (m *maker) months() (panel, error) {
	all := m.Whole.Branches
	p := panel{ID: "months", Title: fmt.Sprintf("%d 年各月", m.Cycle.Year), Note: "按记实本的登记，每分钟更新", Say: "图中是当月开展了主题党日的支部数；每个支部每月应开展一次。",
		Table: ui.TableProps{ID: "t-months", Caption: "各月会议活动", Hide: true, Empty: "这一年还没有登记的会议活动。",
			Columns: []ui.Column{{Label: "月份"}, {Label: "会议活动", Number: true}, {Label: "开展主题党日的支部", Number: true}, {Label: "占全部支部", Number: true}}}}
	last := 12
	if m.today.Year == m.Cycle.Year {
		last = int(m.today.Month)
	}
	var bars []chart.Bar
	any := int64(0)
	for month := range last {
		held := m.Year.PartyDays[month]
		any += m.Year.Activities[month]
		bars = append(bars, chart.Bar{Name: strconv.Itoa(month + 1), Value: float64(held)})
		list := page.BoardMonthURL(page.BoardAt{Cycle: m.at.Cycle, Place: m.at.Place}, month+1)
		p.Table.Rows = append(p.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: strconv.Itoa(month+1) + " 月", Href: list}, {Text: strconv.FormatInt(m.Year.Activities[month], 10)},
			{Text: strconv.FormatInt(held, 10), Href: list}, {Text: figures.Percent(rate(int(held), int(all)))}}})
	}
	if any == 0 {
		p.Table.Rows, p.Say = nil, ""
		return p, nil
	}
	drawn, err := chart.Bars("各月开展主题党日的支部数，数字见表", bars)
	p.Chart = drawn
	return p, err
}
