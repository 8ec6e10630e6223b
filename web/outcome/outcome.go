// Package outcome shows what closed cycles mean: attainment rates against the
// targets, through the years and by committee, who loses the eligibility of the
// year and why, and what the grades suggest for the star rating.
package outcome

import (
	"net/http"
	"strconv"

	"baolei/internal/app/closing"
	"baolei/web/page"
)

// Screen is the pages.
type Screen struct {
	*page.Site
	closing *closing.Service
}

// New makes the screen.
func New(site *page.Site, service *closing.Service) *Screen { return &Screen{site, service} }

// asked reads what is to be seen from the address.
func asked(r *http.Request) closing.Ask {
	q := r.URL.Query()
	id := func(name string) int64 {
		n, err := strconv.ParseInt(q.Get(name), 10, 64)
		if err != nil {
			return 0
		}
		return n
	}
	return closing.Ask{Cycle: id("cycle"), Committee: id("committee"), Page: page.QueryPage(q), After: closing.After{Committee: q.Get("from"), Branch: q.Get("after")}}
}

// Show shows what a closed cycle means.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	ask := asked(r)
	o, err := s.closing.Outcome(r.Context(), s.Actor(r), ask)
	if err != nil {
		return err
	}
	if o.Cycle.ID == 0 {
		s.Render(w, r, http.StatusOK, nonePage(s.Frame(r, "结果运用")))
		return nil
	}
	v, err := viewOf(o, ask)
	if err != nil {
		return err
	}
	frame := s.Frame(r, "结果运用")
	frame.Sheets = []string{"boards.css"}
	s.Render(w, r, http.StatusOK, outcomePage(frame, v))
	return nil
}

// Rates sends the rates of all organisations as an Excel file.
func (s *Screen) Rates(w http.ResponseWriter, r *http.Request) error {
	ask := asked(r)
	ask.All = true
	o, err := s.closing.Outcome(r.Context(), s.Actor(r), ask)
	if err != nil {
		return err
	}
	if o.Cycle.ID == 0 {
		return page.See(w, r, page.OutcomesURL) // which says that there is nothing yet
	}
	return s.SendTable(w, r, strconv.Itoa(o.Cycle.Year)+"年达标率和参评资格", unitsTable(o))
}

// Stars shows what a closed cycle suggests for the star rating.
func (s *Screen) Stars(w http.ResponseWriter, r *http.Request) error {
	ask := asked(r)
	v, err := s.closing.Stars(r.Context(), s.Actor(r), ask)
	if err != nil {
		return err
	}
	if v.Cycle.ID == 0 {
		s.Render(w, r, http.StatusOK, nonePage(s.Frame(r, "星级评定")))
		return nil
	}
	s.Render(w, r, http.StatusOK, starsPage(s.Frame(r, "星级评定"), s.starsOf(r, v, ask)))
	return nil
}

// Export has the list of all branches written to a file, and leads to where its
// progress is seen.
func (s *Screen) Export(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	cycle, _, err := page.Int(r, "cycle")
	if err != nil {
		return err
	}
	committee, _, err := page.Int(r, "committee")
	if err != nil {
		return err
	}
	task, err := s.closing.AskStars(r.Context(), s.Actor(r), key, closing.Ask{Cycle: cycle, Committee: committee})
	if err != nil {
		return err
	}
	return page.See(w, r, page.TaskURL(task))
}
