package record

import (
	"fmt"
	"strings"

	"baolei/internal/core/calendar"
)

// yearlyKinds happen once a year or so: their titles name the year.
var yearlyKinds = map[ActivityKind]bool{LifeMeeting: true, Evaluation: true}

// SuggestTitle names an activity by its kinds and month: "3月主题党日暨党课".
func SuggestTitle(kinds []ActivityKind, day calendar.Date) string {
	if len(kinds) == 0 {
		return ""
	}
	var names []string
	for _, k := range kinds {
		names = append(names, k.Chinese())
	}
	when := calendar.MonthOf(day).Short()
	if yearlyKinds[kinds[0]] {
		when = fmt.Sprintf("%d年", day.Year)
	}
	return when + strings.Join(names, "暨")
}

// SortKinds puts kinds into the order in which they are offered, each once.
func SortKinds(kinds []ActivityKind) []ActivityKind {
	chosen := map[ActivityKind]bool{}
	for _, k := range kinds {
		chosen[k] = true
	}
	var list []ActivityKind
	for _, n := range activityKinds {
		if chosen[ActivityKind(n.Code)] {
			list = append(list, ActivityKind(n.Code))
		}
	}
	return list
}
