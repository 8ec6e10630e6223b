package app

import (
	"encoding/json"
	"fmt"

	"baolei/internal/core/scoring"
)

// value is a finding as it is stored: the form of `baolei score`, without its
// clause, so that what is kept can be scored by the command as it is.
type value struct {
	Occurred   *bool            `json:"occurred,omitempty"`
	Count      *int64           `json:"count,omitempty"`
	Actual     *int64           `json:"actual,omitempty"`
	Expected   *int64           `json:"expected,omitempty"`
	Amount     json.Number      `json:"amount,omitempty"`
	Option     string           `json:"option,omitempty"`
	Counts     map[string]int64 `json:"counts,omitempty"`
	Applicable *bool            `json:"applicable,omitempty"`
	Reason     string           `json:"reason,omitempty"`
}

// EncodeFinding makes the stored form of a finding about a clause of a kind.
func EncodeFinding(kind scoring.Kind, f scoring.Finding) ([]byte, error) {
	var v value
	switch {
	case f.NotApplicable:
		v.Applicable, v.Reason = new(false), f.Reason
	case kind == scoring.Once || kind == scoring.Veto:
		v.Occurred = &f.Occurred
	case kind == scoring.PerCase || kind == scoring.Stepped:
		v.Count = &f.Count
	case kind == scoring.PerMissing:
		v.Actual = &f.Actual
		if f.HasExpected {
			v.Expected = &f.Expected
		}
	case kind == scoring.Range:
		v.Amount = json.Number(f.Amount.String())
	case kind == scoring.Choice:
		v.Option = f.Option
	case kind == scoring.Tiers:
		return json.Marshal(map[string]map[string]int64{"counts": counts(f.Counts)})
	}
	return json.Marshal(v)
}

func counts(tiers []scoring.Tier) map[string]int64 {
	m := make(map[string]int64, len(tiers))
	for _, t := range tiers {
		m[t.Option] = t.Count
	}
	return m
}

// DecodeFinding reads the stored form back. options gives the order of a tiers
// clause's counts.
func DecodeFinding(clause string, options []string, stored []byte) (scoring.Finding, error) {
	var v value
	if err := json.Unmarshal(stored, &v); err != nil {
		return scoring.Finding{}, fmt.Errorf("read the finding of %s: %w", clause, err)
	}
	f := scoring.Finding{Clause: clause, Option: v.Option, NotApplicable: v.Applicable != nil, Reason: v.Reason,
		Occurred: deref(v.Occurred), Count: deref(v.Count), Actual: deref(v.Actual), Expected: deref(v.Expected), HasExpected: v.Expected != nil}
	if v.Amount != "" {
		amount, err := scoring.ParsePoints(v.Amount.String())
		if err != nil {
			return scoring.Finding{}, fmt.Errorf("read the amount of %s: %w", clause, err)
		}
		f.Amount = amount
	}
	for _, option := range options {
		if n, said := v.Counts[option]; said {
			f.Counts = append(f.Counts, scoring.Tier{Option: option, Count: n})
		}
	}
	return f, nil
}

func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
