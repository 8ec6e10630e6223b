package recordfile

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// box is what a record has of files, and for who keeps the book, how to add some.
type box struct {
	Note     string
	Pictures []picture
	Files    []ui.File
	Upload   *ui.Upload // nil for who only reads
}

type picture struct{ Name, Href string }

// Box makes the files of a record, for the record's page; wrong is why files
// that were sent were not taken.
func Box(site *page.Site, r *http.Request, a records.Attached, wrong string) templ.Component {
	b := box{}
	form := func(action, submit string) ui.Form {
		return ui.Form{Action: action, Target: "#files", Hidden: site.Hidden(r), Submit: submit}
	}
	for _, f := range a.Files {
		href := page.RecordFileURL(a.Branch, f.ID)
		if strings.HasPrefix(f.MediaType, "image/") {
			b.Pictures = append(b.Pictures, picture{f.Name, href})
		}
		one := ui.File{ID: "file-" + strconv.FormatInt(f.ID, 10), Name: f.Name, Href: href,
			Note: page.FileSize(f.Size) + " · " + f.AddedName + " " + figures.When(f.AddedAt)}
		if a.CanSave && !a.Submitted {
			remove := form(page.RemoveRecordFileURL(a.Branch, string(a.Kind), a.ID, f.ID), "")
			one.Remove = &remove
		}
		b.Files = append(b.Files, one)
	}
	if a.CanSave {
		b.Upload = &ui.Upload{FileField: page.FileField("file", wrong), Form: form(page.RecordFilesURL(a.Branch, string(a.Kind), a.ID), "上传"), Summary: "添加照片或文件"}
	}
	switch {
	case a.CanSave && a.Submitted && len(a.Files) > 0:
		b.Note = "已提交自评，文件可以添加，不能移除。"
	case a.CanSave && len(a.Files) == 0:
		b.Note = "选填，没有也可以。"
	case len(a.Files) == 0:
		b.Note = "没有文件。"
	}
	return filesBox(b)
}
