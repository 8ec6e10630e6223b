package draw

import (
	"net/http"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/web/page"
	"baolei/web/ui"
)

// Differences shows an officer where the levels differ.
func (s *Screen) Differences(w http.ResponseWriter, r *http.Request) error {
	return s.differences(w, r, http.StatusOK, escalating{})
}

// escalating is a decision as typed that was not taken, and why.
type escalating struct {
	committee        int64
	reason, message  string
	mistake, verdict string
}

func (s *Screen) differences(w http.ResponseWriter, r *http.Request, status int, typed escalating) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	d, err := s.draws.Differences(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	s.Render(w, r, status, differencesPage(s.Frame(r, "差在哪里"), newDifferences(d, typed, func(pairs ...string) []ui.Hidden { return s.Hidden(r, pairs...) })))
	return nil
}

// Differing lists the branches behind a figure.
func (s *Screen) Differing(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	d, err := s.draws.Differences(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	v, ok := newDiffering(d, page.Query(query, "committee"), page.Query(query, "item"), page.Query(query, "levels"), page.QueryPage(query))
	if !ok {
		return page.NotFound()
	}
	s.Render(w, r, http.StatusOK, differingPage(s.Frame(r, v.Heading.Title), v))
	return nil
}

// Escalate decides whether all branches of a committee are verified.
func (s *Screen) Escalate(w http.ResponseWriter, r *http.Request) error {
	in := spotcheck.Escalate{Reason: r.PostFormValue("reason"), Accept: r.PostFormValue("verdict") == "accept"}
	var err error
	if in.Draw, err = page.PathID(r, "id"); err != nil {
		return err
	}
	if in.Committee, err = page.PathID(r, "committee"); err != nil {
		return err
	}
	if in.Key, err = s.Key(r); err != nil {
		return err
	}
	if in.Seen, err = scoring.ParsePoints(r.PostFormValue("mean")); err != nil {
		return page.NotFound()
	}
	err = s.draws.Escalate(r.Context(), s.Actor(r), in)
	if err == nil {
		return page.See(w, r, page.Done(page.DrawDifferencesURL(in.Draw), "escalated"))
	}
	if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.Conflict {
		return err
	}
	return s.differences(w, r, page.Status(err), escalating{committee: in.Committee, reason: in.Reason, message: err.Error(), mistake: fieldsOf(err)["reason"], verdict: r.PostFormValue("verdict")})
}
