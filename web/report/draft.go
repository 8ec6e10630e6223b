package report

import (
	"fmt"
	"net/http"
	"strconv"

	"baolei/internal/app/report"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// draftView is a committee's report: what waits, and what was sent.
type draftView struct {
	Title, Text string
	Badges      []ui.BadgeProps
	Mistakes    []ui.Mistake
	Stands      *ui.Message // what has become of the report, and what to do
	Reason      string      // why it was given back
	Stats       []ui.Stat
	Confirm     *ui.ConfirmProps
	Without     *ui.Check
	Note        *ui.Text
	Signature   ui.SignatureProps
	WhyNot      string
	New         ui.TableProps
	Missing     ui.TableProps
	Delivered   ui.TableProps
	Sendings    ui.TableProps
	Publicity   string // where branches are publicised; empty where the cycle has no publicity
}

func (s *Screen) draftOf(r *http.Request, d report.Draft, t *page.Typed) draftView {
	v := draftView{Title: strconv.Itoa(d.Cycle.Year) + " 年度考评结果报送", Text: d.Name + "，" + d.Now.Due.Chinese() + "前报送机关工委。", WhyNot: d.WhyNot,
		Badges: []ui.BadgeProps{State(d.Report.State, d.Cycle.Ended())}, Mistakes: page.Mistakes(t.Wrong, "without", "note", page.PasswordField), Stands: stands(d), Stats: draftStats(d),
		New: lines("new", "这次报送的支部", d.New()), Missing: missing(d), Sendings: sendings(d.Report, page.SentURL)}
	if d.Cycle.Ended() {
		v.Text = d.Name + "。周期已经结束，没有报送的支部没有结果。"
	} else if d.Cycle.Publicity {
		v.Publicity = page.PublicityOfURL(d.Cycle.ID, d.Committee)
	}
	v.Delivered = lines("delivered", "已经报送的支部", delivered(d))
	v.Delivered.Columns[1].Label, v.Delivered.Columns[2].Label = "计入得分", "计入等次" // what was sent stands on the sendings
	if d.Report.State == report.Returned {
		v.Reason = d.Report.Last().Reason
	}
	if d.Late && d.Report.State == "" {
		v.Badges = append(v.Badges, ui.BadgeProps{Text: fmt.Sprintf("已过期限 %d 天", d.Now.Due.DaysUntil(s.reports.Today())), Tone: ui.Lost})
	}
	if d.WhyNot == "" {
		v.confirm(s, r, d, t)
	}
	return v
}

func delivered(d report.Draft) []report.Line {
	var list []report.Line
	for _, l := range d.Now.Lines {
		if l.Delivered && !l.New {
			list = append(list, l)
		}
	}
	return list
}

// confirm asks for the signature.
func (v *draftView) confirm(s *Screen, r *http.Request, d report.Draft, t *page.Typed) {
	verb := map[bool]string{true: "报送", false: "补报"}[d.Now.Kind == report.First]
	if d.Now.Kind == report.Again {
		verb = "重新报送"
	}
	v.Confirm = &ui.ConfirmProps{ID: "send", Title: fmt.Sprintf("%s：%d 个支部中的 %d 个", verb, d.Now.Branches, d.Now.Delivered),
		Text: "报送后得分不能再改，并进入抽查范围；报送的内容按现在的样子存档。",
		Form: ui.Form{Action: page.ReportURL, Submit: verb + "机关工委", Hidden: s.Hidden(r, "cycle", strconv.FormatInt(d.Cycle.ID, 10),
			"committee", strconv.FormatInt(d.Committee, 10))},
		Cancel: ui.Link{Label: "返回列表", Href: page.ReviewListURL}}
	v.Signature = s.Signature(r, d.Now.Digest, t.Wrong)
	if d.Late {
		v.Confirm.Text = "已过报送期限。仍可报送，会标明逾期。" + v.Confirm.Text
	}
	if n := len(d.Missing()); n > 0 {
		v.Without = &ui.Check{ID: "without", Name: "without", Label: fmt.Sprintf("先报其余支部，上面列出的 %d 个支部以后补报", n), Error: t.Wrong["without"], On: t.Text("without") != "",
			Hint: "没有报送的支部列在报送表里，按未达标计。"}
	}
	if d.NeedsNote() {
		note := t.TextField("note", "情况说明", "哪些支部为什么没有报送，打算什么时候补报。会印在报送表上。", true)
		if d.Now.Kind == report.Again {
			note.Label, note.Hint = "办理情况", "对退回的意见是怎样办理的。会印在报送表上。"
		}
		note.Rows, note.MaxLength = 3, "1000"
		v.Note = &note
	}
}

// stands tells what has become of the report, and what to do.
func stands(d report.Draft) *ui.Message {
	last := d.Report.Last()
	switch d.Report.State {
	case report.Sent:
		return &ui.Message{Text: "已于" + figures.Moment(last.At) + "由" + last.Name + "报送，等工委接收。", Tone: ui.Info}
	case report.Accepted:
		return &ui.Message{Text: "工委已接收（" + last.DecidedName + " " + figures.Moment(last.DecidedAt) + "）。", Tone: ui.Good}
	case report.Returned:
		text := "工委退回了报送（" + last.DecidedName + " " + figures.Moment(last.DecidedAt) + "）。请按意见办理，写明办理情况后重新报送。"
		if again := reopened(d); again != "" {
			text += "要重新考核的支部：" + again + "，请先重新考核、签署" + publicised(d) + "。"
		} else {
			text += "没有要求重新考核的支部，得分不用改。"
		}
		return &ui.Message{Text: text, Tone: ui.Warn}
	}
	return nil
}

func publicised(d report.Draft) string {
	if d.Cycle.Publicity {
		return "、公示"
	}
	return ""
}

func reopened(d report.Draft) string {
	names := ""
	for i := range d.All {
		if a := &d.All[i]; a.Again() {
			if names != "" {
				names += "、"
			}
			names += a.BranchName + "（" + a.ReviewUntil.Chinese() + "前）"
		}
	}
	return names
}

// draftStats are the figures of what would be sent now; where nothing can be sent
// they are those of what was sent, as its paper and the work committee have them.
// What spot checks or new verifications have changed since stands apart.
func draftStats(d report.Draft) []ui.Stat {
	last := d.Report.Last()
	if last == nil || d.WhyNot == "" {
		return stats(d.Now)
	}
	list := stats(*last)
	if d.Now.Attained != last.Attained {
		list = append(list, ui.Stat{Label: "现在计入的达标和优秀", Value: fmt.Sprintf("%d / %d", d.Now.Attained, d.Now.Branches),
			Badge: ui.BadgeProps{Text: "报送后有变化", Tone: ui.Info}})
	}
	return list
}

// stats are the figures of one sending.
func stats(n report.Sending) []ui.Stat {
	rate := 0
	if n.Branches > 0 {
		rate = n.Attained * 100_00 / n.Branches
	}
	reach := ui.BadgeProps{Text: "达到目标", Tone: ui.Good}
	if n.Attained*100_00 < n.Target*n.Branches {
		reach = ui.BadgeProps{Text: "未达目标", Tone: ui.Warn}
	}
	return []ui.Stat{{Label: "本次报送达标率 · 目标 " + figures.Percent(n.Target), Value: figures.Percent(rate), Badge: reach},
		{Label: "本次报送达标和优秀", Value: fmt.Sprintf("%d / %d", n.Attained, n.Branches)}, {Label: "报送的支部", Value: fmt.Sprintf("%d / %d", n.Delivered, n.Branches)}}
}

// lines lists branches that are delivered.
func lines(id, caption string, list []report.Line) ui.TableProps {
	t := ui.TableProps{ID: id, Caption: caption, Hide: true, Empty: "没有。",
		Columns: []ui.Column{{Label: "支部"}, {Label: "得分", Number: true}, {Label: "等次"}, {Label: "签署"}, {Label: "公示期"}}}
	for _, l := range list {
		signed, public := ui.Cell{Text: l.SignedName}, ui.Cell{Text: "–"}
		if !l.SignedAt.IsZero() {
			signed.Sub = figures.Moment(l.SignedAt)
		}
		if !l.PublicUntil.IsZero() {
			public.Text = l.PublicWindow().Chinese()
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: l.Branch, Href: page.ResultURL(l.Assessment)}, {Text: figures.Points(l.Total)},
			{Badge: grade(l)}, signed, public}})
	}
	return t
}

func grade(l report.Line) ui.BadgeProps {
	if l.Attains {
		return ui.BadgeProps{Text: l.GradeName, Tone: ui.Good}
	}
	return ui.BadgeProps{Text: l.GradeName, Tone: ui.Warn}
}

func missing(d report.Draft) ui.TableProps {
	t := ui.TableProps{ID: "missing", Caption: "还不能报送的支部", Hide: true, Empty: "没有。", Columns: []ui.Column{{Label: "支部"}, {Label: "状态"}, {Label: "还差什么"}}}
	if d.Cycle.Ended() { // nothing can be made up for any more
		t.Caption, t.Columns = "没有报送的支部", t.Columns[:2]
	}
	for _, l := range d.Missing() {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: l.Branch, Href: page.ReviewURL(l.Assessment)}, {Badge: figures.State(l.State, d.Cycle.Ended())}, {Text: l.Missing}}[:len(t.Columns)]})
	}
	return t
}

// sendings lists what was sent, the latest first.
func sendings(rep report.Report, paper func(report, sending int64) string) ui.TableProps {
	t := ui.TableProps{ID: "sendings", Caption: "报送记录", Hide: true, Empty: "还没有报送过。",
		Columns: []ui.Column{{Label: "次"}, {Label: "报送"}, {Label: "支部", Number: true}, {Label: "达标", Number: true}, {Label: "说明"}, {Label: "工委意见"}, {Label: "报送表"}}}
	for i := len(rep.Sendings) - 1; i >= 0; i-- {
		x := &rep.Sendings[i]
		sent := ui.Cell{Text: x.Name + " " + figures.Moment(x.At)}
		if n := report.LateDays(x); n > 0 && x.Kind == report.First {
			sent.Badge = ui.BadgeProps{Text: fmt.Sprintf("逾期 %d 天", n), Tone: ui.Lost}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: fmt.Sprintf("第 %d 次", x.Nr), Sub: kinds[x.Kind]}, sent, {Text: fmt.Sprintf("%d / %d", x.Delivered, x.Branches)},
			{Text: strconv.Itoa(x.Attained)}, {Text: dash(x.Note)}, decided(x), {Text: "查看、打印", Href: paper(x.Report, x.ID)}}})
	}
	return t
}

var kinds = map[report.Kind]string{report.First: "报送", report.Again: "退回后重报", report.Supplement: "补报"}

func dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func decided(x *report.Sending) ui.Cell {
	if x.DecidedAt.IsZero() {
		return ui.Cell{Text: "–"}
	}
	c := ui.Cell{Badge: ui.BadgeProps{Text: "已退回", Tone: ui.Warn}, Text: x.Reason, Sub: x.DecidedName + " " + figures.Moment(x.DecidedAt)}
	if x.Accepted {
		c.Badge = ui.BadgeProps{Text: "已接收", Tone: ui.Good}
	}
	return c
}

// State is where a report stands, as a badge; after its cycle has ended nothing
// waits any more.
func State(state report.State, ended bool) ui.BadgeProps {
	switch state {
	case report.Sent:
		if ended {
			return ui.BadgeProps{Text: "没有接收"}
		}
		return ui.BadgeProps{Text: "待接收", Tone: ui.Info}
	case report.Returned:
		return ui.BadgeProps{Text: "已退回", Tone: ui.Warn}
	case report.Accepted:
		return ui.BadgeProps{Text: "已接收", Tone: ui.Good}
	}
	return ui.BadgeProps{Text: "未报送"}
}
