package indicators

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/core/indicator"
	"baolei/web/page"
	"baolei/web/ui"
)

// fields makes the fields of a part's form: each is named by its path, and shows
// what is wrong with it.
type fields struct{ wrong map[string]string }

func (f fields) text(path, value, hint string) ui.Text {
	return ui.Text{ID: page.FieldID(path), Name: path, Label: labelOf(path), Value: value, Hint: hint, Error: f.wrong[path], Required: !optional[lastOf(path)]}
}

func (f fields) figure(path string, value indicator.Figure, hint string) ui.Text {
	t := f.text(path, string(value), hint)
	t.InputMode, t.MaxLength = "decimal", "12"
	return t
}

func (f fields) area(path, value, hint string, rows int, most string) ui.Text {
	t := f.text(path, value, hint)
	t.Rows, t.MaxLength = rows, most
	return t
}

func (f fields) pick(path, value, hint string, options []ui.Option) ui.Select {
	s := ui.Select{ID: page.FieldID(path), Name: path, Label: labelOf(path), Value: value, Hint: hint, Error: f.wrong[path], Options: options, Required: !optional[lastOf(path)]}
	if !s.Required {
		s.Empty = "不写"
	}
	return s
}

// optional are the keys that may be left out.
var optional = map[string]bool{"ask": true, "text": true, "at_most": true, "direction": true, "unit": true, "expected": true, "occurred": true, "otherwise": true, "effect": true,
	"earns_at_most": true, "loses_at_most": true, "by": true, "over_a_year": true, "name": false, "weight": false, "veto_grade": true, "measure": true}

func lastOf(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '.' {
			return path[i+1:]
		}
	}
	return path
}

func labelOf(path string) string { return indicator.FieldWord(lastOf(path)) }

// stillWrong tells of a part that was saved as it stands that something in it is
// still to be put right; a part without problems is simply saved.
func stillWrong(r *http.Request, frame ui.PageProps, problems []problem) ui.PageProps {
	if len(problems) > 0 && r.URL.Query().Get("done") == "saved" {
		frame.Flash = &ui.Message{Text: "已保存，还有问题要改。", Tone: ui.Warn}
	}
	return frame
}

// form reads the fields of a part as they were posted.
type form struct{ r *http.Request }

func (f form) text(path string) string { return f.r.PostFormValue(path) }

func (f form) figure(path string) indicator.Figure { return indicator.Figure(f.r.PostFormValue(path)) }

func (f form) texts(path string) []string { return f.r.PostForm[path] }

// count is how many members a list was posted with: those whose key is there.
func (f form) count(list, key string) int {
	for i := 0; ; i++ {
		if _, there := f.r.PostForm[at(list, i, key)]; !there {
			return i
		}
	}
}

// at is the path of a key of a member of a list.
func at(list string, i int, key string) string { return list + "." + strconv.Itoa(i) + "." + key }

// invalid marks a field with a mistake for screen readers.
func invalid(t ui.Text) templ.Attributes {
	if t.Error == "" {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": t.ID + "-error"}
}
