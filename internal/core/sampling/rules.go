package sampling

import (
	"fmt"

	"baolei/internal/core/scoring"
)

// Rule names a reason for which a branch holds more than one ticket.
type Rule string

// The rules, in the order in which their tickets are added.
const (
	Proportion Rule = "proportion" // the committee's figures did not always hold when they were checked
	Apart      Rule = "difference" // self-assessment and review were far apart last year
	Hinted     Rule = "hints"      // the year's records have entries that deserve a second look
	Unchecked  Rule = "unchecked"  // nobody has checked the branch for years
)

// Rules tell how many tickets a branch holds. Every branch has one; each rule
// adds some, in the order of the constants, up to Most in all. A rule that adds
// 0 is turned off. The officer sets them before a draw is published, within the
// bounds of Faults.
type Rules struct {
	Most  int // tickets that no branch exceeds
	Years int // how many years before the cycle's are looked at

	// The more branches of a committee held when they were checked, the smaller
	// its share: from none to all of these, in proportion to those that did not
	// hold. They are all added where fewer than Least were checked: what nobody
	// knows is not trusted.
	Proportion int
	Least      int

	Difference        int
	DifferenceFrom    scoring.Points // apart by so many or more
	Hints             int
	HintsFrom         int // so many hints or more
	UncheckedForYears int // tickets, not years
}

// DefaultRules keep every branch within 5 tickets, up to which intervals are as
// good as they claim.
func DefaultRules() Rules {
	return Rules{Most: 5, Years: 3, Proportion: 2, Least: 3, Difference: 1, DifferenceFrom: 3 * scoring.Point, Hints: 1, HintsFrom: 2, UncheckedForYears: 1}
}

// The bounds of what an officer may set.
const (
	maxAdded    = 30
	maxYears    = 10
	maxLeast    = 50
	maxHints    = 50
	maxApart    = 50 * scoring.Point
	leastApart  = scoring.Point / 2
	leastHinted = 1
)

// Bounded is a figure of the rules with what it may be.
type Bounded struct {
	Name       string // of the field, as in Faults
	Value      int64
	Least, Max int64
}

// Figures lists what the officer sets, points in hundredths.
func (r Rules) Figures() []Bounded {
	return []Bounded{
		{"most", int64(r.Most), 1, MaxTickets}, {"years", int64(r.Years), 1, maxYears},
		{"proportion", int64(r.Proportion), 0, maxAdded}, {"least", int64(r.Least), 1, maxLeast},
		{"difference", int64(r.Difference), 0, maxAdded}, {"difference_from", int64(r.DifferenceFrom), int64(leastApart), int64(maxApart)},
		{"hints", int64(r.Hints), 0, maxAdded}, {"hints_from", int64(r.HintsFrom), leastHinted, maxHints},
		{"unchecked", int64(r.UncheckedForYears), 0, maxAdded},
	}
}

// Faults tells by field, in plain Chinese, what is out of bounds.
func (r Rules) Faults() map[string]string {
	bad := map[string]string{}
	for _, f := range r.Figures() {
		if f.Value >= f.Least && f.Value <= f.Max {
			continue
		}
		bad[f.Name] = fmt.Sprintf("请填 %d 至 %d。", f.Least, f.Max)
		if f.Name == "difference_from" {
			bad[f.Name] = fmt.Sprintf("请填 %s 至 %s 分。", scoring.Points(f.Least), scoring.Points(f.Max))
		}
	}
	return bad
}

// Text says the rules in plain Chinese, one sentence each: what is published
// before the seed, and what Tickets does.
func (r Rules) Text() []string {
	text := []string{fmt.Sprintf("每个支部 1 张签，以下各条依次相加，一个支部最多 %d 张。", r.Most)}
	add := func(tickets int, format string, args ...any) {
		if tickets > 0 {
			text = append(text, fmt.Sprintf(format, args...))
		}
	}
	add(r.Proportion, "按抽查记录：近 %d 年和本年度此前的抽查中，所在党委查过 %d 个以上支部的，按总分超出当次允许差的支部所占比例加 0 至 %d 张，不足 1 张的按 1 张；查过的不到 %d 个的，加 %d 张。",
		r.Years, r.Least, r.Proportion, r.Least, r.Proportion)
	add(r.Difference, "上一年度自评与考核总分相差 %s 分以上的，加 %d 张。", r.DifferenceFrom, r.Difference)
	add(r.Hints, "本年度提交自评时，记录有 %d 处以上需要核实的，加 %d 张。", r.HintsFrom, r.Hints)
	add(r.UncheckedForYears, "近 %d 年没有被抽查过的，加 %d 张。", r.Years, r.UncheckedForYears)
	return text
}
