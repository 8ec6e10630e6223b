package measure

import (
	"slices"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// Same tells whether two findings about a clause say the same: of a number that
// is expected, whatever is beyond it does not matter.
func Same(c *indicator.Clause, a, b scoring.Finding) bool {
	if a.NotApplicable || b.NotApplicable {
		return a.NotApplicable == b.NotApplicable
	}
	switch c.Kind {
	case scoring.PerCase, scoring.Stepped:
		return a.Count == b.Count
	case scoring.PerMissing:
		expected := expectedOf(c, a)
		return expected == expectedOf(c, b) && min(a.Actual, expected) == min(b.Actual, expected)
	case scoring.Range:
		return a.Amount == b.Amount
	case scoring.Choice:
		return a.Option == b.Option
	case scoring.Tiers:
		return !slices.ContainsFunc(c.Options, func(o indicator.Option) bool { return countOf(a, o.Code) != countOf(b, o.Code) })
	}
	return a.Occurred == b.Occurred
}

func expectedOf(c *indicator.Clause, f scoring.Finding) int64 {
	if f.HasExpected || c.Expected == nil {
		return f.Expected
	}
	return *c.Expected
}

func countOf(f scoring.Finding, option string) int64 {
	for _, t := range f.Counts {
		if t.Option == option {
			return t.Count
		}
	}
	return 0
}

// only keeps of a finding what its clause's kind has.
func only(c *indicator.Clause, f scoring.Finding) scoring.Finding {
	one := scoring.Finding{Clause: c.Code}
	switch {
	case f.NotApplicable:
		one.NotApplicable, one.Reason = true, f.Reason
	case c.Kind == scoring.PerCase || c.Kind == scoring.Stepped:
		one.Count = f.Count
	case c.Kind == scoring.PerMissing:
		one.Actual, one.Expected, one.HasExpected = f.Actual, f.Expected, f.HasExpected
	case c.Kind == scoring.Range:
		one.Amount = f.Amount
	case c.Kind == scoring.Choice:
		one.Option = f.Option
	case c.Kind == scoring.Tiers:
		one.Counts = f.Counts
	default:
		one.Occurred = f.Occurred
	}
	return one
}
