package publicity

import (
	"strconv"

	"baolei/internal/app/examine"
	"baolei/internal/core/calendar"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// notice is the paper that is posted: who is publicised with what, how long, and
// how to object.
type notice struct {
	Back      ui.Link
	Year      string
	Committee string
	Days      string
	Groups    []noticeGroup // by period
	From      string        // first day of the latest period, on which the paper is dated
	None      bool
}

// noticeGroup is the branches with one period.
type noticeGroup struct {
	ID, Period string
	Rows       []noticeRow
}

type noticeRow struct{ No, Branch, Points, Grade string }

func noticeOf(p examine.Publicity) notice {
	n := notice{Back: ui.Link{Label: "公示", Href: page.PublicityOfURL(p.Cycle.ID, p.Committee)}, Year: strconv.Itoa(p.Cycle.Year), Committee: p.Name,
		Days: strconv.Itoa(p.Cycle.PublicDays), None: len(p.Public) == 0}
	var from, until, last calendar.Date
	for i := range p.Public { // by the end of the period
		a := &p.Public[i]
		if len(n.Groups) == 0 || a.PublicFrom != from || a.PublicUntil != until {
			from, until = a.PublicFrom, a.PublicUntil
			n.Groups = append(n.Groups, noticeGroup{ID: "period-" + strconv.Itoa(len(n.Groups)+1), Period: a.PublicWindow().Chinese()})
		}
		if last.Before(from) {
			last = from
		}
		g := &n.Groups[len(n.Groups)-1]
		g.Rows = append(g.Rows, noticeRow{strconv.Itoa(len(g.Rows) + 1), a.BranchName, figures.Points(a.Counts.Total), figures.Grade(p.Set.Set, a.Counts.Grade).Text})
	}
	if !n.None {
		n.From = last.Chinese()
	}
	return n
}
