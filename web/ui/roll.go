package ui

import "github.com/a-h/templ"

// Look names where a part of a form is looked at anew while it is filled in: what was typed is
// sent there after each change, nothing is saved, and the answer replaces the target. A zero Look
// does nothing. Where a look fails, the form stays as it is.
type Look struct{ URL, Target string }

// attributes of the element whose changes make the form be looked at.
func (l Look) attributes() templ.Attributes {
	if l.URL == "" {
		return nil
	}
	return templ.Attributes{"data-look": "1", "hx-post": string(templ.URL(l.URL)), "hx-trigger": "change", "hx-target": l.Target, "hx-swap": "outerHTML",
		"hx-encoding": "application/x-www-form-urlencoded", "hx-params": "not file", "hx-sync": "this:replace"}
}

// Chips is a group of boxes to tick, any number of them; those in More are folded away.
type Chips struct {
	ID, Name, Label string
	Hint, Error     string
	Options, More   []Option
	MoreLabel       string
	Values          []string // ticked
	Look            Look
}

func (c Chips) ticked(value string) bool {
	for _, v := range c.Values {
		if v == value {
			return true
		}
	}
	return false
}

// Roll calls people one by one: a choice of a few for each, and a reason where the choice asks for
// one.
type Roll struct {
	ID, Label   string
	Hint, Error string
	Options     []RollOption
	People      []RollLine
	Why         string // words of an empty reason: "原因"
	Empty       string // said where there is nobody
}

// RollOption is one choice.
type RollOption struct {
	Value, Label string
	Spoken       string // for screen readers: "请假"
	Asks         bool   // a reason is asked for
}

// RollLine is one person of a roll.
type RollLine struct {
	ID, Name, WhyName string // WhyName is the field of the reason
	Label, Sub        string
	Value, Why        string
}

// Checklist tells what is there and what is still missing.
type Checklist struct {
	ID, Title, Note string
	Items           []CheckItem
	Look            Look // looks again after each change of the form From names
	From            string
	OOB             bool
}

// CheckItem is one line of it.
type CheckItem struct {
	Label, Text string
	Done        bool
}

// attributes make the list look at the form after each of its changes.
func (c Checklist) attributes() templ.Attributes {
	a := c.Look.attributes()
	if a == nil {
		a = templ.Attributes{}
	}
	if c.From != "" {
		a["hx-trigger"] = "change from:" + c.From + " delay:150ms"
		a["hx-include"] = c.From
	}
	if c.OOB {
		a["hx-swap-oob"] = "true"
	}
	return a
}

func rollID(p RollLine, o RollOption) string {
	if o.Value == "" {
		return p.ID + "-none"
	}
	return p.ID + "-" + o.Value
}
