package selfassess

import (
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/evidence"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

// AddFiles attaches files to an item.
func (s *Screen) AddFiles(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "id")
	if err != nil {
		return err
	}
	item := r.PathValue("item")
	files, key, err := s.ReadFiles(w, r, "file")
	if err != nil {
		return s.notTaken(w, r, id, item, err)
	}
	add := evidence.Add{Assessment: id, Key: key, Item: item, Level: app.Self, Files: files}
	doc, err := s.files.Add(r.Context(), s.Actor(r), add)
	if err != nil {
		return s.notTaken(w, r, id, item, err)
	}
	return s.changed(w, r, doc, item)
}

// notTaken answers files that were not taken. The script shows the words of a
// form that is too large itself; without it, the page comes back with them.
func (s *Screen) notTaken(w http.ResponseWriter, r *http.Request, id int64, item string, err error) error {
	if fault.KindOf(err) == fault.TooLarge && page.Partial(r) {
		return err
	}
	return s.refused(w, r, id, trouble{item: item}, err)
}

// RemoveFile detaches a file.
func (s *Screen) RemoveFile(w http.ResponseWriter, r *http.Request) error {
	in, err := s.fileForm(r)
	if err != nil {
		return err
	}
	if in.Evidence, err = page.PathID(r, "evidence"); err != nil {
		return err
	}
	doc, item, err := s.files.Remove(r.Context(), s.Actor(r), in)
	if err != nil {
		return err
	}
	if item == "" { // the form had acted before
		return page.See(w, r, page.SelfURL(in.Assessment))
	}
	return s.changed(w, r, doc, item)
}

// ReuseFile attaches a file of another item to this one.
func (s *Screen) ReuseFile(w http.ResponseWriter, r *http.Request) error {
	in, err := s.fileForm(r)
	if err != nil {
		return err
	}
	item := r.PathValue("item")
	if in.Evidence, err = strconv.ParseInt(r.PostFormValue("evidence"), 10, 64); err != nil {
		return s.refused(w, r, in.Assessment, trouble{item: item}, fault.Field("evidence", "请先选择一个文件。"))
	}
	doc, err := s.files.Reuse(r.Context(), s.Actor(r), in, item)
	if err != nil {
		return s.refused(w, r, in.Assessment, trouble{item: item}, err)
	}
	return s.changed(w, r, doc, item)
}

func (s *Screen) fileForm(r *http.Request) (evidence.Change, error) {
	id, err := page.PathID(r, "id")
	if err != nil {
		return evidence.Change{}, err
	}
	key, err := s.Key(r)
	return evidence.Change{Assessment: id, Key: key, Level: app.Self}, err
}

func (s *Screen) changed(w http.ResponseWriter, r *http.Request, doc *app.Dossier, item string) error {
	v, err := s.self.Look(r.Context(), doc, s.Actor(r))
	if err != nil {
		return err
	}
	return s.savedItem(w, r, v, item)
}
