package scoring

import (
	"fmt"
	"math"

	"pgregory.net/rapid"
)

// What follows draws tables and findings of every kind, so that the properties
// hold for any set and not only for the embedded one.

type drawing struct {
	t     *rapid.T
	count int  // codes given out
	large bool // numbers may come near where products pass int64
}

func (d *drawing) code(prefix string) string {
	d.count++
	return fmt.Sprintf("%s%d", prefix, d.count)
}

func (d *drawing) bool(label string) bool { return rapid.Bool().Draw(d.t, label) }

func (d *drawing) int(low, high int, label string) int {
	return rapid.IntRange(low, high).Draw(d.t, label)
}

func (d *drawing) points(low, high int, label string) Points {
	return 25 * Points(d.int(low, high, label))
}

func (d *drawing) optional(label string) *Points {
	if d.int(0, 3, label) > 0 {
		return nil
	}
	p := d.points(0, 40, label)
	return &p
}

func drawDefinition(t *rapid.T) Definition {
	d := &drawing{t: t}
	def := Definition{Code: "random"}
	if d.bool("has kinds") {
		def.Kinds = []string{"village", "school"}
	}
	bound := Points(0)
	for i := range d.int(1, 4, "grades") {
		def.Grades = append(def.Grades, GradeDefinition{Code: fmt.Sprint("g", i), From: bound})
		bound += d.points(1, 60, "bound")
	}
	def.VetoGrade = def.Grades[d.int(0, len(def.Grades)-1, "veto grade")].Code
	for c := range categories {
		def.Categories[c] = d.caps()
		for range d.int(0, 2, "areas") {
			def.Areas = append(def.Areas, d.area(c, def.Kinds))
		}
	}
	return def
}

func (d *drawing) caps() Caps {
	return Caps{Earned: d.optional("earned cap"), Lost: d.optional("lost cap")}
}

func (d *drawing) area(c Category, kinds []string) AreaDefinition {
	a := AreaDefinition{Code: d.code("A"), Category: c, Caps: d.caps()}
	for range d.int(1, 3, "items") {
		a.Items = append(a.Items, d.item(c, kinds))
	}
	return a
}

func (d *drawing) item(c Category, kinds []string) ItemDefinition {
	it := ItemDefinition{Code: d.code("I")}
	if c != Bottom && d.bool("earns") {
		it.Direction = Earn
	}
	if c == Bottom || it.Direction == Earn && d.bool("no weight") {
		it.Limit = d.optional("limit")
	} else {
		w := d.points(0, 40, "weight")
		it.Weight = &w
	}
	if len(kinds) > 0 && d.bool("for a kind") {
		it.Kinds = []string{kinds[d.int(0, len(kinds)-1, "kind")]}
	}
	for range d.int(1, 3, "clauses") {
		it.Clauses = append(it.Clauses, d.clause())
	}
	return it
}

func (d *drawing) clause() ClauseDefinition {
	c := ClauseDefinition{Code: d.code("C"), Kind: Kind(d.int(int(Veto), int(Stepped), "clause kind"))}
	switch c.Kind {
	case Veto:
		c.Zero = d.bool("zero")
	case Once, PerCase:
		c.Amount = d.points(1, 20, "amount")
	case PerMissing:
		c.Amount = d.points(1, 20, "amount")
		if d.bool("default") {
			n := int64(d.int(0, 12, "expected"))
			c.Expected = &n
		}
	case Range:
		c.Min, c.Step = d.points(0, 8, "min"), d.points(1, 4, "step")
		c.Max = c.Min + c.Step*Points(d.int(0, 6, "steps"))
	case Choice, Tiers:
		for range d.int(1, 4, "options") {
			c.Options = append(c.Options, OptionDefinition{d.code("o"), d.points(0, 20, "amount")})
		}
	case Stepped:
		c.Amount, c.From = d.points(1, 8, "amount"), int64(d.int(1, 5, "from"))
		c.Flat = c.Amount*Points(c.From-1) + d.points(0, 8, "more")
	}
	return c
}

// number is mostly small.
func (d *drawing) number(label string) int64 {
	if d.large && d.int(0, 60, label+" is large") == 60 {
		return rapid.Int64Range(math.MaxInt64/5000, math.MaxInt64).Draw(d.t, label)
	}
	return int64(d.int(0, 15, label))
}

func (d *drawing) finding(c ClauseDefinition) Finding {
	f := Finding{Clause: c.Code}
	if d.int(0, 9, "not applicable") == 0 {
		f.NotApplicable, f.Reason = true, "无此事项"
		return f
	}
	switch c.Kind {
	case Veto, Once:
		f.Occurred = d.bool("occurred")
	case PerCase, Stepped:
		f.Count = d.number("count")
	case PerMissing:
		f.Actual = d.number("actual")
		if f.HasExpected = c.Expected == nil || d.bool("override"); f.HasExpected {
			f.Expected = d.number("expected")
		}
	case Range:
		if d.bool("some") {
			f.Amount = c.Min + c.Step*Points(d.int(0, int((c.Max-c.Min)/c.Step), "steps"))
		}
	case Choice:
		f.Option = NoOption
		if i := d.int(0, len(c.Options), "option"); i > 0 {
			f.Option = c.Options[i-1].Code
		}
	case Tiers:
		for _, o := range c.Options {
			if d.bool("given") {
				f.Counts = append(f.Counts, Tier{o.Code, d.number("tier")})
			}
		}
	}
	return f
}

// drawCase is a table, a kind of branch and findings that are admitted for it.
func drawCase(t *rapid.T, large bool) (def Definition, table *Table, kind string, findings []Finding) {
	def = drawDefinition(t)
	table, err := NewTable(def)
	if err != nil {
		t.Fatal(err)
	}
	d := &drawing{t: t, large: large}
	if len(def.Kinds) > 0 {
		kind = def.Kinds[d.int(0, len(def.Kinds)-1, "kind")]
	}
	for _, c := range admitted(def, kind) {
		if d.bool("answered") {
			findings = append(findings, d.finding(c))
		}
	}
	return def, table, kind, findings
}

func admitted(def Definition, kind string) (clauses []ClauseDefinition) {
	for _, a := range def.Areas {
		for _, it := range a.Items {
			if isFor(it, kind) {
				clauses = append(clauses, it.Clauses...)
			}
		}
	}
	return clauses
}

func isFor(it ItemDefinition, kind string) bool {
	for _, k := range it.Kinds {
		if k == kind {
			return true
		}
	}
	return len(it.Kinds) == 0
}
