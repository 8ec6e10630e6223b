package activity

import (
	"errors"
	"net/http"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// NewForm shows the form of a new activity: of the kinds that the address names,
// or like an earlier one.
func (s *Screen) NewForm(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	q := r.URL.Query()
	model := page.QueryID(q, "like")
	desk, err := s.records.ActivityDesk(r.Context(), s.Actor(r), branch, model)
	if err != nil {
		return err
	}
	if model != 0 {
		return s.form(w, r, http.StatusOK, like(desk, s.Actor(r)), desk, nil)
	}
	a := asked{member: page.QueryID(q, "member"), group: page.QueryID(q, "group")}
	for _, code := range q["kind"] {
		if k := kindOf(code); k != "" {
			a.kinds = append(a.kinds, k)
		}
	}
	if on, err := calendar.Parse(q.Get("day")); err == nil {
		a.day = on
	}
	return s.form(w, r, http.StatusOK, fresh(a, desk, s.Actor(r)), desk, nil)
}

// EditForm shows the form that corrects an activity.
func (s *Screen) EditForm(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "activity")
	if err != nil {
		return err
	}
	desk, err := s.records.ActivityDesk(r.Context(), s.Actor(r), branch, id)
	if err != nil {
		return err
	}
	return s.form(w, r, http.StatusOK, corrected(desk), desk, nil)
}

// form shows a draft, with what was wrong with it. Where somebody was faster,
// conflict holds both versions.
func (s *Screen) form(w http.ResponseWriter, r *http.Request, status int, d *draft, desk records.ActivityDesk, conflict *ui.Conflict) error {
	v := formOf(d, desk)
	v.Form = ui.Form{ID: "activity-form", Target: "#activity", Unchecked: true, Submit: "保存", Action: page.NewActivityURL(desk.Branch, ""),
		Hidden: s.Hidden(r, "activity", page.IDText(d.ID), "version", version(d.Version))}
	if v.Conflict = conflict; conflict != nil {
		v.Submit, v.Mistakes = "用我填写的内容保存", nil
	}
	if d.ID == 0 {
		v.Form.Multipart = true
		files := page.FileField("file", d.typed.Wrong["file"])
		files.Waits = true
		v.Files = &files
	} else {
		v.Title, v.Form.Action, v.Back = "更正会议活动", page.EditActivityURL(desk.Branch, d.ID), ui.Link{Label: "返回记录", Href: page.ActivityURL(desk.Branch, d.ID)}
		if desk.Submitted || d.typed.Wrong["reason"] != "" {
			v.Reason = reasonField("reason", d.Reason, d.typed.Wrong["reason"])
		}
	}
	if page.Partial(r) {
		s.Render(w, r, status, formBox(v))
		return nil
	}
	s.Render(w, r, status, formPage(s.frame(r, desk.Place, desk.Today.Year, v.Title), v))
	return nil
}

// Look shows what is being filled in once more, as it follows from kinds, day
// and who is expected. Nothing is saved.
func (s *Screen) Look(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	d := posted(r)
	desk, err := s.desk(r, branch, d)
	if err != nil {
		return err
	}
	d.settle(desk, s.Actor(r))
	d.call(desk)
	if !page.Partial(r) {
		return s.form(w, r, http.StatusOK, d, desk, nil)
	}
	d.typed.Wrong = map[string]string{}
	v := formOf(d, desk)
	if r.URL.Query().Get("part") == "checklist" {
		s.Render(w, r, http.StatusOK, lookedChecklist(v))
		return nil
	}
	s.Render(w, r, http.StatusOK, lookedRest(v))
	return nil
}

// desk reads what the form needs. An activity that was taken back meanwhile
// still has its form.
func (s *Screen) desk(r *http.Request, branch int64, d *draft) (records.ActivityDesk, error) {
	desk, err := s.records.ActivityDesk(r.Context(), s.Actor(r), branch, d.ID)
	if fault.KindOf(err) == fault.NotFound && d.ID != 0 {
		return s.records.ActivityDesk(r.Context(), s.Actor(r), branch, 0)
	}
	return desk, err
}

// Add records a new activity.
func (s *Screen) Add(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	files, key, err := s.ReadFiles(w, r, "file")
	if err != nil {
		return err
	}
	d := posted(r)
	d.ID = 0
	return s.save(w, r, records.Change{Branch: branch, Key: key}, d, files)
}

// Edit corrects an activity.
func (s *Screen) Edit(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	d := posted(r)
	if d.ID, err = page.PathID(r, "activity"); err != nil {
		return err
	}
	if d.Version, err = page.Version(r, "version"); err != nil {
		return err
	}
	return s.save(w, r, records.Change{Branch: branch, Key: key, Reason: d.Reason}, d, nil)
}

func (s *Screen) save(w http.ResponseWriter, r *http.Request, c records.Change, d *draft, files []app.Upload) error {
	desk, err := s.desk(r, c.Branch, d)
	if err != nil {
		return err
	}
	saw := record.Activity{Present: d.Present, OnLeave: d.OnLeave, Absent: d.Absent}
	d.settle(desk, s.Actor(r))
	left, came := d.call(desk)
	if d.Who == record.Chosen { // there only who was named counts
		left, came = named(left, saw.Listed()), nil
	}
	d.recall(left, came, desk)
	if len(d.typed.Wrong) > 0 {
		return s.form(w, r, http.StatusUnprocessableEntity, d, desk, nil)
	}
	id := d.ID
	if id == 0 {
		id, err = s.records.AddActivity(r.Context(), s.Actor(r), c, d.Activity, files)
	} else {
		err = s.records.ChangeActivity(r.Context(), s.Actor(r), c, d.Activity)
	}
	return s.answer(w, r, c.Branch, id, d, desk, err)
}

// named are those of a list that are in another.
func named(list, among []int64) []int64 {
	var both []int64
	for _, id := range list {
		for _, other := range among {
			if id == other {
				both = append(both, id)
			}
		}
	}
	return both
}

// answer leads on to what was saved, or shows the form with what was wrong.
func (s *Screen) answer(w http.ResponseWriter, r *http.Request, branch, id int64, d *draft, desk records.ActivityDesk, err error) error {
	if other, ok := errors.AsType[*records.Changed](err); ok {
		return s.conflict(w, r, branch, d, desk, other)
	}
	if d.typed.Add(err) {
		return s.form(w, r, http.StatusUnprocessableEntity, d, desk, nil)
	}
	if err != nil {
		return err
	}
	if id == 0 { // the form had acted before
		return page.See(w, r, page.Done(page.ActivitiesURL(branch, 0, ""), "saved"))
	}
	return page.See(w, r, page.Done(page.ActivityURL(branch, id), "saved"))
}

// conflict shows both versions where somebody was faster. The form keeps what
// was typed and is from now on about the version that is there; of a record that
// was taken back it makes a new one.
func (s *Screen) conflict(w http.ResponseWriter, r *http.Request, branch int64, d *draft, desk records.ActivityDesk, other *records.Changed) error {
	c := &ui.Conflict{ID: "conflict", Who: other.By, When: figures.When(other.At)}
	v, err := s.records.Activity(r.Context(), s.Actor(r), branch, d.ID)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		c.Theirs = []ui.Definition{{Term: "这条登记", Text: "已撤销"}}
		c.Mine = naming(desk.Members, desk.Groups).known(&d.Activity)
		c.Take = &ui.Form{Action: page.ActivitiesURL(branch, 0, ""), Get: true}
		d.ID, d.Version = 0, 0
	case err != nil:
		return err
	default:
		c.Theirs, c.Mine = naming(v.Members, v.Groups).differing(&v.Record, &d.Activity)
		c.Take = &ui.Form{Action: page.ActivityURL(branch, d.ID), Get: true}
		d.Version = v.Record.Version
	}
	return s.form(w, r, http.StatusConflict, d, desk, c)
}
