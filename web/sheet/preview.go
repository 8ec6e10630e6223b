package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/record/table"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// previewView is what a table would do.
type previewView struct {
	Head    ui.HeadingProps
	Moved   string // why it was not written
	Notices []string
	Stats   []ui.Stat
	Faulty  bool
	Faults  ui.TableProps
	Lines   ui.TableProps
	Form    ui.Form
	Reason  *ui.Reason
	Submit  string // "" where there is nothing to confirm
	Cancel  ui.LinkButtonProps
	Wrong   []ui.Mistake
}

func previewOf(in records.Import, t *page.Typed, moved string) previewView {
	v := previewView{Head: ui.HeadingProps{Title: "核对后导入" + in.Form.Title, Text: fmt.Sprintf("来自“%s”，还没有写入任何内容。请在 %s 前确认。", in.FileName, figures.When(in.Until)),
		Back: ui.Link{Label: "导入" + in.Form.Title, Href: page.SheetURL(in.Branch, in.Form.Code)}}, Moved: moved, Notices: in.Notices, Stats: statsOf(in), Lines: lineTable(in),
		Form: ui.Form{Action: page.ImportURL(in.Branch, in.Form.Code, in.ID)}, Cancel: ui.LinkButtonProps{Label: "不导入，重新上传", Href: page.SheetURL(in.Branch, in.Form.Code)},
		Wrong: page.Mistakes(t.Wrong, "reason")}
	switch {
	case len(in.Faults) > 0:
		v.Faulty, v.Faults = true, faultTable(in.Faults)
	case len(in.Lines) > 0:
		v.Submit = fmt.Sprintf("确认导入 %d 条", len(in.Lines))
	}
	if in.Late && v.Submit != "" {
		v.Reason = &ui.Reason{ID: "reason", Name: "reason", Label: "更正理由", Hint: "本支部已提交自评，更正已有的记录要写明理由。", Value: t.Text("reason"), Error: t.Wrong["reason"], Required: true}
	}
	return v
}

func statsOf(in records.Import) []ui.Stat {
	stat := func(label string, n int) ui.Stat { return ui.Stat{Label: label, Value: strconv.Itoa(n) + " 条"} }
	return []ui.Stat{stat("新增", in.Added), stat("更正", in.Changed), stat("没有变化", in.Same)}
}

func lineTable(in records.Import) ui.TableProps {
	t := ui.TableProps{ID: "lines", Caption: "要写入的内容", Hide: true, Empty: "表里的内容和记实本一致，没有要写入的。",
		Columns: []ui.Column{{Label: naming(in.Form, in.Form.Headings())}, {Label: "行", Number: true}, {Label: "处理"}, {Label: "内容"}}}
	for _, l := range in.Lines {
		does, what := ui.BadgeProps{Text: "新增", Tone: ui.Good}, added(in.Form, l)
		if len(l.Before) > 0 {
			does, what = ui.BadgeProps{Text: "更正", Tone: ui.Warn}, changed(in.Form, l)
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: naming(in.Form, l.After)}, {Text: strconv.Itoa(l.Number)}, {Badge: does}, {Text: what}}})
	}
	return t
}

// naming is by what people know a row.
func naming(form table.Form, row []string) string {
	var parts []string
	for _, c := range form.Naming {
		parts = append(parts, row[c])
	}
	return strings.Join(parts, " ")
}

// added lists what a new row says.
func added(form table.Form, l records.ImportLine) string {
	var parts []string
	for c, text := range l.After {
		if text != "" && !isNaming(form, c) {
			parts = append(parts, form.Columns[c].Heading+" "+short(text))
		}
	}
	return strings.Join(parts, "；")
}

// changed lists what a row changes; of what is masked only that it does.
func changed(form table.Form, l records.ImportLine) string {
	var parts []string
	for c, text := range l.After {
		heading := form.Columns[c].Heading
		switch {
		case c < len(l.Hidden) && l.Hidden[c]:
			parts = append(parts, heading+" 换了号码："+text)
		case text != l.Before[c]:
			parts = append(parts, heading+"："+said(l.Before[c])+" → "+said(text))
		}
	}
	return strings.Join(parts, "；")
}

func isNaming(form table.Form, column int) bool {
	for _, c := range form.Naming {
		if c == column {
			return true
		}
	}
	return false
}

// shown is how many characters of a text are shown.
const shown = 60

func short(text string) string {
	if r := []rune(text); len(r) > shown {
		return string(r[:shown]) + "…"
	}
	return text
}

func said(text string) string {
	if text == "" {
		return "（空）"
	}
	return short(text)
}

// doneView is what a table did.
type doneView struct {
	Head  ui.HeadingProps
	Stats []ui.Stat
	Part  ui.LinkButtonProps
	Again ui.LinkButtonProps
}

func doneOf(in records.Import) doneView {
	part := back(in)
	return doneView{Head: ui.HeadingProps{Title: "已导入" + in.Form.Title, Text: fmt.Sprintf("“%s”已在 %s 全部写入。", in.FileName, figures.When(in.DoneAt))},
		Stats: statsOf(in)[:2], Part: ui.LinkButtonProps{Label: "查看" + part.Label, Href: part.Href, Kind: ui.Primary},
		Again: ui.LinkButtonProps{Label: "再导入一张表", Href: page.SheetURL(in.Branch, in.Form.Code)}}
}
