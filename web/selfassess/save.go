package selfassess

import (
	"errors"
	"net/http"
	"net/url"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/web/answer"
	"baolei/web/page"
)

// trouble is what was wrong with a form: it comes back in its card.
type trouble struct {
	item    string
	clause  string // empty where it was no clause's form
	remark  int64  // of a reply
	fields  map[string]string
	typed   url.Values
	changed *app.Changed // somebody was faster
	message string
}

// SaveClause saves the answer to one clause.
func (s *Screen) SaveClause(w http.ResponseWriter, r *http.Request) error {
	id, version, key, err := s.form(r)
	if err != nil {
		return err
	}
	code := r.PathValue("clause")
	v, err := s.self.SaveAnswer(r.Context(), s.Actor(r), id, key, code, func(c *indicator.Clause) (app.Statement, error) {
		f, clear, err := answer.Decode(r, c)
		return app.Statement{Finding: f, Clear: clear, Version: version}, err
	})
	if err != nil {
		return s.refused(w, r, id, trouble{clause: code}, err)
	}
	_, item := v.Set.Find(code)
	return s.savedItem(w, r, v, item.Code)
}

// SaveNote saves the branch's note on an item.
func (s *Screen) SaveNote(w http.ResponseWriter, r *http.Request) error {
	id, version, key, err := s.form(r)
	if err != nil {
		return err
	}
	item := r.PathValue("item")
	v, err := s.self.SaveNote(r.Context(), s.Actor(r), id, key, assess.Note{Item: item, Text: r.PostFormValue("note"), Version: version})
	if err != nil {
		return s.refused(w, r, id, trouble{item: item}, err)
	}
	return s.savedItem(w, r, v, item)
}

// SaveReply saves the reply to a remark of a return.
func (s *Screen) SaveReply(w http.ResponseWriter, r *http.Request) error {
	id, version, key, err := s.form(r)
	if err != nil {
		return err
	}
	remark, err := page.PathID(r, "remark")
	if err != nil {
		return err
	}
	v, err := s.self.SaveReply(r.Context(), s.Actor(r), id, key, assess.Reply{Remark: remark, Text: r.PostFormValue("reply"), Version: version})
	if err != nil {
		return s.refused(w, r, id, trouble{remark: remark}, err)
	}
	return s.savedItem(w, r, v, itemOfRemark(v, remark))
}

func itemOfRemark(v assess.View, remark int64) string {
	for _, m := range v.Remarks {
		if m.ID == remark {
			return m.Item
		}
	}
	return ""
}

// form reads what every form of the desk carries.
func (s *Screen) form(r *http.Request) (id int64, version int, key string, err error) {
	if id, err = page.PathID(r, "id"); err != nil {
		return 0, 0, "", err
	}
	if version, err = page.Version(r, "version"); err != nil {
		return 0, 0, "", err
	}
	key, err = s.Key(r)
	return id, version, key, err
}

// savedItem is saved of an item whose area is to be found.
func (s *Screen) savedItem(w http.ResponseWriter, r *http.Request, v assess.View, code string) error {
	item, area, err := itemOf(v, code)
	if err != nil {
		return err
	}
	return s.saved(w, r, v, area.Code, item.Code)
}

// saved answers a form that acted: the card and what stands around it, or the
// way back to the card.
func (s *Screen) saved(w http.ResponseWriter, r *http.Request, v assess.View, area, item string) error {
	if !page.Partial(r) {
		return page.See(w, r, page.SelfItemURL(v.ID, area, item))
	}
	s.Render(w, r, http.StatusOK, savedCard(s.card(r, v, item, trouble{}), s.around(r, v, area)))
	return nil
}

// refused answers a form that did not act with its card, what was typed in it,
// and what was wrong. What is no matter of the form is the caller's.
func (s *Screen) refused(w http.ResponseWriter, r *http.Request, id int64, t trouble, err error) error {
	kind := fault.KindOf(err)
	if kind != fault.Invalid && kind != fault.Conflict && kind != fault.TooLarge {
		return err
	}
	v, unseen := s.self.View(r.Context(), s.Actor(r), id)
	if unseen != nil {
		return unseen
	}
	t.typed, t.message = r.PostForm, err.Error()
	if f, ok := errors.AsType[*fault.Error](err); ok {
		t.fields = f.Fields
	}
	t.changed, _ = errors.AsType[*app.Changed](err)
	if t.clause != "" {
		if _, item := v.Set.Find(t.clause); item != nil {
			t.item = item.Code
		}
	}
	if t.remark != 0 {
		t.item = itemOfRemark(v, t.remark)
	}
	return s.troubled(w, r, v, t, err)
}

func (s *Screen) troubled(w http.ResponseWriter, r *http.Request, v assess.View, t trouble, err error) error {
	item, area, unknown := itemOf(v, t.item)
	if unknown != nil {
		return err
	}
	if page.Partial(r) {
		s.Render(w, r, page.Status(err), itemCard(s.card(r, v, item.Code, t)))
		return nil
	}
	part, _ := areaOf(v, area.Code)
	s.Render(w, r, page.Status(err), s.desk(r, v, part, t))
	return nil
}
