package figures

import (
	"strconv"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/ui"
)

// Areas makes the navigation by area from an explanation: what is reached of
// what or, where they are there to be filled in, how many items are still open. href
// leads to an area.
func Areas(set *indicator.Set, e scoring.Explanation, current string, fill bool, href func(area string) string) []ui.AreaGroup {
	var groups []ui.AreaGroup
	for _, c := range e.Categories {
		g := ui.AreaGroup{Title: categoryTitle(set, c.Category)}
		for _, a := range c.Areas {
			area, _ := set.Area(a.Area)
			open := Open(a.Items)
			link := ui.AreaLink{Label: area.Title, Href: href(a.Area), State: state(c.Category, a), Done: fill && open == 0, Current: a.Area == current}
			if fill && open > 0 {
				link.State = strconv.Itoa(open) + " 项未填"
			}
			g.Areas = append(g.Areas, link)
		}
		groups = append(groups, g)
	}
	return groups
}

// Open counts the items with a clause that is not answered.
func Open(items []scoring.ItemPart) int {
	n := 0
	for _, it := range items {
		if !Answered(it) {
			n++
		}
	}
	return n
}

// Answered tells whether every clause of an item is answered.
func Answered(it scoring.ItemPart) bool {
	for _, c := range it.Clauses {
		if !c.Answered {
			return false
		}
	}
	return true
}

// Done counts the items of an explanation, and those fully answered.
func Done(e scoring.Explanation) (done, all int) {
	for _, c := range e.Categories {
		for _, a := range c.Areas {
			all += len(a.Items)
			done += len(a.Items) - Open(a.Items)
		}
	}
	return done, all
}

// state is what an area comes to: "13 / 15", "+21", "−5", "0".
func state(c scoring.Category, a scoring.AreaPart) string {
	if c == scoring.Base {
		return Short(a.Sum.Score) + " / " + Short(weightOf(a))
	}
	if a.Sum.Score > 0 {
		return "+" + Short(a.Sum.Score)
	}
	return Short(a.Sum.Score)
}

func weightOf(a scoring.AreaPart) scoring.Points {
	var sum scoring.Points
	for _, it := range a.Items {
		if it.HasWeight {
			sum += it.Weight
		}
	}
	return sum
}

// categoryTitle is "基本分 80", and the name alone where no weight bounds it.
func categoryTitle(set *indicator.Set, c scoring.Category) string {
	category, _ := set.Category(c.String())
	if category.Weight == nil {
		return category.Name
	}
	return category.Name + " " + Short(*category.Weight)
}
