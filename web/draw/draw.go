// Package draw is what people see of a draw: the list, the officer's
// preparation, and the public page on which anybody can follow and recompute
// it.
package draw

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen shows draws.
type Screen struct {
	*page.Site
	draws *spotcheck.Service
}

// New makes the screen.
func New(site *page.Site, draws *spotcheck.Service) *Screen { return &Screen{site, draws} }

// List shows all draws.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	list, err := s.draws.List(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	officer := access.Somewhere(s.Actor(r), access.ManageDraw)
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "抽查"), listTable(list), len(list) == 0, officer))
	return nil
}

// Show shows one draw, recomputed for this request.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, typed{})
}

// typed is what an officer typed that was not taken, and why.
type typed struct {
	seed, reason string
	message      string
	fields       map[string]string
}

func (s *Screen) show(w http.ResponseWriter, r *http.Request, status int, t typed) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	v, err := s.draws.Show(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	hidden := func(pairs ...string) []ui.Hidden {
		return s.Hidden(r, append([]string{"version", strconv.Itoa(v.Version)}, pairs...)...)
	}
	p := newPublic(v, hidden, t, page.QueryPage(r.URL.Query()))
	p.Signature = s.Signature(r, v.SeedDigest(), t.fields)
	s.Render(w, r, status, showPage(s.Frame(r, v.Title), p))
	return nil
}

// Download sends one of the files of a draw.
func (s *Screen) Download(file spotcheck.File) page.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		id, err := page.PathID(r, "id")
		if err != nil {
			return err
		}
		data, err := s.draws.Download(r.Context(), s.Actor(r), id, file)
		if err != nil {
			return err
		}
		kind := "text/plain; charset=utf-8"
		if file == spotcheck.BundleFile {
			kind = "application/json"
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape("draw-"+strconv.FormatInt(id, 10)+"-"+string(file)))
		if _, err := w.Write(data); err != nil { //nolint:gosec // plain text or JSON to download, never shown as a page
			s.Log.DebugContext(r.Context(), "client went away", "route", r.Pattern)
		}
		return nil
	}
}

// plainDigits takes digits as people type them: in groups, as the page itself
// shows them, and in the full width of a Chinese keyboard.
func plainDigits(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case '０' <= r && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, typed)
}

// EnterSeed takes down a seed.
func (s *Screen) EnterSeed(w http.ResponseWriter, r *http.Request) error {
	in, err := s.step(r)
	if err != nil {
		return err
	}
	digits := plainDigits(r.PostFormValue("seed"))
	if err = s.Prove(r); err == nil {
		err = s.draws.EnterSeed(r.Context(), s.Actor(r), in, digits)
	}
	return s.answer(w, r, in.Draw, "seeded", typed{seed: digits}, err)
}

// Confirm confirms the seed that the officer compared, and draws.
func (s *Screen) Confirm(w http.ResponseWriter, r *http.Request) error {
	in, err := s.step(r)
	if err != nil {
		return err
	}
	if err = s.Prove(r); err == nil {
		err = s.draws.ConfirmSeed(r.Context(), s.Actor(r), in, r.PostFormValue("seed"))
	}
	return s.answer(w, r, in.Draw, "drawn", typed{}, err)
}

// Refuse refuses a seed with a reason.
func (s *Screen) Refuse(w http.ResponseWriter, r *http.Request) error {
	in, err := s.step(r)
	if err != nil {
		return err
	}
	reason := r.PostFormValue("reason")
	err = s.draws.RefuseSeed(r.Context(), s.Actor(r), in, reason)
	return s.answer(w, r, in.Draw, "refused", typed{reason: reason}, err)
}

func (s *Screen) step(r *http.Request) (spotcheck.Step, error) {
	id, err := page.PathID(r, "id")
	if err != nil {
		return spotcheck.Step{}, err
	}
	version, err := page.Version(r, "version")
	if err != nil {
		return spotcheck.Step{}, err
	}
	key, err := s.Key(r)
	return spotcheck.Step{Draw: id, Key: key, Version: version, Digest: page.SignedDigest(r)}, err
}

// answer leads back to the draw, or shows it as it is now with what was typed
// and why it was not taken.
func (s *Screen) answer(w http.ResponseWriter, r *http.Request, id int64, done string, t typed, err error) error {
	if err == nil {
		return page.See(w, r, page.Done(page.DrawURL(id), done))
	}
	kind := fault.KindOf(err)
	if kind != fault.Invalid && kind != fault.Conflict {
		return err
	}
	t.message, t.fields = err.Error(), fieldsOf(err)
	return s.show(w, r, page.Status(err), t)
}
