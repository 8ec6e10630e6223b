package book

import (
	"net/http"
	"net/url"
	"strconv"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/web/page"
)

// Screen is the list of books and the overview of each.
type Screen struct {
	*page.Site
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen { return &Screen{site, keep} }

// List shows the books that the person keeps or may read; who keeps a single
// one is led to it.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	search, number := page.Query(q, "q"), page.QueryPage(q)
	books, total, err := s.records.Books(r.Context(), s.Actor(r), search, number)
	if err != nil {
		return err
	}
	if total == 1 && search == "" && len(books) == 1 {
		return page.See(w, r, page.BookURL(books[0].Branch))
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "工作记实本"), listOf(books, total, search, number, s.records.Today().Year)))
	return nil
}

// Show shows a year of a branch's book as a whole.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	year := Year(r.URL.Query(), s.records.Today())
	o, err := s.records.Overview(r.Context(), s.Actor(r), branch, year)
	if err != nil {
		return err
	}
	frame := Under(s.Frame(r, o.Name+"工作记实本"), s.Actor(r), o.Place, year, Overview)
	s.Render(w, r, http.StatusOK, overviewPage(frame, overviewOf(o)))
	return nil
}

// Year takes the year of a page of the book from its address: the current one
// where none is said, or one that nobody can have kept a book of.
func Year(q url.Values, today calendar.Date) int {
	year, err := strconv.Atoi(q.Get("year"))
	if err != nil || year < 2000 || year > today.Year+1 {
		return today.Year
	}
	return year
}
