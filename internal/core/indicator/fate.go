package indicator

import (
	"slices"
	"strings"

	"baolei/internal/core/scoring"
)

// Fate is what becomes of what was stated about a clause when a cycle moves to
// another version of its set.
type Fate struct {
	Clause, Label, Item string
	Gone                bool   // nothing that was stated about it counts any more
	Fresh               bool   // it was not there: nothing has been stated about it
	Text                string // what is to be looked at
}

// Fates tells of the clauses of which what was stated no longer counts, or may
// not count, or means something else: those that are gone, then those that
// changed, then the new ones.
func Fates(old, now *Set) []Fate {
	var gone, changed, fresh []Fate
	for c, item := range old.clauses() {
		n, at, ok := now.Clause(c.Code)
		switch text := ""; {
		case !ok:
			gone = append(gone, Fate{c.Code, c.Label, item.Code, true, false, "新版没有这个评分点，已填的仍保存着，但不再计分"})
		default:
			if text = turned(c, n, item, at); text != "" {
				changed = append(changed, Fate{c.Code, n.Label, at.Code, false, false, text})
			}
		}
	}
	for c, item := range now.clauses() {
		if _, _, ok := old.Clause(c.Code); !ok {
			fresh = append(fresh, Fate{c.Code, c.Label, item.Code, false, true, "新版新增，还没有人填过"})
		}
	}
	return slices.Concat(gone, changed, fresh)
}

// clauses goes through all clauses with their items, in table order.
func (s *Set) clauses() func(yield func(*Clause, *Item) bool) {
	return func(yield func(*Clause, *Item) bool) {
		for a := range s.Areas {
			for i := range s.Areas[a].Items {
				it := &s.Areas[a].Items[i]
				for c := range it.Clauses {
					if !yield(&it.Clauses[c], it) {
						return
					}
				}
			}
		}
	}
}

// turned tells what may make a finding of the clause lose its meaning.
func turned(old, now *Clause, was, is *Item) string {
	var parts []string
	say := func(text string, so bool) {
		if so {
			parts = append(parts, text)
		}
	}
	say("类型由“"+KindName(old.Kind.String())+"”改为“"+KindName(now.Kind.String())+"”", old.Kind != now.Kind)
	if old.Kind == now.Kind {
		for _, o := range old.Options {
			_, there := now.Option(o.Code)
			say("选项“"+o.Label+"”没有了", !there)
		}
		say("不再有应有次数，须由支部自己填", old.Kind == scoring.PerMissing && old.Expected != nil && now.Expected == nil)
		say("幅度或档次变了", old.Kind == scoring.Range && (old.Min != now.Min || old.Max != now.Max || old.Step != now.Step))
	}
	say("适用的支部类型变了", !slices.Equal(was.Kinds, is.Kinds))
	return strings.Join(parts, "；")
}
