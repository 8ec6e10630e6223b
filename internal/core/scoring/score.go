package scoring

// Check tells what is wrong with a single finding, nil if nothing is. It does
// not know the kind of branch, nor what else was found.
func (t *Table) Check(f Finding) *Error {
	index, ok := t.byCode[f.Clause]
	if !ok {
		return errUnknownClause(f.Clause)
	}
	e, err := t.entry(&f, index)
	if err != nil {
		return err
	}
	if f.NotApplicable {
		return checkReason(f.Clause, f.Reason)
	}
	_, err = t.clauses[index].amountOf(&e)
	return err
}

// Score scores the findings of a branch of that kind; the kind is empty where
// the set has none. Findings may come in any order. A clause without one adds
// nothing and is not counted in Result.Answered.
func (t *Table) Score(kind string, findings []Finding) (Result, *Error) {
	s := t.NewSheet()
	if err := s.fill(kind, findings); err != nil {
		return Result{}, err
	}
	return s.Result(), nil
}

func (s *Sheet) fill(kind string, findings []Finding) *Error {
	if err := s.Reset(kind); err != nil {
		return err
	}
	for i := range findings {
		if err := s.addFinding(&findings[i]); err != nil {
			return err
		}
	}
	return s.Finish()
}

func (s *Sheet) addFinding(f *Finding) *Error {
	index, ok := s.t.byCode[f.Clause]
	if !ok {
		return errUnknownClause(f.Clause)
	}
	if err := s.admit(index); err != nil {
		return err
	}
	e, err := s.t.entry(f, index)
	if err != nil {
		return err
	}
	if f.NotApplicable {
		if err := checkReason(f.Clause, f.Reason); err != nil {
			return err
		}
	}
	return s.Add(&e)
}

// Result copies the figures of a finished sheet.
func (s *Sheet) Result() Result {
	r := Result{
		Base: s.Base, Pioneer: s.Pioneer, Bottom: s.Bottom, Total: s.Total,
		Vetoed: s.Vetoed, Vetoes: []string{}, Grade: s.Grade,
		Answered: s.answered, Clauses: s.t.counts[s.kind],
	}
	for _, index := range s.t.vetoes {
		if s.state[index] == vetoed {
			r.Vetoes = append(r.Vetoes, s.t.clauses[index].code)
		}
	}
	for i := range s.t.items {
		if s.t.items[i].kinds&s.kind != 0 {
			r.Items = append(r.Items, s.itemResult(int32(i)))
		}
	}
	return r
}

func (s *Sheet) itemResult(i int32) ItemResult {
	it := &s.t.items[i]
	r := ItemResult{Item: it.code, Weight: it.weight, HasWeight: it.hasWeight, Raw: s.raw[i], Score: s.score[i]}
	for c := it.from; c < it.to; c++ {
		if s.state[c] != unanswered {
			r.Clauses = append(r.Clauses, ClauseResult{
				Clause: s.t.clauses[c].code, Amount: s.amount[c],
				NotApplicable: s.state[c] == notApplicable, Vetoed: s.state[c] == vetoed,
			})
		}
	}
	return r
}
