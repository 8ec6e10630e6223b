package scoring

import (
	"cmp"
	"math"
	"testing"
)

func number(n int64) *int64 { return &n }

func weight(p Points) *Points { return &p }

// small has a clause of each kind, each in an item of its own, and one item
// with two clauses.
func small(t testing.TB) *Table {
	t.Helper()
	item := func(code string, w *Points, clauses ...ClauseDefinition) ItemDefinition {
		return ItemDefinition{Code: code, Weight: w, Clauses: clauses}
	}
	options := []OptionDefinition{{"x", 100}, {"y", 250}}
	table, err := NewTable(Definition{
		Code:      "small",
		Grades:    []GradeDefinition{{"low", 0}, {"mid", 500}, {"high", 1000}},
		VetoGrade: "low",
		Areas: []AreaDefinition{
			{Code: "A", Category: Base, Items: []ItemDefinition{
				item("A1", weight(200), ClauseDefinition{Code: "once", Kind: Once, Amount: 100}, ClauseDefinition{Code: "case", Kind: PerCase, Amount: 150}),
				item("A2", weight(300), ClauseDefinition{Code: "missing", Kind: PerMissing, Amount: 50, Expected: number(4)}),
				item("A3", weight(300), ClauseDefinition{Code: "told", Kind: PerMissing, Amount: 50}),
				item("A4", weight(200), ClauseDefinition{Code: "range", Kind: Range, Min: 50, Max: 200, Step: 50}),
				item("A5", weight(300), ClauseDefinition{Code: "choice", Kind: Choice, Options: options}),
			}},
			{Code: "B", Category: Bottom, Items: []ItemDefinition{
				item("B1", nil, ClauseDefinition{Code: "tiers", Kind: Tiers, Options: options}),
				item("B2", nil, ClauseDefinition{Code: "stepped", Kind: Stepped, Amount: 100, From: 3, Flat: 500}),
				item("B3", nil, ClauseDefinition{Code: "veto", Kind: Veto}),
			}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestAmountOfEachKind(t *testing.T) {
	table := small(t)
	for _, c := range []struct {
		f    Finding
		want Points // what the total of 13 loses
	}{
		{Finding{Clause: "once", Occurred: true}, 100},
		{Finding{Clause: "once"}, 0},
		{Finding{Clause: "case", Count: 1}, 150},
		{Finding{Clause: "case", Count: 2}, 200},                                    // 300, the weight caps
		{Finding{Clause: "missing", Actual: 1}, 150},                                // 3 × 0.5
		{Finding{Clause: "missing", Actual: 9}, 0},                                  // more than expected
		{Finding{Clause: "missing", Actual: 1, Expected: 2, HasExpected: true}, 50}, // overrides 4
		{Finding{Clause: "missing", Actual: 0, Expected: 0, HasExpected: true}, 0},  // 0 is an override too
		{Finding{Clause: "told", Actual: 2, Expected: 5, HasExpected: true}, 150},   // 3 × 0.5
		{Finding{Clause: "range", Amount: 150}, 150},
		{Finding{Clause: "range"}, 0},
		{Finding{Clause: "choice", Option: "y"}, 250},
		{Finding{Clause: "choice", Option: NoOption}, 0},
		{Finding{Clause: "tiers", Counts: []Tier{{"y", 2}, {"x", 3}}}, 800}, // 2 × 2.5 + 3
		{Finding{Clause: "tiers"}, 0},
		{Finding{Clause: "stepped", Count: 2}, 200},
		{Finding{Clause: "stepped", Count: 3}, 500}, // 3 and more are 5 in all
		{Finding{Clause: "stepped", Count: math.MaxInt64}, 500},
		{Finding{Clause: "veto", Occurred: true}, 0},
		{Finding{Clause: "case", NotApplicable: true, Reason: "无"}, 0},
	} {
		r, err := table.Score("", []Finding{c.f})
		if err != nil || r.Total != 1300-c.want || r.Vetoed != (c.f.Clause == "veto") || r.Answered != 1 || r.Clauses != 9 {
			t.Errorf("%+v: %+v, %v; want a loss of %s", c.f, r, err, c.want)
		}
	}
}

func TestFindingsThatCannotBeScored(t *testing.T) {
	table := small(t)
	for _, c := range []struct {
		f    Finding
		code string
	}{
		{Finding{Clause: "nothing", Count: -1}, CodeUnknownClause},
		{Finding{Clause: "told", Actual: -1}, CodeWrongField},
		{Finding{Clause: "choice"}, CodeWrongField},
		{Finding{Clause: "choice", Option: "z"}, CodeUnknownOption},
		{Finding{Clause: "tiers", Counts: []Tier{{"z", -1}}}, CodeUnknownOption},
		{Finding{Clause: "tiers", Counts: []Tier{{"z", 1}, {"x", 1}, {"x", 1}}}, CodeWrongField},
		{Finding{Clause: "tiers", Counts: []Tier{{"x", -1}}}, CodeOutOfRange},
		{Finding{Clause: "tiers", Counts: []Tier{{"x", math.MaxInt64 / 100}, {"y", 1}}}, CodeOutOfRange},
		{Finding{Clause: "case", Count: -1}, CodeOutOfRange},
		{Finding{Clause: "case", Count: math.MaxInt64/150 + 1}, CodeOutOfRange},
		{Finding{Clause: "stepped", Count: -1}, CodeOutOfRange},
		{Finding{Clause: "missing", Actual: -1}, CodeOutOfRange},
		{Finding{Clause: "missing", Expected: -1, HasExpected: true}, CodeOutOfRange},
		{Finding{Clause: "missing", Expected: math.MaxInt64, HasExpected: true}, CodeOutOfRange},
		{Finding{Clause: "range", Amount: 25}, CodeOutOfRange},
		{Finding{Clause: "range", Amount: 75}, CodeOutOfRange},
		{Finding{Clause: "range", Amount: 250}, CodeOutOfRange},
		{Finding{Clause: "range", Amount: -50}, CodeOutOfRange},
		{Finding{Clause: "case", NotApplicable: true, Reason: " \t\u3000\u200b"}, CodeMissingReason},
	} {
		_, err := table.Score("", []Finding{c.f})
		if err == nil || err.Code != c.code || err.Clause != c.f.Clause || err.Message == "" {
			t.Errorf("%+v: %v, want %s", c.f, err, c.code)
		}
		if alone := table.Check(c.f); alone == nil || *alone != *err {
			t.Errorf("%+v: Check says %v, Score %v", c.f, alone, err)
		}
	}
	f := Finding{Clause: "once"}
	if _, err := table.Score("", []Finding{f, f}); err == nil || err.Code != CodeDuplicateClause {
		t.Errorf("a clause twice: %v", err)
	}
	if _, err := table.Score("village", nil); err == nil || err.Code != CodeWrongField {
		t.Errorf("a kind of branch where there are none: %v", err)
	}
}

// A character that Unicode does not know yet (U+3FFFD), or that is left to
// private use, can be read by whoever has the font; so can what is not blank
// beside blanks.
func TestReasonNeedsOneCharacterThatCanBeRead(t *testing.T) {
	table := small(t)
	for reason, want := range map[string]bool{
		"": false, "\u0085\u2028": false, "\ufeff\u200b": false, "\x00\x7f": false,
		" 无\u3000": true, "\u200b。": true, "\ue000": true, "\U0003fffd": true,
	} {
		f := Finding{Clause: "case", NotApplicable: true, Reason: reason}
		err := table.Check(f)
		if got := err == nil; got != want {
			t.Errorf("%q: %v", reason, err)
		}
	}
}

func TestGreatestFiguresAreExact(t *testing.T) {
	table := small(t)
	// 92233720368547758 × 1 = 92233720368547758 points, 7 hundredths below int64.
	most := Finding{Clause: "tiers", Counts: []Tier{{"x", math.MaxInt64 / 100}}}
	r, err := table.Score("", []Finding{most})
	if err != nil || r.Bottom.String() != "92233720368547758" || r.Total.String() != "-92233720368547745" {
		t.Errorf("bottom %s, total %s, %v", r.Bottom, r.Total, err)
	}
	// One clause more passes int64: told last, of no clause.
	_, err = table.Score("", []Finding{most, {Clause: "stepped", Count: 1}, {Clause: "case", Count: 1}})
	if err == nil || err.Code != CodeOutOfRange || err.Clause != "" {
		t.Errorf("a sum past int64: %v", err)
	}
	_, err = table.Score("", []Finding{most, {Clause: "stepped", Count: 1}, {Clause: "nothing"}})
	if err == nil || err.Code != CodeUnknownClause {
		t.Errorf("a later fault comes before a sum past int64: %v", err)
	}
	// An item's raw sum passes int64 though its weight would cap it.
	_, err = table.Score("", []Finding{{Clause: "once", Occurred: true}, {Clause: "case", Count: math.MaxInt64 / 150}})
	if err == nil || err.Code != CodeOutOfRange || err.Clause != "" {
		t.Errorf("a raw sum past int64: %v", err)
	}
}

func TestNextGrade(t *testing.T) {
	table := small(t)
	for _, c := range []struct {
		total, missing Points
		code           string
		ok             bool
	}{{-100, 600, "mid", true}, {499, 1, "mid", true}, {500, 500, "high", true}, {1000, 0, "", false}} {
		code, missing, ok := table.NextGrade(c.total)
		if code != c.code || missing != c.missing || ok != c.ok {
			t.Errorf("%s: %s, %s, %v", c.total, code, missing, ok)
		}
	}
}

func TestDefinitionsThatCannotBeExact(t *testing.T) {
	sound := func() Definition {
		return Definition{Grades: []GradeDefinition{{Code: "g"}}, Areas: []AreaDefinition{{Items: []ItemDefinition{{
			Code: "I", Weight: weight(100), Clauses: []ClauseDefinition{{Code: "c", Kind: Range, Max: 100, Step: 50}},
		}}}}}
	}
	if _, err := NewTable(sound()); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Definition, *ItemDefinition, *ClauseDefinition){
		"no grades":       func(d *Definition, _ *ItemDefinition, _ *ClauseDefinition) { d.Grades = nil },
		"kinds":           func(d *Definition, _ *ItemDefinition, _ *ClauseDefinition) { d.Kinds = make([]string, 64) },
		"category":        func(d *Definition, _ *ItemDefinition, _ *ClauseDefinition) { d.Areas[0].Category = 3 },
		"negative weight": func(_ *Definition, i *ItemDefinition, _ *ClauseDefinition) { i.Weight = weight(-1) },
		"no weight":       func(_ *Definition, i *ItemDefinition, _ *ClauseDefinition) { i.Weight = nil },
		"two caps":        func(_ *Definition, i *ItemDefinition, _ *ClauseDefinition) { i.Limit = weight(1) },
		"bottom weight":   func(d *Definition, _ *ItemDefinition, _ *ClauseDefinition) { d.Areas[0].Category = Bottom },
		"step":            func(_ *Definition, _ *ItemDefinition, c *ClauseDefinition) { c.Step = 0 },
		"min over max":    func(_ *Definition, _ *ItemDefinition, c *ClauseDefinition) { c.Min = 150 },
		"kind":            func(_ *Definition, _ *ItemDefinition, c *ClauseDefinition) { c.Kind = 9 },
		"amount":          func(_ *Definition, _ *ItemDefinition, c *ClauseDefinition) { c.Max = MaxPoints + 1 },
		"negative amount": func(_ *Definition, _ *ItemDefinition, c *ClauseDefinition) { c.Amount = -1 },
		"from":            func(_ *Definition, _ *ItemDefinition, c *ClauseDefinition) { c.From = -1 },
		"code twice":      func(_ *Definition, i *ItemDefinition, c *ClauseDefinition) { i.Clauses = append(i.Clauses, *c) },
	} {
		def := sound()
		item := &def.Areas[0].Items[0]
		spoil(&def, item, &item.Clauses[0])
		if _, err := NewTable(def); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestSheetDoesNotAllocate(t *testing.T) {
	table := small(t)
	sheet := table.NewSheet()
	entries := []Entry{{Clause: 8, Count: 1}, {Clause: 6, Counts: []int64{1, 2}}, {Clause: 1, Count: 2}, {Clause: 5, Option: 2}, {Clause: 2, Count: 1}}
	if n := testing.AllocsPerRun(100, func() {
		fault := sheet.Reset("")
		for i := range entries {
			fault = cmp.Or(fault, sheet.Add(&entries[i]))
		}
		if fault = cmp.Or(fault, sheet.Finish()); fault != nil {
			t.Fatal(fault)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	// 13 − 2 (case) − 2.5 (y) − 1.5 (3 missing); 1 + 2 × 2.5 on the bottom line.
	if sheet.Total != 1300-200-250-150-600 || !sheet.Vetoed || sheet.Grade != "low" {
		t.Errorf("total %s, vetoed %v, grade %s", sheet.Total, sheet.Vetoed, sheet.Grade)
	}
}
