package measure

import (
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// Outlook is how a branch's year stands before its examination, by what it
// stated and, where it stated nothing yet, by what it recorded.
type Outlook struct {
	SoFar    scoring.Result // what is open is not lost yet
	Forecast scoring.Result // if nothing more is done
}

// Look makes the outlook of a branch of a kind. Clauses of which nothing is
// stated or recorded count as if nothing had happened.
func Look(set *indicator.Set, kind string, stated []scoring.Finding, suggested []Suggestion) (Outlook, error) {
	said := map[string]bool{}
	for _, f := range stated {
		said[f.Clause] = true
	}
	soFar, forecast := append([]scoring.Finding(nil), stated...), append([]scoring.Finding(nil), stated...)
	for _, s := range suggested {
		if said[s.Clause] {
			continue
		}
		clause, _, _ := set.Clause(s.Clause)
		soFar, forecast = append(soFar, s.hopeful(clause)), append(forecast, s.Finding)
	}
	var o Outlook
	var bad *scoring.Error
	if o.SoFar, bad = set.Table().Score(kind, soFar); bad != nil {
		return o, bad
	}
	if o.Forecast, bad = set.Table().Score(kind, forecast); bad != nil {
		return o, bad
	}
	return o, nil
}

// hopeful is the finding if all that is open were still done.
func (s Suggestion) hopeful(c *indicator.Clause) scoring.Finding {
	f := s.Finding
	if len(s.Open) == 0 || f.NotApplicable {
		return f
	}
	switch c.Kind {
	case scoring.PerMissing:
		expected := f.Expected
		if !f.HasExpected && c.Expected != nil {
			expected = *c.Expected
		}
		f.Actual = max(f.Actual, min(expected, f.Actual+int64(s.openParts())))
	case scoring.Once:
		if len(s.Missing) == 0 {
			f.Occurred = false
		}
	}
	return f
}

// openParts counts what is open: several groups of one month are one month, and
// each member is one.
func (s Suggestion) openParts() int {
	type part struct {
		from   string
		member int64
		kind   string
	}
	parts := map[part]bool{}
	for _, g := range s.Open {
		p := part{member: g.Member}
		switch {
		case g.Member != 0:
		case g.Group != 0:
			p.from = g.Days.From.String()
		default:
			p.from, p.kind = g.Days.From.String(), g.Kind
		}
		parts[p] = true
	}
	return len(parts)
}
