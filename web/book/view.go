package book

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// overview is a year of a branch's book as a whole.
type overview struct {
	Title    string
	Print    string // address of the book as one document
	Years    []ui.Filter
	Panels   []panel
	Lag      []ui.Stat // how far the book runs behind; none without entries
	LagText  string
	ReadOnly bool
}

// panel is a part of the book in short.
type panel struct {
	ID, Title, Href string
	Count           string // "12 次"
	Last            string // "最近：12月3日 主题党日"
	Missing         []string
	Fine            string             // said where nothing is missing
	Action          ui.LinkButtonProps // none for who only reads
}

// yearsShown bounds the years to choose from.
const yearsShown = 6

func overviewOf(o records.Overview) overview {
	v := overview{Title: strconv.Itoa(o.Year) + " 年总览", ReadOnly: !o.CanSave, Print: page.YearBookURL(o.Branch, o.Year)}
	for y := o.Today.Year; y >= max(o.FirstYear, o.Today.Year-yearsShown+1); y-- {
		v.Years = append(v.Years, ui.Filter{Label: strconv.Itoa(y) + " 年", Href: page.BookPartURL(o.Branch, "", y), On: y == o.Year})
	}
	v.Panels = []panel{activitiesPanel(o), plansPanel(o), organisationPanel(o), rosterPanel(o), duesPanel(o), honoursPanel(o), rulesPanel(o)}
	if o.SeeSanctions {
		v.Panels = append(v.Panels, sanctionsPanel(o))
	}
	v.lag(o)
	return v
}

// start makes the panel of a part.
func start(o records.Overview, p Part, count int, unit string) panel {
	one := panel{ID: "part-" + string(p), Title: p.Chinese(), Href: page.BookPartURL(o.Branch, string(p), o.Year), Fine: "没有缺项。"}
	one.Count = strconv.Itoa(count) + " " + unit
	if o.CanSave {
		one.Action = ui.LinkButtonProps{Label: "去登记", Href: one.Href, Small: true}
	}
	return one
}

func (p *panel) missing(format string, args ...any) {
	p.Missing = append(p.Missing, fmt.Sprintf(format, args...))
}

// elapsed are the months of the year that have begun.
func elapsed(o records.Overview) []calendar.Month {
	var list []calendar.Month
	for _, m := range calendar.Months(o.Year) {
		if !o.Today.Before(m.First()) {
			list = append(list, m)
		}
	}
	return list
}

// over are the months of the year that have ended.
func over(o records.Overview) []calendar.Month {
	var list []calendar.Month
	for _, m := range elapsed(o) {
		if m.Last().Before(o.Today) {
			list = append(list, m)
		}
	}
	return list
}

// named lists months of one year, three or more in a row in short: "1至4月、7月".
func named(months []calendar.Month) string {
	var names []string
	for i := 0; i < len(months); {
		end := i
		for end+1 < len(months) && months[end+1] == months[end].Add(1) {
			end++
		}
		if end-i >= 2 {
			names = append(names, fmt.Sprintf("%d至%s", int(months[i].Month), months[end].Short()))
			i = end + 1
			continue
		}
		names = append(names, months[i].Short())
		i++
	}
	return strings.Join(names, "、")
}

// lag tells the branch first what others would notice later.
func (v *overview) lag(o records.Overview) {
	var made []record.Dated
	for i := range o.Activities {
		made = append(made, record.Dated{On: o.Activities[i].On, At: o.Activities[i].RecordedAt})
	}
	for _, x := range o.Plans {
		made = append(made, record.Dated{On: x.On, At: x.RecordedAt})
	}
	for _, x := range o.Honours {
		made = append(made, record.Dated{On: x.On, At: x.RecordedAt})
	}
	l := record.LagOf(made)
	if l.Entries == 0 {
		return
	}
	v.Lag = []ui.Stat{{Label: "登记", Value: fmt.Sprintf("%d 条", l.Entries)}, {Label: "其中补记", Value: fmt.Sprintf("%d 条 · %d%%", l.Late, l.Percent())}}
	v.LagText = "发生后 15 天内登记的算及时。补记照样有效，但会标明。"
	if l.InBurst > 0 {
		v.Lag = append(v.Lag, ui.Stat{Label: "集中补记", Value: fmt.Sprintf("%s %d 条", l.Burst.Short(), l.InBurst), Tone: ui.Lost})
		v.LagText += "集中补记容易被问到，请备好当时的材料。"
	}
}
