package indicator

import "strconv"

// Use is what a code stands for in a published set.
type Use struct {
	Set   string // the set's code
	Title string // of the item, or the label of the clause
	Item  string // of a clause: its item
}

// Uses are the codes of items and clauses in published sets. A code is never
// used again for something else, because findings and evidence refer to it.
type Uses struct {
	Items   map[string]Use
	Clauses map[string]Use
}

// UsesOf collects the codes of sets; where several use the same one, the first
// is told.
func UsesOf(sets []*Set) Uses {
	u := Uses{map[string]Use{}, map[string]Use{}}
	for _, s := range sets {
		for _, a := range s.Areas {
			for _, it := range a.Items {
				keep(u.Items, it.Code, Use{s.Code, it.Title, ""})
				for _, c := range it.Clauses {
					keep(u.Clauses, c.Code, Use{s.Code, c.Label, it.Code})
				}
			}
		}
	}
	return u
}

func keep(m map[string]Use, code string, use Use) {
	if _, there := m[code]; !there {
		m[code] = use
	}
}

// Reused tells which codes of the draft stand for something else in a published
// set. before is the set that the draft began from, whose codes it keeps; nil
// for none. others are the uses of the sets besides it.
func (d *Draft) Reused(before *Set, others Uses) []Problem {
	was := UsesOf(nil)
	if before != nil {
		was = UsesOf([]*Set{before})
	}
	var found []Problem
	say := func(path, text string) {
		found = append(found, Problem{File: d.Code, Line: 1, Path: path, Message: text, Plain: text})
	}
	for a := range d.Areas {
		for i, it := range d.Areas[a].Items {
			path := "areas." + strconv.Itoa(a) + ".items." + strconv.Itoa(i)
			if use, elsewhere := others.Items[it.Code]; elsewhere && was.Items[it.Code] == (Use{}) {
				say(path+".code", "编码 "+it.Code+" 在已发布的 "+use.Set+" 中是“"+use.Title+"”，不能改作他用，请换一个")
			}
			for c, cl := range it.Clauses {
				at := path + ".clauses." + strconv.Itoa(c) + ".code"
				use, kept := was.Clauses[cl.Code]
				switch elsewhere, taken := others.Clauses[cl.Code]; {
				case kept && use.Item != it.Code:
					say(at, "评分点 "+cl.Code+" 在 "+use.Set+" 中属于 "+use.Item+"，不能移到别处，请换一个编码")
				case !kept && taken:
					say(at, "编码 "+cl.Code+" 在已发布的 "+elsewhere.Set+" 中是“"+elsewhere.Title+"”，不能改作他用，请换一个")
				}
			}
		}
	}
	return found
}
