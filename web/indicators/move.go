package indicators

import (
	"net/http"
	"strconv"
	"strings"

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
	Kept      []ui.Definition // what was typed, where there is no form for it any more
	Choose    ui.Form
	To        ui.Select
	Compare   ui.LinkButtonProps
	Stats     []ui.Stat
	Counted   string // which branches the grades count
	Drafts    string // what changes in drafts, beside what is listed
	Grades    ui.TableProps
	FatesNote string
	Fates     ui.TableProps
	Lacking   *ui.TableProps // branches without the kind that the new version needs
	LackingOf string         // how many there are
	Lines     ui.TableProps
	Pager     ui.PagerProps
	Ask       *ui.Form // has a large cycle tried in the background
	Large     string   // why it is in the background
	Trying    string   // how far a trial in the background is
	Task      string   // where that is followed, by who asked for it
	Known     bool     // there are figures
	Made      string   // whence they are
	WhyNot    string   // why it is not moved though it was tried
	Sign      *ui.Form // nil until there are figures, and where it is not moved
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
	if t.Known && v.WhyNot == "" {
		v.Sign = &ui.Form{Action: page.MoveCycleURL(cycle), Hidden: s.Hidden(r, "to", strconv.FormatInt(to, 10))}
		v.Signature = s.Signature(r, t.Digest, wrong)
		v.Reason = ui.Reason{ID: "reason", Name: "reason", Label: "换用新版的理由", Value: reason, Error: wrong["reason"], Required: true, Hint: "会记录在案，例如“市委组织部 3 月 2 日文件调整了三会一课的要求”。"}
	}
	if v.Sign == nil && reason != "" {
		v.Kept = []ui.Definition{{Term: "换用新版的理由", Text: reason}}
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
