package annex

import (
	"fmt"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/app/records/sheet"
	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// form is the annex's form of one branch.
type form struct {
	Title     string // "2026 年度考评表"
	Branch    string
	Committee string
	Set       string
	Kind      string // kind of branch, where the set has kinds
	Printed   string
	Back      ui.Link
	File      string // address of the Excel file
	Heads     []string
	Rows      []row
	Totals    [][]string // what each level comes to: name, then a figure a level
	Counts    string     // which score counts; "" before there is one
	Signs     []sign
}

// row is an item. A span is how many rows the category's or area's cell goes
// over; 0 where it began above.
type row struct {
	Category, Area         string
	CategorySpan, AreaSpan int
	Item, Weight           string
	Scores                 []string // of the levels, in the order of the heads
}

// sign is who signs, and what is known of it.
type sign struct{ Who, Name, When string }

// column is a level's figures, by item.
type column struct {
	head   string
	there  bool // the level may be seen
	total  scoring.Points
	grade  string
	scores map[string]scoring.Points
}

func formOf(r *oversee.Result, today calendar.Date) form {
	f := form{Title: strconv.Itoa(r.Cycle.Year) + " 年度考评表", Branch: r.BranchName, Committee: r.CommitteeName, Set: r.Set.Name, Printed: today.Chinese(),
		Back: ui.Link{Label: "结果", Href: page.ResultURL(r.ID)}, File: page.AnnexFileURL(r.ID), Counts: counting(r), Signs: signsOf(r)}
	for _, k := range r.Set.Kinds {
		if k.Code == r.Kind {
			f.Kind = k.Name
		}
	}
	columns := columnsOf(r)
	for _, c := range columns {
		f.Heads = append(f.Heads, c.head)
	}
	for _, category := range r.Set.Categories {
		f.category(r, category, columns)
	}
	f.totals(r, columns)
	return f
}

// columnsOf are the levels, and what counts where a spot check may have changed it.
func columnsOf(r *oversee.Result) []column {
	var list []column
	for _, level := range []struct {
		of   app.Level
		head string
	}{{app.Self, "自评分"}, {app.Review, "考核分"}, {app.Spot, "抽查分"}} {
		e, there := r.Of(level.of)
		if !there && level.of == app.Spot {
			continue
		}
		list = append(list, column{level.head, e.Level != "", e.Total, e.Grade, scoresOf(e)})
	}
	if review, there := r.Of(app.Review); there && len(list) > 2 && len(r.Counts.Items) == len(review.Items) {
		counts := map[string]scoring.Points{}
		for i, item := range review.Items {
			counts[item.Item] = scoring.Points(r.Counts.Items[i])
		}
		list = append(list, column{"计入分", true, r.Counts.Total, r.Counts.Grade, counts})
	}
	return list
}

// scoresOf are a level's scores by item, of those that it says something about.
func scoresOf(e oversee.Explained) map[string]scoring.Points {
	scores := map[string]scoring.Points{}
	for _, item := range e.Items {
		if e.Covers == nil || e.Covers[item.Item] {
			scores[item.Item] = item.Score
		}
	}
	return scores
}

// category adds the rows of a category's areas.
func (f *form) category(r *oversee.Result, category indicator.Category, columns []column) {
	first := len(f.Rows)
	for _, area := range r.Set.Areas {
		if area.Category != category.Code {
			continue
		}
		begin := len(f.Rows)
		for i := range area.Items {
			if item := &area.Items[i]; item.AppliesTo(r.Kind) {
				f.Rows = append(f.Rows, rowOf(r, item, columns))
			}
		}
		if len(f.Rows) > begin {
			f.Rows[begin].Area, f.Rows[begin].AreaSpan = area.Title, len(f.Rows)-begin
		}
	}
	if len(f.Rows) > first {
		f.Rows[first].Category, f.Rows[first].CategorySpan = category.Name, len(f.Rows)-first
	}
}

func rowOf(r *oversee.Result, item *indicator.Item, columns []column) row {
	out := row{Item: r.Set.Number(item.Code) + " " + item.Ask}
	if item.HasWeight {
		out.Weight = figures.Short(item.Weight)
	}
	for _, c := range columns {
		text := ""
		if p, stated := c.scores[item.Code]; stated {
			text = figures.Short(p)
		}
		out.Scores = append(out.Scores, text)
	}
	return out
}

func (f *form) totals(r *oversee.Result, columns []column) {
	total, grade := []string{"总分"}, []string{"等次"}
	for _, c := range columns {
		if !c.there {
			total, grade = append(total, ""), append(grade, "")
			continue
		}
		g, _ := r.Set.Grade(c.grade)
		total, grade = append(total, figures.Points(c.total)), append(grade, g.Name)
	}
	f.Totals = [][]string{total, grade}
}

func signsOf(r *oversee.Result) []sign {
	list := []sign{{Who: "支部书记", Name: r.SubmittedName}, {Who: "党委书记", Name: r.SignedName}}
	if !r.SubmittedAt.IsZero() {
		list[0].When = calendar.DateOf(r.SubmittedAt).Chinese()
	}
	if !r.SignedAt.IsZero() {
		list[1].When = calendar.DateOf(r.SignedAt).Chinese()
	}
	return list
}

// counting says what counts, below the table.
func counting(r *oversee.Result) string {
	if !r.HasResult() {
		return ""
	}
	g, _ := r.Set.Grade(r.Counts.Grade)
	return fmt.Sprintf("计入 %s 分，%s", figures.Points(r.Counts.Total), g.Name)
}

// sheet is the form as lines of a file, category and area on each of them.
func (f form) sheet() sheet.Sheet {
	out := sheet.Sheet{Name: "考评表", Columns: []sheet.Column{{Heading: "类别", Width: 10}, {Heading: "项目", Width: 14}, {Heading: "考评内容标准", Width: 60}, {Heading: "权重分", Width: 8}}}
	for _, h := range f.Heads {
		out.Columns = append(out.Columns, sheet.Column{Heading: h, Width: 9})
	}
	category, area := "", ""
	for _, r := range f.Rows {
		if r.CategorySpan > 0 {
			category = r.Category
		}
		if r.AreaSpan > 0 {
			area = r.Area
		}
		out.Rows = append(out.Rows, append([]string{category, area, r.Item, r.Weight}, r.Scores...))
	}
	for _, t := range f.Totals {
		out.Rows = append(out.Rows, append([]string{t[0], "", "", ""}, t[1:]...))
	}
	return out
}
