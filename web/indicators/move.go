package indicators

import (
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/indicators"
	"baolei/internal/core/fault"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// moveView shows what moving a cycle to another version would do.
type moveView struct {
	Head      ui.HeadingProps
	Why       string
	Mistakes  []ui.Mistake
	Choose    ui.Form
	To        ui.Select
	Compare   ui.LinkButtonProps
	Stats     []ui.Stat
	Grades    ui.TableProps
	Fates     ui.TableProps
	Lines     ui.TableProps
	Pager     ui.PagerProps
	Ask       *ui.Form // has a large cycle tried in the background
	Large     string   // why it is in the background
	Trying    string   // how far a trial in the background is
	Task      string   // where that is followed, by who asked for it
	Known     bool     // there are figures
	Made      string   // whence they are
	Sign      *ui.Form // nil until there are figures
	Reason    ui.Reason
	Signature ui.SignatureProps
	Moves     ui.TableProps
}

// MoveForm shows what moving a cycle to another version would do.
func (s *Screen) MoveForm(w http.ResponseWriter, r *http.Request) error {
	cycle, err := page.PathID(r, "cycle")
	if err != nil {
		return err
	}
	to := page.QueryID(r.URL.Query(), "to")
	return s.moveForm(w, r, http.StatusOK, cycle, to, "", nil)
}

func (s *Screen) moveForm(w http.ResponseWriter, r *http.Request, status int, cycle, to int64, reason string, wrong map[string]string) error {
	at := page.QueryPage(r.URL.Query())
	t, err := s.sets.Try(r.Context(), s.Actor(r), cycle, to, at)
	if invalid, ok := page.Wrong(err); ok && to != 0 {
		return s.moveForm(w, r, http.StatusUnprocessableEntity, cycle, 0, reason, invalid)
	}
	if err != nil {
		return err
	}
	shelf, err := s.sets.Shelf(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	v := moveOf(t, shelf.Sets, at)
	v.Mistakes, v.To.Error = page.Mistakes(wrong, "to", "reason", page.PasswordField), wrong["to"]
	if t.Large && t.To != nil && t.Why == "" {
		v.Ask = &ui.Form{Action: page.TrialURL(cycle), Hidden: s.Hidden(r, "to", strconv.FormatInt(to, 10))}
		v.trying(t, s.Actor(r).Person)
	}
	if t.Known {
		v.Sign = &ui.Form{Action: page.MoveCycleURL(cycle), Hidden: s.Hidden(r, "to", strconv.FormatInt(to, 10))}
		v.Signature = s.Signature(r, t.Digest, wrong)
		v.Reason = ui.Reason{ID: "reason", Name: "reason", Label: "换用新版的理由", Value: reason, Error: wrong["reason"], Required: true, Hint: "会记录在案，例如“市委组织部 3 月 2 日文件调整了三会一课的要求”。"}
	}
	s.Render(w, r, status, movePage(s.Frame(r, "换用新版指标"), v))
	return nil
}

// Move moves a cycle to another version.
func (s *Screen) Move(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	cycle, err := page.PathID(r, "cycle")
	if err != nil {
		return err
	}
	to, err := chosen(r)
	reason := strings.TrimSpace(r.PostFormValue("reason"))
	if err == nil {
		err = s.Prove(r)
	}
	var task int64
	if err == nil {
		task, err = s.sets.Move(r.Context(), s.Actor(r), indicators.Move{Key: key, Cycle: cycle, To: to, Reason: reason, Digest: page.SignedDigest(r)})
	}
	if err != nil {
		return s.notMoved(w, r, cycle, to, reason, err)
	}
	if task != 0 {
		return page.See(w, r, page.TaskURL(task))
	}
	return page.See(w, r, page.Done(page.CycleURL(cycle), "set-moved"))
}

// notMoved shows the form again where the person can mend what went wrong.
func (s *Screen) notMoved(w http.ResponseWriter, r *http.Request, cycle, to int64, reason string, err error) error {
	if wrong, invalid := page.Wrong(err); invalid {
		return s.moveForm(w, r, http.StatusUnprocessableEntity, cycle, to, reason, wrong)
	}
	if fault.KindOf(err) == fault.Conflict {
		return s.moveForm(w, r, http.StatusConflict, cycle, to, reason, map[string]string{"": err.Error()})
	}
	return err
}

// chosen is the set that a cycle is to be moved to.
func chosen(r *http.Request) (int64, error) {
	to, err := strconv.ParseInt(r.PostFormValue("to"), 10, 64)
	if err != nil || to <= 0 {
		return 0, fault.Field("to", "请选择另一套已发布的党支部指标。")
	}
	return to, nil
}

// Trial has a large cycle tried in the background.
func (s *Screen) Trial(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	cycle, err := page.PathID(r, "cycle")
	if err != nil {
		return err
	}
	to, err := chosen(r)
	var task int64
	if err == nil {
		task, err = s.sets.AskTrial(r.Context(), s.Actor(r), key, cycle, to)
	}
	if err != nil {
		return s.notMoved(w, r, cycle, to, "", err)
	}
	return page.See(w, r, page.TaskURL(task))
}

// trying tells how a trial in the background stands; person is who looks.
func (v *moveView) trying(t *indicators.Trial, person int64) {
	v.Large = "这个周期有 " + number(t.Count) + " 个支部，试算和换用都在后台进行，各要几分钟。"
	v.Ask.Submit = "开始试算"
	if t.Known {
		v.Made, v.Ask.Submit = "试算于 "+figures.When(t.At)+"，之后的填报和改动没有算在内。还没有换。", "重新试算"
	}
	if t.Trying == nil {
		return
	}
	if t.Trying.Owner == person {
		v.Task = page.TaskURL(t.Trying.ID)
	}
	switch t.Trying.State {
	case indicators.TaskFailed:
		v.Trying = "上一次试算没有完成，请重新试算。"
	default:
		v.Ask = nil
		v.Trying = "正在试算，已算 " + number(t.Trying.Done) + " / " + number(t.Count) + " 个支部。算好后这里会显示结果，也会在“提醒”里告诉试算的人。"
	}
}

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
	v.Compare = ui.LinkButtonProps{Label: "逐条比较两个版本", Href: page.CompareSetsOfURL(page.SetRef(t.From.ID), page.SetRef(t.To.ID))}
	if v.Known = t.Known; !v.Known {
		return v
	}
	v.Made = "还没有换，这是试算。"
	v.Stats = []ui.Stat{{Label: "支部", Value: number(t.Branches)}, {Label: "得分或等次会变", Value: number(t.Changed)}, {Label: "考核已签署的支部", Value: number(t.Settled)}, {Label: "不再计分的填报", Value: number(t.Lost)}}
	v.Grades, v.Fates = gradeTable(t), fateTable(t)
	v.Lines, v.Pager = lineTable(t, at)
	return v
}

func gradeTable(t *indicators.Trial) ui.TableProps {
	g := ui.TableProps{ID: "grades", Caption: "各等次的支部数", Hide: true, Columns: []ui.Column{{Label: "等次"}, {Label: "自评，原来", Number: true}, {Label: "自评，换后", Number: true}, {Label: "核定，原来", Number: true}, {Label: "核定，换后", Number: true}}}
	for _, c := range t.Grades {
		g.Rows = append(g.Rows, ui.TableRow{Cells: []ui.Cell{{Text: c.Name}, {Text: number(c.SelfOld)}, {Text: number(c.SelfNew)}, {Text: number(c.ReviewOld)}, {Text: number(c.ReviewNew)}}})
	}
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
	l := ui.TableProps{ID: "lines", Caption: "会变的支部", Hide: true, Empty: "没有支部的得分或等次会变。", Columns: []ui.Column{{Label: "支部"}, {Label: "哪一份"}, {Label: "原来", Number: true}, {Label: "换后", Number: true}, {Label: "不再计分", Number: true}}}
	for _, one := range t.Lines {
		now := ui.Cell{Text: one.NewTotal.String(), Sub: gradeName(t.To, one.NewGrade)}
		if one.OldGrade != one.NewGrade {
			now.Badge = ui.BadgeProps{Text: "等次变化", Tone: ui.Warn}
		}
		l.Rows = append(l.Rows, ui.TableRow{Cells: []ui.Cell{{Text: one.Name, Sub: one.Committee}, {Text: levelWords[string(one.Level)]}, {Text: one.OldTotal.String(), Sub: gradeName(t.From, one.OldGrade)}, now, {Text: number(one.Lost)}}})
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

func moveTable(moves []indicators.CycleMove) ui.TableProps {
	m := ui.TableProps{ID: "moves", Caption: "换版记录", Hide: true, Columns: []ui.Column{{Label: "时间"}, {Label: "从"}, {Label: "到"}, {Label: "理由"}, {Label: "得分有变的支部", Number: true}, {Label: "不再计分的填报", Number: true}}}
	for _, one := range moves {
		m.Rows = append(m.Rows, ui.TableRow{Cells: []ui.Cell{{Text: figures.When(one.At), Sub: one.By}, {Text: one.FromCode}, {Text: one.ToCode}, {Text: one.Reason}, {Text: number(one.Changed)}, {Text: number(one.Lost)}}})
	}
	return m
}

// gradeName is what a set calls a grade.
func gradeName(set *app.Set, code string) string {
	g, _ := set.Grade(code)
	return g.Name
}
