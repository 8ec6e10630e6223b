package cycle

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app/oversee"
	"baolei/internal/core/fault"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// amendForm is the form that changes a running cycle's settings.
type amendForm struct {
	openForm
	Title  string
	Back   ui.Link
	WhyNot string
	Fixed  []ui.Definition // settings that cannot be changed any more
	Reason ui.Text
	Before ui.TableProps
}

// AmendForm shows the settings of a cycle for changing them.
func (s *Screen) AmendForm(w http.ResponseWriter, r *http.Request) error {
	a, err := s.amending(r)
	if err != nil {
		return err
	}
	s.amendForm(w, r, http.StatusOK, a, typedOf(a.Settings()), "", nil)
	return nil
}

func (s *Screen) amending(r *http.Request) (oversee.Amending, error) {
	id, err := page.PathID(r, "cycle")
	if err != nil {
		return oversee.Amending{}, err
	}
	return s.office.Amending(r.Context(), s.Actor(r), id)
}

// offered names the settings that the form had, so that what it had not is left
// as it is.
const offered = "offered"

// saw stands before the name of a setting in the field that tells how it was when
// the form was made.
const saw = "saw_"

// Amend changes the settings of a cycle. Who was overtaken sees what another
// officer changed beside what was typed.
func (s *Screen) Amend(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	a, err := s.amending(r)
	if err != nil {
		return err
	}
	in, reason := readTyped(r), strings.TrimSpace(r.PostFormValue("reason"))
	in.keepRest(r, a)
	cycle, wrong := in.decode(key)
	if len(wrong) == 0 {
		err = s.office.Amend(r.Context(), s.Actor(r), oversee.Amend{NewCycle: cycle, Cycle: a.Cycle.ID, Seen: amendmentsSeen(r), Reason: reason})
		if err == nil {
			return page.See(w, r, page.Done(page.CycleURL(a.Cycle.ID), "amended"))
		}
	} else {
		err = &fault.Error{Kind: fault.Invalid, Fields: wrong}
	}
	wrong, invalid := page.Wrong(err)
	overtaken := fault.KindOf(err) == fault.Conflict
	if overtaken {
		wrong = map[string]string{"": err.Error()}
	} else if !invalid {
		return err
	}
	a, e := s.amending(r) // as it is now
	if e != nil {
		return e
	}
	if overtaken {
		maps.Copy(wrong, in.beside(r, a))
	}
	s.amendForm(w, r, page.Status(err), a, in, reason, wrong)
	return nil
}

// beside lays what was typed beside what another officer has changed meanwhile:
// what the person had left alone is the other's now, and what both have changed is
// told beside its field.
func (in *typed) beside(r *http.Request, a oversee.Amending) map[string]string {
	both := map[string]string{}
	now, words := typedOf(a.Settings()), a.Words()
	for i, x := range a.Amendable() {
		was, mine, theirs := r.PostFormValue(saw+x.Field), in.setting(x.Field), now.setting(x.Field)
		switch {
		case mine == was:
			in.keep(x.Field, now)
		case theirs != was && theirs != mine:
			both[errorAt[x.Field]] = x.Name + "刚被另一位经办改为" + words[i] + "，您填的还在，核对后再提交。"
		}
	}
	return both
}

// errorAt is the field beside which something is said of a setting; the evaluation
// has none, and it is said above.
var errorAt = map[string]string{"year": "year", "target": "target", "self": "self_until", "review": "review_until", "public_days": "public_days", "answer_days": "answer_days", "member_set": "member_set", "evaluation": "evaluation"}

// keepRest leaves what the form did not offer as it is.
func (in *typed) keepRest(r *http.Request, a oversee.Amending) {
	for _, x := range a.Amendable() {
		if !slices.Contains(r.PostForm[offered], x.Field) {
			in.keep(x.Field, typedOf(a.Settings()))
		}
	}
	in.Set = typedOf(a.Settings()).Set
}

// amendmentsSeen is how many amendments the person saw; none that there can be
// where the form is not ours.
func amendmentsSeen(r *http.Request) int {
	if n, err := strconv.Atoi(r.PostFormValue("seen")); err == nil {
		return n
	}
	return -1
}

func (s *Screen) amendForm(w http.ResponseWriter, r *http.Request, status int, a oversee.Amending, in typed, reason string, wrong map[string]string) {
	f := amendOf(a, in, reason, wrong)
	pairs := []string{"seen", strconv.Itoa(len(a.Before))}
	for _, x := range a.Amendable() {
		if f.Free[x.Field] {
			pairs = append(pairs, offered, x.Field, saw+x.Field, typedOf(a.Settings()).setting(x.Field))
		}
	}
	f.Form = ui.Form{Action: page.AmendCycleURL(a.Cycle.ID), Hidden: s.Hidden(r, pairs...)}
	s.Render(w, r, status, amendPage(s.Frame(r, "调整周期设置"), f))
}

func amendOf(a oversee.Amending, in typed, reason string, wrong map[string]string) amendForm {
	f := amendForm{openForm: formOf(oversee.Proposal{MemberSets: a.MemberSets}, in, wrong), Title: strconv.Itoa(a.Year) + " 年考评的设置", WhyNot: a.WhyNot,
		Back: ui.Link{Label: strconv.Itoa(a.Year) + " 年考评", Href: page.CycleURL(a.Cycle.ID)},
		Reason: ui.Text{ID: "reason", Name: "reason", Label: "理由", Value: reason, Error: wrong["reason"], Required: true, Rows: 3, MaxLength: "400",
			Hint: "会记录在案，并通知各党委和支部，不要写个人隐私。"},
		Before: ui.TableProps{ID: "before", Caption: "以前的调整", Hide: true, Columns: []ui.Column{{Label: "调整"}, {Label: "理由"}, {Label: "经办"}}}}
	f.Mistakes = page.Mistakes(wrong, "year", "member_set", "target", "self_from", "self_until", "review_from", "review_until", "public_days", "answer_days", "reason")
	f.Free = map[string]bool{}
	words := a.Words()
	for i, x := range a.Amendable() {
		if x.Fixed == "" && a.WhyNot == "" {
			f.Free[x.Field] = true
			continue
		}
		fixed := ui.Definition{Term: x.Name, Text: words[i]}
		if x.Fixed != "" && a.WhyNot == "" {
			fixed.Text += "（" + x.Fixed + "，不能再改）"
		}
		f.Fixed = append(f.Fixed, fixed)
	}
	for _, x := range a.Before {
		f.Before.Rows = append(f.Before.Rows, ui.TableRow{Cells: []ui.Cell{{Text: strings.Join(x.Changes, "；")}, {Text: x.Reason}, {Text: x.Name, Sub: figures.Moment(x.At)}}})
	}
	return f
}
