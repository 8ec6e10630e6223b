package selfassess

import (
	"net/http"

	"baolei/internal/app/assess"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// Check shows everything to look at before submitting.
func (s *Screen) Check(w http.ResponseWriter, r *http.Request) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, checkPage(s.Frame(r, "检查并提交"), s.check(r, v, "")))
	return nil
}

// Submit hands the self-assessment in, or shows the check page with what is in
// the way.
func (s *Screen) Submit(w http.ResponseWriter, r *http.Request) error {
	id, version, key, err := s.form(r)
	if err != nil {
		return err
	}
	in := assess.Submit{Assessment: id, Key: key, Version: version, LeftKnowingly: r.PostFormValue("left") == "true"}
	err = s.self.Submit(r.Context(), s.Actor(r), in)
	if err == nil {
		return page.See(w, r, page.Done(page.SelfURL(id), "submitted"))
	}
	if kind := fault.KindOf(err); kind != fault.Forbidden && kind != fault.Conflict && kind != fault.Invalid {
		return err
	}
	v, unseen := s.self.View(r.Context(), s.Actor(r), id)
	if unseen != nil {
		return unseen
	}
	s.Render(w, r, page.Status(err), checkPage(s.Frame(r, "检查并提交"), s.check(r, v, err.Error())))
	return nil
}

// Withdraw takes a submission back.
func (s *Screen) Withdraw(w http.ResponseWriter, r *http.Request) error {
	id, version, key, err := s.form(r)
	if err != nil {
		return err
	}
	if err := s.self.Withdraw(r.Context(), s.Actor(r), id, key, version); err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.SelfURL(id), "withdrawn"))
}

// Score explains the score down to who stated what and when.
func (s *Screen) Score(w http.ResponseWriter, r *http.Request) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, scorePage(s.Frame(r, "为什么是这个分"), derivation(v)))
	return nil
}
