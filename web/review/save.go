package review

import (
	"errors"
	"net/http"
	"net/url"

	"baolei/internal/app/examine"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/web/page"
)

// trouble is what was wrong with a form: it comes back with it.
type trouble struct {
	fields    map[string]string
	typed     url.Values
	overtaken *examine.Overtaken // somebody was faster
	message   string
}

// Save saves what a reviewer states about an item. Once the item is dealt with,
// the next one is shown.
func (s *Screen) Save(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	code := r.PathValue("item")
	done := false
	v, err := s.examine.SaveRead(r.Context(), s.Actor(r), id, key, code, func(item *indicator.Item) (examine.Verdict, error) {
		in, err := readVerdict(r, item)
		done = in.Done
		return in, err
	})
	if err != nil {
		return s.refused(w, r, id, code, err)
	}
	if done || r.PostFormValue("done") != "" {
		return s.onward(w, r, v, code)
	}
	return s.saved(w, r, v, code)
}

// onward goes to the next stop, or says that there is none left.
func (s *Screen) onward(w http.ResponseWriter, r *http.Request, v examine.View, code string) error {
	item, _ := v.Item(code)
	k, err := s.round(r, v, item)
	if err != nil {
		return err
	}
	way := k.way()
	if key, show, ok := way.next(k.at(), k.show); ok {
		return page.See(w, r, way.href(key, show.code))
	}
	word := "reviewed"
	if k.across != nil {
		word = "reviewed-item"
	}
	return page.See(w, r, page.Done(way.href(k.at(), ""), word))
}

// saved answers with the card and what stands around it, or leads back to it.
func (s *Screen) saved(w http.ResponseWriter, r *http.Request, v examine.View, code string) error {
	item, _ := v.Item(code)
	k, err := s.round(r, v, item)
	if err != nil {
		return err
	}
	if !page.Partial(r) {
		return page.See(w, r, k.href()+"#"+page.CardID(code))
	}
	if k.v.Queue == nil { // nothing was written
		beside, err := s.examine.Beside(r.Context(), &k.v, code)
		if err != nil {
			return err
		}
		k.v.Used, k.v.Queue = beside.Used, beside.Queue
	}
	s.Render(w, r, http.StatusOK, savedCard(s.card(r, k, trouble{}), s.around(k, k.v.Queue)))
	return nil
}

// refused answers a form that did not act with what was typed in it and what
// was wrong. What is no matter of the form is the caller's.
func (s *Screen) refused(w http.ResponseWriter, r *http.Request, id int64, code string, err error) error {
	if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.Conflict {
		return err
	}
	v, unseen := s.examine.View(r.Context(), s.Actor(r), id)
	if unseen != nil {
		return unseen
	}
	item, ok := v.Item(code)
	if !ok {
		return err
	}
	k, lost := s.round(r, v, item)
	if lost != nil {
		return lost
	}
	t := trouble{typed: r.PostForm, message: err.Error()}
	if f, ok := errors.AsType[*fault.Error](err); ok {
		t.fields = f.Fields
	}
	if o, ok := errors.AsType[*examine.Overtaken](err); ok {
		t.overtaken = o
	}
	if !page.Partial(r) {
		return s.desk(w, r, page.Status(err), k, t)
	}
	return s.part(w, r, page.Status(err), k, t)
}

// part answers with the part of the desk that the form belongs to.
func (s *Screen) part(w http.ResponseWriter, r *http.Request, status int, k round, t trouble) error {
	beside, err := s.examine.Beside(r.Context(), &k.v, k.it.Code)
	if err != nil {
		return err
	}
	k.v.Used = beside.Used
	if r.PostForm.Has("remark") {
		s.Render(w, r, status, talkBox(s.talk(r, k, t)))
		return nil
	}
	s.Render(w, r, status, itemCard(s.card(r, k, t)))
	return nil
}
