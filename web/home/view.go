package home

import (
	"fmt"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// view is the first page: the parts that concern the person, in the order in
// which they press.
type view struct {
	Text  string
	Parts []part
	None  string // why there is nothing
}

// part is one thing that waits: figures, what to do next, a list.
type part struct {
	ID, Title, Note string
	Badges          []ui.BadgeProps
	Stats           []ui.Stat
	Say             string
	Actions         []ui.LinkButtonProps
	Also            []wait // what waits beside the next step
	Others          []wait // what waits for others: there is only to look
	Table           *ui.TableProps
	More            []ui.Link
	Standing        bool // the way to a desk, where nothing waits
}

func viewOf(h oversee.Home, actor access.Actor, today calendar.Date) view {
	v := view{Text: "今天是 " + today.Chinese() + "。"}
	switch {
	case h.Cycle.ID == 0:
	case h.Cycle.Ended():
		v.Text += strconv.Itoa(h.Cycle.Year) + " 年考评已结束。"
	default:
		v.Text += strconv.Itoa(h.Cycle.Year) + " 年考评：自评到 " + h.Cycle.Self.Until.In(today.Year) + "，考核验收到 " + h.Cycle.Review.Until.In(today.Year) + "。"
	}
	for _, o := range h.Own {
		v.Parts = append(v.Parts, ownPart(h, o, today))
	}
	if h.Office != nil || actor.Is(access.Officer) {
		v.Parts = append(v.Parts, officePart(h, today))
	}
	for _, c := range h.Committees {
		v.Parts = append(v.Parts, committeePart(h, c))
	}
	if len(h.Below) > 0 {
		v.Parts = append(v.Parts, reviewPart(h, today))
	}
	if len(h.Checks) > 0 || actor.Is(access.SpotChecker) {
		v.Parts = append(v.Parts, checkPart(h))
	}
	if len(h.Member) > 0 {
		v.Parts = append(v.Parts, memberPart(h, today))
	}
	v.Parts = append(v.Parts, desks(actor)...)
	switch {
	case len(v.Parts) > 0:
	case len(actor.Appointments) == 0:
		v.None = "您还没有任职。请联系安全管理员任命，任命后刷新本页即可。"
	default:
		v.None = "还没有开启考评周期。工委经办开启后，这里会显示要办的事项。"
	}
	return v
}

// left tells a deadline with the days that are left, and whether it presses.
func left(due, today calendar.Date) (string, ui.BadgeProps) {
	n, day := today.DaysUntil(due), due.In(today.Year)
	switch {
	case n < 0:
		return day, ui.BadgeProps{Text: fmt.Sprintf("已过 %d 天", -n), Tone: ui.Lost}
	case n == 0:
		return day, ui.BadgeProps{Text: "今天截止", Tone: ui.Lost}
	case n <= 7:
		return day, ui.BadgeProps{Text: fmt.Sprintf("还有 %d 天", n), Tone: ui.Warn}
	}
	return day, ui.BadgeProps{Text: fmt.Sprintf("还有 %d 天", n)}
}

// desks are the administrators' ways to their work.
func desks(actor access.Actor) []part {
	var parts []part
	add := func(role access.Role, title, text string, actions ...ui.LinkButtonProps) {
		if actor.Is(role) {
			actions[0].Kind = ui.Primary
			parts = append(parts, part{ID: string(role), Title: title, Say: text, Actions: actions, Standing: true})
		}
	}
	add(access.SystemAdmin, "账号和组织", "建立账号、重置密码、停用账号，维护组织。看不到考评内容，也不任命角色。",
		ui.LinkButtonProps{Label: "账号", Href: page.AccountsURL}, ui.LinkButtonProps{Label: "组织", Href: page.OrganisationsURL})
	add(access.SecurityAdmin, "任职", "任命和结束任职，从本人的下一次操作起生效。不建账号，看不到考评内容。",
		ui.LinkButtonProps{Label: "任职", Href: page.AppointmentsURL}, ui.LinkButtonProps{Label: "组织", Href: page.OrganisationsURL})
	add(access.Auditor, "日志", "查看谁在什么时候做了什么，或被拒绝了什么。只能看，不能改。",
		ui.LinkButtonProps{Label: "查看日志", Href: page.AuditURL})
	return parts
}

func memberPart(h oversee.Home, today calendar.Date) part {
	t := ui.TableProps{ID: "member", Caption: "本支部", Hide: true, Columns: []ui.Column{{Label: "支部"}, {Label: "状态"}, {Label: "得分", Number: true}, {Label: "等次"}}}
	for _, l := range h.Member {
		row := ui.TableRow{Cells: []ui.Cell{{Text: l.BranchName}, {Badge: figures.State(l.State, l.Ended)}, {Text: "–"}, {Text: waits(l, h.Cycle)}}}
		if objects(h, l, today) {
			row.Cells[1].Sub = "公示到 " + l.PublicUntil.In(today.Year) + "，有异议的在这之前提出"
		}
		if l.HasCounts {
			row.Cells[0].Href = page.ResultURL(l.ID)
			row.Cells[2].Text, row.Cells[3] = figures.Points(l.Counts.Points), ui.Cell{Badge: figures.Grade(h.Set.Set, l.Counts.Grade)}
		}
		t.Rows = append(t.Rows, row)
	}
	p := part{ID: "member-part", Title: "我所在的支部", Note: strconv.Itoa(h.Cycle.Year) + " 年", Table: &t, More: []ui.Link{{Label: "历年结果", Href: page.ResultsURL}}}
	var open []wait
	if h.Evaluate {
		open = append(open, wait{fmt.Sprintf("%d 年党员测评：不记名，几道选择题，%s截止。", h.Cycle.Year, h.Cycle.Self.Until.In(today.Year)), "评价本支部", page.MyEvaluationURL})
	}
	for _, l := range h.Member {
		if objects(h, l, today) {
			open = append(open, wait{fmt.Sprintf("%d 年%s的考核结果公示到%s，有异议的请在这之前提出。", h.Cycle.Year, l.BranchName, l.PublicUntil.In(today.Year)), "查看公示的结果", page.ResultURL(l.ID)})
		}
	}
	if len(open) > 0 {
		p.wait(open)
	}
	return p
}

// waits tells members what there is to see of their branch.
func waits(l oversee.Line, c app.Cycle) string {
	switch {
	case l.Ended:
		return "没有结果"
	case c.Publicity:
		return "公示后可以查看"
	}
	return "报送后可以查看"
}

func checkPart(h oversee.Home) part {
	t := ui.TableProps{ID: "checks", Caption: "分给我的支部", Hide: true, Columns: []ui.Column{{Label: "支部"}, {Label: "党委"}, {Label: "状态"}},
		Empty: "还没有分给您的支部。抽取以后会出现在这里。"}
	open, years := map[int]int{}, []int(nil)
	first := map[int]oversee.Line{}
	for _, l := range h.Checks {
		state := ui.BadgeProps{Text: "已交回", Tone: ui.Good}
		if !l.HandedIn {
			if open[l.Year]++; open[l.Year] == 1 {
				first[l.Year], years = l, append(years, l.Year)
			}
			state = ui.BadgeProps{Text: "待抽查", Tone: ui.Info}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: l.BranchName, Href: page.SpotURL(l.ID)}, {Text: l.CommitteeName}, {Badge: state}}})
	}
	p := part{ID: "check-part", Title: "现场抽查", Note: "交回之前看不到自评和考核的得分", Table: &t}
	var waits []wait
	for _, y := range years {
		waits = append(waits, wait{fmt.Sprintf("%d 年抽查：还有 %d 个支部要查，先查%s。", y, open[y], first[y].BranchName), "开始抽查", page.SpotURL(first[y].ID)})
	}
	if len(waits) > 0 {
		p.wait(waits)
	}
	return p
}
