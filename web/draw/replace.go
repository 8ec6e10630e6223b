package draw

import (
	"net/http"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// Replace shows the form that puts another checker in.
func (s *Screen) Replace(w http.ResponseWriter, r *http.Request) error {
	return s.replace(w, r, http.StatusOK, spotcheck.Replacement{}, nil)
}

// Assign puts another checker in.
func (s *Screen) Assign(w http.ResponseWriter, r *http.Request) error {
	draw, checker, err := replacing(r)
	if err != nil {
		return err
	}
	in := spotcheck.Replacement{Draw: draw, Checker: checker, Account: r.PostFormValue("account"), Reason: r.PostFormValue("reason")}
	if in.Key, err = s.Key(r); err != nil {
		return err
	}
	err = s.draws.Replace(r.Context(), s.Actor(r), in)
	if err == nil {
		return page.See(w, r, page.Done(page.DrawURL(draw), "assigned"))
	}
	if kind := fault.KindOf(err); kind == fault.Invalid || kind == fault.Conflict {
		return s.replace(w, r, page.Status(err), in, err)
	}
	return err
}

func (s *Screen) replace(w http.ResponseWriter, r *http.Request, status int, in spotcheck.Replacement, failed error) error {
	draw, checker, err := replacing(r)
	if err != nil {
		return err
	}
	p, err := s.draws.Place(r.Context(), s.Actor(r), draw, checker)
	if err != nil {
		return err
	}
	s.Render(w, r, status, replacePage(s.Frame(r, "换抽查员"), newReplacing(p, in, failed, s.Hidden(r))))
	return nil
}

func replacing(r *http.Request) (draw, checker int64, err error) {
	if draw, err = page.PathID(r, "id"); err != nil {
		return 0, 0, err
	}
	checker, err = page.PathID(r, "checker")
	return draw, checker, err
}
