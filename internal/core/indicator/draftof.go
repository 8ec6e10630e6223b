package indicator

import (
	"strconv"

	"baolei/internal/core/scoring"
)

// Draft is the set as a draft: reading it gives the same set again.
func (s *Set) Draft() *Draft {
	d := &Draft{Code: s.Code, Name: s.Name, Version: s.Version, Subject: string(s.Subject), VetoGrade: s.VetoGrade}
	for _, k := range s.Kinds {
		d.Kinds = append(d.Kinds, DraftKind(k))
	}
	for _, c := range s.Categories {
		d.Categories = append(d.Categories, DraftCategory{c.Code, c.Name, figureOf(c.Weight), figureOf(c.EarnsAtMost), figureOf(c.LosesAtMost)})
	}
	for _, g := range s.Grades {
		d.Grades = append(d.Grades, DraftGrade{g.Code, g.Name, figureIf(g.HasFrom, g.From)})
	}
	for i := range s.Areas {
		d.Areas = append(d.Areas, s.Areas[i].draft())
	}
	return d
}

func figureOf(p *scoring.Points) Figure {
	if p == nil {
		return ""
	}
	return Figure(p.String())
}

func figureIf(there bool, p scoring.Points) Figure {
	if !there {
		return ""
	}
	return Figure(p.String())
}

// more writes what must be more than 0 where it is there at all.
func more(p scoring.Points) Figure { return figureIf(p > 0, p) }

func (a *Area) draft() DraftArea {
	d := DraftArea{Code: a.Code, Title: a.Title, Category: a.Category, Weight: figureIf(a.HasWeight, a.Weight), EarnsAtMost: figureOf(a.EarnsAtMost), LosesAtMost: figureOf(a.LosesAtMost)}
	for i := range a.Items {
		d.Items = append(d.Items, a.Items[i].draft(a.Category))
	}
	return d
}

func (it *Item) draft(category string) DraftItem {
	d := DraftItem{Code: it.Code, Title: it.Title, Ask: it.Ask, Text: it.Text, Weight: figureIf(it.HasWeight, it.Weight), AtMost: figureOf(it.Limit), Kinds: it.Kinds}
	usual := scoring.Deduct
	if category == scoring.Pioneer.String() {
		usual = scoring.Earn
	}
	if it.Direction != usual {
		d.Direction = it.Direction.String()
	}
	for i := range it.Clauses {
		d.Clauses = append(d.Clauses, it.Clauses[i].draft())
	}
	return d
}

func (c *Clause) draft() DraftClause {
	d := DraftClause{Code: c.Code, Kind: c.Kind.String(), Label: c.Label, Amount: more(c.Amount), Unit: c.Unit, Step: more(c.Step), Flat: more(c.Flat), Occurred: c.Yes, Otherwise: c.No}
	if c.Expected != nil {
		d.Expected = Figure(strconv.FormatInt(*c.Expected, 10))
	}
	if c.Kind == scoring.Range {
		d.Min, d.Max = Figure(c.Min.String()), Figure(c.Max.String())
	}
	if c.From > 0 {
		d.From = Figure(strconv.FormatInt(c.From, 10))
	}
	if c.Zero {
		d.Effect = "zero"
	}
	for _, o := range c.Options {
		d.Options = append(d.Options, DraftOption{o.Code, o.Label, Figure(o.Amount.String())})
	}
	d.Measure = c.Measure.draft()
	return d
}

func (m *Measure) draft() *DraftMeasure {
	if m == nil {
		return nil
	}
	d := &DraftMeasure{Name: string(m.Name), Kinds: m.Kinds, Each: string(m.Each), From: more(m.From), Late: m.Late, OverYear: m.Long}
	if m.Groups {
		d.By = "group"
	}
	if m.Months > 0 {
		d.Months = Figure(strconv.Itoa(m.Months))
	}
	return d
}
