package indicator

import (
	"fmt"
	"strings"
	"testing"

	"baolei/internal/core/scoring"
)

// annex is the table of the annex, one line a clause: item weight, clause, kind
// and figures. Bottom-line items have no weight.
const annex = `
4 B1.1a per_case 2
3 B1.2a once 1
3 B1.2b once 2
4 B1.3a once 2
4 B1.3b per_case 1
2 B1.4a once 2
2 B1.5a once 2
1 B2.1a per_missing 0.5 of 3
3 B2.2a range 1-3/0.5
2 B2.3a range 1-2/0.5
3 B2.4a per_missing 1 of 12
1 B2.5a once 1
2 B2.6a once 1
2 B2.6b per_missing 0.5
3 B2.7a range 1-3/0.5
1 B3.1a once 1
2 B3.2a choice late=1 over_a_year=2
4 B3.3a per_missing 1 of 4
4 B3.3b per_missing 0.5 of 12
4 B3.3c per_missing 0.5 of 12
4 B3.3d per_missing 0.5 of 4
1 B3.4a per_case 0.5
4 B3.5a range 1-2/0.5
4 B3.5b once 2
4 B3.6a once 2
4 B3.6b per_case 2
1 B3.7a once 1
2 B3.8a range 1-2/0.5
1 B3.9a once 1
2 B4.1a once 2
2 B4.2a range 1-2/0.5
2 B4.3a per_case 1
1 B4.4a once 1
1 B4.5a once 1
1 B4.6a once 1
1 B4.7a per_case 1
2 B5.1a once 2
1 B5.2a once 1
1 B5.3a once 1
1 B5.4a per_case 1
1 B5.5a once 1
1 B5.6a once 1
2 B5.7a once 2
1 B5.8a once 1
2 B6.1a per_missing 0.5 of 4
2 B6.2a range 0.5-2/0.5
2 B6.3a once 1
2 B6.3b range 0.5-2/0.5
2 B6.4a range 1-2/0.5
2 B6.5a once 2
12 P1a tiers national=6 provincial=5 municipal=4 work_committee=3 superior_committee=2
10 P2a tiers national=6 provincial=5 municipal=4 work_committee=3 superior_committee=2
8 P3a tiers national=6 provincial=5 municipal=4 work_committee=3 superior_committee=2
5 P4a tiers national=5 provincial=4 municipal=3 work_committee=2 superior_committee=1
5 P5a range 1-5/0.5
- L1a veto
- L2a veto
- L3a veto
- L4a veto
- L5a stepped 1 from 3 flat 5
- L6a tiers warning=1 serious_warning=2 removed=3 probation=4 expelled=5
`

func TestEmbeddedIsTheAnnex(t *testing.T) {
	set := Embedded()
	var got strings.Builder
	got.WriteString("\n")
	for _, a := range set.Areas {
		for _, it := range a.Items {
			for _, c := range it.Clauses {
				fmt.Fprintln(&got, figuresLine(it, c))
			}
		}
	}
	if got.String() != annex {
		t.Errorf("got %s", got.String())
	}
}

func figuresLine(it Item, c Clause) string {
	weight := "-"
	if it.HasWeight {
		weight = it.Weight.String()
	}
	line := weight + " " + c.Code + " " + c.Kind.String()
	switch c.Kind {
	case scoring.Once, scoring.PerCase:
		line += " " + c.Amount.String()
	case scoring.PerMissing:
		line += " " + c.Amount.String()
		if c.Expected != nil {
			line += fmt.Sprintf(" of %d", *c.Expected)
		}
	case scoring.Range:
		line += fmt.Sprintf(" %s-%s/%s", c.Min, c.Max, c.Step)
	case scoring.Stepped:
		line += fmt.Sprintf(" %s from %d flat %s", c.Amount, c.From, c.Flat)
	}
	for _, o := range c.Options {
		line += fmt.Sprintf(" %s=%s", o.Code, o.Amount)
	}
	return line
}

func TestEmbeddedFrame(t *testing.T) {
	set := Embedded()
	var areas []string
	items := 0
	for _, a := range set.Areas {
		areas = append(areas, fmt.Sprintf("%s %s %s %s", a.Code, a.Title, a.Category, a.Weight))
		items += len(a.Items)
	}
	// The areas of the annex: 15 + 15 + 20 + 10 + 10 + 10 = 80, and 40.
	want := "B1 政治建设 base 15,B2 思想建设 base 15,B3 组织建设 base 20,B4 作风建设 base 10," +
		"B5 纪律建设 base 10,B6 制度建设 base 10,P 先锋分 pioneer 40,L 底线分 bottom 0"
	if got := strings.Join(areas, ","); got != want {
		t.Errorf("areas %s", got)
	}
	if items != 41+5+6 || set.Table().Clauses() != 61 {
		t.Errorf("%d items, %d clauses", items, set.Table().Clauses())
	}
	// Opinion, V(1): the bounds belong to the better grade.
	for total, grade := range map[scoring.Points]string{
		7999: "lagging", 8000: "not_attained", 8999: "not_attained", 9000: "attained",
		10999: "attained", 11000: "excellent", 12000: "excellent", -500: "lagging",
	} {
		if got := set.Table().GradeOf(total); got != grade {
			t.Errorf("%s gives %s, want %s", total, got, grade)
		}
	}
	if g, _ := set.Grade(set.VetoGrade); g.Name != "后进整转" {
		t.Errorf("veto grade %q", g.Name)
	}
}

// What a person reads must be there: an answer for each button, a measure word
// for each count, and a sentence for each item.
func TestEmbeddedHasItsWords(t *testing.T) {
	set := Embedded()
	for _, a := range set.Areas {
		for _, it := range a.Items {
			if it.Ask == "" || it.Title == "" {
				t.Errorf("%s has no title or sentence", it.Code)
			}
			for _, c := range it.Clauses {
				checkWords(t, c)
			}
		}
	}
}

func checkWords(t *testing.T, c Clause) {
	t.Helper()
	var missing bool
	switch c.Kind {
	case scoring.Once, scoring.Veto:
		missing = c.Yes == "" || c.No == "" || c.Yes == c.No
	case scoring.Range, scoring.Choice:
		missing = c.No == ""
	default:
		missing = c.Unit == ""
	}
	if missing {
		t.Errorf("%s (%s) lacks words", c.Code, c.Kind)
	}
}

func TestNumber(t *testing.T) {
	for code, want := range map[string]string{"B2.4": "2.4", "P1": "先锋 1", "L5": "底线 5", "Q9": "Q9"} {
		if got := Embedded().Number(code); got != want {
			t.Errorf("%s is shown as %q, want %q", code, got, want)
		}
	}
}

func TestAnItemIsNamedByNumberAndTitle(t *testing.T) {
	if got, known := Embedded().Titled("B2.4"); !known || got != "2.4 主题党日" {
		t.Errorf("B2.4 is %q, known %v", got, known)
	}
	if got, known := Embedded().Titled("Q9"); known || got != "Q9" {
		t.Errorf("an unknown item is %q, known %v", got, known)
	}
}

func TestLookups(t *testing.T) {
	set := Embedded()
	c, it, ok := set.Clause("B2.6b")
	if !ok || it.Code != "B2.6" || c.Expected != nil {
		t.Errorf("B2.6b: %+v in %+v", c, it)
	}
	if _, a, ok := set.Item("B2.6"); !ok || a.Code != "B2" {
		t.Errorf("B2.6 is in %+v", a)
	}
	choice, _, _ := set.Clause("B3.2a")
	if o, ok := choice.Option("over_a_year"); !ok || o.Amount != 200 {
		t.Errorf("over_a_year: %+v", o)
	}
	if _, _, ok := set.Clause("B2.6"); ok {
		t.Error("an item's code finds a clause")
	}
}
