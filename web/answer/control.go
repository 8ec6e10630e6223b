package answer

import (
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/ui"
)

// Control is the control for a clause: what was said is shown where answered.
// A clause set aside as not applicable shows no control, see NotApplicable.
func Control(c *indicator.Clause, said scoring.Finding, answered bool, s Shown) templ.Component {
	r, v := s.row(c), s.values(c, said, answered)
	get := func(name string) string { return v.Get(Field(c, name)) }
	switch c.Kind {
	case scoring.Once:
		return ui.OnceControl(s.once(c, r, get(occurred)))
	case scoring.Veto:
		return ui.VetoControl(ui.Veto{Once: s.once(c, r, get(occurred)), Meaning: happened(c) + "即" + figures.Effect(s.Set, c.Zero)})
	case scoring.PerCase, scoring.Stepped:
		return ui.StepperControl(ui.Stepper{Row: r, Name: Field(c, count), Value: get(count), Unit: c.Unit})
	case scoring.PerMissing:
		return ui.StepperControl(perMissing(c, r, get(actual), get(expected)))
	case scoring.Range:
		return ui.RangeControl(ui.Range{Row: r, Name: Field(c, amount), Value: get(amount), Steps: steps(c, s.direction())})
	case scoring.Choice:
		return ui.ChoiceControl(ui.Choice{Row: r, Name: Field(c, option), Value: get(option), Options: choices(c, s.direction())})
	case scoring.Tiers:
		return ui.TiersControl(s.tiers(c, r, v))
	}
	return templ.NopComponent
}

func (s Shown) once(c *indicator.Clause, r ui.Row, value string) ui.Once {
	loses := s.direction() == scoring.Deduct
	return ui.Once{Row: r, Name: Field(c, occurred), Value: value, Yes: figures.Yes(c), No: figures.No(c), YesLost: loses, NoFirst: loses}
}

func perMissing(c *indicator.Clause, r ui.Row, held, due string) ui.Stepper {
	st := ui.Stepper{Row: r, Name: Field(c, actual), Value: held, Unit: c.Unit, Of: due, OfName: Field(c, expected), OfLabel: "应有"}
	if due == "" && c.Expected != nil {
		st.Of = strconv.FormatInt(*c.Expected, 10)
	}
	st.Start = st.Of
	return st
}

func steps(c *indicator.Clause, d scoring.Direction) []ui.Option {
	list := []ui.Option{{Value: "0", Label: figures.Step(c, 0)}}
	for p := c.Min; p <= c.Max; p += c.Step {
		if p != 0 {
			list = append(list, ui.Option{Value: p.String(), Label: figures.Short(p), Lost: d == scoring.Deduct})
		}
		if c.Step <= 0 {
			break
		}
	}
	return list
}

func choices(c *indicator.Clause, d scoring.Direction) []ui.Option {
	list := []ui.Option{{Value: scoring.NoOption, Label: figures.OptionLabel(c, scoring.NoOption), Amount: "0"}}
	for _, o := range c.Options {
		text, _ := figures.Amount(d, o.Amount)
		list = append(list, ui.Option{Value: o.Code, Label: o.Label, Amount: text, Lost: d == scoring.Deduct && o.Amount > 0})
	}
	return list
}

func (s Shown) tiers(c *indicator.Clause, r ui.Row, v url.Values) ui.Tiers {
	t := ui.Tiers{Row: r, Unit: c.Unit}
	for _, o := range c.Options {
		each, _ := figures.Amount(s.direction(), o.Amount)
		l := ui.Level{Name: Field(c, tier+o.Code), Value: v.Get(Field(c, tier+o.Code)), Label: o.Label, Each: "每" + c.Unit + " " + each,
			Error: s.Errors[Field(c, tier+o.Code)]}
		l.Amount, l.Tone = s.tierAmount(c, o.Code)
		t.Levels = append(t.Levels, l)
	}
	return t
}

func (s Shown) tierAmount(c *indicator.Clause, code string) (string, ui.Tone) {
	if s.Item == nil {
		return "", ui.Neutral
	}
	for _, p := range s.Item.Clauses {
		if p.Clause != c.Code {
			continue
		}
		for _, t := range p.Tiers {
			if t.Option == code {
				return figures.Amount(s.Item.Direction, t.Amount)
			}
		}
	}
	return "", ui.Neutral
}

// NotApplicable is the form that sets a clause aside with a reason, or takes it
// up again. set and undo bring the address, token and version.
func NotApplicable(c *indicator.Clause, said scoring.Finding, answered bool, s Shown, set, undo ui.Form) ui.NotApplicable {
	id := s.row(c).ID + "-na"
	on := answered && said.NotApplicable
	set.Hidden = append(set.Hidden, ui.Hidden{Name: Field(c, notApplies), Value: "true"})
	name, value := ClearField(c)
	undo.Hidden = append(undo.Hidden, ui.Hidden{Name: name, Value: value})
	n := ui.NotApplicable{ID: id, Form: set, On: on, Summary: "不适用", ReasonName: Field(c, reason), Reason: said.Reason,
		Hint: "写明本支部为什么不涉及这一条，例如“未设党小组”。", Error: s.Errors[Field(c, reason)], Disabled: s.Disabled || s.ReadOnly, Undo: &undo}
	if s.Typed != nil && s.Typed.Get(Field(c, notApplies)) != "" {
		n.Reason = s.Typed.Get(Field(c, reason))
	}
	return n
}
