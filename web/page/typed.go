package page

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/ui"
)

// Typed is a form as it was typed, with what is wrong with each field: what a
// form is read from, and what it is shown again from.
type Typed struct {
	values url.Values
	Wrong  map[string]string
}

// Blank is a form that begins with values, in pairs of name and value.
func Blank(pairs ...string) *Typed {
	t := &Typed{values: url.Values{}, Wrong: map[string]string{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		t.values.Set(pairs[i], pairs[i+1])
	}
	return t
}

// Posted is the form that was posted.
func Posted(r *http.Request) *Typed { return &Typed{values: r.PostForm, Wrong: map[string]string{}} }

// Text returns a field without spaces around it.
func (t *Typed) Text(field string) string { return strings.TrimSpace(t.values.Get(field)) }

// Texts returns all values of a field.
func (t *Typed) Texts(field string) []string { return t.values[field] }

// Day reads a date of the form 2026-12-31; zero where nothing was typed.
// Anything else is noted as wrong.
func (t *Typed) Day(field string) calendar.Date {
	text := t.Text(field)
	if text == "" {
		return calendar.Date{}
	}
	d, err := calendar.Parse(text)
	if err != nil {
		t.Wrong[field] = "请填写日期，例如 2026-12-31。"
	}
	return d
}

// ID reads the id of what was picked; 0 for nothing. What is no id is noted as
// wrong.
func (t *Typed) ID(field string) int64 {
	text := t.Text(field)
	if text == "" {
		return 0
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id < 0 {
		t.Wrong[field] = "请从列表中选择。"
	}
	return id
}

// Number reads a whole number; 0 where nothing was typed. Anything else is noted
// as wrong.
func (t *Typed) Number(field string) int {
	text := t.Text(field)
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		t.Wrong[field] = "请填写整数，例如 12。"
	}
	return int(n)
}

// Set puts another value into a field.
func (t *Typed) Set(field, value string) { t.values.Set(field, value) }

// Add takes over what else is wrong; it tells whether err was of that kind.
func (t *Typed) Add(err error) bool {
	wrong, ok := Wrong(err)
	for field, text := range wrong {
		if t.Wrong[field] == "" {
			t.Wrong[field] = text
		}
	}
	return ok
}

// TextField makes a field for typing.
func (t *Typed) TextField(name, label, hint string, required bool) ui.Text {
	return ui.Text{ID: name, Name: name, Label: label, Hint: hint, Value: t.values.Get(name), Error: t.Wrong[name], Required: required}
}

// DayField makes a field for a date.
func (t *Typed) DayField(name, label, hint string, required bool) ui.Text {
	f := t.TextField(name, label, hint, required)
	f.Type = "date"
	return f
}

// RadioField makes a group of options, of which one is picked.
func (t *Typed) RadioField(name, label string, options []record.Named) ui.Radios {
	r := ui.Radios{ID: name, Name: name, Label: label, Value: t.Text(name), Error: t.Wrong[name]}
	for _, o := range options {
		r.Options = append(r.Options, ui.Option{Value: o.Code, Label: o.Chinese})
	}
	return r
}

// DayWords writes the day that a field holds as pages do; what is no day as it is.
func (t *Typed) DayWords(field string) string {
	if d, err := calendar.Parse(t.Text(field)); err == nil {
		return d.Chinese()
	}
	return t.Text(field)
}

// DayText is what a date field holds: "" for no day.
func DayText(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// IDText is what a list to pick from holds: "" for 0.
func IDText(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}
