package selfassess

import (
	"fmt"
	"net/http"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/web/advice"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// suggestionsView is the page of all suggestions.
type suggestionsView struct {
	Back    ui.Link
	Problem string
	WhyNot  string
	Text    string
	Form    *ui.Form
	Open    ui.TableProps // of clauses that are not answered
	Other   ui.TableProps // of clauses that are answered otherwise
}

// tick is the box by which a suggestion is taken.
type tick struct {
	ID, Value, Label string
	On               bool
}

func (s *Screen) suggestions(r *http.Request, v assess.View, problem string) suggestionsView {
	p := suggestionsView{Back: ui.Link{Label: "返回自评", Href: page.SelfURL(v.ID)}, Problem: problem}
	if !v.CanSave {
		p.WhyNot = v.WhyNot
		return p
	}
	columns := []ui.Column{{Label: "项目"}, {Label: "现在填的"}, {Label: "记实本建议"}, {Label: "说明"}}
	p.Open = ui.TableProps{ID: "open", Caption: "还没有填的", Hide: true, Columns: columns}
	p.Other = ui.TableProps{ID: "other", Caption: "填的与建议不同", Hide: true, Columns: columns}
	same := 0
	for _, clause := range v.Set.Clauses {
		row, said, ok := offerRow(v, clause)
		switch {
		case !ok:
		case v.AsSuggested(app.Self, clause):
			same++
		case said:
			p.Other.Rows = append(p.Other.Rows, row)
		default:
			p.Open.Rows = append(p.Open.Rows, row)
		}
	}
	p.Text = fmt.Sprintf("记实本对 %d 处给出了建议：%d 处还没有填，%d 处填的与建议不同，%d 处已一致。", len(p.Open.Rows)+len(p.Other.Rows)+same, len(p.Open.Rows), len(p.Other.Rows), same)
	if len(p.Open.Rows)+len(p.Other.Rows) > 0 {
		p.Form = &ui.Form{Action: page.SelfSuggestionsURL(v.ID), Hidden: s.Hidden(r), Submit: "采用勾选的建议"}
	}
	return p
}

// offerRow is a suggestion with what is stated now; ok tells that there is one.
func offerRow(v assess.View, clause string) (row ui.TableRow, said, ok bool) {
	s, ok := v.Suggested[clause]
	if !ok {
		return row, false, false
	}
	rule, item := v.Set.Find(clause)
	f, said := v.Findings[app.Self][clause]
	t := tick{ID: page.ClauseID(clause) + "-take", On: !said, Label: v.Set.Number(item.Code) + " " + rule.Label,
		Value: fmt.Sprintf("%s %d %s", clause, f.Version, assess.OfferDigest(v.Dossier, clause))}
	now := figures.Unanswered
	if said {
		now = figures.Said(rule, f.Said)
	}
	row.Cells = []ui.Cell{{Body: offerTick(t)}, {Text: now}, {Text: figures.Said(rule, s.Finding)}, {Text: s.Because, Sub: advice.Lacks(s)}}
	return row, said, true
}
