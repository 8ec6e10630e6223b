package board

import (
	"fmt"
	"net/http"
	"strconv"

	"baolei/internal/app/board"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// monthView is the list behind a month's figures.
type monthView struct {
	Heading ui.HeadingProps
	Table   ui.TableProps
	Pager   *ui.PagerProps
}

// Month shows the list behind a month's figures.
func (s *Screen) Month(w http.ResponseWriter, r *http.Request) error {
	at := asked(r)
	month, err := strconv.Atoi(r.PathValue("of"))
	if err != nil {
		return page.NotFound()
	}
	m, err := s.boards.Month(r.Context(), s.Actor(r), board.Ask{Cycle: at.Cycle, At: at.Place, Page: at.Page}, month)
	if err != nil {
		return err
	}
	at.Cycle, at.Place = m.Cycle.ID, m.Place.ID
	v := monthOf(m, at)
	s.Render(w, r, http.StatusOK, monthPage(s.Frame(r, v.Heading.Title), v))
	return nil
}

func monthOf(m *board.Month, at page.BoardAt) monthView {
	v := monthView{Heading: ui.HeadingProps{Title: fmt.Sprintf("%d 年 %d 月会议活动", m.Cycle.Year, m.Month), Text: m.Place.Name + "。没有开展主题党日的支部在前；每个支部每月应开展一次。",
		Back: ui.Link{Label: fmt.Sprintf("%d 年统计", m.Cycle.Year), Href: page.BoardURL(page.BoardAt{Cycle: at.Cycle, Place: at.Place}) + "#months"}},
		Table: ui.TableProps{ID: "month", Caption: "当月会议活动", Hide: true, Empty: "没有。", Columns: []ui.Column{{Label: "支部"}, {Label: "会议活动", Number: true}, {Label: "主题党日", Number: true}}}}
	if m.City() {
		v.Heading.Text = m.Place.Name + "。按党委代码排列，不是名次；每分钟更新。"
		v.Table.Columns = []ui.Column{{Label: "党委"}, {Label: "支部", Number: true}, {Label: "会议活动", Number: true}, {Label: "开展主题党日的支部", Number: true}, {Label: "占全部支部", Number: true}}
	}
	for _, p := range m.Parts {
		v.Table.Rows = append(v.Table.Rows, ui.TableRow{Cells: monthCells(m, p, at)})
	}
	if m.Count > board.PageSize {
		first := (at.Page - 1) * board.PageSize
		until := first + len(m.Parts)
		pager := ui.Turn(ui.RowsText(first, until, m.Count), at.Page, until < m.Count, func(number int) string {
			at.Page = number
			return page.BoardMonthURL(at, m.Month)
		})
		v.Pager = &pager
	}
	return v
}

func monthCells(m *board.Month, p board.MonthPart, at page.BoardAt) []ui.Cell {
	activities := ui.Cell{Text: strconv.FormatInt(p.Activities, 10)}
	if m.City() {
		return []ui.Cell{{Text: p.Name, Href: page.BoardMonthURL(page.BoardAt{Cycle: at.Cycle, Place: p.Organisation}, m.Month)}, {Text: strconv.Itoa(p.Branches)}, activities,
			{Text: strconv.FormatInt(p.PartyDays, 10)}, {Text: figures.Percent(rate(int(p.PartyDays), p.Branches))}}
	}
	days := ui.Cell{Text: strconv.FormatInt(p.PartyDays, 10)}
	if p.PartyDays == 0 {
		days = ui.Cell{Badge: ui.BadgeProps{Text: "没有开展", Tone: ui.Warn}}
	}
	return []ui.Cell{{Text: p.Name, Sub: p.Code, Href: page.ActivitiesURL(p.Organisation, m.Cycle.Year, "") + fmt.Sprintf("#m-%d", m.Month)}, activities, days}
}
