package records

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/calendar"
)

// texts gathers what is wrong with the fields of a form.
type texts map[string]string

// needed wants a text of at most so many characters, and returns it without
// spaces around it.
func (w texts) needed(field, label, text string, most int) string {
	text = w.optional(field, label, text, most)
	if text == "" {
		w[field] = "请填写" + label + "。"
	}
	return text
}

// optional bounds a text that may be left out.
func (w texts) optional(field, label, text string, most int) string {
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) > most {
		w[field] = fmt.Sprintf("%s最多 %d 字，请精简。", label, most)
	}
	return text
}

// among wants one of the choices.
func (w texts) among(field, label, chinese string) {
	if chinese == "" {
		w[field] = "请选择" + label + "。"
	}
}

// over wants a day that is not to come.
func (w texts) over(field, label string, day, today calendar.Date) {
	switch {
	case day.IsZero():
		w[field] = "请填写" + label + "。"
	case today.Before(day):
		w[field] = "这一天还没有到，请在发生以后再登记。"
	}
}

// Lengths of texts, in characters.
const (
	titleLength   = 100
	contentLength = 20000
)
