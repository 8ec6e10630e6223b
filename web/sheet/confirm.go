package sheet

import (
	"errors"
	"net/http"

	"baolei/internal/app/records"
	"baolei/web/page"
)

// Show shows what a table would do, or what it did.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	branch, form, err := named(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "import")
	if err != nil {
		return err
	}
	in, err := s.records.ImportOf(r.Context(), s.Actor(r), branch, form, id)
	if err != nil {
		return err
	}
	return s.preview(w, r, http.StatusOK, in, page.Blank(), "")
}

// Confirm writes a table, all of it or nothing. Where the book has changed since
// the preview, a new one is shown in its place.
func (s *Screen) Confirm(w http.ResponseWriter, r *http.Request) error {
	branch, form, err := named(r)
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "import")
	if err != nil {
		return err
	}
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	t := page.Posted(r)
	in, err := s.records.ConfirmImport(r.Context(), s.Actor(r), records.Change{Branch: branch, Key: key, Reason: t.Text("reason")}, form, id, t.Text("seal"))
	if moved, ok := errors.AsType[*records.ImportMoved](err); ok {
		return s.preview(w, r, http.StatusConflict, in, t, moved.Error())
	}
	if in.Seal != "" && t.Add(err) {
		return s.preview(w, r, http.StatusUnprocessableEntity, in, t, "")
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.ImportURL(branch, form.Code, id))
}

func (s *Screen) preview(w http.ResponseWriter, r *http.Request, status int, in records.Import, t *page.Typed, moved string) error {
	if !in.DoneAt.IsZero() {
		s.Render(w, r, status, donePage(s.frame(r, in, "已导入"), doneOf(in)))
		return nil
	}
	v := previewOf(in, t, moved)
	v.Form.Hidden = s.Hidden(r, "seal", in.Seal)
	s.Render(w, r, status, previewPage(s.frame(r, in, v.Head.Title), v))
	return nil
}
