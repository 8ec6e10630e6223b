// Package evidence serves the files of assessments. A file never acts within
// the site: pictures are shown, everything else is downloaded, and both stand
// in a sandbox of their own.
package evidence

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

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
	h := w.Header()
	h.Set("Content-Type", file.MediaType)
	h.Set("Content-Length", strconv.Itoa(file.Size))
	h.Set("Content-Disposition", mime.FormatMediaType(disposition(file.MediaType), map[string]string{"filename": file.Name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	w.WriteHeader(http.StatusOK)
	if err := file.Copy(r.Context(), w); err != nil {
		s.Log.WarnContext(r.Context(), "a file was not sent to its end", "route", r.Pattern, "error", err.Error())
		panic(http.ErrAbortHandler) // the browser must not take half a file for a whole one
	}
	return nil
}

func disposition(mediaType string) string {
	if strings.HasPrefix(mediaType, "image/") {
		return "inline"
	}
	return "attachment"
}
