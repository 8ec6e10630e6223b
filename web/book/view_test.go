package book

import (
	"testing"
	"time"

	"baolei/internal/core/calendar"
)

func TestMonthsInARowAreToldInShort(t *testing.T) {
	for _, c := range []struct {
		months []int
		want   string
	}{
		{nil, ""},
		{[]int{3}, "3月"},
		{[]int{3, 4}, "3月、4月"},
		{[]int{3, 7}, "3月、7月"},
		{[]int{1, 2, 3, 7}, "1至3月、7月"},
		{[]int{2, 4, 5, 6, 11, 12}, "2月、4至6月、11月、12月"},
	} {
		var months []calendar.Month
		for _, m := range c.months {
			months = append(months, calendar.Month{Year: 2026, Month: time.Month(m)})
		}
		if got := named(months); got != c.want {
			t.Errorf("named(%v) = %q, want %q", c.months, got, c.want)
		}
	}
}
