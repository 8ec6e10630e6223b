package review

import (
	"baolei/internal/app/examine"
	"baolei/web/figures"
	"baolei/web/ui"
)

// filter shows some of the items.
type filter struct {
	code, label string
	holds       func(examine.Item) bool
}

// filters in the order in which they are offered; the first shows all.
var filters = []filter{
	{"", "全部", func(examine.Item) bool { return true }},
	{"open", "未核", open},
	{"again", "有变化", func(it examine.Item) bool { return it.Standing == examine.Again }},
	{"differs", "有出入", func(it examine.Item) bool { return it.Differs }},
	{"book", "与记实不符", func(it examine.Item) bool { return it.Departs }},
	{"claims", "先锋申报", func(it examine.Item) bool { return it.Claims }},
	{"loses", "有扣分", func(it examine.Item) bool { return it.Loses }},
	{"bare", "无佐证", func(it examine.Item) bool { return it.Evidence == 0 }},
}

// open tells whether an item is still to be dealt with.
func open(it examine.Item) bool {
	return it.Standing == examine.Open || it.Standing == examine.Again
}

// showing finds a filter by its code; an unknown one shows all.
func showing(code string) filter {
	for _, f := range filters {
		if f.code == code {
			return f
		}
	}
	return filters[0]
}

// meta is what both sides give: "1.0 → 0.0", or one figure where they agree.
func meta(it examine.Item) string {
	if it.Self.Score == it.Review.Score {
		return figures.Points(it.Self.Score)
	}
	return figures.Points(it.Self.Score) + " → " + figures.Points(it.Review.Score)
}

// standing is where an item stands, in a word.
func standing(it examine.Item) ui.BadgeProps {
	switch {
	case it.Standing == examine.Again:
		return ui.BadgeProps{Text: "有变化", Tone: ui.Info}
	case it.NeedsReason:
		return ui.BadgeProps{Text: "缺理由", Tone: ui.Warn}
	case it.Standing == examine.Changed:
		return ui.BadgeProps{Text: "改动", Tone: ui.Warn}
	case it.Standing == examine.Agreed:
		return ui.BadgeProps{Text: "同意", Tone: ui.Good}
	case it.Differs:
		return ui.BadgeProps{Text: "已改，未核", Tone: ui.Warn}
	}
	return ui.BadgeProps{Text: "未核"}
}
