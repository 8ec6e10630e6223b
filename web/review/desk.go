package review

import (
	"fmt"
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// desk is the page of an item.
type desk struct {
	Title     string // of the way
	Keys      []ui.Shortcut
	Card      card
	Around    around
	Talk      talk
	Elsewhere []ui.Definition
	Opinion   *examine.Opinion // of the branch's members; nil where there is none
	Compare   string           // address that compares the reviewers on the item
	Notice    string           // why the person only looks
	Again     string           // why the work committee has it verified anew
	Caution   string           // what reviewing costs the person
	Lost      string           // what was stated and does not count any more
	Ways      []ui.LinkButtonProps
}

// around is what stands around the card and changes with it.
type around struct {
	Bar   reviewBar
	Chips []ui.Filter
	Queue []ui.QueueItem
	Label string // of the queue
}

// reviewBar is the score bar with the way on.
type reviewBar struct {
	ui.Bar
	Links []ui.LinkButtonProps
}

// talk is what was said about an item, and the form to say more.
type talk struct {
	Remarks []ui.Remark
	Drops   []ui.Form
	Add     *ui.Form
	Text    ui.Reason
}

func (s *Screen) around(k round, waiting []examine.Waiting) around {
	w := k.way()
	a := around{Chips: w.chips(k.show), Queue: w.queue(k.at(), k.show), Label: w.label}
	if k.across != nil {
		a.Bar = s.acrossBar(k, w)
	} else {
		a.Bar = s.bar(k.v, waiting)
	}
	return a
}

func (s *Screen) bar(v examine.View, waiting []examine.Waiting) reviewBar {
	b := ui.Bar{Label: "核定得分", Subject: v.BranchName, Total: figures.Points(v.ReviewScore.Total), Grade: figures.Grade(v.Set.Set, v.ReviewScore.Grade)}
	b.Beside = "自评 " + figures.Points(v.SelfScore.Total)
	b.Progress = fmt.Sprintf("已核 %d / %d 项", v.Done, len(v.Items))
	b.Deadline, b.Late = s.deadline(v)
	return reviewBar{b, barLinks(v, waiting)}
}

func (s *Screen) deadline(v examine.View) (string, bool) {
	if v.State != workflow.Submitted || v.Ended() {
		return v.State.Within(v.Ended()), false
	}
	until := v.ReviewDue()
	today := s.examine.Today()
	left := today.DaysUntil(until)
	switch {
	case left < 0:
		return until.In(today.Year) + "已截止", true
	case left == 0:
		return "今天截止", true
	}
	return fmt.Sprintf("%s截止 · 还有 %d 天", until.In(today.Year), left), left <= 3
}

// barLinks are the ways on: give back, agree with many, sign, and the next
// branch once this one is through. One of them is the main one.
func barLinks(v examine.View, waiting []examine.Waiting) []ui.LinkButtonProps {
	var list []ui.LinkButtonProps
	if v.CanRemark {
		label := "退回……"
		if n := v.Facts.RemarksToSend; n > 0 {
			label = fmt.Sprintf("退回（%d 条意见）", n)
		}
		list = append(list, ui.LinkButtonProps{Label: label, Href: page.ReviewReturnURL(v.ID)})
	}
	if n := len(v.Plain()); v.CanReview && n > 1 {
		list = append(list, ui.LinkButtonProps{Label: fmt.Sprintf("一并同意（%d）", n), Href: page.ReviewAgreeURL(v.ID)})
	}
	main := ui.Primary
	if v.CanSign {
		list = append(list, ui.LinkButtonProps{Label: "签署……", Href: page.ReviewSignURL(v.ID), Kind: main})
		main = ui.Secondary
	}
	if _, after := neighbours(v, waiting); after != 0 && (v.Done == len(v.Items) || v.State != workflow.Submitted) {
		list = append(list, ui.LinkButtonProps{Label: "下一支部", Href: page.ReviewURL(after), Kind: main})
	}
	return list
}

// neighbours finds the branches before and after in the queue; 0 for none. A
// branch that no longer waits has the whole queue after it.
func neighbours(v examine.View, waiting []examine.Waiting) (before, after int64) {
	at := -1
	for i, w := range waiting {
		if w.Assessment == v.ID {
			at = i
		}
	}
	if at > 0 {
		before = waiting[at-1].Assessment
	}
	if at+1 < len(waiting) {
		after = waiting[at+1].Assessment
	}
	return before, after
}

func (s *Screen) talk(r *http.Request, k round, t trouble) talk {
	v, it := k.v, k.it
	var b talk
	for _, m := range v.Remarks {
		if m.Item != it.Code {
			continue
		}
		b.Remarks = append(b.Remarks, remark(m))
		if m.Reply != "" {
			b.Remarks = append(b.Remarks, ui.Remark{Who: m.RepliedName, When: figures.When(m.RepliedAt), Text: m.Reply, Badge: ui.BadgeProps{Text: "支部答复", Tone: ui.Info}})
		}
		if m.SentAt.IsZero() && v.CanRemark {
			drop := ui.Form{Action: page.ReviewDropURL(v.ID, m.ID), Target: "#talk", Submit: "撤销“" + brief(m.Text) + "”",
				Hidden: s.Hidden(r, append(k.hidden(), "item", it.Code)...)}
			b.Drops = append(b.Drops, drop)
		}
	}
	if !v.CanRemark {
		return b
	}
	b.Add = &ui.Form{Action: page.ReviewRemarkURL(v.ID, it.Code), Target: "#talk", Submit: "写下意见", Hidden: s.Hidden(r, k.hidden()...)}
	b.Text = ui.Reason{ID: "remark", Name: "remark", Label: "向支部提意见", Hint: "退回时一并发给支部。", Key: "r", Required: true}
	if t.typed.Has("remark") {
		b.Text.Value, b.Text.Error = t.typed.Get("remark"), t.fields["remark"]
	}
	return b
}

func remark(m app.Remark) ui.Remark {
	one := ui.Remark{Who: m.WrittenName, When: figures.When(m.WrittenAt), Text: m.Text, Mine: true, Badge: ui.BadgeProps{Text: "未发送", Tone: ui.Warn}}
	if !m.SentAt.IsZero() {
		one.Badge = ui.BadgeProps{Text: "已退回"}
	}
	return one
}

func brief(text string) string {
	if r := []rune(text); len(r) > 8 {
		return string(r[:8]) + "…"
	}
	return text
}

// elsewhere tells how an item went at the other branches.
func elsewhere(v examine.View, outcomes []examine.Outcome, it examine.Item) []ui.Definition {
	var list []ui.Definition
	for _, o := range outcomes {
		list = append(list, ui.Definition{Term: outcome(it, o), Text: strconv.Itoa(o.Times) + " 个支部"})
	}
	return list
}

// outcome is a score in words: "满分", "扣 1 分", "得 5 分", "未扣分".
func outcome(it examine.Item, o examine.Outcome) string {
	full := it.Review.Weight
	switch {
	case it.Review.Direction == scoring.Earn:
		return "得 " + figures.Short(o.Score) + " 分"
	case o.Score < full:
		return "扣 " + figures.Short(full-o.Score) + " 分"
	case it.Review.HasWeight:
		return "满分"
	}
	return "未扣分"
}
