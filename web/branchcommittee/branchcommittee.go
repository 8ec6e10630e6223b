// Package branchcommittee is the organisation part of a branch's record book
// (组织情况): the seats on the branch committee with who holds them and since
// when they are empty, the term with the day of re-election, the party groups;
// and the forms that change them.
package branchcommittee

import (
	"net/http"

	"baolei/internal/app/records"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the organisation part.
type Screen struct {
	*page.Site
	records *records.Service
}

// New makes the screen.
func New(site *page.Site, keep *records.Service) *Screen { return &Screen{site, keep} }

// Show shows it.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	o, err := s.read(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, organisationPage(s.frame(r, &o, book.Organisation.Chinese()), viewOf(&o)))
	return nil
}

func (s *Screen) read(r *http.Request) (records.Organisation, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return records.Organisation{}, err
	}
	return s.records.Organisation(r.Context(), s.Actor(r), branch)
}

// frame puts a page under the book's navigation.
func (s *Screen) frame(r *http.Request, o *records.Organisation, title string) ui.PageProps {
	year := book.Year(r.URL.Query(), s.records.Today())
	return book.Under(s.Frame(r, title), s.Actor(r), o.Place, year, book.Organisation)
}
