package rectification

import (
	"strconv"

	"baolei/internal/app/rectification"
	"baolei/internal/core/calendar"
	"baolei/internal/core/rectify"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// paper is a file as it is printed and signed.
type paper struct {
	Back                ui.Link
	Title, Mark, Branch string
	Facts               []ui.Definition
	Rows                []paperRow
	Progress            []paperProgress // as it was told, the first first
	Opinions            []ui.Definition // of committee and work committee
	Date                string
}

// paperProgress is what a branch told of a problem, who and when.
type paperProgress struct{ When, Problem, Text, By string }

// paperRow is a problem with what is done about it.
type paperRow struct{ No, Problem, Lost, Measure, Responsible, Deadline, Done string }

func paperOf(f *rectification.File, today calendar.Date) paper {
	p := paper{Back: ui.Link{Label: "整改台账", Href: page.RectificationURL(f.ID)}, Title: strconv.Itoa(f.Year) + " 年度后进整转党支部整改台账", Mark: f.CommitteeName, Branch: f.BranchName,
		Facts: []ui.Definition{{Term: "党支部", Text: f.BranchName}, {Term: "考评得分", Text: figures.Points(f.Dossier.Counts.Total)}, {Term: "建立", Text: calendar.DateOf(f.OpenedAt).Chinese()}, {Term: "进展", Text: f.State.Chinese()}}, Date: today.Chinese()}
	for i := range f.Problems {
		p.Rows = append(p.Rows, rowOf(f, &f.Problems[i], i+1))
	}
	for _, e := range f.Entries {
		if e.Action == rectify.Progress {
			p.Progress = append(p.Progress, paperProgress{figures.Moment(e.At), titled(f, e.Item), e.Text, e.ByName})
		}
		if e.Action == rectify.Pass || e.Action == rectify.Fail || e.Action == rectify.End || e.Action == rectify.GiveBack || e.Action == rectify.Replan {
			p.Opinions = append(p.Opinions, ui.Definition{Term: calendar.DateOf(e.At).Chinese() + " " + e.Action.Chinese() + "（" + e.ByName + "）", Text: e.Text})
		}
	}
	return p
}

// titled is an item with its number, as it stands in the table.
func titled(f *rectification.File, item string) string {
	title, _ := f.Dossier.Set.Titled(item)
	return title
}

func rowOf(f *rectification.File, x *rectification.Problem, no int) paperRow {
	lost, _ := figures.Amount(x.Part.Direction, x.Part.Counted)
	for _, c := range x.Part.Clauses {
		if c.Vetoed {
			lost = "否决"
		}
	}
	row := paperRow{No: strconv.Itoa(no), Problem: titled(f, x.Item), Lost: lost, Measure: x.Measure.Measure, Responsible: x.Measure.Responsible}
	if x.Planned() {
		row.Deadline = x.Measure.Deadline.Chinese()
	}
	if !x.Measure.DoneOn.IsZero() {
		row.Done = x.Measure.DoneOn.Chinese() + "完成"
	}
	return row
}
