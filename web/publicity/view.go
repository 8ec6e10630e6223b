package publicity

import (
	"fmt"
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// view is a committee's page of publicity.
type view struct {
	Title, Text string
	Mistakes    []ui.Mistake
	WhyNot      string
	Form        *ui.Form
	Checks      []ui.Check
	Until       string
	Notice      string // where the notice is printed; empty where nothing is public
	Report      string // where the committee reports
	Objections  ui.TableProps
	Open        int  // objections without a decision
	Ended       bool // nothing is publicised any more
	Public      ui.TableProps
	Years       []ui.Filter
}

func (s *Screen) viewOf(r *http.Request, p examine.Publicity, wrong map[string]string) view {
	v := view{Title: strconv.Itoa(p.Cycle.Year) + " 年考评结果公示", Text: fmt.Sprintf("%s，公示 %d 个工作日，当天不计。", p.Name, p.Cycle.PublicDays),
		Mistakes: page.Mistakes(wrong, "branch"), WhyNot: p.WhyNot, Until: p.Until.Chinese(), Report: page.ReportOfURL(p.Cycle.ID, p.Committee),
		Objections: objections(p), Public: public(p, s.examine)}
	if !p.Cycle.Publicity {
		v.Text = p.Name + "。本周期不设公示，签署后可以直接报送。"
	}
	if p.Cycle.Ended() {
		v.ended(p)
		return v
	}
	if len(p.Public) > 0 {
		v.Notice = page.NoticeOfURL(p.Cycle.ID, p.Committee)
	}
	for _, o := range p.Objections {
		if o.Open() {
			v.Open++
		}
	}
	if p.WhyNot != "" {
		return v
	}
	v.Form = &ui.Form{Action: page.PublicityURL, Submit: fmt.Sprintf("公示到%s", p.Until.Chinese()),
		Hidden: s.Hidden(r, "cycle", strconv.FormatInt(p.Cycle.ID, 10), "committee", strconv.FormatInt(p.Committee, 10))}
	ticked := r.PostForm["branch"]
	for i := range p.Ready {
		v.Checks = append(v.Checks, check(p.Set, &p.Ready[i], r.Method == http.MethodPost, ticked))
	}
	return v
}

// ended is what is left to see once the cycle has ended: what was objected to.
func (v *view) ended(p examine.Publicity) {
	v.Text, v.Ended = p.Name+"。"+p.WhyNot, true
	for i := range v.Objections.Rows {
		if p.Objections[i].Open() {
			v.Objections.Rows[i].Cells[4] = ui.Cell{Badge: ui.BadgeProps{Text: "结束时没有处理"}}
		}
	}
}

// check offers a branch to be publicised: ticked at first, and as it was left in a
// form that came back.
func check(set *app.Set, a *app.Assessment, posted bool, ticked []string) ui.Check {
	value := fmt.Sprintf("%d.%d", a.ID, a.Version)
	c := ui.Check{ID: fmt.Sprintf("branch-%d", a.ID), Name: "branch", Value: value, On: !posted,
		Label: fmt.Sprintf("%s　%s 分　%s", a.BranchName, figures.Points(a.Counts.Total), figures.Grade(set.Set, a.Counts.Grade).Text)}
	for _, t := range ticked {
		c.On = c.On || t == value
	}
	return c
}

func public(p examine.Publicity, s *examine.Service) ui.TableProps {
	t := ui.TableProps{ID: "public-branches", Caption: "公示中的支部", Hide: true, Empty: "现在没有公示中的支部。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "得分", Number: true}, {Label: "等次"}, {Label: "公示期"}, {Label: "异议", Number: true}}}
	for i := range p.Public {
		a := &p.Public[i]
		period := ui.Cell{Text: a.PublicWindow().Chinese(), Badge: ui.BadgeProps{Text: "公示中", Tone: ui.Info}}
		if a.PublicUntil.Before(s.Today()) {
			period.Badge = ui.BadgeProps{Text: "期满", Tone: ui.Good}
		}
		waiting := ui.Cell{Text: "–"}
		if a.OpenObjections > 0 {
			waiting = ui.Cell{Text: strconv.Itoa(a.OpenObjections), Badge: ui.BadgeProps{Text: "待处理", Tone: ui.Warn}}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: a.BranchName, Href: page.ResultURL(a.ID)}, {Text: figures.Points(a.Counts.Total)},
			{Badge: figures.Grade(p.Set.Set, a.Counts.Grade)}, period, waiting}})
	}
	return t
}

func objections(p examine.Publicity) ui.TableProps {
	t := ui.TableProps{ID: "objection-list", Caption: "异议", Hide: true, Empty: "没有异议。",
		Columns: []ui.Column{{Label: "项目"}, {Label: "支部"}, {Label: "谁提出"}, {Label: "理由"}, {Label: "处理"}}}
	for i := range p.Objections {
		o := &p.Objections[i]
		item, _ := p.Set.Titled(o.Item)
		row := ui.TableRow{Cells: []ui.Cell{{Text: item, Href: page.ObjectionURL(o.ID)}, {Text: branch(p, o.Assessment)},
			{Text: app.Who(*o), Sub: figures.Moment(o.At)}, {Text: o.Reason}, {Badge: ui.BadgeProps{Text: "待处理", Tone: ui.Warn}}}}
		if !o.Open() {
			row.Cells[4] = ui.Cell{Badge: Decided(o), Sub: o.DecidedName + " " + figures.Moment(o.DecidedAt)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func branch(p examine.Publicity, assessment int64) string {
	for i := range p.All {
		if p.All[i].ID == assessment {
			return p.All[i].BranchName
		}
	}
	return ""
}

// Decided tells how an objection was decided, or that it waits.
func Decided(o *app.Objection) ui.BadgeProps {
	switch {
	case o.Open():
		return ui.BadgeProps{Text: "待处理", Tone: ui.Warn}
	case o.Upheld:
		return ui.BadgeProps{Text: "已采纳", Tone: ui.Good}
	}
	return ui.BadgeProps{Text: "不采纳"}
}
