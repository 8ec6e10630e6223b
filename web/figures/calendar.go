package figures

import (
	"fmt"

	"baolei/internal/core/calendar"
)

// NotEntered tells that a year's arrangement of holidays is not in the calendar, or
// only a part of it: New Year's is announced with the year before.
func NotEntered(days calendar.Days, year int) string {
	if len(days.Exceptions(calendar.Year(year))) > 0 {
		return fmt.Sprintf("%d 年放假安排只录入了一部分，其余日子按周末计算。", year)
	}
	return fmt.Sprintf("%d 年放假安排还没有录入，工作日按周末计算。", year)
}
