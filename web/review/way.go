package review

import (
	"strconv"

	"baolei/internal/app/examine"
	"baolei/web/page"
	"baolei/web/ui"
)

// way is what a reviewer goes through one after the other: the items of a
// branch, or the branches of an item.
type way struct {
	stops []stop
	title string
	label string // of the list: "项目"
	unit  string // of "上一项"
	href  func(key, show string) string
}

// stop is one of them.
type stop struct {
	examine.Item
	key           string // what the address says
	number, title string
	closed        bool // not this person's to deal with
}

// through is the way through a branch's items.
func through(v examine.View) way {
	w := way{title: "逐项考核", label: "项目", unit: "项", href: func(key, show string) string { return page.ReviewShowURL(v.ID, key, show) }}
	for _, it := range v.Items {
		w.stops = append(w.stops, stop{Item: it, key: it.Code, number: v.Set.Number(it.Code), title: it.Title})
	}
	return w
}

// along is the way through the branches of an item.
func along(x *examine.Across, item string) way {
	w := way{title: "各支部的这一项", label: "支部", unit: "支部", href: func(key, show string) string { return page.AcrossShowURL(x.Cycle.ID, item, key, show) }}
	for _, s := range x.Stops {
		w.stops = append(w.stops, stop{Item: s.Item, key: strconv.FormatInt(s.Assessment, 10), title: s.BranchName, closed: s.Closed})
	}
	return w
}

// find finds a stop by its key.
func (w way) find(key string) (stop, bool) {
	for _, s := range w.stops {
		if s.key == key {
			return s, true
		}
	}
	return stop{}, false
}

// shown lists the stops that a filter shows.
func (w way) shown(f filter) []stop {
	var list []stop
	for _, s := range w.stops {
		if f.holds(s.Item) {
			list = append(list, s)
		}
	}
	return list
}

// current finds the stop asked for, else the first of those shown that is to be
// dealt with, else the first shown, else the first.
func (w way) current(key string, show filter) (stop, bool) {
	if key != "" {
		return w.find(key)
	}
	list := w.shown(show)
	for _, s := range list {
		if open(s.Item) && !s.closed {
			return s, true
		}
	}
	if len(list) == 0 {
		list = w.stops
	}
	if len(list) == 0 {
		return stop{}, false
	}
	return list[0], true
}

// next finds the stop to go to once one is dealt with: the next that is still
// open among those shown, from the beginning where none follows, then among all.
func (w way) next(after string, show filter) (key string, left filter, ok bool) {
	for _, f := range []filter{show, filters[0]} {
		before, passed := "", false
		for _, s := range w.stops {
			switch {
			case s.key == after:
				passed = true
			case !open(s.Item) || s.closed || !f.holds(s.Item):
			case passed:
				return s.key, f, true
			case before == "":
				before = s.key
			}
		}
		if before != "" {
			return before, f, true
		}
	}
	return "", filter{}, false
}

// steps lead to the stops before and after one among those shown.
func (w way) steps(at string, show filter) []ui.LinkButtonProps {
	var before, after string
	passed := false
	for _, s := range w.stops {
		switch {
		case s.key == at:
			passed = true
		case !show.holds(s.Item):
		case !passed:
			before = s.key
		case after == "":
			after = s.key
		}
	}
	var list []ui.LinkButtonProps
	if before != "" {
		list = append(list, ui.LinkButtonProps{Label: "上一" + w.unit, Href: w.href(before, show.code), Key: "k", Small: true})
	}
	if after != "" {
		list = append(list, ui.LinkButtonProps{Label: "下一" + w.unit, Href: w.href(after, show.code), Key: "j", Small: true})
	}
	return list
}

// chips are the filters with how many stops each shows; those that show none
// are left out, but the one that is on.
func (w way) chips(on filter) []ui.Filter {
	var list []ui.Filter
	for _, f := range filters {
		n := len(w.shown(f))
		if n == 0 && f.code != on.code {
			continue
		}
		list = append(list, ui.Filter{Label: f.label, Href: w.href("", f.code), Count: strconv.Itoa(n), On: f.code == on.code})
	}
	return list
}

// queue lists the stops that are shown. The one at hand stays in the list even
// where the filter no longer holds for it.
func (w way) queue(at string, show filter) []ui.QueueItem {
	var list []ui.QueueItem
	for _, s := range w.stops {
		if !show.holds(s.Item) && s.key != at {
			continue
		}
		list = append(list, ui.QueueItem{Number: s.number, Title: s.title, Meta: meta(s.Item), Href: w.href(s.key, show.code),
			Badge: standing(s.Item), Current: s.key == at})
	}
	return list
}

// open counts the stops that are still to be dealt with.
func (w way) open() int {
	n := 0
	for _, s := range w.stops {
		if open(s.Item) {
			n++
		}
	}
	return n
}
