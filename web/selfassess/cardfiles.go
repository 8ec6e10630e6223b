package selfassess

import (
	"slices"
	"strconv"

	"baolei/internal/app"
	"baolei/web/page"
	"baolei/web/ui"
)

type reuse struct {
	Form   ui.Form
	Choice ui.Select
}

func (m maker) files() []ui.File {
	var list []ui.File
	for _, e := range m.v.EvidenceFor(app.Self, m.item.Code) {
		f := ui.File{ID: "e-" + strconv.FormatInt(e.ID, 10), Name: e.Name, Href: page.EvidenceURL(m.v.ID, e.ID), Note: page.FileSize(e.Size)}
		if m.v.CanSave {
			remove := m.form(page.SelfRemoveURL(m.v.ID, e.ID), 0, "", "")
			f.Remove = &remove
		}
		list = append(list, f)
	}
	return list
}

func (m maker) upload() *ui.Upload {
	return &ui.Upload{FileField: page.FileField(m.id()+"-up", m.t.fields["file"]), Form: m.form(page.SelfFilesURL(m.v.ID, m.item.Code), 0, "上传", "")}
}

// reuse offers the files of other items, each once, the latest first.
func (m maker) reuse() *reuse {
	seen := map[string]bool{}
	for _, e := range m.v.EvidenceFor(app.Self, m.item.Code) {
		seen[e.Digest] = true
	}
	var options []ui.Option
	for _, e := range slices.Backward(m.v.Evidence) {
		if e.Level == app.Self && !seen[e.Digest] {
			seen[e.Digest] = true
			options = append(options, ui.Option{Value: strconv.FormatInt(e.ID, 10), Label: m.v.Set.Number(e.Item) + " " + e.Name})
		}
	}
	if len(options) == 0 {
		return nil
	}
	return &reuse{Form: m.form(page.SelfReuseURL(m.v.ID, m.item.Code), 0, "添加到本项", ""),
		Choice: ui.Select{ID: m.id() + "-reuse", Name: "evidence", Label: "已上传到其他项目的文件", Options: options, Empty: "请选择", Required: true, Error: m.t.fields["evidence"]}}
}
