package measure_test

import (
	"slices"
	"testing"

	"baolei/internal/core/indicator"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

func embedded() *indicator.Set { return indicator.Embedded() }

// Two yearly plans and a thematic one: 2 of 3 kinds, the periodic is missing.
func TestPlansByKind(t *testing.T) {
	f := over()
	f.Plans = []record.Plan{{Entry: entry(1), Kind: record.Thematic, Year: 2026, On: day(5, 1)}, {Entry: entry(2), Kind: record.Yearly, Year: 2026, On: on(2025, 12, 20)},
		{Entry: entry(3), Kind: record.Yearly, Year: 2026, On: day(2, 1)}, {Entry: entry(4), Kind: record.Periodic, Year: 2025, On: on(2025, 2, 1)}}
	s := one(t, "B2.1a", f)
	if s.Finding.Actual != 2 || names(s.Missing) != "月度或季度学习计划 " || !slices.Equal(ids(s.Records), []int64{2, 3, 1}) {
		t.Errorf("%+v", s)
	}
	if s := one(t, "B5.2a", f); !s.Finding.Occurred || len(s.Records) != 2 {
		t.Errorf("clean government in no plan: %+v", s)
	}
	f.Plans[2].CleanGovernment = true
	if s := one(t, "B5.2a", f); s.Finding.Occurred || !slices.Equal(ids(s.Records), []int64{3}) || len(s.Missing) != 0 {
		t.Errorf("%+v", s)
	}
}

// In force at the year's end: 1 and 3, of 4. Rule 2 was repealed on the last day
// of the year, 4 is adopted after it.
func TestRulesInForce(t *testing.T) {
	f := over()
	f.Rules = []record.Rule{{Entry: entry(1), Kind: "study", On: on(2010, 1, 1)}, {Entry: entry(2), Kind: "meeting", On: on(2010, 1, 1), Repealed: day(12, 31)},
		{Entry: entry(3), Kind: "dues", On: day(12, 31), Repealed: on(2027, 1, 1)}, {Entry: entry(4), Kind: "life", On: on(2027, 1, 1)}}
	s := one(t, "B6.1a", f)
	if s.Finding.Actual != 2 || !slices.Equal(ids(s.Records), []int64{1, 3}) || names(s.Missing) != "会议制度 组织生活制度 档案制度 其他制度 " {
		t.Errorf("%+v", s)
	}
	f.Rules = append(f.Rules, record.Rule{Entry: entry(5), Kind: "study", On: day(1, 1)}, record.Rule{Entry: entry(6), Kind: "other", On: day(1, 1)})
	if s := one(t, "B6.1a", f); s.Finding.Actual != 4 || len(s.Missing) != 0 {
		t.Errorf("enough: %+v", s)
	}
}

// Same says what the difference is for a person, not for a program.
func TestSame(t *testing.T) {
	set := embedded()
	for _, c := range []struct {
		clause string
		a, b   scoring.Finding
		same   bool
	}{
		{"B2.4a", scoring.Finding{Actual: 12}, scoring.Finding{Actual: 14, Expected: 12, HasExpected: true}, true},
		{"B2.4a", scoring.Finding{Actual: 9}, scoring.Finding{Actual: 9, Expected: 9, HasExpected: true}, false},
		{"B2.4a", scoring.Finding{Actual: 9}, scoring.Finding{NotApplicable: true}, false},
		{"B2.4a", scoring.Finding{NotApplicable: true, Reason: "a"}, scoring.Finding{NotApplicable: true, Reason: "b"}, true},
		{"B1.4a", scoring.Finding{Occurred: true}, scoring.Finding{}, false},
		{"B3.2a", scoring.Finding{Option: "none"}, scoring.Finding{Option: "late"}, false},
		{"B3.4a", scoring.Finding{Count: 1}, scoring.Finding{Count: 2}, false},
		{"B3.5a", scoring.Finding{Amount: 100}, scoring.Finding{Amount: 100, Occurred: true}, true},
		{"P1a", scoring.Finding{Counts: []scoring.Tier{{Option: "national", Count: 1}}}, scoring.Finding{Counts: []scoring.Tier{{Option: "municipal"}, {Option: "national", Count: 1}}}, true},
		{"P1a", scoring.Finding{Counts: []scoring.Tier{{Option: "national", Count: 1}}}, scoring.Finding{}, false},
	} {
		clause, _, _ := set.Clause(c.clause)
		if got := measure.Same(clause, c.a, c.b); got != c.same {
			t.Errorf("%s: %+v and %+v: %v", c.clause, c.a, c.b, got)
		}
	}
}
