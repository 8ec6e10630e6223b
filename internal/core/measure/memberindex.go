package measure

import "fmt"

// memberIndex compares the members' average with the city's.
func (j judge) memberIndex() (Suggestion, bool) {
	x := j.Index
	if x.Members == 0 || !x.CityTaken {
		return Suggestion{}, false
	}
	above := x.Average - x.City
	s := Suggestion{Because: fmt.Sprintf("党员先锋指数平均 %s，市直机关平均 %s", x.Average, x.City)}
	if above <= 0 {
		return s, true
	}
	low := j.clause.Min
	s.Finding.Amount = min(j.clause.Max, low+max(0, above-low)/j.clause.Step*j.clause.Step)
	return s, true
}

// bottomLine counts members who lost much on their own bottom line.
func (j judge) bottomLine() (Suggestion, bool) {
	if j.Index.Members == 0 {
		return Suggestion{}, false
	}
	n := 0
	for _, lost := range j.Index.BottomLost {
		if lost >= j.m.From {
			n++
		}
	}
	return Suggestion{Finding: j.bad(n), Because: fmt.Sprintf("已核定先锋指数的 %d 名党员中，底线分被扣 %s 分以上的 %d 人", j.Index.Members, j.m.From, n)}, true
}
