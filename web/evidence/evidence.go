// Package evidence serves the files of assessments.
package evidence

import (
	"net/http"

	"baolei/internal/app/evidence"
	"baolei/web/page"
)

// Screen serves files.
type Screen struct {
	*page.Site
	files *evidence.Service
}

// New makes the screen.
func New(site *page.Site, files *evidence.Service) *Screen { return &Screen{site, files} }

// Open sends a file.
func (s *Screen) Open(w http.ResponseWriter, r *http.Request) error {
	assessment, err := page.PathID(r, "assessment")
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "evidence")
	if err != nil {
		return err
	}
	file, err := s.files.Open(r.Context(), s.Actor(r), assessment, id)
	if err != nil {
		return err
	}
	return s.Send(w, r, file)
}
