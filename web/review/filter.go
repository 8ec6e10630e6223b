package review

import (
	"strconv"

	"baolei/internal/app/examine"
	"baolei/web/figures"
	"baolei/web/page"
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

// shown lists the items that a filter shows.
func (f filter) shown(v examine.View) []examine.Item {
	var list []examine.Item
	for _, it := range v.Items {
		if f.holds(it) {
			list = append(list, it)
		}
	}
	return list
}

// current finds the item asked for, else the first of those shown that is to be
// dealt with, else the first shown, else the first.
func current(v examine.View, code string, show filter) (examine.Item, bool) {
	if code != "" {
		return v.Item(code)
	}
	list := show.shown(v)
	for _, it := range list {
		if open(it) {
			return it, true
		}
	}
	if len(list) == 0 {
		list = v.Items
	}
	if len(list) == 0 {
		return examine.Item{}, false
	}
	return list[0], true
}

// next finds the item to go to once one is dealt with: the next that is still
// open among those shown, from the beginning where none follows, then among all.
func next(v examine.View, after string, show filter) (item string, left filter, ok bool) {
	for _, f := range []filter{show, filters[0]} {
		before, passed := "", false
		for _, it := range v.Items {
			switch {
			case it.Code == after:
				passed = true
			case !open(it) || !f.holds(it):
			case passed:
				return it.Code, f, true
			case before == "":
				before = it.Code
			}
		}
		if before != "" {
			return before, f, true
		}
	}
	return "", filter{}, false
}

// ways lead to the items before and after among those shown.
func ways(v examine.View, item examine.Item, show filter) []ui.LinkButtonProps {
	var before, after string
	passed := false
	for _, it := range v.Items {
		switch {
		case it.Code == item.Code:
			passed = true
		case !show.holds(it):
		case !passed:
			before = it.Code
		case after == "":
			after = it.Code
		}
	}
	var list []ui.LinkButtonProps
	if before != "" {
		list = append(list, ui.LinkButtonProps{Label: "上一项", Href: page.ReviewShowURL(v.ID, before, show.code), Key: "k", Small: true})
	}
	if after != "" {
		list = append(list, ui.LinkButtonProps{Label: "下一项", Href: page.ReviewShowURL(v.ID, after, show.code), Key: "j", Small: true})
	}
	return list
}

// chips are the filters with how many items each shows; those that show none
// are left out, but the one that is on.
func chips(v examine.View, on filter) []ui.Filter {
	var list []ui.Filter
	for _, f := range filters {
		n := len(f.shown(v))
		if n == 0 && f.code != on.code {
			continue
		}
		list = append(list, ui.Filter{Label: f.label, Href: page.ReviewShowURL(v.ID, "", f.code), Count: strconv.Itoa(n), On: f.code == on.code})
	}
	return list
}

// queue lists the items that are shown. The item at hand stays in the list even
// where the filter no longer holds for it.
func queue(v examine.View, at examine.Item, show filter) []ui.QueueItem {
	var list []ui.QueueItem
	for _, it := range v.Items {
		if !show.holds(it) && it.Code != at.Code {
			continue
		}
		list = append(list, ui.QueueItem{Number: v.Set.Number(it.Code), Title: it.Title, Meta: meta(it), Href: page.ReviewShowURL(v.ID, it.Code, show.code),
			Badge: standing(it), Current: it.Code == at.Code})
	}
	return list
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
