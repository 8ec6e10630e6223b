package review

import (
	"net/http"

	"baolei/internal/core/fault"
	"baolei/web/page"
)

// AddRemark writes a remark on an item.
func (s *Screen) AddRemark(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	item := r.PathValue("item")
	if err := s.examine.AddRemark(r.Context(), s.Actor(r), id, key, item, r.PostFormValue("remark")); err != nil {
		return s.refused(w, r, id, item, err)
	}
	return s.talked(w, r, id, item)
}

// DropRemark takes a remark back that has not been sent.
func (s *Screen) DropRemark(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	remark, err := page.PathID(r, "remark")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	err = s.examine.DropRemark(r.Context(), s.Actor(r), id, key, remark)
	if err != nil && fault.KindOf(err) != fault.Conflict { // gone already is as good as dropped
		return err
	}
	if item := r.PostFormValue("item"); item != "" {
		return s.talked(w, r, id, item)
	}
	return page.See(w, r, page.ReviewReturnURL(id))
}

// talked answers with what was said about an item, and what stands around it.
func (s *Screen) talked(w http.ResponseWriter, r *http.Request, id int64, code string) error {
	v, err := s.examine.View(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	item, ok := v.Item(code)
	if !ok {
		return page.NotFound()
	}
	k, err := s.round(r, v, item)
	if err != nil {
		return err
	}
	if !page.Partial(r) {
		return page.See(w, r, k.href()+"#talk")
	}
	beside, err := s.examine.Beside(r.Context(), &k.v, code)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, savedTalk(s.talk(r, k, trouble{}), s.around(k, beside.Queue)))
	return nil
}

// AgreeForm shows the items that may be agreed with at once.
func (s *Screen) AgreeForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, agreePage(s.Frame(r, "一并同意 · "+v.BranchName), s.agreeOf(r, v, "")))
	return nil
}

// Agree agrees with the items that are ticked.
func (s *Screen) Agree(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	v, err := s.examine.AgreeAll(r.Context(), s.Actor(r), id, key, r.PostForm["item"])
	if fault.KindOf(err) == fault.Invalid {
		now, unseen := s.open(r)
		if unseen != nil {
			return unseen
		}
		s.Render(w, r, http.StatusUnprocessableEntity, agreePage(s.Frame(r, "一并同意 · "+now.BranchName), s.agreeOf(r, now, err.Error())))
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.ReviewURL(v.ID), "agreed"))
}
