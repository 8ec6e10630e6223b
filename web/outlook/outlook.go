// Package outlook shows the year as it goes: a branch's list of what is due,
// how the branches below stand and would end, and what a person was told.
package outlook

import (
	"net/http"
	"strconv"

	"baolei/internal/app/outlook"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen shows the year as it goes.
type Screen struct {
	*page.Site
	year  *outlook.Service
	waits func(*http.Request) ([]Wait, error)
}

// Wait is something that waits for a person, and where to do it.
type Wait struct {
	What, Say string
	Do        ui.Link
}

// New makes the screen. What waits for whoever makes a request is told by waits.
func New(site *page.Site, year *outlook.Service, waits func(*http.Request) ([]Wait, error)) *Screen {
	return &Screen{site, year, waits}
}

// Tasks shows what a branch has to do.
func (s *Screen) Tasks(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	b, err := s.year.Branch(r.Context(), s.Actor(r), branch)
	if err != nil {
		return err
	}
	frame := book.Under(s.Frame(r, b.Name+" · 任务清单"), s.Actor(r), b.RecordPlace, b.Year, book.Tasks)
	s.Render(w, r, http.StatusOK, tasksPage(frame, tasksOf(b, s.Actor(r), s.year.Today())))
	return nil
}

// Below shows how the year stands at the branches below the person.
func (s *Screen) Below(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	f := outlook.Filter{Order: page.Query(q, "order"), Page: page.QueryPage(q)}
	b, err := s.year.Below(r.Context(), s.Actor(r), f)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, belowPage(s.Frame(r, "年中进度"), belowOf(b, f)))
	return nil
}

// Notices shows what waits for the person and what the person was told.
func (s *Screen) Notices(w http.ResponseWriter, r *http.Request) error {
	t, err := s.year.Notices(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	return s.notices(w, r, http.StatusOK, t, nil)
}

func (s *Screen) notices(w http.ResponseWriter, r *http.Request, status int, t outlook.Told, wrong map[string]string) error {
	waits, err := s.waits(r)
	if err != nil {
		return err
	}
	s.Render(w, r, status, noticesPage(s.Frame(r, "提醒"), s.noticesOf(r, t, waits, wrong)))
	return nil
}

// ReadNotices marks the notices that the person saw as read.
func (s *Screen) ReadNotices(w http.ResponseWriter, r *http.Request) error {
	upTo, err := strconv.ParseInt(r.PostFormValue("up_to"), 10, 64)
	if err != nil {
		return page.NotFound()
	}
	if err := s.year.Read(r.Context(), s.Actor(r), upTo); err != nil {
		return err
	}
	return page.See(w, r, page.NoticesURL)
}

// Remind changes how the person wants to be told.
func (s *Screen) Remind(w http.ResponseWriter, r *http.Request) error {
	in := outlook.Reminding{Reminders: r.PostFormValue("reminders") == "true", Email: r.PostFormValue("email"), Mails: r.PostFormValue("mails") == "true"}
	err := s.year.SetReminding(r.Context(), s.Actor(r), in)
	if wrong, ok := page.Wrong(err); ok {
		t, err := s.year.Notices(r.Context(), s.Actor(r))
		if err != nil {
			return err
		}
		t.How = in
		return s.notices(w, r, http.StatusUnprocessableEntity, t, wrong)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.NoticesURL, "saved"))
}

// Stats tells in short how a branch's year stands, for first pages.
func Stats(b outlook.Branch) []ui.Stat { return statsOf(b) }
