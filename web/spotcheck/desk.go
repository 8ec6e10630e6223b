package spotcheck

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// around is what stands around the cards and changes with each of them.
type around struct {
	Bar   ui.Bar
	Areas []ui.AreaGroup
}

// view is a page of the desk.
type view struct {
	Title  string
	Around around
	Notice ui.Message
	Cards  []card
	Rest   *rest                // nil where nothing is left to tick
	Ways   []ui.LinkButtonProps // to the areas before and after
}

func (s *Screen) desk(r *http.Request, sheet *spotcheck.Sheet, area scoring.AreaPart, t trouble) templ.Component {
	a, _ := sheet.Set.Area(area.Area)
	v := view{Title: sheet.BranchName + "现场抽查：" + a.Title, Around: s.around(sheet, area.Area), Notice: notice(sheet), Ways: ways(sheet, area.Area)}
	for _, it := range area.Items {
		v.Cards = append(v.Cards, s.card(r, sheet, it.Item, t))
	}
	v.Rest = s.rest(r, sheet, area, t)
	frame := s.Frame(r, "现场抽查 · "+a.Title)
	frame.Top = ui.ScoreBar(v.Around.Bar)
	return deskPage(frame, v)
}

// partly tells how many of the branch's items are checked, where not all are.
func partly(sheet *spotcheck.Sheet) string {
	all, n := sheet.Set.Applies(sheet.Kind), 0
	for _, it := range all {
		if sheet.Checks(it.Code) {
			n++
		}
	}
	if n == len(all) {
		return ""
	}
	return fmt.Sprintf("本次抽查约定只查 %d 项，其余按考核结果计。", n)
}

func notice(sheet *spotcheck.Sheet) ui.Message {
	part := partly(sheet)
	switch {
	case !sheet.CanSave:
		return ui.Message{Text: "现在只能查看。" + sheet.WhyNot, Tone: ui.Warn}
	case sheet.Sealed:
		return ui.Message{Text: "密封抽查：交回之前看不到自评和考核的分数，请只按现场所见填写。每一项都要查过才能交回。" + part, Tone: ui.Info}
	}
	return ui.Message{Text: "本次抽查不密封：各项下列出自评和考核的填报。每一项都要查过才能交回。" + part, Tone: ui.Info}
}

// around shows how far the check has come. There is no total: of a check with
// gaps it would say nothing, and filled up it would give the review away.
func (s *Screen) around(sheet *spotcheck.Sheet, area string) around {
	done, all := figures.Done(sheet.Explanation)
	b := ui.Bar{Label: "抽查进度", Total: strconv.Itoa(done), Subject: sheet.BranchName, Beside: fmt.Sprintf("/ %d 项已查", all),
		Progress: sheet.CommitteeName, Action: handInButton(sheet)}
	return around{Bar: b, Areas: areas(sheet, area)}
}

// areas is the navigation, with what is checked instead of points.
func areas(sheet *spotcheck.Sheet, current string) []ui.AreaGroup {
	var groups []ui.AreaGroup
	for _, c := range sheet.Explanation.Categories {
		category, _ := sheet.Set.Category(c.Category.String())
		g := ui.AreaGroup{Title: category.Name}
		for _, a := range c.Areas {
			area, _ := sheet.Set.Area(a.Area)
			open := figures.Open(a.Items)
			g.Areas = append(g.Areas, ui.AreaLink{Label: area.Title, Href: page.SpotAreaURL(sheet.ID, a.Area), Done: open == 0, Current: a.Area == current,
				State: fmt.Sprintf("%d / %d", len(a.Items)-open, len(a.Items))})
		}
		groups = append(groups, g)
	}
	return groups
}

// ways lead to the areas before and after.
func ways(sheet *spotcheck.Sheet, area string) []ui.LinkButtonProps {
	var codes []string
	at := 0
	for _, c := range sheet.Explanation.Categories {
		for _, a := range c.Areas {
			if a.Area == area {
				at = len(codes)
			}
			codes = append(codes, a.Area)
		}
	}
	var list []ui.LinkButtonProps
	way := func(lead, code string) {
		a, _ := sheet.Set.Area(code)
		list = append(list, ui.LinkButtonProps{Label: lead + a.Title, Href: page.SpotAreaURL(sheet.ID, code)})
	}
	if at > 0 {
		way("上一部分：", codes[at-1])
	}
	if at+1 < len(codes) {
		way("下一部分：", codes[at+1])
	}
	return list
}

func listTable(mine []spotcheck.SpotCheck) ui.TableProps {
	t := ui.TableProps{ID: "mine", Caption: "分派给我的支部", Hide: true, Columns: []ui.Column{{Label: "支部"}, {Label: "党委"}, {Label: "进度"}}}
	for _, c := range mine {
		state := ui.Cell{Badge: ui.BadgeProps{Text: "未开始", Tone: ui.Warn}}
		switch {
		case !c.HandedIn.IsZero():
			state = ui.Cell{Badge: ui.BadgeProps{Text: "已交回", Tone: ui.Good}, Sub: c.HandedName + " " + calendar.Minute(c.HandedIn)}
		case c.Score.Answered > 0:
			state = ui.Cell{Badge: ui.BadgeProps{Text: fmt.Sprintf("已查 %d 处", c.Score.Answered), Tone: ui.Info}}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: c.Name, Href: page.SpotURL(c.Assessment)}, {Text: c.Committee}, state}})
	}
	return t
}
