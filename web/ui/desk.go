package ui

import (
	"strconv"

	"github.com/a-h/templ"
)

// HeadingProps is the head of a page that has no score bar.
type HeadingProps struct {
	Title, Text string
	Badges      []BadgeProps
	Back        Link
}

// Bar is the score bar that stays in view. Places on the track are thousandths of its width, 0 to 1000.
type Bar struct {
	ID       string // empty: "score"
	Label    string // names the region: "当前得分"
	Subject  string // "财政局第二党支部"
	Total    string
	Grade    BadgeProps
	Beside   string // "自评 96.5"
	Fill     int
	Marks    []Mark
	Next     string // "距优秀还差 13.5 分"
	Progress string // "已答 47 / 52 项"
	Deadline string // "12月31日截止，还有 8 天"
	Late     bool   // the deadline presses or has passed
	Action   templ.Component
	OOB      bool
}

// Mark is a bound on the track.
type Mark struct {
	At           int
	Value, Label string // "90", "达标"
}

// percent turns thousandths into the unit of SVG.
func percent(thousandths int) string {
	clamped := min(max(thousandths, 0), 1000)
	return strconv.FormatFloat(float64(clamped)/10, 'f', 1, 64) + "%"
}

// anchor keeps the words of a mark within the track.
func (m Mark) anchor() string {
	switch {
	case m.At < 30:
		return "start"
	case m.At > 940:
		return "end"
	}
	return "middle"
}

// AreaGroup is a heading of the side navigation with its areas.
type AreaGroup struct {
	Title string // "基本分 80"
	Areas []AreaLink
}

// AreaLink is one area of the side navigation.
type AreaLink struct {
	Label, Href string
	State       string // "15 / 15", "3 项未答"
	Done        bool
	Current     bool
}

// QueueItem is one entry of the list that a reviewer works through.
type QueueItem struct {
	Number, Title, Meta, Href string
	Badge                     BadgeProps
	Current                   bool
}

// Stat is one large figure with its name.
type Stat struct {
	Label, Value string
	Tone         Tone
	Badge        BadgeProps
	Href         string
}

// Shortcut is one key of the list under "?".
type Shortcut struct{ Key, Label string }

// trackText says in words what the track draws.
func (b Bar) trackText() string {
	text := "总分 " + b.Total
	for _, m := range b.Marks {
		text += "，" + m.Value + " " + m.Label
	}
	return text
}
