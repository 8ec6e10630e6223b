// Package answer is how a person answers one clause: the control that fits its
// kind, with label, hint and amount, and the way back from the posted form to a
// finding. Desks of all levels use it, so that one clause looks and reads the
// same everywhere. It decides no rights and saves nothing.
//
// The fields of a clause are named after it ("B2.4a:actual"), so that a form
// may hold one clause or several.
package answer

import (
	"net/url"
	"strings"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// Names of a clause's fields, after the colon.
const (
	occurred   = "occurred"
	count      = "count"
	actual     = "actual"
	expected   = "expected"
	amount     = "amount"
	option     = "option"
	tier       = "tier-" // and the option's code
	notApplies = "na"
	reason     = "reason"
	cleared    = "clear"
)

// Field is the name of a clause's field.
func Field(c *indicator.Clause, name string) string { return c.Code + ":" + name }

// Shown is what a control shows besides the clause and its finding.
type Shown struct {
	Set      *indicator.Set    // names the grade of a veto
	ID       string            // of the control; empty: page.ClauseID of the clause
	Item     *scoring.ItemPart // explanation of the clause's item; gives hint and amount, nil leaves them out
	Errors   map[string]string // what was wrong, by field, or by clause code
	Typed    url.Values        // what was posted and refused: shown instead of the finding
	Key      string            // shortcut
	ReadOnly bool
	Disabled bool
}

// ClearField is the pair of name and value that takes an answer back.
func ClearField(c *indicator.Clause) (name, value string) { return Field(c, cleared), "true" }

// NoneOf is the hidden field that says that a level of tiers did not occur.
func NoneOf(c *indicator.Clause, code string) ui.Hidden {
	return ui.Hidden{Name: Field(c, tier+code), Value: "0"}
}

// row makes what all controls have in common.
func (s Shown) row(c *indicator.Clause) ui.Row {
	r := ui.Row{ID: s.ID, Label: c.Label, Error: s.error(c), Key: s.Key, ReadOnly: s.ReadOnly, Disabled: s.Disabled}
	if r.ID == "" {
		r.ID = page.ClauseID(c.Code)
	}
	if s.Item == nil {
		return r
	}
	r.Hint = hint(c, s.Item, !s.ReadOnly)
	for _, p := range s.Item.Clauses {
		if p.Clause == c.Code && p.Answered {
			r.Amount, r.AmountTone = effect(p, s.Item.Direction)
		}
	}
	return r
}

func effect(p scoring.ClausePart, d scoring.Direction) (string, ui.Tone) {
	switch {
	case p.Finding.NotApplicable:
		return "不计", ui.Neutral
	case p.Vetoed:
		return "否决", ui.Lost
	}
	return figures.Amount(d, p.Amount)
}

// error joins what was wrong with any field of the clause.
func (s Shown) error(c *indicator.Clause) string {
	if message, ok := s.Errors[c.Code]; ok {
		return message
	}
	for _, name := range fields(c) {
		if name == reason || strings.HasPrefix(name, tier) {
			continue // told beside their own fields
		}
		if message, ok := s.Errors[Field(c, name)]; ok {
			return message
		}
	}
	return ""
}

// fields lists the names that a clause's form may post.
func fields(c *indicator.Clause) []string {
	names := []string{cleared, notApplies, reason}
	switch c.Kind {
	case scoring.Once, scoring.Veto:
		return append(names, occurred)
	case scoring.PerCase, scoring.Stepped:
		return append(names, count)
	case scoring.PerMissing:
		return append(names, actual, expected)
	case scoring.Range:
		return append(names, amount)
	case scoring.Choice:
		return append(names, option)
	case scoring.Tiers:
		for _, o := range c.Options {
			names = append(names, tier+o.Code)
		}
	}
	return names
}

// values is what the fields show: what was typed and refused, else the finding.
func (s Shown) values(c *indicator.Clause, said scoring.Finding, answered bool) url.Values {
	if s.Typed != nil {
		return s.Typed
	}
	if !answered {
		return url.Values{}
	}
	return Values(c, said)
}

// direction tells whether the clause earns; bottom-line and base items lose.
func (s Shown) direction() scoring.Direction {
	if s.Item == nil {
		return scoring.Deduct
	}
	return s.Item.Direction
}
