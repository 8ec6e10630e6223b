package indicators

import (
	"fmt"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/indicators"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

func moveOf(t *indicators.Trial, sets []indicators.Published, at int) moveView {
	year := strconv.Itoa(t.Cycle.Year) + " 年考评"
	v := moveView{Why: t.Why, Head: ui.HeadingProps{Title: "换用新版指标", Text: "现在用的是 " + t.From.Name + "（" + t.From.Code + "）。先试算，看清谁的得分和等次会变，再决定换不换。", Back: ui.Link{Label: year, Href: page.CycleURL(t.Cycle.ID)}},
		Choose: ui.Form{Action: page.MoveCycleURL(t.Cycle.ID), Get: true, Label: "选择新版"}, To: ui.Select{ID: "to", Name: "to", Label: "换用", Empty: "请选择", Required: true}, Moves: moveTable(t.Moves)}
	for _, one := range sets {
		if one.Subject == "branch" && one.ID != t.Cycle.Set {
			v.To.Options = append(v.To.Options, ui.Option{Value: strconv.FormatInt(one.ID, 10), Label: one.Name + "（" + one.Code + "）"})
		}
	}
	if len(v.To.Options) == 0 && t.Why == "" {
		v.Why = "还没有另一套已发布的党支部指标可换。请先到“指标体系”另起一份，改好后发布。"
	}
	if v.Why != "" {
		v.Head.Text = "现在用的是 " + t.From.Name + "（" + t.From.Code + "）。"
	}
	if t.Moving != nil {
		v.Why = t.Why + "已算 " + number(t.Moving.Done) + " / " + number(t.Moving.Total) + " 个支部。"
	}
	if t.To == nil {
		return v
	}
	v.To.Value = strconv.FormatInt(t.To.ID, 10)
	v.lacks(t)
	v.Compare = ui.LinkButtonProps{Label: "逐条比较两个版本", Href: page.CompareSetsOfURL(page.SetRef(t.From.ID), page.SetRef(t.To.ID))}
	if v.Known = t.Known; !v.Known {
		return v
	}
	v.Made, v.WhyNot = "还没有换，这是试算。", t.WhyNot()
	v.Stats = []ui.Stat{{Label: "支部", Value: number(t.Count)}, {Label: "自评已提交", Value: number(t.Claimed)}, {Label: "考核已签署", Value: number(t.Settled)}, {Label: "得分或等次会变", Value: number(t.Changed)}, {Label: "不再计分的填报", Value: number(t.Lost)}}
	v.Counted, v.Drafts, v.FatesNote = counted(t), drafts(t), lostNote(t)
	v.Grades, v.Fates = gradeTable(t), fateTable(t)
	v.Lines, v.Pager = lineTable(t, at)
	return v
}

// counted tells which branches the grades count, so that the columns add up.
func counted(t *indicators.Trial) string {
	text := fmt.Sprintf("自评两栏只计已提交的 %d 个支部，未提交或已退回的 %d 个不计；核定两栏只计已签署的 %d 个，未签署的 %d 个不计。", t.Claimed, t.Branches-t.Claimed, t.Settled, t.Branches-t.Settled)
	if t.Reported > 0 {
		text += fmt.Sprintf("其中 %d 个支部已经报送：换用以后计入的得分或等次会变，党委报送时签署的数字照旧保存，报送页上两者并列。", t.Reported)
	}
	if t.Unkinded > 0 {
		text += fmt.Sprintf("没有填明类型的 %d 个无法按新版算分，都不计。", t.Unkinded)
	}
	return text
}

// drafts tells what changes where nothing is claimed yet.
func drafts(t *indicators.Trial) string {
	text := "只列已提交的自评、已签署的核定；草稿只在有填报不再计分时列出，不列得分。"
	if t.DraftsChanged > 0 {
		text += fmt.Sprintf("另有 %d 个支部只是草稿（未提交的自评、未签署的核定）的得分或等次会变。", t.DraftsChanged)
	}
	return text
}

func lostNote(t *indicators.Trial) string {
	text := "不再计分的填报都保留着，不会删去。"
	if t.DraftsLost > 0 {
		text += fmt.Sprintf("共 %d 条，其中 %d 条在草稿（未提交的自评、未签署的核定）里。", t.Lost, t.DraftsLost)
	}
	return text
}

// lacks lists the branches that have no kind, each with the page that tells it.
func (v *moveView) lacks(t *indicators.Trial) {
	if len(t.Lacking) == 0 {
		return
	}
	v.LackingOf = fmt.Sprintf("共 %d 个。这套指标分类型考核，不填明就无法按新版算分，也不能换用；请系统管理员在“组织”里用“填类型”一并填明。", t.Unkinded)
	if t.Unkinded > len(t.Lacking) {
		v.LackingOf += fmt.Sprintf("先列出 %d 个。", len(t.Lacking))
	}
	l := ui.TableProps{ID: "lacking", Caption: "没有填明类型的支部", Hide: true, Columns: []ui.Column{{Label: "支部"}, {Label: "上级党组织"}}}
	for _, b := range t.Lacking {
		l.Rows = append(l.Rows, ui.TableRow{Cells: []ui.Cell{{Text: b.Name, Href: page.OrganisationURL(b.ID)}, {Text: b.Committee}}})
	}
	v.Lacking = &l
}

func gradeTable(t *indicators.Trial) ui.TableProps {
	g := ui.TableProps{ID: "grades", Caption: "各等次的支部数", Hide: true, Columns: []ui.Column{{Label: "等次"}, {Label: "自评，原来", Number: true}, {Label: "自评，换后", Number: true}, {Label: "核定，原来", Number: true}, {Label: "核定，换后", Number: true}}}
	var all indicators.GradeCount
	for _, c := range t.Grades {
		all.SelfOld, all.SelfNew, all.ReviewOld, all.ReviewNew = all.SelfOld+c.SelfOld, all.SelfNew+c.SelfNew, all.ReviewOld+c.ReviewOld, all.ReviewNew+c.ReviewNew
		g.Rows = append(g.Rows, ui.TableRow{Cells: []ui.Cell{{Text: c.Name}, {Text: number(c.SelfOld)}, {Text: number(c.SelfNew)}, {Text: number(c.ReviewOld)}, {Text: number(c.ReviewNew)}}})
	}
	g.Rows = append(g.Rows, ui.TableRow{Cells: []ui.Cell{{Text: "合计"}, {Text: number(all.SelfOld)}, {Text: number(all.SelfNew)}, {Text: number(all.ReviewOld)}, {Text: number(all.ReviewNew)}}})
	return g
}

func fateTable(t *indicators.Trial) ui.TableProps {
	f := ui.TableProps{ID: "fates", Caption: "要留意的评分点", Hide: true, Empty: "没有评分点被删去、新增，或改了类型和选项。", Columns: []ui.Column{{Label: "评分点"}, {Label: "情况"}, {Label: "不再计分的填报", Number: true}}}
	for _, c := range t.Fates {
		badge := ui.BadgeProps{Text: "有变", Tone: ui.Warn}
		switch {
		case c.Gone:
			badge = ui.BadgeProps{Text: "删去", Tone: ui.Lost}
		case c.Fresh:
			badge = ui.BadgeProps{Text: "新增", Tone: ui.Info}
		}
		f.Rows = append(f.Rows, ui.TableRow{Cells: []ui.Cell{{Text: c.Clause, Badge: badge, Sub: c.Label}, {Text: c.Text}, {Text: number(c.Lost)}}})
	}
	return f
}

var levelWords = map[string]string{"self": "自评", "review": "核定"}

func lineTable(t *indicators.Trial, at int) (ui.TableProps, ui.PagerProps) {
	l := ui.TableProps{ID: "lines", Caption: "会变的支部", Hide: true, Empty: "没有已提交的自评、已签署的核定会变，也没有填报不再计分。", Columns: []ui.Column{{Label: "支部"}, {Label: "哪一份"}, {Label: "原来", Number: true}, {Label: "换后", Number: true}, {Label: "不再计分", Number: true}}}
	for _, one := range t.Lines {
		l.Rows = append(l.Rows, lineRow(t, one))
	}
	p := ui.PagerProps{}
	from := (max(at, 1) - 1) * indicators.LinesPage
	until := from + len(t.Lines)
	if t.AllLines > indicators.LinesPage {
		text := "第 " + number(from+1) + "–" + number(until) + " 条，共 " + number(t.AllLines) + " 条"
		p = ui.Turn(text, at, until < t.AllLines, func(to int) string { return page.TryMoveURL(t.Cycle.ID, t.To.ID, to) })
	}
	return l, p
}

// draftWords tell that a score is nobody's claim yet.
var draftWords = map[string]string{"self": "未提交", "review": "未签署"}

// lineRow is a line of what changes; of a draft without the score.
func lineRow(t *indicators.Trial, one indicators.MoveLine) ui.TableRow {
	which := ui.Cell{Text: levelWords[string(one.Level)]}
	was, now := ui.Cell{Text: one.OldTotal.String(), Sub: gradeName(t.From, one.OldGrade)}, ui.Cell{Text: one.NewTotal.String(), Sub: gradeName(t.To, one.NewGrade)}
	switch {
	case one.Draft:
		which.Badge = ui.BadgeProps{Text: draftWords[string(one.Level)], Tone: ui.Info}
		was, now = ui.Cell{Text: "草稿，不列"}, ui.Cell{Text: "草稿，不列"}
	case one.OldGrade != one.NewGrade:
		now.Badge = ui.BadgeProps{Text: "等次变化", Tone: ui.Warn}
	}
	return ui.TableRow{Cells: []ui.Cell{{Text: one.Name, Sub: one.Committee}, which, was, now, {Text: number(one.Lost)}}}
}

func moveTable(moves []indicators.CycleMove) ui.TableProps {
	m := ui.TableProps{ID: "moves", Caption: "换版记录", Hide: true, Columns: []ui.Column{{Label: "时间"}, {Label: "从"}, {Label: "到"}, {Label: "理由"}, {Label: "得分有变的支部", Number: true}, {Label: "不再计分的填报", Number: true}}}
	for _, one := range moves {
		m.Rows = append(m.Rows, ui.TableRow{Cells: []ui.Cell{{Text: figures.Moment(one.At), Sub: one.By}, {Text: one.FromCode}, {Text: one.ToCode}, {Text: one.Reason}, {Text: number(one.Changed)}, {Text: number(one.Lost)}}})
	}
	return m
}

// gradeName is what a set calls a grade.
func gradeName(set *app.Set, code string) string {
	g, _ := set.Grade(code)
	return g.Name
}
