package review

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"baolei/internal/app/examine"
	"baolei/web/page"
	"baolei/web/ui"
)

// AcrossList shows the items with how far each is at the branches below.
func (s *Screen) AcrossList(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	cycle, err := page.FormID(r, "cycle")
	if err != nil {
		return err
	}
	list, err := s.examine.AcrossList(r.Context(), s.Actor(r), cycle)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, acrossListPage(s.Frame(r, "按项目考核"), acrossListOf(list, q.Get("show"))))
	return nil
}

// Across shows the desk of an item at a branch: the one asked for, else the
// first in the person's order that is still to be dealt with.
func (s *Screen) Across(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	cycle, err := page.FormID(r, "cycle")
	if err != nil {
		return err
	}
	x, err := s.examine.Across(r.Context(), s.Actor(r), cycle, r.PathValue("item"))
	if err != nil {
		return err
	}
	show := showing(q.Get("show"))
	at, ok := along(&x, r.PathValue("item")).current(q.Get("branch"), show)
	if !ok { // the branch was signed or given back meanwhile
		return page.See(w, r, page.AcrossListOfURL(cycle, ""))
	}
	id, err := strconv.ParseInt(at.key, 10, 64)
	if err != nil {
		return err
	}
	v, err := s.examine.View(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	item, ok := v.Item(r.PathValue("item"))
	if !ok {
		return page.NotFound()
	}
	return s.desk(w, r, http.StatusOK, round{v: v, it: item, show: show, across: &x}, trouble{})
}

// acrossBar counts the branches of the item in the place of a branch's points:
// what the branch has in all is no matter of this item.
func (s *Screen) acrossBar(k round, w way) reviewBar {
	left := w.open()
	b := ui.Bar{Label: "这一项的进度", Subject: named(k.v.Set, k.it.Item), Total: fmt.Sprintf("%d / %d", len(w.stops)-left, len(w.stops)),
		Grade: ui.BadgeProps{Text: "已核", Tone: ui.Good}, Progress: "各支部的顺序是为您单独打乱的"}
	if left > 0 {
		b.Grade = ui.BadgeProps{Text: fmt.Sprintf("%d 个支部未核", left)}
	}
	b.Deadline, b.Late = s.deadline(k.v)
	return reviewBar{b, acrossLinks(k, left)}
}

// acrossLinks lead to the items before and after; the next is the main way once
// this one is through.
func acrossLinks(k round, left int) []ui.LinkButtonProps {
	list := []ui.LinkButtonProps{{Label: "全部项目", Href: page.AcrossListOfURL(k.v.Cycle.ID, "")}}
	if k.across.Next == "" {
		return list
	}
	next := ui.LinkButtonProps{Label: "下一项目 " + k.v.Set.Number(k.across.Next), Href: page.AcrossShowURL(k.v.Cycle.ID, k.across.Next, "", k.show.code)}
	if left == 0 {
		next.Kind = ui.Primary
	}
	return append(list, next)
}

// acrossList is the page of all items.
type acrossList struct {
	Title, Text string
	None        string // why there is nothing to do, for the person
	Chips       []ui.Filter
	Table       ui.TableProps
}

// acrossShow narrows the list of items.
var acrossShow = []struct {
	code, label string
	holds       func(examine.AcrossItem) bool
}{
	{"", "全部", func(examine.AcrossItem) bool { return true }},
	{"open", "未核完", func(it examine.AcrossItem) bool { return it.Done < it.All }},
	{"again", "有变化", func(it examine.AcrossItem) bool { return it.Again > 0 }},
}

func acrossListOf(x examine.AcrossList, show string) acrossList {
	l := acrossList{Title: "按项目考核", Text: "一次只看一项，逐个支部往下核，尺度容易一致。各支部的先后对每位考核员、每个项目单独打乱，不会总有支部排在最后。"}
	if x.Branches == 0 {
		l.None = "待您考核的支部提交自评后，这里按项目列出。"
		return l
	}
	l.Table = ui.TableProps{ID: "items", Caption: "项目", Hide: true, Empty: "没有这样的项目。",
		Columns: []ui.Column{{Label: "项目"}, {Label: "已核支部", Number: true}, {Label: "还有"}}}
	if changed := slices.ContainsFunc(x.Items, func(it examine.AcrossItem) bool { return it.Again > 0 }); changed {
		l.Table.Columns = append(l.Table.Columns, ui.Column{Label: "有变化"})
	}
	for _, f := range acrossShow {
		n := 0
		for _, it := range x.Items {
			if !f.holds(it) {
				continue
			}
			n++
			if f.code == show {
				l.Table.Rows = append(l.Table.Rows, acrossRow(x, it))
			}
		}
		if n > 0 || f.code == show {
			l.Chips = append(l.Chips, ui.Filter{Label: f.label, Href: page.AcrossListOfURL(x.Cycle.ID, f.code), Count: strconv.Itoa(n), On: f.code == show})
		}
	}
	return l
}

func acrossRow(x examine.AcrossList, it examine.AcrossItem) ui.TableRow {
	row := ui.TableRow{Cells: []ui.Cell{
		{Text: named(x.Set, it.Item), Href: page.AcrossShowURL(x.Cycle.ID, it.Code, "", "")},
		{Text: fmt.Sprintf("%d / %d", it.Done, it.All)}, {Badge: ui.BadgeProps{Text: "核完", Tone: ui.Good}}}}
	if left := it.All - it.Done; left > 0 {
		row.Cells[2] = ui.Cell{Text: fmt.Sprintf("%d 个支部", left)}
	}
	if it.Again > 0 {
		row.Cells = append(row.Cells, ui.Cell{Text: fmt.Sprintf("%d 个支部", it.Again), Href: page.AcrossShowURL(x.Cycle.ID, it.Code, "", "again")})
	}
	return row
}
