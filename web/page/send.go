package page

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app"
)

// Send sends a kept file. It never acts within the site: pictures are shown,
// everything else is downloaded, and both stand in a sandbox of their own.
func (s *Site) Send(w http.ResponseWriter, r *http.Request, file *app.Download) error {
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
