package indicator

import (
	"slices"
	"strings"
)

// Part is what a change is about.
type Part uint8

// The parts of a set.
const (
	WholeSet Part = iota
	AreaPart
	ItemPart
	ClausePart
)

// How is what happened to a part.
type How uint8

// The ways in which a part may differ.
const (
	Changed How = iota
	Added
	Removed
)

// Change is how one part differs between two versions of a set.
type Change struct {
	Part  Part
	How   How
	Code  string // of the area, item or clause; "" for the set as a whole
	Title string // of the area or item, or the clause's label, as it is now; as it was where it is gone
	Item  string // of a clause: its item
	Lines []Line
}

// Line is one thing that differs, in the words of people; "" for what was not,
// or is not there.
type Line struct{ Word, Was, Now string }

// Compare tells what differs between two versions: first the set as a whole,
// then area by area what is there now, each item followed by its clauses, at
// last what is gone. The code of the set does not count. Where lists only have
// something added or removed their order counts as kept.
func Compare(old, now *Draft) []Change {
	was := index(old)
	is := index(now)
	var list []Change
	for _, p := range is.parts {
		before, there := was.find(p.key)
		switch lines := differences(before.says, p.says); {
		case !there:
			list = append(list, p.change(Added, lines))
		case len(lines) > 0:
			list = append(list, p.change(Changed, lines))
		}
	}
	for _, p := range was.parts {
		if _, there := is.find(p.key); !there {
			list = append(list, p.change(Removed, differences(p.says, nil)))
		}
	}
	return list
}

type key struct {
	part Part
	code string
}

// described is a part with what it says.
type described struct {
	key
	title, item string
	says        []said
}

func (p described) change(how How, lines []Line) Change {
	return Change{p.part, how, p.code, p.title, p.item, lines}
}

type indexed struct {
	parts []described
	at    map[key]int
}

func (x *indexed) find(k key) (described, bool) {
	i, ok := x.at[k]
	if !ok {
		return described{}, false
	}
	return x.parts[i], true
}

func (x *indexed) add(part Part, code, title, item string, says []said) {
	k := key{part, code}
	x.at[k] = len(x.parts)
	x.parts = append(x.parts, described{k, title, item, says})
}

func index(d *Draft) *indexed {
	x := &indexed{at: map[key]int{}}
	x.add(WholeSet, "", d.Name, "", d.describe())
	for a := range d.Areas {
		area := &d.Areas[a]
		x.add(AreaPart, area.Code, area.Title, "", area.describe(d))
		for i := range area.Items {
			item := &area.Items[i]
			x.add(ItemPart, item.Code, item.Title, "", item.describe(d, area.Code))
			for c := range item.Clauses {
				clause := &item.Clauses[c]
				x.add(ClausePart, clause.Code, clause.Label, item.Code, clause.describe(item.Code))
			}
		}
	}
	return x
}

// differences lists what is not the same, in the order in which it is said now.
func differences(old, now []said) []Line {
	var lines []Line
	for _, n := range now {
		was := sayingOf(old, n.word)
		if was.value != n.value && !onlyLonger(n.word, was.value, n.value) {
			lines = append(lines, Line{wordFor(was, n), was.shown(), n.shown()})
		}
	}
	for _, o := range old {
		if now := sayingOf(now, o.word); now.value == "" && !onlyLonger(o.word, o.value, "") {
			lines = append(lines, Line{wordFor(o, now), o.shown(), ""})
		}
	}
	return lines
}

// sayingOf finds what is said under a word; nothing where nothing is.
func sayingOf(list []said, word string) said {
	if i := slices.IndexFunc(list, func(s said) bool { return s.word == word }); i >= 0 {
		return list[i]
	}
	return said{}
}

// onlyLonger tells of an order that those which are in both lists keep: what was
// added or removed is told by itself.
func onlyLonger(word, was, now string) bool {
	if !strings.HasSuffix(word, "的顺序") {
		return false
	}
	old, is := strings.Split(was, "、"), strings.Split(now, "、")
	both := func(list, other []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(code string) bool { return !slices.Contains(other, code) })
	}
	return slices.Equal(both(old, is), both(is, old))
}
