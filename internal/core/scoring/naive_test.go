package scoring

import "math/big"

// naive scores by the book, in whole numbers without bounds, one figure after
// another and sharing nothing with the engine. ok is false where a figure
// passes int64.
type naive struct {
	base, pioneer, bottom, total *big.Int
	raw, score                   map[string]*big.Int
	vetoed                       bool
	grade                        string
	ok                           bool
}

func (n *naive) within(v *big.Int) *big.Int {
	n.ok = n.ok && v.IsInt64()
	return v
}

func big64[T ~int64](v T) *big.Int { return big.NewInt(int64(v)) }

func least(a *big.Int, cap *Points) *big.Int {
	if cap != nil && a.Cmp(big64(*cap)) > 0 {
		return big64(*cap)
	}
	return a
}

func add(a, b *big.Int) *big.Int { return new(big.Int).Add(a, b) }
func sub(a, b *big.Int) *big.Int { return new(big.Int).Sub(a, b) }
func mul(a, b *big.Int) *big.Int { return new(big.Int).Mul(a, b) }

func scoreNaively(def Definition, kind string, findings []Finding) *naive {
	n := &naive{raw: map[string]*big.Int{}, score: map[string]*big.Int{}, ok: true}
	byClause := map[string]Finding{}
	for _, f := range findings {
		byClause[f.Clause] = f
	}
	var parts [categories]*big.Int
	for c := range categories {
		parts[c] = n.category(def, c, kind, byClause)
	}
	n.base, n.pioneer, n.bottom = parts[Base], parts[Pioneer], new(big.Int).Neg(parts[Bottom])
	n.total = sub(n.within(add(n.base, n.pioneer)), n.bottom)
	n.judge(def, kind, byClause)
	return n
}

func (n *naive) category(def Definition, c Category, kind string, findings map[string]Finding) *big.Int {
	weight, earned, lost := big.NewInt(0), big.NewInt(0), big.NewInt(0)
	for _, a := range def.Areas {
		if a.Category != c {
			continue
		}
		w, e, l := n.area(a, kind, findings)
		weight = add(weight, w)
		earned = n.within(add(earned, least(e, a.Caps.Earned)))
		lost = n.within(add(lost, least(l, a.Caps.Lost)))
	}
	limits := def.Categories[c]
	return n.within(sub(add(weight, least(earned, limits.Earned)), least(lost, limits.Lost)))
}

func (n *naive) area(a AreaDefinition, kind string, findings map[string]Finding) (weight, earned, lost *big.Int) {
	weight, earned, lost = big.NewInt(0), big.NewInt(0), big.NewInt(0)
	for _, it := range a.Items {
		if !isFor(it, kind) {
			continue
		}
		raw := big.NewInt(0)
		for _, c := range it.Clauses {
			if f, ok := findings[c.Code]; ok && !f.NotApplicable {
				raw = n.within(add(raw, n.within(rawAmount(c, f))))
			}
		}
		part := least(least(raw, it.Limit), it.Weight)
		n.raw[it.Code] = raw
		if it.Direction == Earn {
			earned = n.within(add(earned, part))
			n.score[it.Code] = part
			continue
		}
		w := big.NewInt(0)
		if it.Weight != nil {
			w = big64(*it.Weight)
		}
		weight, lost = add(weight, w), n.within(add(lost, part))
		n.score[it.Code] = sub(w, part)
	}
	return weight, earned, lost
}

func rawAmount(c ClauseDefinition, f Finding) *big.Int {
	switch c.Kind {
	case Once:
		if f.Occurred {
			return big64(c.Amount)
		}
	case PerCase:
		return mul(big64(c.Amount), big64(f.Count))
	case PerMissing:
		expected := f.Expected
		if !f.HasExpected {
			expected = *c.Expected
		}
		if expected > f.Actual {
			return mul(big64(c.Amount), sub(big64(expected), big64(f.Actual)))
		}
	case Range:
		return big64(f.Amount)
	case Choice, Tiers:
		return optionSum(c, f)
	case Stepped:
		if f.Count >= c.From {
			return big64(c.Flat)
		}
		return mul(big64(c.Amount), big64(f.Count))
	}
	return big.NewInt(0)
}

func optionSum(c ClauseDefinition, f Finding) *big.Int {
	sum := big.NewInt(0)
	for _, o := range c.Options {
		if o.Code == f.Option {
			return big64(o.Amount)
		}
		for _, tier := range f.Counts {
			if tier.Option == o.Code {
				sum = add(sum, mul(big64(o.Amount), big64(tier.Count)))
			}
		}
	}
	return sum
}

func (n *naive) judge(def Definition, kind string, findings map[string]Finding) {
	graded := false
	for _, c := range admitted(def, kind) {
		f := findings[c.Code]
		if c.Kind != Veto || !f.Occurred || f.NotApplicable {
			continue
		}
		n.vetoed = true
		graded = graded || !c.Zero
		if c.Zero && n.total.Sign() > 0 {
			n.total = big.NewInt(0)
		}
	}
	for i, g := range def.Grades {
		if i == 0 || n.total.Cmp(big64(g.From)) >= 0 {
			n.grade = g.Code
		}
		if graded && g.Code == def.VetoGrade {
			return // no grade above the one that the veto sets
		}
	}
}
