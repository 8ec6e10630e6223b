package handbook

import (
	"regexp"
	"strings"
)

// Flow is how something is done, step by step.
type Flow struct {
	Title    string
	Anchor   string
	Products []Product // the records that it produces
	Items    []string  // codes of the items that it serves
	Steps    []string
	Line     int // of the text, from 1
}

// Produces tells whether the flow produces a record.
func (f *Flow) Produces(p Product) bool {
	for _, x := range f.Products {
		if x == p {
			return true
		}
	}
	return false
}

// Serves tells whether the flow serves an item.
func (f *Flow) Serves(item string) bool {
	for _, code := range f.Items {
		if code == item {
			return true
		}
	}
	return false
}

var (
	stepNumber = regexp.MustCompile(`^\d{1,2}[.、．)）]\s*`)
	listed     = regexp.MustCompile(`[、，,；;\s]+`)
)

// readFlow reads the lines between a flow's fences; line is that of the first
// fence.
func readFlow(title string, lines []string, line int) (Flow, []Problem) {
	f := Flow{Title: title, Line: line}
	var problems []Problem
	tell := func(at int, text string) { problems = append(problems, Problem{Line: at, Text: text}) }
	for i, text := range lines {
		if wrong := f.read(strings.TrimSpace(text)); wrong != "" {
			tell(line+1+i, wrong)
		}
	}
	if f.Title == "" {
		tell(line, "流程没有名称，请写成“"+flowFence+" 主题党日”的样子。")
	}
	if len(f.Steps) == 0 {
		tell(line, "流程“"+f.Title+"”没有步骤，请写“1. ……”。")
	}
	if len(f.Products) == 0 && len(f.Items) == 0 && len(problems) == 0 {
		tell(line, "流程“"+f.Title+"”没有写记录，也没有写考评项目，请至少写一样。")
	}
	return f, problems
}

// read takes one line, and returns what is wrong with it.
func (f *Flow) read(text string) string {
	if list, ok := after(text, "记录"); ok {
		return f.products(list)
	}
	if list, ok := after(text, "考评"); ok {
		f.Items = append(f.Items, words(list)...)
		return ""
	}
	number := stepNumber.FindString(text)
	switch {
	case text == "":
	case number != "":
		f.Steps = append(f.Steps, text[len(number):])
	case len(f.Steps) > 0:
		f.Steps[len(f.Steps)-1] += text
	default:
		return "看不懂“" + text + "”：请写“记录：……”“考评：……”，或以“1.”开头的步骤。"
	}
	return ""
}

func (f *Flow) products(list string) string {
	for _, name := range words(list) {
		p, known := ProductNamed(name)
		if !known {
			return "没有“" + name + "”这种记录。可以写：" + strings.Join(productNames(), "、") + "。"
		}
		f.Products = append(f.Products, p)
	}
	return ""
}

// after returns what stands behind a keyword and its colon.
func after(text, keyword string) (string, bool) {
	rest, ok := strings.CutPrefix(text, keyword)
	if !ok {
		return "", false
	}
	for _, colon := range []string{"：", ":"} {
		if list, ok := strings.CutPrefix(rest, colon); ok {
			return list, true
		}
	}
	return "", false
}

func words(list string) []string {
	var out []string
	for _, w := range listed.Split(list, -1) {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}
