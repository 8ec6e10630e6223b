package measure_test

import (
	"slices"
	"testing"

	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

func honour(id int64, kind record.HonourKind, level, identity string, d calendar.Date) record.Honour {
	return record.Honour{Entry: entry(id), Kind: kind, Level: record.HonourLevel(level), Identity: identity, On: d}
}

func tiers(s measure.Suggestion) (counts []int64) {
	for _, tier := range s.Finding.Counts {
		counts = append(counts, tier.Count)
	}
	return counts
}

// For central work: one national, two municipal of which one was recorded twice,
// so 1 and 2 of national, provincial, municipal, work_committee, superior.
func TestHonoursByLevel(t *testing.T) {
	f := over()
	f.Honours = []record.Honour{
		honour(1, record.CentralWork, "national", "a", day(3, 1)), honour(2, record.CentralWork, "municipal", "b", day(4, 1)),
		honour(3, record.CentralWork, "municipal", "b", day(4, 2)), honour(4, record.CentralWork, "municipal", "c", day(12, 31)),
		honour(5, record.KeyWork, "provincial", "d", day(5, 1)), honour(6, record.CentralWork, "national", "e", on(2025, 12, 31)),
		honour(7, record.Innovation, "work_committee", "f", day(5, 1)), honour(8, record.Achievement, "superior_committee", "g", day(5, 1)),
	}
	for clause, want := range map[string][]int64{"P1a": {1, 0, 2, 0, 0}, "P2a": {0, 1, 0, 0, 0}, "P3a": {0, 0, 0, 1, 0}, "P4a": {0, 0, 0, 0, 1}} {
		if s := one(t, clause, f); !slices.Equal(tiers(s), want) {
			t.Errorf("%s: %+v", clause, s)
		}
	}
	if s := one(t, "P1a", f); !slices.Equal(ids(s.Records), []int64{1, 2, 4}) || s.Because != "记实本中服务中心方面的荣誉：国家级 1 项、市委市政府 2 项" {
		t.Errorf("%+v", s)
	}
	// a is claimed by another branch, c in another item, b where it is suggested.
	f.Claims = []measure.Claim{{Identity: "a", Clause: "P1a", Elsewhere: true}, {Identity: "c", Clause: "P4a"}, {Identity: "b", Clause: "P1a"}}
	if s := one(t, "P1a", f); !slices.Equal(ids(s.Records), []int64{2}) || s.Because != "记实本中服务中心方面的荣誉：市委市政府 1 项；另有 2 项已在别处申报，没有计入" {
		t.Errorf("%+v", s)
	}
}

// Two warnings and an expulsion in the year: 2 and 1 of the five kinds.
func TestSanctionsByKind(t *testing.T) {
	f := over()
	for i, kind := range []record.SanctionKind{"warning", "expelled", "warning", "removed"} {
		f.Sanctions = append(f.Sanctions, record.Sanction{Entry: entry(int64(i + 1)), Kind: kind, Member: 1, On: day(i+1, 3)})
	}
	f.Sanctions[3].On = on(2027, 1, 3)
	if s := one(t, "L6a", f); !slices.Equal(tiers(s), []int64{2, 0, 0, 0, 1}) || len(s.Records) != 3 {
		t.Errorf("%+v", s)
	}
	if s := one(t, "L6a", over()); !slices.Equal(tiers(s), []int64{0, 0, 0, 0, 0}) {
		t.Errorf("%+v", s)
	}
}

// The range is 1 to 5 by 0.5. Above by 2.74: 1, and (2.74 − 1) / 0.5 = 3 whole
// steps more, which is 2.5.
func TestMemberIndexAboveTheCitys(t *testing.T) {
	for above, want := range map[scoring.Points]scoring.Points{-300: 0, 0: 0, 1: 100, 99: 100, 149: 100, 150: 150, 274: 250, 275: 250, 300: 300, 500: 500, 1200: 500} {
		f := over()
		f.Index = measure.Index{Members: 3, Average: 8000 + above, City: 8000, CityTaken: true}
		if s := one(t, "P5a", f); s.Finding.Amount != want {
			t.Errorf("above by %s: %+v, want %s", above, s, want)
		}
	}
	f := over()
	f.Index = measure.Index{Members: 3, Average: 9000}
	if _, ok := maybe("P5a", f); ok {
		t.Error("a suggestion before the city's average was taken")
	}
}

// 15 and 20 are 15 or more, 14.99 is not.
func TestMembersWhoseBottomLineLostMuch(t *testing.T) {
	f := over()
	f.Index = measure.Index{Members: 4, BottomLost: []scoring.Points{1500, 1499, 0, 2000}}
	if s := one(t, "L5a", f); s.Finding.Count != 2 {
		t.Errorf("%+v", s)
	}
	if _, ok := maybe("L5a", over()); ok {
		t.Error("a suggestion without an index")
	}
}
