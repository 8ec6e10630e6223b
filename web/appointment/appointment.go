// Package appointment is the security administrator's desk: who holds which
// role where, from when until when.
package appointment

import (
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the desk.
type Screen struct {
	*page.Site
	people *people.Service
}

// New makes the screen.
func New(site *page.Site, folk *people.Service) *Screen { return &Screen{site, folk} }

// pageSize is how many appointments a page shows.
const pageSize = 30

// List shows the appointments that have not ended.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	q := read(r)
	f := people.AppointmentFilter{Organisation: q.At, Role: access.Role(q.Role), Text: q.Text, Offset: (q.Page - 1) * pageSize, Limit: pageSize}
	list, total, err := s.people.Appointments(r.Context(), s.Actor(r), f)
	if err != nil {
		return err
	}
	tree, err := s.people.Tree(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "任职"), listViewOf(q, tree, list, total, s.people.Today())))
	return nil
}

// typed is the appointing form as it was filled in.
type typed struct {
	At                             int64
	Search, Person, Role, From, To string
}

// NewForm shows the form that appoints somebody at an organisation.
func (s *Screen) NewForm(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	at := page.QueryID(v, "at")
	if at == 0 {
		return page.See(w, r, page.OrganisationsURL)
	}
	in := typed{At: at, Search: page.Query(v, "q"), From: s.people.Today().String()}
	return s.form(w, r, http.StatusOK, in, nil)
}

func (s *Screen) form(w http.ResponseWriter, r *http.Request, status int, in typed, wrong map[string]string) error {
	tree, err := s.people.Tree(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	o, err := tree.Find(in.At)
	if err != nil {
		return err
	}
	var list []people.Person
	if in.Search != "" {
		if list, err = s.people.FindPeople(r.Context(), s.Actor(r), in.Search); err != nil {
			return err
		}
	}
	v := formViewOf(in, o, list, wrong)
	v.Signature = s.Signature(r, people.PlaceDigest(o), wrong)
	v.Form = ui.Form{Action: page.NewAppointmentURL, Hidden: s.Hidden(r, "at", strconv.FormatInt(o.ID, 10), "q", in.Search)}
	s.Render(w, r, status, formPage(s.Frame(r, "任命"), v))
	return nil
}

// Appoint gives somebody a role.
func (s *Screen) Appoint(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	at, _, err := page.Int(r, "at")
	if err != nil {
		return page.NotFound()
	}
	in := typed{At: at, Search: strings.TrimSpace(r.PostFormValue("q")), Person: r.PostFormValue("person"), Role: r.PostFormValue("role"),
		From: strings.TrimSpace(r.PostFormValue("from")), To: strings.TrimSpace(r.PostFormValue("until"))}
	appointment, err := in.decode(r, key)
	if err == nil {
		err = s.Prove(r)
	}
	if err == nil {
		err = s.people.Appoint(r.Context(), s.Actor(r), appointment)
	}
	if fault.KindOf(err) == fault.Conflict {
		return s.form(w, r, http.StatusConflict, in, map[string]string{"": err.Error()})
	}
	if wrong, ok := page.Wrong(err); ok {
		return s.form(w, r, http.StatusUnprocessableEntity, in, wrong)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.AppointmentsAtURL(at), "appointed"))
}

func (in typed) decode(r *http.Request, key string) (people.NewAppointment, error) {
	person, _, err := page.Int(r, "person")
	if err != nil {
		return people.NewAppointment{}, page.NotFound() // no form of ours sends this
	}
	out := people.NewAppointment{Key: key, Person: person, Role: access.Role(in.Role), Organisation: in.At, Digest: page.SignedDigest(r)}
	if out.From, err = page.Date(r, "from"); err != nil {
		return out, err
	}
	if in.To == "" {
		return out, nil
	}
	if out.Until, err = calendar.Parse(in.To); err != nil {
		return out, fault.Field("until", "请填写日期，例如 2026-12-31，或留空。")
	}
	return out, nil
}

// EndForm asks once more before an appointment ends.
func (s *Screen) EndForm(w http.ResponseWriter, r *http.Request) error {
	return s.endForm(w, r, http.StatusOK, nil)
}

func (s *Screen) endForm(w http.ResponseWriter, r *http.Request, status int, wrong map[string]string) error {
	id, err := page.PathID(r, "appointment")
	if err != nil {
		return err
	}
	a, err := s.people.AppointmentOf(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	s.Render(w, r, status, endPage(s.Frame(r, "结束任职"), endViewOf(a, s.Hidden(r)), s.Signature(r, people.AppointmentDigest(a), wrong), page.Mistakes(wrong, page.PasswordField)))
	return nil
}

// End ends an appointment.
func (s *Screen) End(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "appointment")
	if err != nil {
		return err
	}
	if err = s.Prove(r); err == nil {
		err = s.people.EndAppointment(r.Context(), s.Actor(r), people.EndAppointment{Appointment: id, Key: key, Digest: page.SignedDigest(r)})
	}
	if wrong, ok := page.Wrong(err); ok {
		return s.endForm(w, r, http.StatusUnprocessableEntity, wrong)
	}
	if fault.KindOf(err) == fault.Conflict && s.endForm(w, r, http.StatusConflict, map[string]string{"": err.Error()}) == nil {
		return nil // otherwise it has ended, and there is nothing to show
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.AppointmentsURL, "ended"))
}
