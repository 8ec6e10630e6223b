package table

import (
	"strconv"
	"strings"
	"time"

	"baolei/internal/core/calendar"
)

const (
	firstYear, lastYear = 1880, 2200 // of days that are taken
)

// day reads a day as people write it, or as the number that a file holds for
// it. ok is false for what is none.
func day(c Cell, from1904 bool) (d calendar.Date, ok bool) {
	if c.Kind == Number {
		if d, ok = serialDay(narrow(c.Text), from1904); ok {
			return d, true
		}
	}
	text := narrow(withoutTime(c.Text))
	y, rest, ok := cutNumber(text, 4, 4)
	if !ok {
		return d, false
	}
	if len(text) == 8 && !strings.ContainsFunc(text, noDigit) { // 20260301
		return valid(y, atoi(text[4:6]), atoi(text[6:]))
	}
	for _, marks := range [][3]string{{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", ""}, {"年", "月", "号"}} {
		if d, ok = marked(y, rest, marks); ok {
			return d, true
		}
	}
	return d, false
}

// withoutTime cuts the time of day that programs write behind a day.
func withoutTime(text string) string {
	text = Clean(text)
	if i := strings.LastIndexAny(text, " T"); i > 0 && strings.ContainsAny(text[i:], ":：") {
		return text[:i]
	}
	return text
}

func marked(y int, rest string, marks [3]string) (calendar.Date, bool) {
	m, rest, ok := cutNumber(strings.TrimPrefix(rest, marks[0]), 1, 2)
	if !ok || !strings.HasPrefix(rest, marks[1]) {
		return calendar.Date{}, false
	}
	d, rest, ok := cutNumber(strings.TrimPrefix(rest, marks[1]), 1, 2)
	if !ok || rest != marks[2] {
		return calendar.Date{}, false
	}
	return valid(y, m, d)
}

// valid makes a day that exists.
func valid(y, m, d int) (calendar.Date, bool) {
	date := calendar.Date{Year: y, Month: time.Month(m), Day: d}
	if y < firstYear || y > lastYear || calendar.FromUTC(date.UTC()) != date {
		return calendar.Date{}, false
	}
	return date, true
}

// serialDay reads the number that a file holds for a day. A number that looks
// like a year was meant as one: as a day it would lie in 1905.
func serialDay(text string, from1904 bool) (calendar.Date, bool) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= 1 && v <= 2_958_465) || v >= firstYear && v < lastYear+1 {
		return calendar.Date{}, false
	}
	n, base := int(v), calendar.Date{Year: 1899, Month: time.December, Day: 30}
	switch {
	case from1904:
		base = calendar.Date{Year: 1904, Month: time.January, Day: 1}
	case n == 60: // the file format knows a 29th of February 1900
		return calendar.Date{}, false
	case n < 60:
		base = base.AddDays(1)
	}
	d := base.AddDays(n)
	return d, d.Year <= lastYear
}

// month reads a month, or a day of it: programs turn "2026-03" into a day.
func month(c Cell, from1904 bool) (calendar.Month, bool) {
	if d, ok := day(c, from1904); ok {
		return calendar.MonthOf(d), true
	}
	text := narrow(c.Text)
	if c.Kind == Number && strings.Contains(text, ".") { // 2026.10 is kept as 2026.1
		return calendar.Month{}, false
	}
	y, rest, ok := cutNumber(text, 4, 4)
	if !ok || y < firstYear || y > lastYear {
		return calendar.Month{}, false
	}
	rest = strings.TrimSuffix(rest, "月")
	for _, mark := range []string{"-", "/", ".", "年"} {
		rest = strings.TrimPrefix(rest, mark)
	}
	m, rest, ok := cutNumber(rest, 1, 2)
	if !ok || rest != "" || m < 1 || m > 12 {
		return calendar.Month{}, false
	}
	return calendar.Month{Year: y, Month: time.Month(m)}, true
}

// clock reads a time of day in minutes after midnight.
func clock(c Cell) (minutes int, ok bool) {
	text := narrow(c.Text)
	if c.Kind == Number {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || v < 0 {
			return 0, false
		}
		minutes = int((v-float64(int(v)))*24*60 + 0.5)
		return minutes, v < 1 && minutes < 24*60
	}
	afternoon := false
	for _, word := range []string{"下午", "晚上"} {
		if rest, found := strings.CutPrefix(text, word); found {
			text, afternoon = rest, true
		}
	}
	text = strings.TrimPrefix(text, "上午")
	h, rest, ok := cutNumber(text, 1, 2)
	if !ok || h > 23 {
		return 0, false
	}
	if afternoon && h < 12 {
		h += 12
	}
	switch rest {
	case "点", "时", "点整", "时整":
		return h * 60, true
	case "点半", "时半":
		return h*60 + 30, true
	}
	if after, found := strings.CutPrefix(rest, ":"); found {
		rest = strings.TrimSuffix(after, ":00")
	} else {
		rest = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(rest, "点"), "时"), "分")
	}
	m, rest, ok := cutNumber(rest, 2, 2)
	return h*60 + m, ok && rest == "" && m < 60
}

// cutNumber cuts so many digits off the front of a text.
func cutNumber(text string, least, most int) (n int, rest string, ok bool) {
	end := strings.IndexFunc(text, noDigit)
	if end < 0 {
		end = len(text)
	}
	end = min(end, most)
	if end < least {
		return 0, text, false
	}
	return atoi(text[:end]), text[end:], true
}

func noDigit(r rune) bool { return r < '0' || r > '9' }

// atoi reads up to four digits.
func atoi(digits string) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}
