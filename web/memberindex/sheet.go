package memberindex

import (
	"strings"

	"github.com/a-h/templ"

	"baolei/internal/app"
	"baolei/internal/app/memberindex"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/answer"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// mode is whose form a sheet is.
type mode int

const (
	selfForm mode = iota
	checkForm
)

// sheetView is an index with the form that states or checks it.
type sheetView struct {
	Title    string
	Back     ui.Link
	Badge    ui.BadgeProps
	Bar      ui.Bar
	Notice   string // why nothing can be done here
	Mode     mode
	Mistakes []ui.Mistake
	Conflict []ui.Definition // what is there, where somebody was faster
	Areas    []areaView
	Form     *ui.Form // nil where it is only read
	Withdraw *ui.Form
	Reopen   *ui.Form
}

type areaView struct {
	Title string
	Cards []cardView
}

type cardView struct {
	ui.CardProps
	Clauses []clauseView
}

type clauseView struct {
	Control templ.Component
	Known   string     // what the record book says
	Stated  string     // when checking: what the member states
	Why     *ui.Reason // when checking: why it differs
	Because string     // read: why the check differs
}

// sheetOf shows an index; open tells that it can be stated, or checked.
func sheetOf(sh *memberindex.Sheet, open bool, t trouble) sheetView {
	level, score := sh.Self, sh.SelfScore
	checking := sh.CanCheck
	if checking || len(sh.Check) > 0 && !open {
		score = sh.CheckScore
		if level = sh.Check; checking && len(level) == 0 {
			level, score = sh.Self, sh.SelfScore
		}
	}
	v := sheetView{Badge: stateBadge(sh.At(), sh.Of.Ended()), Bar: figures.Bar(sh.Set.Set, figures.Of(score.Result))}
	v.Bar.Label, v.Bar.Subject, v.Bar.Progress = "先锋指数", sh.Name, sh.At().Within(sh.Of.Ended())
	if !open {
		v.Notice = sh.WhyNot
	}
	v.Mistakes = mistakes(sh, t)
	v.Conflict = conflict(sh, t)
	for _, c := range score.Categories {
		for _, a := range c.Areas {
			area, _ := sh.Set.Area(a.Area)
			one := areaView{Title: area.Title}
			for i := range a.Items {
				one.Cards = append(one.Cards, cardOf(sh, level, &a.Items[i], open, checking, t))
			}
			v.Areas = append(v.Areas, one)
		}
	}
	return v
}

func cardOf(sh *memberindex.Sheet, level map[string]memberindex.Said, part *scoring.ItemPart, open, checking bool, t trouble) cardView {
	item, _, _ := sh.Set.Item(part.Item)
	c := cardView{CardProps: ui.CardProps{ID: page.CardID(item.Code), Title: item.Title, Text: item.Ask, Score: figures.Points(part.Score)}}
	if part.HasLimit {
		c.Of = figures.Short(part.Limit)
	}
	if open && (t.typed != nil || !figures.Answered(*part)) {
		c.Score, c.Pending = "", "待保存" // the score is of what is saved
	}
	for i := range item.Clauses {
		clause := &item.Clauses[i]
		f, said := level[clause.Code]
		known, suggested := sh.Suggested[clause.Code]
		if open && !said && suggested {
			f.Finding, said = known.Finding, true
		}
		shown := answer.Shown{Set: sh.Set.Set, Item: part, ReadOnly: !open, Errors: t.wrong, Typed: t.typed}
		one := clauseView{Control: answer.Control(clause, f.Finding, said, shown), Because: f.Reason}
		if checking {
			one.Stated, one.Why, one.Because = stated(sh, clause), why(sh, clause, t), ""
		}
		if open && suggested {
			one.Known = known.Because + "，已填好，有出入请改。"
			if !app.Same(f.Finding, known.Finding) {
				one.Known = known.Because + "。"
			}
		}
		c.Clauses = append(c.Clauses, one)
	}
	return c
}

func stated(sh *memberindex.Sheet, c *indicator.Clause) string {
	f, ok := sh.Self[c.Code]
	if !ok {
		return "本人没有填写"
	}
	return "本人填写：" + figures.Said(c, f.Finding)
}

// why asks for the reason where what is there already differs, and offers it
// elsewhere.
func why(sh *memberindex.Sheet, c *indicator.Clause, t trouble) *ui.Reason {
	if _, ok := sh.Self[c.Code]; !ok {
		return nil
	}
	r := &ui.Reason{ID: page.ClauseID(c.Code) + "-why", Name: reasonField(c.Code), Label: "与本人不同的理由", Value: sh.Check[c.Code].Reason, Error: t.wrong[c.Code]}
	if t.typed != nil {
		r.Value = t.typed.Get(r.Name)
	}
	return r
}

func mistakes(sh *memberindex.Sheet, t trouble) []ui.Mistake {
	var list []ui.Mistake
	told := map[string]bool{}
	for _, clause := range sh.Set.Clauses {
		for field, message := range t.wrong {
			if field == clause || strings.HasPrefix(field, clause+":") {
				rule, _ := sh.Set.Find(clause)
				list = append(list, ui.Mistake{Field: page.ClauseID(clause), Text: rule.Label + "：" + message})
				told[field] = true
				break
			}
		}
	}
	if message := t.wrong[""]; message != "" {
		list = append(list, ui.Mistake{Field: "main", Text: message})
	}
	return list
}

// conflict tells what is there now, clause by clause, where it differs from
// what was typed.
func conflict(sh *memberindex.Sheet, t trouble) []ui.Definition {
	if t.overtaken == nil {
		return nil
	}
	level := sh.Self
	if sh.CanCheck {
		level = sh.Check
	}
	var list []ui.Definition
	for _, code := range sh.Set.Clauses {
		clause, _ := sh.Set.Find(code)
		f, said := level[code]
		text := figures.Unanswered
		if said {
			text = figures.Said(clause, f.Finding)
		}
		if typed, ok := typedOf(clause, t); ok && said && app.Same(typed, f.Finding) {
			continue
		}
		list = append(list, ui.Definition{Term: clause.Label, Text: text})
	}
	return list
}

func typedOf(c *indicator.Clause, t trouble) (scoring.Finding, bool) {
	f, clear, err := answer.Typed(t.typed, c)
	return f, err == nil && !clear
}
