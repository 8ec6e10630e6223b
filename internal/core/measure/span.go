package measure

import (
	"fmt"

	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
)

// span is a month, a quarter or the year.
type span struct {
	name string
	days calendar.Window
}

var spanWords = map[indicator.Each]string{indicator.Month: "个月", indicator.Quarter: "个季度", indicator.WholeYear: "年"}

// spans are those of the year through which the branch stood as a whole.
func (b *book) spans(each indicator.Each) []span {
	var list []span
	months := int(12 / each.InAYear())
	for i := 0; i < 12; i += months {
		first := calendar.Months(b.Year)[i]
		s := span{spanName(each, first, i/months), calendar.Window{From: first.First(), Until: first.Add(months - 1).Last()}}
		if !s.days.From.Before(b.year.From) && !b.year.Until.Before(s.days.Until) {
			list = append(list, s)
		}
	}
	return list
}

func spanName(each indicator.Each, first calendar.Month, i int) string {
	switch each {
	case indicator.Month:
		return first.Short()
	case indicator.Quarter:
		return fmt.Sprintf("第%s季度", []string{"一", "二", "三", "四"}[i])
	}
	return fmt.Sprintf("%d年", first.Year)
}
