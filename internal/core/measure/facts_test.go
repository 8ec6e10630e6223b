package measure_test

import (
	"testing"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
)

func day(month, d int) calendar.Date { return on(2026, month, d) }

func on(year, month, d int) calendar.Date {
	return calendar.Date{Year: year, Month: time.Month(month), Day: d}
}

// over is a year that is over and of which nothing is recorded but one member,
// so that the book is not blank.
func over() measure.Facts {
	return measure.Facts{Year: 2026, Today: on(2027, 1, 10), Members: []record.Member{member(1, "王明")}}
}

func member(id int64, name string) record.Member {
	return record.Member{ID: id, Name: name, Since: on(2020, 1, 1)}
}

func entry(id int64) record.Entry { return record.Entry{ID: id} }

func activity(id int64, d calendar.Date, kinds ...record.ActivityKind) record.Activity {
	return record.Activity{Entry: entry(id), Kinds: kinds, On: d}
}

// one finds the suggestion for a clause of the embedded set.
func one(t *testing.T, clause string, f measure.Facts) measure.Suggestion {
	t.Helper()
	s, ok := maybe(clause, f)
	if !ok {
		t.Fatalf("no suggestion for %s", clause)
	}
	if bad := indicator.Embedded().Table().Check(s.Finding); bad != nil {
		t.Errorf("%s: %v", clause, bad)
	}
	return s
}

func maybe(clause string, f measure.Facts) (measure.Suggestion, bool) {
	for _, s := range measure.Suggest(indicator.Embedded(), "", f) {
		if s.Clause == clause {
			return s, true
		}
	}
	return measure.Suggestion{}, false
}

func names(gaps []measure.Gap) string {
	text := ""
	for _, g := range gaps {
		text += g.Name + " "
	}
	return text
}

func ids(refs []measure.Source) (list []int64) {
	for _, r := range refs {
		list = append(list, r.ID)
	}
	return list
}
