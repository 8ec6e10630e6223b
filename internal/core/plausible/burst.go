package plausible

import (
	"cmp"
	"fmt"
	"slices"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// Many late entries on one day, or in the last days before the deadline, are
// told; few are how offices work.
const (
	manyOnADay   = 6
	manyAtTheEnd = 10
	lastDays     = 14 // before the deadline, and every day after it
)

// bursts finds days on which much was entered long afterwards, and a batch of
// such entries just before the deadline.
func bursts(b Book) []Hint {
	byRecorded := map[calendar.Date][]record.Ref{}
	var atTheEnd []record.Ref
	for _, e := range sorted(b.Entries) {
		if record.LateBy(e.Occurred, e.RecordedAt) == 0 {
			continue
		}
		on := calendar.DateOf(e.RecordedAt)
		byRecorded[on] = append(byRecorded[on], e.Ref)
		if !on.Before(b.Deadline.AddDays(-lastDays)) {
			atTheEnd = append(atTheEnd, e.Ref)
		}
	}
	var hints []Hint
	if len(atTheEnd) >= manyAtTheEnd {
		text := fmt.Sprintf("%d 条记录是自评截止前后集中补记的，占全年 %d 条的 %d%%。", len(atTheEnd), len(b.Entries), 100*len(atTheEnd)/len(b.Entries))
		return append(hints, Hint{Burst, text, atTheEnd})
	}
	for _, day := range days(byRecorded) {
		if refs := byRecorded[day]; len(refs) >= manyOnADay {
			hints = append(hints, Hint{Burst, fmt.Sprintf("%s一天补记了 %d 条早先的记录。", day.Short(), len(refs)), refs})
		}
	}
	return hints
}

func sorted(list []Entry) []Entry {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Entry) int {
		return cmp.Or(a.Occurred.UTC().Compare(b.Occurred.UTC()), cmp.Compare(a.Ref.Kind, b.Ref.Kind), cmp.Compare(a.Ref.ID, b.Ref.ID))
	})
	return list
}

func days(byDay map[calendar.Date][]record.Ref) []calendar.Date {
	var list []calendar.Date
	for day := range byDay {
		list = append(list, day)
	}
	slices.SortFunc(list, func(a, b calendar.Date) int { return a.UTC().Compare(b.UTC()) })
	return list
}
