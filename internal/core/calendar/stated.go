package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

const weekdays = "日一二三四五六"

var (
	weekdayWord = regexp.MustCompile(`(?:周|星期|礼拜)([一二三四五六日天])`)
	dayOrWeek   = regexp.MustCompile(dayWord.String() + `|` + weekdayWord.String())
	ownCount    = regexp.MustCompile(`(?:放假|调休|休息)(?:调休)?\s*` + countOfDays)
	wholeCount  = regexp.MustCompile(`共计?\s*` + countOfDays)
)

const countOfDays = `(\d{1,3}|[一二三四五六七八九十])\s*天`

// onlyWeekdays leaves of what is said in brackets only the weekdays.
func onlyWeekdays(text string) string {
	return aside.ReplaceAllStringFunc(text, func(s string) string { return strings.Join(weekdayWord.FindAllString(s, -1), "") })
}

// wrongWeekday tells the first day of a sentence that is on another weekday than
// the sentence states: the text is then of another year, or a day is mistyped.
// As many weekdays as follow each other belong to as many days before them.
func wrongWeekday(year int, sentence string) string {
	var days []Date
	var last Date
	var stated []string
	for _, m := range append(dayOrWeek.FindAllStringSubmatch(sentence, -1), nil) {
		if m != nil && m[4] != "" {
			stated = append(stated, m[4])
			continue
		}
		if problem := onThem(days, stated); problem != "" {
			return problem
		}
		if stated = nil; m != nil {
			last, _ = dayOf(year, last, m)
			days = append(days, last)
		}
	}
	return ""
}

func onThem(days []Date, stated []string) string {
	first := len(days) - len(stated)
	if first < 0 {
		return "没有读懂“周" + strings.Join(stated, "、周") + "”说的是哪一天。"
	}
	for i, day := range days[first:] {
		is := weekdayOf(day)
		if said := strings.Replace(stated[i], "天", "日", 1); said != is {
			return fmt.Sprintf("%s在%d年是周%s，这里写的是周%s。请核对年份和日期。", day.Short(), day.Year, is, said)
		}
	}
	return ""
}

func weekdayOf(d Date) string {
	return string([]rune(weekdays)[d.Weekday()])
}

// tally counts the days of a holiday's sentences, to be compared with what the
// text states: "放假1天" of its own sentence, "共9天" of those before it.
type tally struct{ off, work int }

func (t *tally) add(list []Exception) {
	for _, e := range list {
		if e.Off {
			t.off++
		} else {
			t.work++
		}
	}
}

// wrongCount compares the counts that a sentence states with its own days and
// with those counted so far; after a total it is counted anew.
func (t *tally) wrongCount(sentence string, own int) string {
	if m := ownCount.FindStringSubmatch(sentence); m != nil && own > 0 && countOf(m[1]) != own {
		return fmt.Sprintf("“%s”写的日期是%d天，和写明的%d天不一致。请核对。", strings.TrimSpace(sentence), own, countOf(m[1]))
	}
	m := wholeCount.FindStringSubmatch(sentence)
	if m == nil {
		return ""
	}
	n := t.off
	if n == 0 {
		n = t.work
	}
	if *t = (tally{}); countOf(m[1]) != n {
		return fmt.Sprintf("写的日期是%d天，和写明的“%s”不一致。请核对。", n, m[0])
	}
	return ""
}

// countOf reads a count in digits, or in one Chinese numeral.
func countOf(text string) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	return strings.Index("一二三四五六七八九十", text)/len("一") + 1
}

// imprint is the line that dates a notice, alone, after its office, or in the
// head that a web page puts over it.
var imprint = regexp.MustCompile(`^(?:(?:成文|发布|印发|公开)(?:日期|时间)：|[^，。：\d]*(?:办公厅|办公室|政府|委员会|部|局|委|院))?[\s　]*\d{4}年\d{1,2}月\d{1,2}日[\s　]*(?:\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?[\s　]*(?:印发|发布)?$`)
