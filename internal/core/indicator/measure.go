package indicator

import (
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// Measure names what a clause's suggested finding is made from; see the package
// comment for what each takes. It bears upon no score.
type Measure struct {
	Name   MeasureName
	Kinds  []string       // codes of the kinds of record that count; see MeasureName
	Each   Each           // activities of a per_missing clause: what is counted
	Groups bool           // activities: each party group must have held one
	Months int            // vacant_seats, transfers: from how many months on
	From   scoring.Points // bottom_line: from what a member lost
	Late   string         // reelection of a choice: the option for a delay
	Long   string         // the option for a delay of a year or more; "" where Late is for all
}

// MeasureName is a way to make a suggested finding out of records.
type MeasureName string

// The measures. Kinds are, in this order, those of record.ActivityKind,
// PlanKind, RuleKind, HonourKind and SanctionKind.
const (
	Activities      MeasureName = "activities"
	Plans           MeasureName = "plans"
	Rules           MeasureName = "rules"
	Honours         MeasureName = "honours"
	Sanctions       MeasureName = "sanctions"
	Talks           MeasureName = "talks"
	CleanGovernment MeasureName = "clean_government"
	VacantSeats     MeasureName = "vacant_seats"
	Reelection      MeasureName = "reelection"
	Transfers       MeasureName = "transfers"
	DuesKept        MeasureName = "dues"
	MemberIndex     MeasureName = "member_index"
	BottomLine      MeasureName = "bottom_line"

	// Of a member, in sets for members.
	Attended MeasureName = "attended"
	Absences MeasureName = "absences"
	DuesPaid MeasureName = "dues_paid"
)

// Each is the span of time of which one activity counts, however many there were.
type Each string

// The spans.
const (
	Month     Each = "month"
	Quarter   Each = "quarter"
	WholeYear Each = "year"
)

// InAYear is how many such spans a year has.
func (e Each) InAYear() int64 { return map[Each]int64{Month: 12, Quarter: 4, WholeYear: 1}[e] }

// measureRule is what a measure takes besides its name, and which clauses it
// can speak for.
type measureRule struct {
	name  MeasureName
	of    Subject // whose sets it is for; "" for branches
	fits  []scoring.Kind
	need  []string
	may   []string
	kinds []record.Named // that kinds may name
	tiers []record.Named // that the options of a tiers clause must be among
}

var measureRules = []measureRule{
	{name: Activities, fits: []scoring.Kind{scoring.PerMissing, scoring.Once, scoring.PerCase}, need: []string{"kinds"}, kinds: record.ActivityKinds()},
	{name: Talks, fits: []scoring.Kind{scoring.PerMissing}},
	{name: Plans, fits: []scoring.Kind{scoring.PerMissing, scoring.Once}, need: []string{"kinds"}, kinds: record.PlanKinds()},
	{name: CleanGovernment, fits: []scoring.Kind{scoring.Once}},
	{name: Rules, fits: []scoring.Kind{scoring.PerMissing, scoring.Once}, may: []string{"kinds"}, kinds: record.RuleKinds()},
	{name: VacantSeats, fits: []scoring.Kind{scoring.Once, scoring.PerCase}, need: []string{"months"}},
	{name: Reelection, fits: []scoring.Kind{scoring.Choice, scoring.Once}},
	{name: Transfers, fits: []scoring.Kind{scoring.PerCase, scoring.Once, scoring.Stepped}, need: []string{"months"}},
	{name: DuesKept, fits: []scoring.Kind{scoring.Range, scoring.Once}},
	{name: Honours, fits: []scoring.Kind{scoring.Tiers, scoring.PerCase, scoring.Once}, need: []string{"kinds"}, kinds: record.HonourKinds(), tiers: record.HonourLevels()},
	{name: Sanctions, fits: []scoring.Kind{scoring.Tiers, scoring.PerCase, scoring.Once, scoring.Stepped}, may: []string{"kinds"}, kinds: record.SanctionKinds(), tiers: record.SanctionKinds()},
	{name: MemberIndex, fits: []scoring.Kind{scoring.Range}},
	{name: Attended, of: Member, fits: []scoring.Kind{scoring.PerMissing, scoring.PerCase}, need: []string{"kinds"}, kinds: record.ActivityKinds()},
	{name: Absences, of: Member, fits: []scoring.Kind{scoring.PerCase, scoring.Stepped}, need: []string{"kinds"}, kinds: record.ActivityKinds()},
	{name: DuesPaid, of: Member, fits: []scoring.Kind{scoring.PerMissing}},
	{name: BottomLine, fits: []scoring.Kind{scoring.Stepped, scoring.PerCase, scoring.Once}, need: []string{"from"}},
}

// subject is whose sets the measure is for.
func (u measureRule) subject() Subject {
	if u.of == "" {
		return Branch
	}
	return u.of
}

// keys are what the measure needs and may have for a clause of a kind.
func (u measureRule) keys(kind scoring.Kind) (need, may []string) {
	need, may = append([]string{"name"}, u.need...), u.may
	switch {
	case u.name == Activities && kind == scoring.PerMissing:
		need, may = append(need, "each"), append(may, "by")
	case u.name == Attended && kind == scoring.PerMissing:
		need = append(need, "each")
	case u.name == Reelection && kind == scoring.Choice:
		need, may = append(need, "late"), append(may, "over_a_year")
	}
	return need, may
}
