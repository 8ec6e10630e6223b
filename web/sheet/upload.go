package sheet

import (
	"net/http"

	"baolei/internal/app"
	"baolei/internal/core/fault"
	"baolei/web/page"
)

const severalText = "一次只能导入一个文件，请只选一个。"

// Upload takes a table and leads to what it would do. One with faults is not
// kept: they are listed above the form.
func (s *Screen) Upload(w http.ResponseWriter, r *http.Request) error {
	branch, form, err := named(r)
	if err != nil {
		return err
	}
	files, key, err := s.ReadFiles(w, r, "file")
	if err == nil && len(files) > 1 {
		err = fault.Field("file", severalText)
	}
	if err != nil {
		return s.refused(w, r, err)
	}
	var file app.Upload
	if len(files) == 1 {
		file = files[0]
	}
	in, err := s.records.StartImport(r.Context(), s.Actor(r), branch, key, form, file)
	switch {
	case err != nil:
		return s.refused(w, r, err)
	case in.ID == 0:
		return s.start(w, r, http.StatusUnprocessableEntity, in, "")
	}
	return page.See(w, r, page.ImportURL(branch, form.Code, in.ID))
}

// refused answers a file that was not taken beside the form's field; any other
// error as such.
func (s *Screen) refused(w http.ResponseWriter, r *http.Request, err error) error {
	wrong, ok := fileWords(err)
	if !ok {
		return err
	}
	return s.form(w, r, page.Status(err), wrong)
}
