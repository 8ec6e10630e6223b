package figures

import (
	"strings"
	"testing"

	"baolei/internal/core/calendar"
)

func TestAPartOfAYearIsNotAllAndNotNothing(t *testing.T) {
	var days calendar.Days
	if text := NotEntered(days, 2027); !strings.Contains(text, "2027 年放假安排还没有录入") {
		t.Error(text)
	}
	days = calendar.NewDays([]calendar.Exception{{Day: calendar.Date{Year: 2027, Month: 1, Day: 1}, Off: true, Name: "元旦"}})
	if text := NotEntered(days, 2027); !strings.Contains(text, "2027 年放假安排只录入了一部分") {
		t.Error(text)
	}
}
