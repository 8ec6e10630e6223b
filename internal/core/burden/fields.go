package burden

import (
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
)

// named are the fields of an activity that every kind has: kind, day and title.
const named = 3

// required are the fields that the other records cannot do without.
var required = map[record.Kind]int{
	record.PlanRecord: 3, // kind, day, title
	record.RuleRecord: 3, // kind, day, title
	record.DuesRecord: 3, // handed up, when, published when; the members' come on top
	record.TermRecord: 2, // elected, due
	record.SeatRecord: 2, // post, holder
}

// fields counts what has to be filled in to do one thing.
func fields(g measure.Gap, members int) int {
	switch g.Record {
	case record.ActivityRecord:
		return named + len(record.Needs([]record.ActivityKind{record.ActivityKind(g.Kind)}))
	case record.DuesRecord:
		return required[g.Record] + members // what each has paid
	}
	return max(required[g.Record], 1)
}
