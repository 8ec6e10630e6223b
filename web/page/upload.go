package page

import (
	"strconv"
	"strings"

	"baolei/internal/core/document"
	"baolei/web/ui"
)

// FileField makes the place where files are added to a form, with the limits
// told before anybody chooses. The form's field is "file".
func FileField(id, wrong string) ui.FileField {
	return ui.FileField{ID: id, Name: "file", Accept: strings.Join(document.Extensions(), ","), MaxBytes: strconv.Itoa(document.MaxSize), Camera: true, Error: wrong,
		Limits: "jpg、png、pdf、docx、xlsx、ofd，一次合计不超过 20 MB。照片会自动转正，并去掉拍摄地点。"}
}

// FileSize writes a file's size: "2.1 MB", "340 KB".
func FileSize(bytes int) string {
	if bytes >= 1<<20 {
		return strings.TrimSuffix(strconv.FormatFloat(float64(bytes)/(1<<20), 'f', 1, 64), ".0") + " MB"
	}
	return strconv.Itoa(max(1, bytes>>10)) + " KB"
}
