package ui

import (
	"context"
	"io"
	"regexp"
	"strings"

	"github.com/a-h/templ"
)

// day is a date as people write it, with or without its year and a time of day.
var day = regexp.MustCompile(`(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?: (\d{2}:\d{2}))?`)

// Words writes a text in which no line breaks inside a date.
func Words(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, marked(text))
		return err
	})
}

// marked escapes a text and puts marks around its dates.
func marked(text string) string {
	if !strings.Contains(text, "月") {
		return templ.EscapeString(text)
	}
	var b strings.Builder
	at := 0
	for _, m := range day.FindAllStringSubmatchIndex(text, -1) {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		b.WriteString(templ.EscapeString(text[at:m[0]]))
		b.WriteString(`<time datetime="` + written(part(1), part(2), part(3), part(4)) + `">` + part(0) + `</time>`)
		at = m[1]
	}
	b.WriteString(templ.EscapeString(text[at:]))
	return b.String()
}

// written is a date as machines read it: "2026-12-05T09:30", "2026-12-05", or
// "12-05". A time of day without its year is none, so that it is left out.
func written(year, month, date, clock string) string {
	two := func(s string) string { return strings.Repeat("0", 2-len(s)) + s }
	text := two(month) + "-" + two(date)
	if year == "" {
		return text
	}
	if text = year + "-" + text; clock != "" {
		text += "T" + clock
	}
	return text
}
