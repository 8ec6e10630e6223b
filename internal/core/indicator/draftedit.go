package indicator

import (
	"slices"
	"strconv"
	"strings"
)

// Area finds an area of the draft and its place; nil where there is none.
func (d *Draft) Area(code string) (*DraftArea, int) {
	i := slices.IndexFunc(d.Areas, func(a DraftArea) bool { return a.Code == code })
	if i < 0 {
		return nil, i
	}
	return &d.Areas[i], i
}

// Item finds an item of the draft, its area and its place there; nil where there
// is none.
func (d *Draft) Item(code string) (*DraftItem, *DraftArea, int) {
	for a := range d.Areas {
		for i := range d.Areas[a].Items {
			if d.Areas[a].Items[i].Code == code {
				return &d.Areas[a].Items[i], &d.Areas[a], i
			}
		}
	}
	return nil, nil, -1
}

// Clause finds a clause of the draft and its item; nil where there is none.
func (d *Draft) Clause(code string) (*DraftClause, *DraftItem) {
	for a := range d.Areas {
		for i := range d.Areas[a].Items {
			for c := range d.Areas[a].Items[i].Clauses {
				if d.Areas[a].Items[i].Clauses[c].Code == code {
					return &d.Areas[a].Items[i].Clauses[c], &d.Areas[a].Items[i]
				}
			}
		}
	}
	return nil, nil
}

// Path is where an item stands in the file; "" where it does not.
func (d *Draft) Path(item string) string {
	for a := range d.Areas {
		for i := range d.Areas[a].Items {
			if d.Areas[a].Items[i].Code == item {
				return "areas." + strconv.Itoa(a) + ".items." + strconv.Itoa(i)
			}
		}
	}
	return ""
}

// RemoveItem takes an item out.
func (d *Draft) RemoveItem(code string) {
	if _, area, at := d.Item(code); area != nil {
		area.Items = slices.Delete(area.Items, at, at+1)
	}
}

// MoveItem puts an item to another place: by steps within its area, down where
// they are more than 0, or to the end of another area.
func (d *Draft) MoveItem(code, to string, steps int) {
	item, area, at := d.Item(code)
	if item == nil {
		return
	}
	moved := *item
	if target, _ := d.Area(to); target != nil && target != area {
		area.Items = slices.Delete(area.Items, at, at+1)
		target.Items = append(target.Items, moved)
		return
	}
	Shift(area.Items, at, steps)
}

// Shift moves a member of a list by steps, at most to its ends; the others keep
// their order.
func Shift[T any](list []T, at, steps int) {
	to := min(max(at+steps, 0), len(list)-1)
	for step := 1; at != to; at += step {
		if to < at {
			step = -1
		}
		list[at], list[at+step] = list[at+step], list[at]
	}
}

// NextItem proposes a code for another item of an area: B1.6 after B1.5, P6
// after P5. used tells of codes that are taken elsewhere.
func (d *Draft) NextItem(area string, used func(string) bool) string {
	a, _ := d.Area(area)
	if a == nil {
		return ""
	}
	stem := a.Code + "."
	if len(a.Items) > 0 {
		stem = strings.TrimRight(a.Items[len(a.Items)-1].Code, "0123456789")
	}
	for n := 1; ; n++ {
		code := stem + strconv.Itoa(n)
		if item, _, _ := d.Item(code); item == nil && !used(code) {
			return code
		}
	}
}

// NextClause proposes a code for another clause of an item: B1.1c after B1.1b.
func (d *Draft) NextClause(item *DraftItem, used func(string) bool) string {
	for n := 0; ; n++ {
		code := item.Code + letters(n)
		there := slices.ContainsFunc(item.Clauses, func(c DraftClause) bool { return c.Code == code })
		if other, _ := d.Clause(code); other == nil && !there && !used(code) {
			return code
		}
	}
}

// letters counts a, b, … z, aa, ab, …
func letters(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return letters(n/26-1) + letters(n%26)
}

// IsCode tells whether a text has the form of a code.
func IsCode(text string) bool { return codeForm.MatchString(text) }
