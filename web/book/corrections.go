package book

import (
	"fmt"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/web/ui"
)

// Label names a part of what is kept of a record before a change.
type Label struct {
	Key, Name string
	Say       func(any) string // its words; nil: as it is
}

func (l Label) words(v any) string {
	text := ""
	switch {
	case v == nil:
	case l.Say != nil:
		text = l.Say(v)
	default:
		text = fmt.Sprint(v)
	}
	if text == "" {
		return "空"
	}
	return text
}

// Corrections is the table of what changes of records overwrote, the latest
// first. now holds the records as they are, by id; of one that is not there the
// old content is told.
func Corrections(id string, list []records.Correction, labels []Label, now map[int64]map[string]any) ui.TableProps {
	t := ui.TableProps{ID: id, Caption: "更正记录", Hide: true, Columns: []ui.Column{{Label: "时间"}, {Label: "更正人"}, {Label: "改了什么"}, {Label: "理由"}}, Empty: "没有更正。"}
	next := map[int64]map[string]any{}
	for id, record := range now {
		next[id] = record
	}
	for _, c := range list {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: calendar.Minute(c.MadeAt)}, {Text: c.MadeName}, {Text: changes(c.Old, next[c.Record], labels)}, {Text: orDash(c.Reason)}}})
		next[c.Record] = c.Old
	}
	return t
}

// changes tells what became of the old content.
func changes(old, next map[string]any, labels []Label) string {
	var parts []string
	for _, l := range labels {
		was := l.words(old[l.Key])
		switch is := l.words(next[l.Key]); {
		case next == nil && was != "空":
			parts = append(parts, l.Name+"："+was)
		case next != nil && was != is:
			parts = append(parts, l.Name+"："+was+" → "+is)
		}
	}
	if len(parts) == 0 {
		return "内容未变"
	}
	return strings.Join(parts, "；")
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
