package scoring

// Explain scores the findings as Score does and tells how each figure came
// about. The kind is empty where the set has none.
func (t *Table) Explain(kind string, findings []Finding) (Explanation, *Error) {
	s := t.NewSheet()
	if err := s.fill(kind, findings); err != nil {
		return Explanation{}, err
	}
	x := explainer{sheet: s, stated: make(map[string]*Finding, len(findings))}
	for i := range findings {
		x.stated[findings[i].Clause] = &findings[i]
	}
	out := Explanation{Result: s.Result()}
	for c := range categories {
		if part := x.category(c); len(part.Areas) > 0 {
			out.Categories = append(out.Categories, part)
		}
	}
	return out, nil
}

type explainer struct {
	sheet  *Sheet
	stated map[string]*Finding
}

func (x *explainer) category(c Category) CategoryPart {
	part := CategoryPart{Category: c}
	t := x.sheet.t
	for i := range t.areas {
		if t.areas[i].category != c {
			continue
		}
		ap := x.area(&t.areas[i])
		if len(ap.Items) == 0 {
			continue
		}
		part.Areas = append(part.Areas, ap)
		part.Sum.Weight += ap.Sum.Weight
		part.Sum.Earned += min(ap.Sum.Earned, t.areas[i].caps.earned)
		part.Sum.Lost += min(ap.Sum.Lost, t.areas[i].caps.lost)
	}
	part.Sum.close(t.caps[c])
	return part
}

func (x *explainer) area(a *area) AreaPart {
	part := AreaPart{Area: a.code}
	for i := a.from; i < a.to; i++ {
		it := &x.sheet.t.items[i]
		if it.kinds&x.sheet.kind == 0 {
			continue
		}
		ip := x.item(i)
		part.Items = append(part.Items, ip)
		if it.direction == Earn {
			part.Sum.Earned += ip.Counted
		} else {
			part.Sum.Lost += ip.Counted
			part.Sum.Weight += it.weight
		}
	}
	part.Sum.close(a.caps)
	return part
}

// close applies the caps. The sums are within bounds: Finish has added the same.
func (s *Sum) close(c caps) {
	if c.earned != unlimited {
		s.EarnedCap, s.EarnedLimit = c.earned, true
	}
	if c.lost != unlimited {
		s.LostCap, s.LostLimit = c.lost, true
	}
	s.Score = s.Weight + min(s.Earned, c.earned) - min(s.Lost, c.lost)
}

func (x *explainer) item(i int32) ItemPart {
	it := &x.sheet.t.items[i]
	raw := x.sheet.raw[i]
	part := ItemPart{
		Item: it.code, Direction: it.direction, Weight: it.weight, HasWeight: it.hasWeight,
		Raw: raw, Counted: min(raw, it.limit), Score: x.sheet.score[i],
	}
	if it.limit != unlimited {
		part.Limit, part.HasLimit, part.Room = it.limit, true, it.limit-part.Counted
	}
	for c := it.from; c < it.to; c++ {
		part.Clauses = append(part.Clauses, x.clause(c))
	}
	return part
}

func (x *explainer) clause(index int32) ClausePart {
	c := &x.sheet.t.clauses[index]
	part := ClausePart{Clause: c.code, Kind: c.kind, Unit: c.amount, From: c.from, Expected: c.expected, Zero: c.zero}
	f, ok := x.stated[c.code]
	if !ok {
		return part
	}
	part.Answered, part.Finding, part.Amount = true, *f, x.sheet.amount[index]
	if f.NotApplicable {
		return part
	}
	switch c.kind {
	case PerMissing:
		if f.HasExpected {
			part.Expected = f.Expected
		}
		part.Missing = max(0, part.Expected-f.Actual)
	case Stepped:
		part.Flat = f.Count >= c.from
	case Tiers:
		part.Tiers = c.tierParts(f.Counts)
	case Veto:
		part.Vetoed = f.Occurred
	}
	return part
}

// tierParts are the counted options in the set's order, which is that of rank.
func (c *clause) tierParts(counts []Tier) []TierPart {
	var parts []TierPart
	for _, o := range c.options {
		for _, tier := range counts {
			if tier.Option == o.Code && tier.Count > 0 {
				parts = append(parts, TierPart{o.Code, tier.Count, o.Amount, o.Amount * Points(tier.Count)})
			}
		}
	}
	return parts
}
