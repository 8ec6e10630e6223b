package indicator

import (
	"slices"

	"baolei/internal/core/scoring"
)

// Sum is what the items of an area add up to for a kind of branch, "" where the
// set has no kinds; ok is false where a weight is missing or cannot be read.
func (a *DraftArea) Sum(kind string) (sum scoring.Points, ok bool) {
	ok = true
	for _, it := range a.Items {
		if kind != "" && len(it.Kinds) > 0 && !slices.Contains(it.Kinds, kind) {
			continue
		}
		p, err := scoring.ParsePoints(string(it.Weight))
		if err != nil || p < 0 {
			ok = false
			continue
		}
		sum += p
	}
	return sum, ok
}

// Sum is what the areas of a category add up to; ok is false where a weight is
// missing or cannot be read.
func (d *Draft) Sum(category string) (sum scoring.Points, ok bool) {
	ok = true
	for _, a := range d.Areas {
		if a.Category != category {
			continue
		}
		p, err := scoring.ParsePoints(string(a.Weight))
		if err != nil || p < 0 {
			ok = false
			continue
		}
		sum += p
	}
	return sum, ok
}
