// Package closing is where two officers end a year's examination: what is still
// open, what closing does, the proposal and its confirmation, and how far the
// work has come.
package closing

import (
	"context"
	"net/http"
	"strconv"

	"baolei/internal/app/closing"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// Screen is the desk.
type Screen struct {
	*page.Site
	closing *closing.Service
}

// New makes the screen.
func New(site *page.Site, service *closing.Service) *Screen { return &Screen{site, service} }

// Show shows what closing a cycle would do, or how far it has come.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	cycle, err := page.PathID(r, "cycle")
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, cycle, page.Blank())
}

func (s *Screen) show(w http.ResponseWriter, r *http.Request, status int, cycle int64, typed *page.Typed) error {
	v, err := s.closing.View(r.Context(), s.Actor(r), cycle)
	if err != nil {
		return err
	}
	s.Render(w, r, status, closingPage(s.Frame(r, "结束 "+strconv.Itoa(v.Cycle.Year)+" 年考评"), s.viewOf(r, v, typed)))
	return nil
}

// Propose proposes to close a cycle.
func (s *Screen) Propose(w http.ResponseWriter, r *http.Request) error {
	return s.step(w, r, true, func(ctx context.Context, actor access.Actor, in closing.Step) (string, error) {
		return page.Done(page.ClosingURL(in.Cycle), "closing-proposed"), s.closing.Propose(ctx, actor, in)
	})
}

// Confirm confirms what another officer proposed, and leads to the work that it begins.
func (s *Screen) Confirm(w http.ResponseWriter, r *http.Request) error {
	return s.step(w, r, true, func(ctx context.Context, actor access.Actor, in closing.Step) (string, error) {
		_, err := s.closing.Confirm(ctx, actor, in)
		return page.Done(page.ClosingURL(in.Cycle), "closing-confirmed"), err
	})
}

// SendBack sends a proposal back with a reason, or takes back one's own.
func (s *Screen) SendBack(w http.ResponseWriter, r *http.Request) error {
	return s.step(w, r, false, func(ctx context.Context, actor access.Actor, in closing.Step) (string, error) {
		own, err := s.closing.SendBack(ctx, actor, in)
		return page.Done(page.ClosingURL(in.Cycle), map[bool]string{true: "closing-taken-back", false: "closing-sent-back"}[own]), err
	})
}

// step is one officer's step; signs tells whether it is a signature.
func (s *Screen) step(w http.ResponseWriter, r *http.Request, signs bool, do func(context.Context, access.Actor, closing.Step) (string, error)) error {
	cycle, err := page.PathID(r, "cycle")
	if err != nil {
		return err
	}
	typed := page.Posted(r)
	in := closing.Step{Cycle: cycle, Digest: page.SignedDigest(r), Reason: typed.Text("reason")}
	if in.Key, err = s.Key(r); err != nil {
		return err
	}
	if signs {
		err = s.Prove(r)
	}
	var to string
	if err == nil {
		to, err = do(r.Context(), s.Actor(r), in)
	}
	if fault.KindOf(err) == fault.Conflict {
		typed.Wrong[""] = err.Error()
	}
	if typed.Add(err) || fault.KindOf(err) == fault.Conflict {
		return s.show(w, r, page.Status(err), cycle, typed)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, to)
}

// Resume goes on with a closing that stopped for good.
func (s *Screen) Resume(w http.ResponseWriter, r *http.Request) error {
	cycle, err := page.PathID(r, "cycle")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	if _, err := s.closing.Resume(r.Context(), s.Actor(r), cycle, key); err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.ClosingURL(cycle), "closing-confirmed"))
}
