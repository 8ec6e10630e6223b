package app_test

import (
	"slices"

	"pgregory.net/rapid"
)

// ways are how a year goes, by names of acts: with all that can happen in it,
// straight on, and contested.
var ways = [][]string{
	{"save", "submit", "withdraw", "extend", "submit", "remark", "return", "reply", "submit", "review", "agree", "agree", "agree", "sign",
		"publicise", "object", "reject an objection", "object", "uphold an objection", "send", "give a report back", "reopen", "sign", "publicise", "send", "accept a report",
		"publish a draw", "enter a seed", "refuse a seed", "enter a seed", "confirm a seed", "check", "find nothing else", "hand in", "answer", "propose a decision", "send a decision back",
		"propose a decision", "confirm a decision", "propose to close", "refuse to close", "propose to close", "confirm to close"},
	{"save", "submit", "agree", "agree", "agree", "sign", "publicise", "send", "publish a draw", "enter a seed", "confirm a seed", "check", "find nothing else", "hand in", "answer"},
	{"save", "submit", "agree", "agree", "agree", "sign", "publicise", "object"},
}

// begin brings all branches some part of a way, so that late acts are as likely
// as early ones. Now and then somebody else tries first, or tries to leave out a step.
func (m *machine) begin(r *rapid.T) {
	way := ways[max(0, rapid.IntRange(-2, len(ways)-1).Draw(r, "way"))]
	for i, name := range way[:len(way)-max(0, rapid.IntRange(-6, len(way)).Draw(r, "left out"))] {
		a, next := named(name), named(way[min(i+1, len(way)-1)])
		for _, b := range m.city.branches {
			if rapid.IntRange(0, 1).Draw(r, "another") == 0 {
				x := one(r, "act", []act{a, next})
				m.run(r, x, one(r, "who", b.posted(x)), b)
			}
			for len(m.able(a, b)) == 0 && b.waits(m.today()) {
				m.now = m.now.AddDate(0, 0, 1)
			}
			for range 3 { // what was chosen wrong is chosen anew
				if able := m.able(a, b); len(able) == 0 || m.run(r, a, able[0], b) {
					break
				}
			}
		}
	}
}

func named(name string) act {
	return acts()[slices.IndexFunc(acts(), func(a act) bool { return a.name == name })]
}

// step lets something happen: most often an act that somebody may do; often one
// that somebody could do at another time, or another person could; now and then
// whatever by anybody; or days go by.
func (m *machine) step(r *rapid.T) {
	switch luck := rapid.IntRange(0, 19).Draw(r, "luck"); {
	case luck < 10:
		m.likely(r)
	case luck < 16:
		m.nearly(r)
	case luck < 18:
		m.run(r, one(r, "act", acts()), one(r, "who", names()), one(r, "branch", m.city.branches))
	default:
		m.wait(r)
	}
}

func one[T any](r *rapid.T, what string, of []T) T {
	return of[rapid.IntRange(0, len(of)-1).Draw(r, what)]
}

// likely is an act by somebody who may do it.
func (m *machine) likely(r *rapid.T) {
	all := slices.DeleteFunc(acts(), func(a act) bool { return len(m.ready(a)) == 0 })
	if len(all) == 0 {
		m.wait(r)
		return
	}
	a := one(r, "act", all)
	b := one(r, "branch", m.ready(a))
	m.run(r, a, m.somebody(r, m.able(a, b)), b)
}

// nearly is an act on a branch that stands where it is done, by somebody who
// holds a post for it: what hinders is something else, if anything.
func (m *machine) nearly(r *rapid.T) {
	b := one(r, "branch", m.city.branches)
	a := one(r, "act", slices.DeleteFunc(acts(), func(a act) bool { return a.from != nil && !slices.Contains(a.from, b.state) }))
	m.run(r, a, one(r, "who", b.posted(a)), b)
}

// ready lists the branches to which somebody may do an act.
func (m *machine) ready(a act) []*branch {
	return slices.DeleteFunc(slices.Clone(m.city.branches), func(b *branch) bool { return len(m.able(a, b)) == 0 })
}

// somebody is mostly the first of those who are able, who does it most often.
func (m *machine) somebody(r *rapid.T, able []string) string {
	return able[max(0, rapid.IntRange(-2*len(able), len(able)-1).Draw(r, "who"))]
}

// wait lets days pass, often until a deadline or the day after.
func (m *machine) wait(r *rapid.T) {
	days := rapid.IntRange(1, 8).Draw(r, "days")
	var ends []int
	for _, day := range m.city.deadlines() {
		if n := m.today().DaysUntil(day); n >= 0 {
			ends = append(ends, n, n+1)
		}
	}
	if len(ends) > 0 && rapid.Bool().Draw(r, "to a deadline") {
		days = rapid.SampledFrom(ends).Draw(r, "until")
	}
	m.now = m.now.AddDate(0, 0, days)
}
