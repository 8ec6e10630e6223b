package cycle

import (
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
	Can    bool
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
	if fault.KindOf(err) == fault.Conflict {
		wrong = map[string]string{"": err.Error()}
	} else if !invalid {
		return err
	}
	a, e := s.amending(r) // as it is now
	if e != nil {
		return e
	}
	s.amendForm(w, r, page.Status(err), a, in, reason, wrong)
	return nil
}

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
			pairs = append(pairs, offered, x.Field)
		}
	}
	f.Form = ui.Form{Action: page.AmendCycleURL(a.Cycle.ID), Hidden: s.Hidden(r, pairs...)}
	s.Render(w, r, status, amendPage(s.Frame(r, "调整周期设置"), f))
}

func amendOf(a oversee.Amending, in typed, reason string, wrong map[string]string) amendForm {
	f := amendForm{openForm: formOf(oversee.Proposal{MemberSets: a.MemberSets}, in, wrong), Title: strconv.Itoa(a.Year) + " 年考评的设置", Can: a.WhyNot == "", WhyNot: a.WhyNot,
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
