package ui

// MonthGrid is one month of a calendar, week by week from Monday.
type MonthGrid struct {
	Title string // "10月"
	Note  string // "17 个工作日"
	Weeks [][7]GridDay
}

// GridDay is a day of a month; the zero GridDay is a blank before the first or
// after the last.
type GridDay struct {
	Number string // "1"
	Mark   string // "休", "班"; what differs from the week
	Title  string // the mark in words: "国庆节放假"
	Off    bool   // nobody works: shown muted
}

func (d GridDay) class() string {
	switch {
	case d.Mark != "" && d.Off:
		return "day-off"
	case d.Mark != "":
		return "day-on"
	case d.Off:
		return "day-idle"
	}
	return ""
}
