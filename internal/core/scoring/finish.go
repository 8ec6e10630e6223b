package scoring

// tally is what items earn and lose together, and the weights they lose from.
type tally struct{ weight, earned, lost Points }

// capTo cuts the tally down to what an area or a category admits.
func (y *tally) capTo(c caps) {
	y.earned = min(y.earned, c.earned)
	y.lost = min(y.lost, c.lost)
}

// Finish computes the score. It fails where a sum passes what can be counted.
func (s *Sheet) Finish() *Error {
	var sums [categories]tally
	for i := range s.t.areas {
		a := &s.t.areas[i]
		y := s.tallyArea(a)
		y.capTo(a.caps)
		sum := &sums[a.category]
		sum.weight += y.weight
		sum.earned = s.add(sum.earned, y.earned)
		sum.lost = s.add(sum.lost, y.lost)
	}
	for c := range sums {
		sums[c].capTo(s.t.caps[c])
	}
	s.Base = s.add(sums[Base].weight-sums[Base].lost, sums[Base].earned)
	s.Pioneer = s.add(sums[Pioneer].weight-sums[Pioneer].lost, sums[Pioneer].earned)
	s.Bottom = sums[Bottom].lost
	s.Total = s.add(s.Base, s.Pioneer) - s.Bottom
	if s.signs < 0 {
		return errSumTooMuch()
	}
	s.judge()
	return nil
}

func (s *Sheet) tallyArea(a *area) (y tally) {
	items := s.t.items[a.from:a.to]
	raw := s.raw[a.from:a.to]
	score := s.score[a.from:a.to]
	for i := range items {
		it := &items[i]
		if it.kinds&s.kind == 0 {
			continue
		}
		part := min(raw[i], it.limit)
		if it.direction == Earn {
			score[i] = part
			y.earned = s.add(y.earned, part)
			continue
		}
		score[i] = it.weight - part
		y.weight += it.weight
		y.lost = s.add(y.lost, part)
	}
	return y
}

// judge applies vetoes and finds the grade. A veto never betters anything: a
// total below 0 stays, and so does a grade below the one that a veto sets.
func (s *Sheet) judge() {
	s.Vetoed = false
	grade := len(s.t.grades) - 1
	for _, index := range s.t.vetoes {
		if s.state[index] != vetoed {
			continue
		}
		s.Vetoed = true
		if s.t.clauses[index].zero {
			s.Total = min(s.Total, 0)
		} else {
			grade = s.t.vetoGrade
		}
	}
	s.Grade = s.t.grades[min(grade, s.t.gradeIndex(s.Total))].Code
}

// GradeOf is the grade that a total gives by itself, vetoes aside.
func (t *Table) GradeOf(total Points) string { return t.grades[t.gradeIndex(total)].Code }

func (t *Table) gradeIndex(total Points) int {
	for i := len(t.grades) - 1; i > 0; i-- {
		if total >= t.grades[i].From {
			return i
		}
	}
	return 0
}

// NextGrade is the next better grade by total and how much is missing to it.
// ok is false where there is none. A veto is not considered: while one stands,
// no total helps.
func (t *Table) NextGrade(total Points) (code string, missing Points, ok bool) {
	for _, g := range t.grades[1:] {
		if total < g.From {
			return g.Code, g.From - total, true
		}
	}
	return "", 0, false
}
