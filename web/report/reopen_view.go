package report

import (
	"net/http"
	"strconv"

	"baolei/internal/app/report"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// reopenView is the page that opens a branch again.
type reopenView struct {
	Title     string
	Badge     ui.BadgeProps
	Back      ui.Link
	Mistakes  []ui.Mistake
	WhyNot    string
	Facts     []ui.Definition
	Form      *ui.Form
	Until     ui.Text
	Reason    ui.Text
	Signature ui.SignatureProps
	Before    ui.TableProps
}

func (s *Screen) reopenOf(r *http.Request, b report.Branch, t *page.Typed) reopenView {
	v := reopenView{Title: "重新考核：" + b.BranchName, Badge: figures.State(b.State, b.Ended()), Back: ui.Link{Label: b.BranchName + "的结果", Href: page.ResultURL(b.ID)},
		Mistakes: page.Mistakes(t.Wrong, "until", "reason", page.PasswordField), WhyNot: b.WhyNot,
		Facts:  []ui.Definition{{Term: "党委", Text: b.CommitteeName}, {Term: "现在的得分", Text: figures.Points(b.Counts.Total)}, {Term: "等次", Body: ui.Badge(figures.Grade(b.Set.Set, b.Counts.Grade))}},
		Before: ui.TableProps{ID: "before", Caption: "以前的重新考核", Hide: true, Columns: []ui.Column{{Label: "时间"}, {Label: "理由"}, {Label: "当时的得分", Number: true}}}}
	for _, x := range b.Before {
		v.Before.Rows = append(v.Before.Rows, ui.TableRow{Cells: []ui.Cell{{Text: figures.Moment(x.At), Sub: x.Name}, {Text: x.Reason}, {Text: figures.Points(x.Total)}}})
	}
	if b.WhyNot != "" {
		return v
	}
	v.Form = &ui.Form{Action: page.ReopenURL(b.ID), Hidden: s.Hidden(r, "version", strconv.Itoa(b.Version)), Submit: "重新考核"}
	v.Until = t.DayField("until", "重新考核到", "含当日。党委要在这一天以前重新签署。", true)
	v.Reason = t.TextField("reason", "理由", "党委看得到，会记录在案。", true)
	v.Reason.Rows, v.Reason.MaxLength = 4, "1000"
	v.Signature = s.Signature(r, b.Digest(), t.Wrong)
	return v
}

// again is the password's field in the second form of a page, where its id must
// be another.
func again(t ui.Text) ui.Text {
	t.ID += "-again"
	return t
}
