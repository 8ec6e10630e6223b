package figures

import (
	"strconv"
	"strings"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// Unanswered is the word for a clause without a finding.
const Unanswered = "未填"

// Said writes a finding in a few words, for people to compare: "10 / 12 次",
// "未制定", "省级 1 项、市级 2 项".
func Said(c *indicator.Clause, f scoring.Finding) string {
	if f.NotApplicable {
		return "不适用：" + f.Reason
	}
	switch c.Kind {
	case scoring.Once, scoring.Veto:
		return word(f.Occurred, Yes(c), No(c))
	case scoring.PerCase, scoring.Stepped:
		return number(f.Count, c.Unit)
	case scoring.PerMissing:
		return strconv.FormatInt(f.Actual, 10) + " / " + number(Expected(c, f), c.Unit)
	case scoring.Range:
		return Step(c, f.Amount)
	case scoring.Choice:
		return OptionLabel(c, f.Option)
	case scoring.Tiers:
		return tiers(c, f.Counts)
	}
	return ""
}

// Expected is the number that a per_missing finding is compared with.
func Expected(c *indicator.Clause, f scoring.Finding) int64 {
	if !f.HasExpected && c.Expected != nil {
		return *c.Expected
	}
	return f.Expected
}

// Yes is the word for "it occurred".
func Yes(c *indicator.Clause) string { return either(c.Yes, "有") }

// No is the word for "it did not".
func No(c *indicator.Clause) string { return either(c.No, "无") }

// Step is the word for a step of a range: the clause's own for 0.
func Step(c *indicator.Clause, p scoring.Points) string {
	if p == 0 {
		return either(c.No, "0")
	}
	return Short(p)
}

// OptionLabel is the word for an option of a choice or of tiers.
func OptionLabel(c *indicator.Clause, code string) string {
	if o, ok := c.Option(code); ok {
		return o.Label
	}
	return either(c.No, "都不是")
}

// tiers names what was counted in the order of the clause: the highest level first.
func tiers(c *indicator.Clause, counts []scoring.Tier) string {
	var parts []string
	for _, o := range c.Options {
		for _, t := range counts {
			if t.Option == o.Code && t.Count > 0 {
				parts = append(parts, o.Label+" "+number(t.Count, c.Unit))
			}
		}
	}
	if len(parts) == 0 {
		return "无"
	}
	return strings.Join(parts, "、")
}

func number(n int64, unit string) string {
	return strings.TrimSpace(strconv.FormatInt(n, 10) + " " + unit)
}

func word(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

func either(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
