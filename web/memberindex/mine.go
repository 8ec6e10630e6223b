package memberindex

import (
	"fmt"
	"net/http"
	"strings"

	"baolei/internal/app/memberindex"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// Mine shows the person's own page.
func (s *Screen) Mine(w http.ResponseWriter, r *http.Request) error {
	o, err := s.index.Mine(r.Context(), s.Actor(r), int(page.QueryID(r.URL.Query(), "year")))
	if err != nil {
		return err
	}
	v := mineOf(o)
	if v.Say == "" {
		v.Export = &ui.Form{Action: page.MyDataURL, Hidden: s.Hidden(r), Submit: "导出本人资料"}
	}
	s.Render(w, r, http.StatusOK, minePage(s.Frame(r, "我的"), v))
	return nil
}

// MyIndex shows the form on which a member states the own index.
func (s *Screen) MyIndex(w http.ResponseWriter, r *http.Request) error {
	o, err := s.own(r)
	if err != nil {
		return err
	}
	s.mine(w, r, http.StatusOK, o.Sheet, trouble{})
	return nil
}

// own opens the person's own index; where there is none it is not found.
func (s *Screen) own(r *http.Request) (memberindex.Own, error) {
	o, err := s.index.Mine(r.Context(), s.Actor(r), int(page.QueryID(r.URL.Query(), "year")))
	if err == nil && o.Sheet == nil {
		err = page.NotFound()
	}
	return o, err
}

func (s *Screen) mine(w http.ResponseWriter, r *http.Request, status int, sh *memberindex.Sheet, t trouble) {
	v := sheetOf(sh, sh.CanSave, t)
	v.Title, v.Back = "我的先锋指数自评", ui.Link{Label: "我的", Href: page.MeURL}
	v.Mode = selfForm
	if sh.CanSave {
		v.Form = &ui.Form{Action: page.MyIndexURL, Hidden: s.hidden(r, sh), Unchecked: true}
	}
	if sh.CanWithdraw {
		v.Withdraw = &ui.Form{Action: page.MyIndexWithdrawURL, Hidden: s.hidden(r, sh), Submit: "撤回修改"}
	}
	frame := s.Frame(r, v.Title)
	frame.Narrow = true
	frame.Top = ui.ScoreBar(v.Bar)
	s.Render(w, r, status, sheetPage(frame, v))
}

func (s *Screen) hidden(r *http.Request, sh *memberindex.Sheet) []ui.Hidden {
	return s.Hidden(r, "version", fmt.Sprint(sh.Version), "cycle", fmt.Sprint(sh.Of.ID))
}

// SaveMine saves the own index, or also submits it.
func (s *Screen) SaveMine(w http.ResponseWriter, r *http.Request) error {
	in, err := s.form(r)
	if err != nil {
		return err
	}
	o, err := s.own(r)
	if err != nil {
		return err
	}
	in.Member, in.Cycle = o.Member.ID, o.Cycle.ID
	act, done := s.index.Save, "saved"
	if r.PostFormValue("do") == "submit" {
		act, done = s.index.Submit, "index-submitted"
	}
	if wrong := decode(r, o.Sheet.Set.Set, &in); len(wrong) > 0 {
		err = invalid(wrong)
	} else {
		err = act(r.Context(), s.Actor(r), in)
	}
	if t, ok := troubled(r, err); ok {
		if t.overtaken != nil {
			o.Sheet = t.overtaken
		}
		s.mine(w, r, page.Status(err), o.Sheet, t)
		return nil
	}
	if err != nil {
		return err
	}
	if done == "saved" {
		return page.See(w, r, page.Done(page.MyIndexURL, done))
	}
	return page.See(w, r, page.Done(page.MeURL, done))
}

// WithdrawMine takes a submission back.
func (s *Screen) WithdrawMine(w http.ResponseWriter, r *http.Request) error {
	in, err := s.form(r)
	if err != nil {
		return err
	}
	o, err := s.own(r)
	if err != nil {
		return err
	}
	in.Member, in.Cycle = o.Member.ID, o.Cycle.ID
	if err := s.index.Withdraw(r.Context(), s.Actor(r), in); err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.MyIndexURL, "withdrawn"))
}

// mineView is a member's own page.
type mineView struct {
	Say    string // where there is nothing to show
	Title  string
	Year   string
	Years  []ui.Filter // where there is a choice
	Stats  []ui.Stat
	Action *ui.LinkButtonProps
	// Evaluate leads to the evaluation of the branch; nil where there is none.
	Evaluate *ui.LinkButtonProps
	Came     ui.TableProps
	Dues     ui.TableProps
	Export   *ui.Form // of the own data
}

func stateBadge(s workflow.MemberState, ended bool) ui.BadgeProps {
	if ended && s != workflow.MemberChecked {
		return ui.BadgeProps{Text: s.Within(ended)}
	}
	tone := map[workflow.MemberState]ui.Tone{workflow.MemberDraft: ui.Neutral, workflow.MemberSubmitted: ui.Info, workflow.MemberChecked: ui.Good}[s]
	return ui.BadgeProps{Text: s.Chinese(), Tone: tone}
}

var cameBadges = map[measure.Attendance]ui.BadgeProps{measure.Present: {Text: "到会", Tone: ui.Good}, measure.OnLeave: {Text: "请假", Tone: ui.Info}, measure.Absent: {Text: "缺席", Tone: ui.Warn}}

func points(sh *memberindex.Sheet) string {
	if sh.At() == workflow.MemberChecked {
		return figures.Points(sh.CheckTotal)
	}
	if sh.SelfAnswered == 0 {
		return "–"
	}
	return figures.Points(sh.SelfTotal)
}

func mineOf(o memberindex.Own) mineView {
	if o.Member.ID == 0 {
		return mineView{Say: "您的账号还没有与党员名册关联。请联系本支部书记，在党员名册里填上您的账号。"}
	}
	v := mineView{Title: o.Member.Name, Year: fmt.Sprintf("%d 年", o.Year), Came: cameTable(o), Dues: duesTable(o)}
	for _, year := range o.Years {
		v.Years = append(v.Years, ui.Filter{Label: fmt.Sprintf("%d 年", year), Href: page.MeOfURL(year), On: year == o.Year})
	}
	if sh := o.Sheet; sh != nil {
		v.Stats = []ui.Stat{{Label: fmt.Sprintf("%d 年先锋指数", o.Cycle.Year), Value: points(sh), Badge: stateBadge(sh.At(), sh.Of.Ended())}}
		if sh.At() == workflow.MemberChecked {
			v.Stats = append(v.Stats, ui.Stat{Label: "等次", Value: figures.Grade(sh.Set.Set, sh.CheckGrade).Text})
		}
		label := "查看先锋指数"
		if sh.CanSave {
			label = "填写先锋指数自评"
		}
		v.Action = &ui.LinkButtonProps{Label: label, Href: page.MyIndexOfURL(o.Year), Kind: ui.Primary}
	}
	if o.Evaluation.Assessment != 0 {
		v.Evaluate = &ui.LinkButtonProps{Label: "评价本支部", Href: page.MyEvaluationURL, Kind: ui.Primary}
		if o.Evaluation.Answered {
			v.Evaluate.Label, v.Evaluate.Kind = "党员测评：已作答", ui.Secondary
		}
	}
	v.Stats = append(v.Stats, attendance(o)...)
	return v
}

// attendance tells how often the member came, of how often it was to.
func attendance(o memberindex.Own) []ui.Stat {
	present := 0
	for _, a := range o.Activities {
		if a.Came == measure.Present {
			present++
		}
	}
	return []ui.Stat{{Label: "参加活动", Value: fmt.Sprintf("%d / %d", present, len(o.Activities))}}
}

func cameTable(o memberindex.Own) ui.TableProps {
	t := ui.TableProps{ID: "came", Caption: "本人活动", Hide: true, Empty: "这一年还没有记录您参加的活动。", Columns: []ui.Column{{Label: "活动"}, {Label: "日期"}, {Label: "种类"}, {Label: "到会"}}}
	for _, a := range o.Activities {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: a.Title}, {Text: a.On.Short()}, {Text: kindWords(a.Kinds)}, {Badge: cameBadges[a.Came], Text: a.Reason}}})
	}
	return t
}

func kindWords(kinds []record.ActivityKind) string {
	var words []string
	for _, k := range kinds {
		words = append(words, k.Chinese())
	}
	return strings.Join(words, "、")
}

func duesTable(o memberindex.Own) ui.TableProps {
	t := ui.TableProps{ID: "dues", Caption: "党费", Hide: true, Empty: "这一年还没有党费记录。", Columns: []ui.Column{{Label: "月份"}, {Label: "应交（元）", Number: true}, {Label: "已交（元）", Number: true}, {Label: "交纳日期"}}}
	for _, d := range o.Dues {
		paid := "–"
		if !d.PaidOn.IsZero() {
			paid = d.PaidOn.Short()
		}
		row := ui.TableRow{Cells: []ui.Cell{{Text: d.Month.Short()}, {Text: d.Due.String()}, {Text: d.Paid.String()}, {Text: paid}}}
		if d.Paid < d.Due {
			row.Cells[3].Badge = ui.BadgeProps{Text: "未交清", Tone: ui.Warn}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
