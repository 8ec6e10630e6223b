package sheet

import (
	"errors"
	"fmt"
	"strconv"

	"baolei/internal/app/records"
	"baolei/internal/app/records/sheet"
	"baolei/internal/core/fault"
	"baolei/internal/core/record/table"
	"baolei/web/page"
	"baolei/web/ui"
)

// startView is the page that takes a file.
type startView struct {
	Head     ui.HeadingProps
	Forms    []ui.Filter
	Mistakes []ui.Mistake
	Faulty   string // what to do about the faults; "" for none
	Faults   ui.TableProps
	Notices  []string
	Template string // address
	Upload   ui.Form
	File     ui.FileField
	Export   ui.LinkButtonProps
	Exported string
	Full     *ui.Form // for who may see numbers in full
}

func startOf(in records.Import, year int, wrong string) startView {
	code := in.Form.Code
	v := startView{Head: ui.HeadingProps{Title: "导入" + in.Form.Title, Text: "先下载模板填写，再上传核对。确认之前不会写入任何内容。", Back: back(in)}, Forms: formsOf(in, year),
		Template: page.SheetTemplateURL(in.Branch, code), Upload: ui.Form{Action: page.SheetOfYearURL(in.Branch, code, year), Multipart: true},
		File: ui.FileField{ID: "file", Name: "file", Accept: ".xlsx", MaxBytes: strconv.Itoa(sheet.MaxSize), Single: true, Waits: true, Error: wrong,
			Limits: "xlsx 文件，8 MB、5000 行以内。"},
		Export: ui.LinkButtonProps{Label: "导出" + in.Form.Title, Href: page.ExportURL(in.Branch, code, year)}, Exported: exported(code, year)}
	if wrong != "" {
		v.Mistakes = []ui.Mistake{{Field: "file", Text: wrong}}
	}
	if n := len(in.Faults); n > 0 {
		v.Faulty, v.Faults, v.Notices = fmt.Sprintf("“%s”有 %d 处需要修改，没有导入。请在表格里改好，重新上传整张表。", in.FileName, n), faultTable(in.Faults), in.Notices
	}
	return v
}

// exported tells what is written.
func exported(code string, year int) string {
	if code == table.Roster.Code {
		return "导出现在的名册，身份证号和电话只显示一部分。改过以后可以再导入，没有改的不变。"
	}
	return strconv.Itoa(year) + " 年的记录。改过以后可以再导入，没有改的不变。"
}

func back(in records.Import) ui.Link {
	part := partOf[in.Form.Code]
	return ui.Link{Label: part.Chinese(), Href: page.BookPartURL(in.Branch, string(part), 0)}
}

func formsOf(in records.Import, year int) (list []ui.Filter) {
	for _, f := range table.Forms() {
		list = append(list, ui.Filter{Label: f.Title, Href: page.SheetOfYearURL(in.Branch, f.Code, year), On: f.Code == in.Form.Code})
	}
	return list
}

func faultTable(faults []table.Fault) ui.TableProps {
	t := ui.TableProps{ID: "faults", Caption: "需要修改的地方", Hide: true, Columns: []ui.Column{{Label: "行"}, {Label: "列"}, {Label: "怎么改"}}}
	for _, f := range faults {
		line := "整张表"
		if f.Line > 0 {
			line = fmt.Sprintf("第 %d 行", f.Line)
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: line}, {Text: f.Column}, {Text: f.Text}}})
	}
	return t
}

// fileWords are the words of a refusal that is about the file.
func fileWords(err error) (string, bool) {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Fields["file"] == "" {
		return "", false
	}
	return f.Fields["file"], true
}
