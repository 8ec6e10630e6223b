package figures

import (
	"slices"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/ui"
)

// Total is what a score bar shows; a scoring.Result and a stored score both
// have it.
type Total struct {
	Points scoring.Points
	Grade  string // code; empty where there is none yet
	Vetoed bool
}

// Of takes the total from a result.
func Of(r scoring.Result) Total { return Total{r.Total, r.Grade, r.Vetoed} }

// Grade is a grade as a badge. The tone follows the grade's place in the set:
// the lowest is lost, the upper half good.
func Grade(set *indicator.Set, code string) ui.BadgeProps {
	for i, g := range set.Grades {
		if g.Code != code {
			continue
		}
		tone := ui.Warn
		switch {
		case i == 0:
			tone = ui.Lost
		case upper(set, i):
			tone = ui.Good
		}
		return ui.BadgeProps{Text: g.Name, Tone: tone}
	}
	return ui.BadgeProps{}
}

// Bar fills the figures of a score bar: total, grade, the track with the set's
// bounds, and what is missing to the next grade. The caller adds the rest.
func Bar(set *indicator.Set, t Total) ui.Bar {
	most := full(set)
	b := ui.Bar{Total: Points(t.Points), Grade: Grade(set, t.Grade), Fill: thousandths(t.Points, most), Next: Next(set, t)}
	for i, g := range set.Grades {
		if g.HasFrom {
			m := ui.Mark{At: thousandths(g.From, most), Value: Short(g.From)}
			if upper(set, i) {
				m.Label = g.Name // the others stand too close to be read
			}
			b.Marks = append(b.Marks, m)
		}
	}
	return b
}

// upper tells whether a grade is in the upper half of the set's.
func upper(set *indicator.Set, i int) bool { return 2*i+1 >= len(set.Grades) }

// Next says how far the next better grade is: "距优秀还差 13.5 分", and of the
// lower half, "还差 2 分脱离后进整转". Under a veto no total helps, and that is
// said instead; at the top there is nothing to say.
func Next(set *indicator.Set, t Total) string {
	if t.Vetoed {
		return "已触发一票否决"
	}
	code, missing, ok := set.Table().NextGrade(t.Points)
	if !ok {
		return ""
	}
	if i := slices.IndexFunc(set.Grades, func(g indicator.Grade) bool { return g.Code == code }); !upper(set, i) {
		return "还差 " + Short(missing) + " 分脱离" + set.Grades[i-1].Name
	}
	g, _ := set.Grade(code)
	return "距" + g.Name + "还差 " + Short(missing) + " 分"
}

// full is where the track ends: what can be reached, or a tenth beyond the last
// bound where the set does not bound it.
func full(set *indicator.Set) scoring.Points {
	var sum scoring.Points
	for _, c := range set.Categories {
		if c.Weight != nil {
			sum += *c.Weight
		}
	}
	last := set.Grades[len(set.Grades)-1].From
	if sum > last {
		return sum
	}
	return max(last+last/10, scoring.Point)
}

func thousandths(p, most scoring.Points) int {
	return int(min(max(p, 0), most) * 1000 / most)
}
