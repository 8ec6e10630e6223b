package scoring

import (
	"reflect"
	"testing"

	"baolei/internal/core/scoring/jsonscan"

	"pgregory.net/rapid"
)

// The three ways in must give the same score: findings, entries that the caller
// made, and the wire form.
func TestAllWaysInGiveTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		def, table, kind, findings, want := scored(t)
		entries, wire := table.NewSheet(), table.NewSheet()
		if entries.Reset(kind) != nil || wire.Reset(kind) != nil {
			t.Fatal("kind")
		}
		for _, f := range findings {
			e := entryOf(t, def, table, f)
			if err := entries.Add(&e); err != nil {
				t.Fatal(err)
			}
			var doc jsonscan.Document
			if fault := doc.Parse(table.AppendFinding(nil, f)); fault != nil {
				t.Fatal(fault)
			}
			if err := wire.AddJSON(&doc, 0); err != nil {
				t.Fatal(err)
			}
		}
		for name, s := range map[string]*Sheet{"entries": entries, "wire": wire} {
			if err := s.Finish(); err != nil {
				t.Fatal(err)
			}
			if got := s.Result(); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s give %+v\nwant %+v", name, got, want)
			}
		}
	})
}

func entryOf(t *rapid.T, def Definition, table *Table, f Finding) Entry {
	index, ok := table.ClauseIndex(f.Clause)
	if !ok {
		t.Fatalf("no clause %s", f.Clause)
	}
	c, _ := clauseOf(def, f.Clause)
	e := Entry{Clause: index, NotApplicable: f.NotApplicable, Count: f.Count + f.Actual, Expected: f.Expected, HasExpected: f.HasExpected, Amount: f.Amount}
	if f.Occurred {
		e.Count = 1
	}
	for i, o := range c.Options {
		if c.Kind == Choice && o.Code == f.Option {
			e.Option = int32(i) + 1
		}
		if c.Kind == Tiers {
			e.Counts = append(e.Counts, 0)
			for _, tier := range f.Counts {
				if tier.Option == o.Code {
					e.Counts[i] = tier.Count
				}
			}
		}
	}
	return e
}

func TestStoredFindingsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, table, _, findings, _ := scored(t)
		for _, f := range findings {
			if f.NotApplicable {
				f.Reason = rapid.String().Draw(t, "reason") + "。"
			}
			text := table.AppendFinding(nil, f)
			back, err := table.DecodeFinding(text)
			if err != nil || !reflect.DeepEqual(back, f) {
				t.Fatalf("%s: %+v, %v, want %+v", text, back, err, f)
			}
			if err := table.Check(f); err != nil {
				t.Fatal(err)
			}
		}
	})
}
