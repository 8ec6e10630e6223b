// Package advice shows what the record book suggests about a clause: the same
// box wherever a suggestion stands beside a statement.
package advice

import (
	"fmt"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/indicator"
	"baolei/internal/core/measure"
	"baolei/internal/core/names"
	"baolei/internal/core/record"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// Shown is what the box must know besides the suggestion.
type Shown struct {
	Year    int
	Branch  int64
	Same    bool              // the statement says the same
	Differs bool              // there is a statement and it says something else
	Frozen  bool              // it is as it was at submission
	Record  bool              // the person may record what is missing
	Taken   []app.TakenRecord // on which the statement rests
}

// few is how many links a line has before the rest is folded away.
const few = 4

// Box makes the box of a suggestion about a clause.
func Box(c *indicator.Clause, s measure.Suggestion, v Shown) ui.Suggestion {
	b := ui.Suggestion{ID: page.ClauseID(c.Code) + "-book", Lead: "记实本建议：" + figures.Said(c, s.Finding) + "。", Text: s.Because + "。"}
	b.Match, b.Lines = match(v), Lines(s, v)
	if v.Frozen {
		b.Lead = "提交时的" + b.Lead
	}
	return b
}

// Side makes a side of a comparison of what the book suggested at submission.
func Side(c *indicator.Clause, s measure.Suggestion, v Shown) ui.Side {
	side := ui.Side{ID: page.ClauseID(c.Code) + "-book", Title: "记实本（提交时）", Value: figures.Said(c, s.Finding), Text: s.Because}
	if badge := match(v); badge.Text != "" {
		side.Badges = []ui.BadgeProps{badge}
	}
	return side
}

// match tells whether the statement says the same; empty without one.
func match(v Shown) ui.BadgeProps {
	switch {
	case v.Same:
		return ui.BadgeProps{Text: "与所填一致", Tone: ui.Good}
	case v.Differs:
		return ui.BadgeProps{Text: "与所填不同", Tone: ui.Warn}
	}
	return ui.BadgeProps{}
}

// Lines are what the suggestion rests on, and what is missing.
func Lines(s measure.Suggestion, v Shown) []ui.SuggestionLine {
	return lines(
		Line("依据", "共 %d 条记录", sources(s.Records, v)), Line("缺", "共缺 %d 项", gaps(s.Missing, v)), Line("还可以补", "共 %d 项", gaps(s.Open, v)))
}

// lines leaves out those without a link.
func lines(all ...ui.SuggestionLine) []ui.SuggestionLine {
	return slices.DeleteFunc(all, func(l ui.SuggestionLine) bool { return len(l.Links) == 0 })
}

func sources(list []measure.Source, v Shown) []ui.Link {
	var links []ui.Link
	for _, r := range list {
		links = append(links, ui.Link{Label: SourceName(r, v.Year) + v.since(r.Ref), Href: page.RecordURL(v.Branch, r.Ref)})
	}
	return links
}

// since tells that a record was corrected after the submission.
func (v Shown) since(r record.Ref) string {
	if slices.ContainsFunc(v.Taken, func(t app.TakenRecord) bool { return t.Ref == r && t.Corrected }) {
		return "（提交后改过）"
	}
	return ""
}

// SourceName is what people know a record by: "3月5日 主题党日". A year is told
// where it is another one than the examined.
func SourceName(r measure.Source, year int) string {
	if r.Kind == record.DuesRecord {
		return r.Name
	}
	return r.On.In(year) + " " + r.Name
}

// gaps leads to where each thing is recorded; for who only reads it is told.
func gaps(list []measure.Gap, v Shown) []ui.Link {
	var links []ui.Link
	for _, g := range list {
		l := ui.Link{Label: g.Name}
		if v.Record {
			l.Href = page.NewRecordURL(v.Branch, g.Record, g.Kind, g.Member, g.Group)
		}
		links = append(links, l)
	}
	return links
}

// Line folds a list of links away behind its first few.
func Line(label, all string, links []ui.Link) ui.SuggestionLine {
	l := ui.SuggestionLine{Label: label, Links: links}
	if len(links) > few {
		l.Links, l.More, l.All = links[:few-1], links[few-1:], fmt.Sprintf(all, len(links))
	}
	return l
}

// Lacks names what is missing in one line: "缺 3月、7月"; "" where nothing is.
func Lacks(s measure.Suggestion) string {
	const most = 6
	var gaps []string
	for _, g := range s.Missing {
		gaps = append(gaps, g.Name)
	}
	if len(gaps) == 0 {
		return ""
	}
	return "缺 " + names.Few(gaps, most, "项")
}
