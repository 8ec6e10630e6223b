package plan

import (
	"net/http"
	"net/url"
	"strconv"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/paper"
	"baolei/web/ui"
)

// List shows the plans of a year.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	branch, year, err := paper.Branch(r, s.records.Today())
	if err != nil {
		return err
	}
	p, err := s.records.Plans(r.Context(), s.Actor(r), branch, year)
	if err != nil {
		return err
	}
	l := listOf(p)
	l.Years = paper.Years(branch, book.Plans, year, s.records.Today())
	return s.Screen.List(w, r, l)
}

func listOf(p records.Plans) paper.List {
	l := paper.List{Place: p.Place, Year: p.Year, CanSave: p.CanSave, Table: ui.TableProps{ID: "plans", Caption: "计划", Hide: true, Empty: "这一年还没有登记计划。",
		Columns: []ui.Column{{Label: "标题"}, {Label: "类别"}, {Label: "制定日期"}, {Label: "文件", Number: true}, {Label: "登记"}}}}
	have := map[record.PlanKind]bool{}
	for i := range p.Plans {
		x := &p.Plans[i]
		have[x.Kind] = true
		row := []ui.Cell{{Text: x.Title, Href: page.BookRecordURL(p.Branch, string(book.Plans), x.ID)}, {Text: x.Kind.Chinese()}, {Text: x.On.Short()},
			{Text: strconv.Itoa(x.Files)}, {Text: x.RecordedName, Badge: paper.Late(x.On, x.RecordedAt)}}
		if x.Kind == record.Yearly && x.CleanGovernment {
			row[1].Sub = "含党风廉政建设"
		}
		l.Table.Rows = append(l.Table.Rows, ui.TableRow{Cells: row})
	}
	for _, k := range record.PlanKinds() {
		if !have[record.PlanKind(k.Code)] {
			l.Missing = append(l.Missing, "还没有"+k.Chinese)
		}
	}
	if p.CanSave {
		l.Begin = begin(p, have)
	}
	return l
}

// begin offers the plans of the year before to begin from, of kinds that are
// missing.
func begin(p records.Plans, have map[record.PlanKind]bool) []ui.Link {
	var list []ui.Link
	for i := range p.Before {
		if b := &p.Before[i]; !have[b.Kind] {
			q := url.Values{"copy": {strconv.FormatInt(b.ID, 10)}, "year": {strconv.Itoa(p.Year)}}
			list = append(list, ui.Link{Label: "沿用去年的“" + b.Title + "”", Href: page.NewPaperURL(p.Branch, string(book.Plans)) + "?" + q.Encode()})
		}
	}
	return list
}
