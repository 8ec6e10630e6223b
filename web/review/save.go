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

// onward goes to the next item, or says that there is none left.
func (s *Screen) onward(w http.ResponseWriter, r *http.Request, v examine.View, code string) error {
	item, show, ok := next(v, code, showing(r.PostFormValue("show")))
	if !ok {
		return page.See(w, r, page.Done(page.ReviewShowURL(v.ID, code, ""), "reviewed"))
	}
	return page.See(w, r, page.ReviewShowURL(v.ID, item, show.code))
}

// saved answers with the card and what stands around it, or leads back to it.
func (s *Screen) saved(w http.ResponseWriter, r *http.Request, v examine.View, code string) error {
	show := showing(r.PostFormValue("show"))
	if !page.Partial(r) {
		return page.See(w, r, page.ReviewShowURL(v.ID, code, show.code)+"#"+page.CardID(code))
	}
	if v.Queue == nil { // nothing was written
		beside, err := s.examine.Beside(r.Context(), &v, code)
		if err != nil {
			return err
		}
		v.Used, v.Queue = beside.Used, beside.Queue
	}
	item, _ := v.Item(code)
	s.Render(w, r, http.StatusOK, savedCard(s.card(r, v, item, show, trouble{}), s.around(v, item, show, v.Queue)))
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
	t := trouble{typed: r.PostForm, message: err.Error()}
	if f, ok := errors.AsType[*fault.Error](err); ok {
		t.fields = f.Fields
	}
	if o, ok := errors.AsType[*examine.Overtaken](err); ok {
		t.overtaken = o
	}
	if !page.Partial(r) {
		return s.desk(w, r, page.Status(err), v, item, t)
	}
	beside, unread := s.examine.Beside(r.Context(), &v, code)
	if unread != nil {
		return unread
	}
	v.Used = beside.Used
	show := showing(r.PostFormValue("show"))
	if r.PostForm.Has("remark") {
		s.Render(w, r, page.Status(err), talkBox(s.talk(r, v, item, show, t)))
		return nil
	}
	s.Render(w, r, page.Status(err), itemCard(s.card(r, v, item, show, t)))
	return nil
}
