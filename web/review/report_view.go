package review

import (
	"fmt"
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// reportView is a committee's report.
type reportView struct {
	Title, Text string
	Changed     string
	WhyNot      string
	Late        string
	Confirm     *ui.ConfirmProps
	Signed      ui.TableProps
	Unsigned    ui.TableProps
	Reported    ui.TableProps
}

func (s *Screen) reportOf(r *http.Request, rep examine.Report, changed string) reportView {
	p := reportView{Title: strconv.Itoa(rep.Cycle.Year) + " 年度考评结果报送", Text: rep.Committee.Name + "，" + rep.Due.Chinese() + "前报送机关工委。",
		Changed: changed, WhyNot: rep.WhyNot}
	if rep.Late && len(rep.Signed) > 0 {
		p.Late = fmt.Sprintf("已过报送期限 %d 天。仍可报送，会标明逾期。", overdueDays(rep.Due, s.examine.Today()))
	}
	p.Signed, p.Reported = scores("signed", "待报送", rep, rep.Signed), scores("reported", "已报送", rep, rep.Reported)
	p.Unsigned = unsigned(rep)
	if rep.WhyNot != "" {
		return p
	}
	hidden := s.Hidden(r, "cycle", strconv.FormatInt(rep.Cycle.ID, 10), "committee", strconv.FormatInt(rep.Committee.ID, 10))
	for _, a := range rep.Signed {
		hidden = append(hidden, ui.Hidden{Name: "seen", Value: strconv.FormatInt(a.ID, 10)})
	}
	p.Confirm = &ui.ConfirmProps{ID: "report", Title: fmt.Sprintf("报送 %d 个支部", len(rep.Signed)), Text: "报送后不能再改，并进入抽查范围。",
		Form: ui.Form{Action: page.ReportURL, Hidden: hidden, Submit: "报送机关工委"}, Cancel: ui.Link{Label: "返回列表", Href: page.ReviewListURL}}
	if n := len(rep.Unsigned); n > 0 {
		p.Confirm.Text += fmt.Sprintf("还有 %d 个支部没有签署，这次不报，签署后可以再报。", n)
	}
	return p
}

func scores(id, caption string, rep examine.Report, list []app.Assessment) ui.TableProps {
	t := ui.TableProps{ID: id, Caption: caption, Hide: true, Empty: "没有。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "自评", Number: true}, {Label: "核定", Number: true}, {Label: "等次"}, {Label: "签署"}, {Label: "报送"}}}
	for i := range list {
		a := &list[i]
		sent := "–"
		if !a.ReportedAt.IsZero() {
			sent = a.Reporter + " " + figures.When(a.ReportedAt)
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: a.BranchName, Href: page.ReviewURL(a.ID)}, {Text: figures.Points(a.Self.Total)},
			{Text: figures.Points(a.Counts.Total)}, {Badge: figures.Grade(rep.Set.Set, a.Counts.Grade)}, {Text: a.SignedName + " " + figures.When(a.SignedAt)}, {Text: sent}}})
	}
	return t
}

func unsigned(rep examine.Report) ui.TableProps {
	t := ui.TableProps{ID: "unsigned", Caption: "还没有签署", Hide: true, Empty: "所有支部都已签署。", Columns: []ui.Column{{Label: "支部"}, {Label: "状态"}, {Label: "已核", Number: true}}}
	for i := range rep.Unsigned {
		a := &rep.Unsigned[i]
		done := "–"
		if a.State != workflow.Draft {
			done = fmt.Sprintf("%d / %d", a.ReviewedItems, len(rep.Set.Applies(a.Kind)))
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: a.BranchName, Href: page.ReviewURL(a.ID)},
			{Badge: figures.State(a.State)}, {Text: done}}})
	}
	return t
}
