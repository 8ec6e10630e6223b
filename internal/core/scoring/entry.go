package scoring

// Entry is a finding in the engine's own form: codes are indices of the table
// it was made for, and nothing in it needs looking up. Which fields count
// depends on the kind of the clause, as in Finding.
type Entry struct {
	Clause        int32   // by Table.ClauseIndex
	Option        int32   // choice: its place in the clause's options, from 1; 0 for none
	Count         int64   // per_case, stepped; per_missing: the actual number; once, veto: 1 if it occurred, 0 if not
	Expected      int64   // per_missing
	Amount        Points  // range
	Counts        []int64 // tiers: for each of the clause's options, in its order
	HasExpected   bool    // per_missing
	NotApplicable bool
}

// entry checks the form of a finding and finds its codes; whether its figures
// are within bounds is for Sheet.Add. The clause must be known.
func (t *Table) entry(f *Finding, index int32) (Entry, *Error) {
	c := &t.clauses[index]
	e := Entry{Clause: index, NotApplicable: f.NotApplicable}
	if f.NotApplicable {
		return e, nil
	}
	switch c.kind {
	case Once, Veto:
		e.Count = int64(bit(f.Occurred))
	case PerCase, Stepped:
		e.Count = f.Count
	case PerMissing:
		e.Count, e.Expected, e.HasExpected = f.Actual, f.Expected, f.HasExpected
		if !e.HasExpected && !c.fallback {
			return e, errExpectedNeeded(c.code)
		}
	case Range:
		e.Amount = f.Amount
	case Choice:
		return c.chosen(e, f.Option)
	case Tiers:
		return c.counted(e, f.Counts)
	}
	return e, nil
}

func (c *clause) chosen(e Entry, code string) (Entry, *Error) {
	option, ok := c.option(code)
	switch {
	case ok:
		e.Option = option + 1
	case code == "":
		return e, errFieldNeeded(c.code, "option")
	case code != NoOption:
		return e, c.errOption(code)
	}
	return e, nil
}

func (c *clause) counted(e Entry, tiers []Tier) (Entry, *Error) {
	for i, tier := range tiers {
		for _, before := range tiers[:i] {
			if before.Option == tier.Option {
				return e, errOptionTwice(c.code, tier.Option)
			}
		}
	}
	e.Counts = make([]int64, len(c.options))
	for _, tier := range tiers {
		option, ok := c.option(tier.Option)
		if !ok {
			return e, c.errOption(tier.Option)
		}
		e.Counts[option] = tier.Count
	}
	return e, nil
}

func (c *clause) option(code string) (int32, bool) {
	for i := range c.options {
		if c.options[i].Code == code {
			return int32(i), true
		}
	}
	return 0, false
}
