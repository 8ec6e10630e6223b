package spotcheck

import (
	"errors"
	"net/http"
	"net/url"

	"baolei/internal/app"
	"baolei/internal/app/evidence"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/web/answer"
	"baolei/web/page"
)

// trouble is what was wrong with a form: it comes back in its card.
type trouble struct {
	item    string
	clause  string // empty where it was no clause's form
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
	sheet, err := s.spot.SaveAnswer(r.Context(), s.Actor(r), id, key, code, func(c *indicator.Clause) (app.Statement, error) {
		f, clear, err := answer.Decode(r, c)
		return app.Statement{Finding: f, Clear: clear, Version: version}, err
	})
	if err != nil {
		return s.refused(w, r, id, trouble{clause: code}, err)
	}
	_, item := sheet.Set.Find(code)
	return s.saved(w, r, sheet, item.Code)
}

// SaveNote saves the checker's note on an item.
func (s *Screen) SaveNote(w http.ResponseWriter, r *http.Request) error {
	id, version, key, err := s.form(r)
	if err != nil {
		return err
	}
	item := r.PathValue("item")
	sheet, err := s.spot.SaveNote(r.Context(), s.Actor(r), id, key, spotcheck.Note{Item: item, Text: r.PostFormValue("note"), Version: version})
	if err != nil {
		return s.refused(w, r, id, trouble{item: item}, err)
	}
	return s.saved(w, r, sheet, item)
}

// AddFiles attaches files to an item.
func (s *Screen) AddFiles(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	item := r.PathValue("item")
	files, key, err := s.ReadFiles(w, r, "file")
	if err == nil {
		add := evidence.Add{Assessment: id, Key: key, Item: item, Level: app.Spot, Files: files}
		var doc *app.Dossier
		if doc, err = s.files.Add(r.Context(), s.Actor(r), add); err == nil {
			return s.look(w, r, doc, item)
		}
	}
	if fault.KindOf(err) == fault.TooLarge && page.Partial(r) {
		return err // the script shows the words beside the form
	}
	return s.refused(w, r, id, trouble{item: item}, err)
}

// RemoveFile detaches a file of the check.
func (s *Screen) RemoveFile(w http.ResponseWriter, r *http.Request) error {
	id, _, key, err := s.form(r)
	if err != nil {
		return err
	}
	file, err := page.PathID(r, "evidence")
	if err != nil {
		return err
	}
	doc, item, err := s.files.Remove(r.Context(), s.Actor(r), evidence.Change{Assessment: id, Key: key, Level: app.Spot, Evidence: file})
	if err != nil {
		return err
	}
	if item == "" { // the form had acted before
		return page.See(w, r, page.SpotURL(id))
	}
	return s.look(w, r, doc, item)
}

func (s *Screen) look(w http.ResponseWriter, r *http.Request, doc *app.Dossier, item string) error {
	sheet, err := s.spot.Look(doc, s.Actor(r))
	if err != nil {
		return err
	}
	return s.saved(w, r, sheet, item)
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

// saved answers a form that acted: the card and what stands around it, or the
// way back to the card.
func (s *Screen) saved(w http.ResponseWriter, r *http.Request, sheet *spotcheck.Sheet, code string) error {
	item, area, err := itemOf(sheet, code)
	if err != nil {
		return err
	}
	if !page.Partial(r) {
		return page.See(w, r, page.SpotItemURL(sheet.ID, area.Code, item.Code))
	}
	s.Render(w, r, http.StatusOK, savedCard(s.card(r, sheet, item.Code, trouble{}), s.around(sheet, area.Code)))
	return nil
}

// refused answers a form that did not act with its card, what was typed in it,
// and what was wrong.
func (s *Screen) refused(w http.ResponseWriter, r *http.Request, id int64, t trouble, err error) error {
	kind := fault.KindOf(err)
	if kind != fault.Invalid && kind != fault.Conflict && kind != fault.TooLarge {
		return err
	}
	sheet, unseen := s.spot.Sheet(r.Context(), s.Actor(r), id)
	if unseen != nil {
		return unseen
	}
	t.typed, t.message = r.PostForm, err.Error()
	if f, ok := errors.AsType[*fault.Error](err); ok {
		t.fields = f.Fields
	}
	t.changed, _ = errors.AsType[*app.Changed](err)
	if t.clause != "" {
		if _, item := sheet.Set.Find(t.clause); item != nil {
			t.item = item.Code
		}
	}
	item, area, unknown := itemOf(sheet, t.item)
	if unknown != nil {
		return err
	}
	if page.Partial(r) {
		s.Render(w, r, page.Status(err), itemCard(s.card(r, sheet, item.Code, t)))
		return nil
	}
	part, _ := areaOf(sheet, area.Code)
	s.Render(w, r, page.Status(err), s.desk(r, sheet, part, t))
	return nil
}
