package indicator

import "baolei/internal/core/scoring"

// Nothing is the finding of whoever has looked and found nothing to take away or
// to add. ok is false where a number that only the branch can tell is needed for
// that: how many are due.
func (c *Clause) Nothing() (f scoring.Finding, ok bool) {
	f = scoring.Finding{Clause: c.Code}
	switch c.Kind {
	case scoring.PerMissing:
		if c.Expected == nil {
			return f, false
		}
		f.Actual = *c.Expected
	case scoring.Choice:
		f.Option = scoring.NoOption
	case scoring.Tiers:
		for _, o := range c.Options {
			f.Counts = append(f.Counts, scoring.Tier{Option: o.Code})
		}
	case scoring.Once, scoring.Veto, scoring.PerCase, scoring.Range, scoring.Stepped: // as it is: not, none, 0
	}
	return f, true
}
