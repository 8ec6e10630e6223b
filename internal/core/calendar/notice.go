package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ReadNotice reads the days off and the made-up working days of a year from a
// text, line by line. It understands the sentences in which the State Council's
// General Office announces them,
//
//	二、春节：2月15日（农历腊月二十八、周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
//
// and lists such as "国庆节：2027-10-01 至 2027-10-07 放假". A line without a day, and
// the one that dates the notice, is passed over. Weekdays and counts of days that
// the text states must be those of the dates. What is wrong is told by line, for
// the person.
func ReadNotice(year int, text string) ([]Exception, []string) {
	var list []Exception
	var wrong []string
	for i, line := range strings.Split(text, "\n") {
		found, problem := readLine(year, line)
		if problem != "" {
			wrong = append(wrong, fmt.Sprintf("第 %d 行：%s", i+1, problem))
		}
		list = append(list, found...)
	}
	if len(wrong) == 0 && len(list) == 0 {
		wrong = append(wrong, "没有找到日期。请粘贴通知里“元旦：1月1日至3日放假……”这样的内容。")
	}
	return list, wrong
}

var (
	aside   = regexp.MustCompile(`（[^）]*）|\([^)]*\)`)
	bullet  = regexp.MustCompile(`^[一二三四五六七八九十\d]+[、.．]\s*`)
	numeric = regexp.MustCompile(`(\d{4})[\-/.](\d{1,2})[\-/.](\d{1,2})`)
	dayWord = regexp.MustCompile(`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日`)
)

// readLine reads one holiday: its name, a colon, and sentences about its days.
func readLine(year int, line string) ([]Exception, string) {
	line = bullet.ReplaceAllString(strings.TrimSpace(onlyWeekdays(line)), "")
	line = numeric.ReplaceAllString(line, "${1}年${2}月${3}日")
	line = strings.Replace(line, ":", "：", 1)
	if !dayWord.MatchString(line) || imprint.MatchString(line) {
		return nil, ""
	}
	name, rest, ok := strings.Cut(line, "：")
	if name = strings.TrimSpace(weekdayWord.ReplaceAllString(name, "")); !ok || name == "" || len([]rune(name)) > 20 {
		return nil, "请写成“节日：日期放假”，例如“元旦：1月1日至3日放假”。不是放假安排的，请删去这一行。"
	}
	return readDays(year, name, rest)
}

// readDays reads the sentences about a holiday's days, and compares what they
// state about them.
func readDays(year int, name, text string) ([]Exception, string) {
	var list []Exception
	var counted tally
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。；;，,", r) }) {
		var found []Exception
		var problem string
		if dayWord.MatchString(sentence) {
			if found, problem = readSentence(year, name, sentence); problem != "" {
				return nil, problem
			}
		}
		counted.add(found)
		if problem = counted.wrongCount(sentence, len(found)); problem != "" {
			return nil, problem
		}
		list = append(list, found...)
	}
	return list, ""
}

func readSentence(year int, name, sentence string) ([]Exception, string) {
	off, work := strings.Contains(sentence, "放假"), strings.Contains(sentence, "上班")
	if off == work {
		return nil, "“" + strings.TrimSpace(sentence) + "”没有写明是放假还是上班。"
	}
	var list []Exception
	var last Date
	for _, part := range strings.FieldsFunc(sentence, func(r rune) bool { return r == '、' || r == '和' }) {
		w, problem := readSpan(year, last, part)
		if problem != "" {
			return nil, problem
		}
		for day := w.From; !w.Until.Before(day); day = day.AddDays(1) {
			list = append(list, Exception{day, off, name})
		}
		last = w.Until
	}
	if problem := wrongWeekday(year, sentence); problem != "" {
		return nil, problem
	}
	return list, ""
}

// spanLimit is the longest holiday that is believed.
const spanLimit = 31

// readSpan reads "2月15日至23日", or one day. A day without a month is in the month
// of the one before.
func readSpan(year int, last Date, part string) (Window, string) {
	found := dayWord.FindAllStringSubmatch(part, -1)
	if len(found) == 0 || len(found) > 2 {
		return Window{}, "没有读懂“" + strings.TrimSpace(part) + "”里的日期。"
	}
	var w Window
	for i, m := range found {
		day, ok := dayOf(year, last, m)
		if !ok {
			return Window{}, "“" + m[0] + "”不是一个日期。"
		}
		if i == 0 {
			w.From = day
		}
		w.Until, last = day, day
	}
	switch n := w.From.DaysUntil(w.Until); {
	case n < 0 || n >= spanLimit:
		return Window{}, "“" + strings.TrimSpace(part) + "”的起止日期不对。"
	case w.From.Year != year || w.Until.Year != year:
		return Window{}, fmt.Sprintf("“%s”不在 %d 年。", strings.TrimSpace(part), year)
	}
	return w, ""
}

// dayOf makes a day of year, month and day as matched; what is left out is that
// of the year asked for and of the day before.
func dayOf(year int, last Date, m []string) (Date, bool) {
	d := Date{Year: number(m[1], year), Month: time.Month(number(m[2], int(last.Month))), Day: number(m[3], 0)}
	return d, FromUTC(d.UTC()) == d
}

// number reads digits; instead is for where there are none.
func number(digits string, instead int) int {
	if n, err := strconv.Atoi(digits); err == nil {
		return n
	}
	return instead
}
