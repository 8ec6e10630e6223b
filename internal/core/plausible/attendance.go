package plausible

import (
	"fmt"
	"slices"

	"baolei/internal/core/names"
	"baolei/internal/core/record"
)

// mostNames is how many people a hint names; the rest is counted.
const mostNames = 3

// notPresent finds attendance of people who were not on the roster that day.
func notPresent(b Book) []Hint {
	var hints []Hint
	for _, a := range byDay(b.Activities) {
		var who []string
		for _, id := range a.Present {
			if !onRoster(b.Members, id, &a) {
				who = append(who, nameOf(b.Members, id))
			}
		}
		if len(who) > 0 {
			text := fmt.Sprintf("%s“%s”记有 %s 到会，当天不在本支部名册。", a.On.Short(), a.Title, names.Few(who, mostNames, "人"))
			hints = append(hints, Hint{NotPresent, text, []record.Ref{ref(&a)}})
		}
	}
	return hints
}

func onRoster(members []record.Member, id int64, a *record.Activity) bool {
	return slices.ContainsFunc(members, func(m record.Member) bool { return m.ID == id && m.At(a.On) })
}

func nameOf(members []record.Member, id int64) string {
	for _, m := range members {
		if m.ID == id {
			return m.Name
		}
	}
	return "一名已不在名册的党员"
}

// usualMinutes is how long an activity is taken to last where it is not said.
const usualMinutes = 30

// atOnce finds people who were present at two activities whose times overlap.
// Activities without a time are not judged.
func atOnce(b Book) []Hint {
	var hints []Hint
	list := byDay(b.Activities)
	for i := range list {
		for j := i + 1; j < len(list) && list[j].On == list[i].On; j++ {
			one, two := &list[i], &list[j]
			if one.Begins < 0 || two.Begins < 0 || one.Begins+lasts(one) <= two.Begins {
				continue
			}
			if who := both(b.Members, one.Present, two.Present); len(who) > 0 {
				text := fmt.Sprintf("%s%s“%s”与%s“%s”时间重叠，%s 两处都到会。", one.On.Short(), clock(one.Begins), one.Title, clock(two.Begins), two.Title, names.Few(who, mostNames, "人"))
				hints = append(hints, Hint{AtOnce, text, []record.Ref{ref(one), ref(two)}})
			}
		}
	}
	return hints
}

func lasts(a *record.Activity) int {
	if a.Minutes > 0 {
		return a.Minutes
	}
	return usualMinutes
}

func clock(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }

func both(members []record.Member, a, b []int64) []string {
	var who []string
	for _, id := range slices.Sorted(slices.Values(a)) {
		if slices.Contains(b, id) {
			who = append(who, nameOf(members, id))
		}
	}
	return who
}
