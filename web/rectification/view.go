package rectification

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/rectification"
	"baolei/internal/core/calendar"
	"baolei/internal/core/rectify"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// view is a file.
type view struct {
	Title, Text string
	Badges      []ui.BadgeProps
	Back        ui.Link
	Paper       string
	Mistakes    []ui.Mistake
	Kept        []ui.Definition // what was typed in a form that is not there any more
	Facts       []ui.Definition
	Next        string // whose turn it is
	Problems    []problem
	Steps       []step
	Entries     ui.TableProps
}

// problem is an item that lost points, with what is done about it.
type problem struct {
	ID, Title string
	Lost      ui.Derivation
	Reasons   []string
	Badge     ui.BadgeProps
	Planned   []ui.Definition
	Measure   *measureForm
	Progress  *progressForm
}

// measureForm says what is done about a problem, by whom, until when.
type measureForm struct {
	Form                           ui.Form
	Measure, Responsible, Deadline ui.Text
}

// progressForm says how far it is.
type progressForm struct {
	Form ui.Form
	Text ui.Text
	Done ui.Check
}

func (s *Screen) viewOf(r *http.Request, f *rectification.File, t form) view {
	today := s.files.Today()
	v := view{Title: f.BranchName + "整改台账", Text: fmt.Sprintf("%d 年考评为后进整转，逐项整改，党委检查，工委销号。", f.Year), Badges: []ui.BadgeProps{State(f.State)},
		Back: ui.Link{Label: "整改台账", Href: page.RectificationsURL}, Paper: page.RectificationPaperURL(f.ID), Facts: facts(f), Next: next(f), Entries: entries(f)}
	if f.Overdue > 0 && f.State != rectify.Ended {
		v.Badges = append(v.Badges, ui.BadgeProps{Text: fmt.Sprintf("%d 项逾期", f.Overdue), Tone: ui.Lost})
	}
	hidden := func() []ui.Hidden { return s.Hidden(r, "version", strconv.Itoa(f.Version)) }
	of := func(p *rectification.Problem) []ui.Hidden {
		return append(hidden(), ui.Hidden{Name: "measure-version", Value: strconv.Itoa(p.Measure.Version)})
	}
	back, _ := f.SentBack()
	for i := range f.Problems {
		p := &f.Problems[i]
		x := problemOf(f, p, today)
		if f.May(s.Actor(r), rectify.Measure) {
			x.Measure = measureOf(f.ID, p, of(p), t.of(rectify.Measure, p.Item))
		}
		if p.Planned() && (p.Measure.DoneOn.IsZero() || back) && f.May(s.Actor(r), rectify.Progress) {
			x.Progress = progressOf(f.ID, p, of(p), t.of(rectify.Progress, p.Item))
		}
		v.Problems = append(v.Problems, x)
	}
	for _, o := range offers {
		if f.May(s.Actor(r), o.action) {
			v.Steps = append(v.Steps, o.step(f.ID, hidden(), t.of(o.action, "")))
		}
	}
	v.mistakes(t)
	v.keep(t)
	return v
}

// keep shows what was typed where the file has moved on and the form is gone.
func (v *view) keep(t form) {
	if len(t.Wrong) == 0 || v.offers(t) {
		return
	}
	for _, x := range []ui.Definition{{Term: "整改措施", Text: t.Text("measure")}, {Term: "责任人", Text: t.Text("responsible")}, {Term: "完成期限", Text: t.DayWords("deadline")}, {Term: "填写的文字", Text: t.Text("text")}} {
		if x.Text != "" {
			v.Kept = append(v.Kept, x)
		}
	}
}

// mistakes leads to the fields of the form that came back.
func (v *view) mistakes(t form) {
	suffix := "-" + dashed(t.item)
	if t.item == "" {
		suffix = "-" + string(t.step)
	}
	for _, m := range page.Mistakes(t.Wrong, "measure", "responsible", "deadline", "text") {
		if m.Field != "" {
			m.Field += suffix
		}
		v.Mistakes = append(v.Mistakes, m)
	}
}

func dashed(item string) string { return strings.ReplaceAll(item, ".", "-") }

func facts(f *rectification.File) []ui.Definition {
	list := []ui.Definition{{Term: "党委", Text: f.CommitteeName}, {Term: "考评得分", Text: figures.Points(f.Dossier.Counts.Total), Href: page.ResultURL(f.Assessment)},
		{Term: "等次", Body: ui.Badge(figures.Grade(f.Dossier.Set.Set, f.Dossier.Counts.Grade))}, {Term: "建立", Text: calendar.DateOf(f.OpenedAt).Chinese()}}
	if f.Dossier.Counts.Vetoed {
		list = append(list, ui.Definition{Term: "一票否决", Text: "是"})
	}
	if !f.EndedAt.IsZero() {
		list = append(list, ui.Definition{Term: "销号", Text: calendar.DateOf(f.EndedAt).Chinese()})
	}
	return list
}

// next says whose turn it is, and what to do.
func next(f *rectification.File) string {
	switch f.State {
	case rectify.Planning:
		if f.Facts.Unplanned > 0 {
			return fmt.Sprintf("支部书记逐项写明措施、责任人和期限，还有 %d 项没有写。", f.Facts.Unplanned)
		}
		return "措施都已写好，支部书记确认后开始整改。"
	case rectify.Mending:
		if f.Facts.Undone > 0 {
			return fmt.Sprintf("支部逐项整改、登记进展，还有 %d 项没有完成。", f.Facts.Undone)
		}
		if f.Facts.Unanswered {
			return "退回以后，支部先登记针对退回理由做了什么，再提请党委检查。"
		}
		return "措施都已完成，支部书记提请党委检查。"
	case rectify.Checking:
		return "等党委书记检查。"
	case rectify.Checked:
		return "党委检查通过，等工委经办销号。"
	case rectify.Ended:
		return "整改已完成、已销号。"
	}
	return ""
}

func problemOf(f *rectification.File, p *rectification.Problem, today calendar.Date) problem {
	x := problem{ID: "p-" + dashed(p.Item), Title: titled(f, p.Item), Reasons: p.Reasons, Badge: badge(p, today),
		Lost: figures.Item(f.Dossier.Set.Set, p.Part, func(string) string { return "" })}
	if p.Planned() {
		x.Planned = []ui.Definition{{Term: "措施", Text: p.Measure.Measure}, {Term: "责任人", Text: p.Measure.Responsible}, {Term: "期限", Text: p.Measure.Deadline.Chinese()}}
		if !p.Measure.DoneOn.IsZero() {
			x.Planned = append(x.Planned, ui.Definition{Term: "完成", Text: p.Measure.DoneOn.Chinese()})
		}
		for _, e := range f.Entries {
			if e.Action == rectify.Progress && e.Item == p.Item {
				x.Planned = append(x.Planned, ui.Definition{Term: figures.Moment(e.At), Text: e.Text + "（" + e.ByName + "）"})
			}
		}
	}
	return x
}

func badge(p *rectification.Problem, today calendar.Date) ui.BadgeProps {
	switch {
	case !p.Planned():
		return ui.BadgeProps{Text: "没有写措施", Tone: ui.Warn}
	case !p.Measure.DoneOn.IsZero():
		return ui.BadgeProps{Text: "已完成", Tone: ui.Good}
	case p.Measure.Deadline.Before(today):
		return ui.BadgeProps{Text: "已逾期", Tone: ui.Lost}
	}
	return ui.BadgeProps{Text: "未完成"}
}

func measureOf(file int64, p *rectification.Problem, hidden []ui.Hidden, t *page.Typed) *measureForm {
	if len(t.Wrong) == 0 && t.Text("measure") == "" {
		t = page.Blank("measure", p.Measure.Measure, "responsible", p.Measure.Responsible, "deadline", page.DayText(p.Measure.Deadline))
	}
	f := &measureForm{Form: ui.Form{Action: page.MeasureURL(file, p.Item), Hidden: hidden, Submit: "保存措施"},
		Measure: t.TextField("measure", "整改措施", "做什么、做到什么程度算整改到位。", true), Responsible: t.TextField("responsible", "责任人", "", true), Deadline: t.DayField("deadline", "完成期限", "", true)}
	f.Measure.Rows, f.Measure.MaxLength, f.Responsible.MaxLength = 3, strconv.Itoa(rectification.MeasureLength), "40"
	for _, x := range []*ui.Text{&f.Measure, &f.Responsible, &f.Deadline} {
		x.ID += "-" + dashed(p.Item)
	}
	return f
}

func progressOf(file int64, p *rectification.Problem, hidden []ui.Hidden, t *page.Typed) *progressForm {
	f := &progressForm{Form: ui.Form{Action: page.MendingURL(file, p.Item), Hidden: hidden, Submit: "登记进展"}, Text: t.TextField("text", "进展", "做了什么、有什么结果。", true),
		Done: ui.Check{ID: "done-" + dashed(p.Item), Name: "done", Label: "这项措施已经完成", On: t.Text("done") != ""}}
	f.Text.ID += "-" + dashed(p.Item)
	f.Text.Rows, f.Text.MaxLength = 2, "1000"
	return f
}

func entries(f *rectification.File) ui.TableProps {
	t := ui.TableProps{ID: "entries", Caption: "办理记录", Hide: true, Empty: "还没有办理。", Columns: []ui.Column{{Label: "时间"}, {Label: "办理"}, {Label: "内容"}}}
	for i := len(f.Entries) - 1; i >= 0; i-- {
		e := f.Entries[i]
		do := e.Action.Chinese()
		if e.Item != "" {
			do += " " + f.Dossier.Set.Number(e.Item)
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: figures.Moment(e.At)}, {Text: do, Sub: e.ByName}, {Text: e.Text}}})
	}
	return t
}
