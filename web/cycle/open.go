package cycle

import (
	"net/http"

	"baolei/internal/app/oversee"
	"baolei/internal/core/fault"
	"baolei/web/page"
	"baolei/web/ui"
)

// NewForm shows the form that opens a cycle, filled in from the last one.
func (s *Screen) NewForm(w http.ResponseWriter, r *http.Request) error {
	p, err := s.office.Propose(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	f := s.formFor(r, p, typedOf(p.NewCycle), nil)
	f.Closed = f.Running != nil // nothing was typed yet
	s.Render(w, r, http.StatusOK, openPage(s.Frame(r, "开启考评周期"), f))
	return nil
}

func (s *Screen) form(w http.ResponseWriter, r *http.Request, status int, p oversee.Proposal, in typed, wrong map[string]string) {
	s.Render(w, r, status, openPage(s.Frame(r, "开启考评周期"), s.formFor(r, p, in, wrong)))
}

func (s *Screen) formFor(r *http.Request, p oversee.Proposal, in typed, wrong map[string]string) openForm {
	f := formOf(p, in, wrong)
	f.Form = ui.Form{Action: page.NewCycleURL, Hidden: s.Hidden(r)}
	return f
}

// Open opens a cycle.
func (s *Screen) Open(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	in := readTyped(r)
	cycle, wrong := in.decode(key)
	var id int64
	if len(wrong) > 0 {
		err = &fault.Error{Kind: fault.Invalid, Fields: wrong}
	} else {
		id, err = s.office.OpenCycle(r.Context(), s.Actor(r), cycle)
	}
	status, wrong := http.StatusUnprocessableEntity, wrong
	if fault.KindOf(err) == fault.Conflict {
		status, wrong = http.StatusConflict, map[string]string{"": err.Error()}
	} else if fields, ok := page.Wrong(err); ok {
		wrong = fields
	}
	if len(wrong) > 0 {
		p, err := s.office.Propose(r.Context(), s.Actor(r))
		if err != nil {
			return err
		}
		s.form(w, r, status, p, in, wrong)
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.CycleURL(id), "opened"))
}
