package selfassess

import (
	"net/http"
	"strconv"
	"strings"

	"baolei/internal/app/assess"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// Take takes the suggestion for one clause.
func (s *Screen) Take(w http.ResponseWriter, r *http.Request) error {
	id, version, key, err := s.form(r)
	if err != nil {
		return err
	}
	o := assess.Offer{Clause: r.PathValue("clause"), Version: version, Digest: r.PostFormValue("offer")}
	v, err := s.self.Take(r.Context(), s.Actor(r), id, key, o)
	return s.answered(w, r, id, o.Clause, v, err)
}

// SaveDeparture saves why an answer is not what the record book suggests.
func (s *Screen) SaveDeparture(w http.ResponseWriter, r *http.Request) error {
	id, version, key, err := s.form(r)
	if err != nil {
		return err
	}
	in := assess.Depart{Clause: r.PathValue("clause"), Reason: r.PostFormValue("departure"), Version: version}
	v, err := s.self.SaveDeparture(r.Context(), s.Actor(r), id, key, in)
	return s.answered(w, r, id, in.Clause, v, err)
}

// ClaimHonours states a clause by the honours that are ticked.
func (s *Screen) ClaimHonours(w http.ResponseWriter, r *http.Request) error {
	id, version, key, err := s.form(r)
	if err != nil {
		return err
	}
	in := assess.Claim{Clause: r.PathValue("clause"), Version: version}
	for _, text := range r.PostForm["honour"] {
		honour, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return page.NotFound()
		}
		in.Honours = append(in.Honours, honour)
	}
	v, err := s.self.ClaimHonours(r.Context(), s.Actor(r), id, key, in)
	return s.answered(w, r, id, in.Clause, v, err)
}

// answered answers a form about a clause.
func (s *Screen) answered(w http.ResponseWriter, r *http.Request, id int64, clause string, v assess.View, err error) error {
	if err != nil {
		return s.refused(w, r, id, trouble{clause: clause}, err)
	}
	_, item := v.Set.Find(clause)
	return s.savedItem(w, r, v, item.Code)
}

// Suggestions lists all suggestions, to be taken at once.
func (s *Screen) Suggestions(w http.ResponseWriter, r *http.Request) error {
	v, err := s.open(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, suggestionsPage(s.Frame(r, "采用建议"), s.suggestions(r, v, "")))
	return nil
}

// TakeAll takes those that are ticked, or shows the list anew with what is in
// the way.
func (s *Screen) TakeAll(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	offers, err := offers(r)
	if err == nil {
		_, err = s.self.TakeAll(r.Context(), s.Actor(r), id, key, offers)
	}
	if err == nil {
		return page.See(w, r, page.Done(page.SelfURL(id), "suggestions_taken"))
	}
	if kind := fault.KindOf(err); kind != fault.Conflict && kind != fault.Invalid {
		return err
	}
	v, unseen := s.self.View(r.Context(), s.Actor(r), id)
	if unseen != nil {
		return unseen
	}
	s.Render(w, r, page.Status(err), suggestionsPage(s.Frame(r, "采用建议"), s.suggestions(r, v, err.Error())))
	return nil
}

// offers reads the ticked suggestions as they were offered.
func offers(r *http.Request) ([]assess.Offer, error) {
	if err := r.ParseForm(); err != nil {
		return nil, fault.New(fault.Invalid, "没有读懂这次提交，请刷新后再试。")
	}
	var list []assess.Offer
	for _, text := range r.PostForm["take"] {
		parts := strings.Fields(text)
		if len(parts) != 3 {
			return nil, page.NotFound()
		}
		version, err := strconv.Atoi(parts[1])
		if err != nil {
			return nil, page.NotFound()
		}
		list = append(list, assess.Offer{Clause: parts[0], Version: version, Digest: parts[2]})
	}
	return list, nil
}
