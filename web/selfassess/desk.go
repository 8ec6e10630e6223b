package selfassess

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// around is what stands around the cards and changes with each of them.
type around struct {
	Bar   ui.Bar
	Areas []ui.AreaGroup
	Todo  todo
}

// todo lists what is left before submitting.
type todo struct {
	Title string
	Links []ui.Link
	More  *ui.Link
}

// notice says why the desk is as it is.
type notice struct {
	Text  string
	Tone  ui.Tone
	Links []ui.Link
}

// view is a page of the desk.
type view struct {
	Title   string
	Around  around
	Notices []notice
	Cards   []card
	Ways    []ui.LinkButtonProps // to the areas before and after
}

func (s *Screen) desk(r *http.Request, v assess.View, area scoring.AreaPart, t trouble) templ.Component {
	d := view{Around: s.around(r, v, area.Area), Ways: ways(v, area.Area)}
	for _, n := range []*notice{noticeOf(v), offered(v)} {
		if n != nil {
			d.Notices = append(d.Notices, *n)
		}
	}
	if text := figures.Lost(v.Lost, app.Self); text != "" {
		if v.CanSave {
			text += "新版里还有的评分点，请重新填写。"
		}
		d.Notices = append(d.Notices, notice{Text: text, Tone: ui.Warn})
	}
	a, _ := v.Set.Area(area.Area)
	d.Title = v.BranchName + strconv.Itoa(v.Cycle.Year) + "年度自评：" + a.Title
	for _, it := range area.Items {
		d.Cards = append(d.Cards, s.card(r, v, it.Item, t))
	}
	frame := s.Frame(r, "年度自评 · "+a.Title)
	frame.Top = ui.ScoreBar(d.Around.Bar)
	return deskPage(frame, d)
}

func (s *Screen) around(r *http.Request, v assess.View, area string) around {
	areas := figures.Areas(v.Set.Set, v.Explanation, area, v.CanSave, func(code string) string { return page.SelfAreaURL(v.ID, code) })
	return around{Bar: s.bar(r, v, area), Areas: areas, Todo: todoOf(v)}
}

func (s *Screen) bar(r *http.Request, v assess.View, area string) ui.Bar {
	b := figures.Bar(v.Set.Set, figures.Of(v.Explanation.Result))
	done, all := figures.Done(v.Explanation)
	b.Label, b.Subject = "自评得分", v.BranchName
	b.Progress = fmt.Sprintf("已答 %d / %d 项", done, all)
	if left := v.Explanation.Clauses - v.Explanation.Answered; left > 0 {
		b.Beside = fmt.Sprintf("%d 处没有填，按未发生计", left)
		if v.CanSave {
			b.Beside = fmt.Sprintf("%d 处未填，暂按未发生计", left)
		}
	}
	b.Deadline, b.Late = deadline(v, s.self.Today())
	b.Action = barActions(s.actions(r, v, area))
	return b
}

// actions are what the score bar offers.
type actions struct {
	Next     *ui.LinkButtonProps
	Check    *ui.LinkButtonProps
	Withdraw *ui.Form
}

func (s *Screen) actions(r *http.Request, v assess.View, area string) actions {
	var a actions
	if v.CanSave {
		if item, ok := nextOpen(v, area); ok {
			a.Next = &ui.LinkButtonProps{Label: "下一项未填", Href: itemURL(v, item), Key: "n"}
		}
		a.Check = &ui.LinkButtonProps{Label: "检查", Href: page.SelfCheckURL(v.ID), Kind: ui.Primary}
		if v.CanSubmit {
			a.Check.Label = "检查并提交"
		}
	}
	if v.CanWithdraw {
		a.Withdraw = &ui.Form{Action: page.SelfWithdrawURL(v.ID), Hidden: s.Hidden(r, "version", strconv.Itoa(v.Version)), Submit: "撤回修改"}
	}
	return a
}

// nextOpen finds the next item with something unanswered: in this area first,
// then in those behind it, then from the beginning.
func nextOpen(v assess.View, area string) (string, bool) {
	before := ""
	passed := false
	for _, c := range v.Explanation.Categories {
		for _, a := range c.Areas {
			passed = passed || a.Area == area
			for _, it := range a.Items {
				if figures.Answered(it) {
					continue
				}
				if passed {
					return it.Item, true
				}
				if before == "" {
					before = it.Item
				}
			}
		}
	}
	return before, before != ""
}

func itemURL(v assess.View, item string) string {
	_, area, _ := v.Set.Item(item)
	return page.SelfItemURL(v.ID, area.Code, item)
}

// due is until when the branch may act; zero where it may not.
func due(a *app.Assessment) calendar.Date {
	if a.Ended() {
		return calendar.Date{}
	}
	switch a.State {
	case workflow.Draft, workflow.Returned:
		return a.FillUntil()
	}
	return calendar.Date{}
}

// pressing is from how many days before the deadline on it is shown as late.
const pressing = 3

func deadline(v assess.View, today calendar.Date) (text string, late bool) {
	until := due(&v.Assessment)
	if until.IsZero() {
		return v.State.Within(v.Ended()), false
	}
	left := today.DaysUntil(until)
	switch {
	case left < 0:
		return until.In(today.Year) + "已截止", true
	case left == 0:
		return "今天截止", true
	}
	return fmt.Sprintf("%s截止\u00a0· 还有\u00a0%d\u00a0天", until.In(today.Year), left), left <= pressing
}

func noticeOf(v assess.View) *notice {
	switch {
	case v.CanWithdraw:
		return &notice{Text: "现在只能查看。考核还没有开始，需要修改时，请先点“撤回修改”。", Tone: ui.Info}
	case !v.CanSave:
		return &notice{Text: "现在只能查看。" + v.WhyNot, Tone: ui.Info}
	}
	if v.State != workflow.Returned {
		return nil
	}
	n := &notice{Tone: ui.Warn, Text: v.ReturnedName + "于" + figures.When(v.ReturnedAt) + "退回。请修改并逐条答复下列意见，再重新提交。"}
	for _, rm := range v.Remarks {
		if !rm.SentAt.IsZero() && rm.Reply == "" {
			n.Links = append(n.Links, ui.Link{Label: v.Set.Number(rm.Item) + " " + brief(rm.Text), Href: itemURL(v, rm.Item)})
		}
	}
	if len(n.Links) == 0 {
		n.Text = v.ReturnedName + "于" + figures.When(v.ReturnedAt) + "退回，意见都已答复。改好后请重新提交。"
	}
	return n
}

// ways lead to the areas before and after.
func ways(v assess.View, area string) []ui.LinkButtonProps {
	var codes []string
	at := 0
	for _, c := range v.Explanation.Categories {
		for _, a := range c.Areas {
			if a.Area == area {
				at = len(codes)
			}
			codes = append(codes, a.Area)
		}
	}
	var list []ui.LinkButtonProps
	if at > 0 {
		list = append(list, way(v, "上一部分：", codes[at-1]))
	}
	if at+1 < len(codes) {
		list = append(list, way(v, "下一部分：", codes[at+1]))
	}
	return list
}

func way(v assess.View, lead, code string) ui.LinkButtonProps {
	a, _ := v.Set.Area(code)
	return ui.LinkButtonProps{Label: lead + a.Title, Href: page.SelfAreaURL(v.ID, code)}
}

// listTable lists a person's assessments.
func listTable(mine []app.Assessment, today calendar.Date) ui.TableProps {
	t := ui.TableProps{ID: "mine", Caption: "本支部的年度自评", Hide: true, Empty: "还没有开启的考评周期。工委开启后，这里会出现本支部的自评表。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "年度"}, {Label: "状态"}, {Label: "自评得分", Number: true}, {Label: "截止"}}}
	for i := range mine {
		a := &mine[i]
		score := "–"
		if a.Self.Answered > 0 {
			score = figures.Points(a.Self.Total)
		}
		until := "–"
		if d := due(a); !d.IsZero() {
			until = d.Chinese()
		}
		state := figures.State(a.State, a.Ended())
		if d := due(a); a.State == workflow.Draft && !d.IsZero() && d.Before(today) {
			state.Tone = ui.Warn
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: a.BranchName, Href: page.SelfURL(a.ID)}, {Text: strconv.Itoa(a.Cycle.Year)},
			{Badge: state}, {Text: score}, {Text: until}}})
	}
	return t
}
