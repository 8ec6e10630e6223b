package review

import (
	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// areas compares both levels by area.
func areas(v examine.View) ui.TableProps {
	t := ui.TableProps{ID: "areas", Caption: "按项目", Hide: true, Columns: []ui.Column{{Label: "项目"}, {Label: "自评", Number: true}, {Label: "核定", Number: true}, {Label: "差", Number: true}}}
	for i, c := range v.SelfScore.Categories {
		for j, a := range c.Areas {
			area, _ := v.Set.Area(a.Area)
			review := v.ReviewScore.Categories[i].Areas[j].Sum.Score
			t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: area.Title}, {Text: figures.Points(a.Sum.Score)}, {Text: figures.Points(review)}, difference(review - a.Sum.Score)}})
		}
	}
	total := v.ReviewScore.Total
	t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: "总分"}, {Text: figures.Points(v.SelfScore.Total)}, {Text: figures.Points(total)}, difference(total - v.SelfScore.Total)}})
	return t
}

func difference(p scoring.Points) ui.Cell {
	switch {
	case p == 0:
		return ui.Cell{Text: "0"}
	case p < 0:
		return ui.Cell{Text: figures.Points(p), Tone: ui.Lost}
	}
	return ui.Cell{Text: "+" + figures.Points(p), Tone: ui.Good}
}

// differing lists each clause on which the levels differ, with the reason.
func differing(v examine.View) ui.TableProps {
	t := ui.TableProps{ID: "differs", Caption: "与自评不同的", Hide: true, Empty: "核定与自评完全一致。",
		Columns: []ui.Column{{Label: "项目"}, {Label: "自评"}, {Label: "核定"}, {Label: "理由"}, {Label: "考核人"}}}
	for _, it := range v.Items {
		for i := range it.Clauses {
			c := &it.Clauses[i]
			if !v.Differs(app.Self, app.Review, c.Code) {
				continue
			}
			self, stated := v.Findings[app.Self][c.Code]
			review, said2 := v.Findings[app.Review][c.Code]
			reason := ui.Cell{Text: review.Reason}
			if review.Reason == "" {
				reason = ui.Cell{Badge: ui.BadgeProps{Text: "缺理由", Tone: ui.Warn}}
			}
			t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: v.Set.Number(it.Code) + " " + c.Label, Href: page.ReviewItemURL(v.ID, it.Code)},
				{Text: said(c, self.Said, stated)}, {Text: said(c, review.Said, said2)}, reason, {Text: review.SavedName}}})
		}
	}
	return t
}
