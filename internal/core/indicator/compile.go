package indicator

import "baolei/internal/core/scoring"

// compile makes the table for scoring of a set that was checked.
func (s *Set) compile() error {
	def := scoring.Definition{Code: s.Code, VetoGrade: s.VetoGrade, Kinds: s.KindCodes()}
	for _, g := range s.Grades {
		def.Grades = append(def.Grades, scoring.GradeDefinition{Code: g.Code, From: g.From})
	}
	for _, c := range s.Categories {
		kind, _ := scoring.ParseCategory(c.Code) // checked when it was read
		def.Categories[kind] = scoring.Caps{Earned: c.EarnsAtMost, Lost: c.LosesAtMost}
	}
	for _, a := range s.Areas {
		def.Areas = append(def.Areas, a.definition())
	}
	table, err := scoring.NewTable(def)
	s.table = table
	return err
}

func (a *Area) definition() scoring.AreaDefinition {
	category, _ := scoring.ParseCategory(a.Category) // checked when it was read
	def := scoring.AreaDefinition{
		Code: a.Code, Category: category, Caps: scoring.Caps{Earned: a.EarnsAtMost, Lost: a.LosesAtMost},
	}
	for _, it := range a.Items {
		def.Items = append(def.Items, it.definition())
	}
	return def
}

func (it *Item) definition() scoring.ItemDefinition {
	def := scoring.ItemDefinition{Code: it.Code, Limit: it.Limit, Direction: it.Direction, Kinds: it.Kinds}
	if it.HasWeight {
		def.Weight = &it.Weight
	}
	for _, c := range it.Clauses {
		def.Clauses = append(def.Clauses, c.definition())
	}
	return def
}

func (c *Clause) definition() scoring.ClauseDefinition {
	def := scoring.ClauseDefinition{
		Code: c.Code, Kind: c.Kind, Amount: c.Amount, Expected: c.Expected, Min: c.Min, Max: c.Max,
		Step: c.Step, From: c.From, Flat: c.Flat, Zero: c.Zero,
	}
	for _, o := range c.Options {
		def.Options = append(def.Options, scoring.OptionDefinition{Code: o.Code, Amount: o.Amount})
	}
	return def
}
