package selfassess

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// finding is one thing to look at before submitting.
type finding struct {
	Item string // code
	ui.Link
}

// checked is all there is to look at.
type checked struct {
	Remarks, Claims []finding // in the way of submitting
	Open            []finding // to be answered, or left knowingly
	Odd             []finding // worth a second look
	Departs         []finding // stated otherwise than the record book suggests, and not said why
}

// group is the open clauses of an area.
type group struct {
	Title string
	List  []finding
}

func groups(v assess.View, list []finding) []group {
	var out []group
	for _, f := range list {
		_, area, _ := v.Set.Item(f.Item)
		if len(out) == 0 || out[len(out)-1].Title != area.Title {
			out = append(out, group{Title: area.Title})
		}
		last := &out[len(out)-1]
		last.List = append(last.List, f)
	}
	return out
}

func checkOf(v assess.View) checked {
	var c checked
	for _, rm := range v.Remarks {
		if !rm.SentAt.IsZero() && rm.Reply == "" {
			c.Remarks = append(c.Remarks, about(v, rm.Item, "意见未答复："+brief(rm.Text)))
		}
	}
	bare := v.ClaimsWithoutEvidence()
	for _, item := range v.Set.Applies(v.Kind) {
		part := partOf(v.Explanation, item.Code)
		if slices.Contains(bare, v.Set.Number(item.Code)) {
			c.Claims = append(c.Claims, about(v, item.Code, "申报 "+figures.Short(part.Counted)+" 分，还没有佐证"))
		}
		for i, p := range part.Clauses {
			rule := &item.Clauses[i]
			if v.Departs(rule.Code) && v.Findings[app.Self][rule.Code].Reason == "" {
				c.Departs = append(c.Departs, about(v, item.Code, fmt.Sprintf("%s：填的是 %s，记实本是 %s", rule.Label, figures.Said(rule, p.Finding), figures.Said(rule, v.Suggested[rule.Code].Finding))))
			}
			if !p.Answered {
				c.Open = append(c.Open, about(v, item.Code, rule.Label))
			} else if text := odd(rule, p); text != "" {
				c.Odd = append(c.Odd, about(v, item.Code, text))
			}
		}
		if item.Direction == scoring.Earn && part.Capped() {
			c.Odd = append(c.Odd, about(v, item.Code, "申报 "+figures.Short(part.Raw)+" 分，按上限只计 "+figures.Short(part.Limit)+" 分"))
		}
	}
	return c
}

// odd tells what about an answer is worth a second look; "" for nothing.
func odd(c *indicator.Clause, p scoring.ClausePart) string {
	f := p.Finding
	switch {
	case f.NotApplicable:
		return c.Label + "，标为不适用：" + f.Reason
	case p.Vetoed:
		return c.Label + "：" + figures.Yes(c) + "。一旦提交即触发一票否决，请核实"
	case p.Kind == scoring.PerMissing && f.Actual > p.Expected:
		return fmt.Sprintf("%s：实有 %d %s，多于应有的 %d %s，请核对", c.Label, f.Actual, c.Unit, p.Expected, c.Unit)
	case f.HasExpected && c.Expected != nil && f.Expected != *c.Expected:
		return fmt.Sprintf("%s：应有数填为 %d，标准是 %d，请在说明里写明原因", c.Label, f.Expected, *c.Expected)
	}
	return ""
}

func about(v assess.View, item, text string) finding {
	return finding{item, ui.Link{Label: v.Set.Number(item) + " " + text, Href: itemURL(v, item)}}
}

func links(list []finding) []ui.Link {
	var out []ui.Link
	for _, f := range list {
		out = append(out, f.Link)
	}
	return out
}

// mostTodo is how many lines the desk's list has; the rest is on the check page.
const mostTodo = 6

// todoOf lists the first of what is left, what is in the way before the rest.
// Of an item, unanswered clauses count once.
func todoOf(v assess.View) todo {
	if !v.CanSave {
		return todo{}
	}
	c := checkOf(v)
	list := append(append([]finding{}, c.Remarks...), c.Claims...)
	seen := map[string]bool{}
	for _, f := range c.Open {
		if !seen[f.Item] {
			seen[f.Item] = true
			item, _, _ := v.Set.Item(f.Item)
			list = append(list, about(v, f.Item, item.Title+"未填"))
		}
	}
	t := todo{Title: fmt.Sprintf("提交前还要看的 %d 项", len(list)), Links: links(list)}
	if len(list) == 0 {
		t.Title = "都填好了"
		t.More = &ui.Link{Label: "检查后即可提交", Href: page.SelfCheckURL(v.ID)}
	}
	if len(list) > mostTodo {
		t.Links = t.Links[:mostTodo]
		t.More = &ui.Link{Label: fmt.Sprintf("其余 %d 项", len(list)-mostTodo), Href: page.SelfCheckURL(v.ID)}
	}
	return t
}

// checkView is the page to look at before submitting.
type checkView struct {
	Back    ui.Link
	Problem string // why submitting was refused
	checked
	Groups  []group          // of Open
	Confirm *ui.ConfirmProps // nil where this person cannot submit
	WhyNot  string
	Left    *ui.Check // the box by which unanswered clauses are left knowingly
}

func (s *Screen) check(r *http.Request, v assess.View, problem string) checkView {
	c := checkView{Back: ui.Link{Label: "返回自评", Href: page.SelfURL(v.ID)}, Problem: problem, checked: checkOf(v)}
	c.Groups = groups(v, c.Open)
	if !v.CanSubmit {
		c.WhyNot = v.WhyNot
		if v.CanSave {
			c.WhyNot = "提交由支部书记办理。您可以先把下面各处补齐。"
		}
		return c
	}
	form := ui.Form{Action: page.SelfSubmitURL(v.ID), Hidden: s.Hidden(r, "version", strconv.Itoa(v.Version)), Submit: "提交自评"}
	c.Confirm = &ui.ConfirmProps{ID: "submit", Title: "提交自评", Text: after(v), Form: form, Facts: facts(v),
		Cancel: c.Back, Disabled: len(c.Remarks)+len(c.Claims) > 0}
	if n := len(c.Open); n > 0 {
		c.Left = &ui.Check{ID: "left", Name: "left", Label: fmt.Sprintf("其余 %d 处按未发生计", n), Required: true,
			Hint: "未填的地方按没有扣分、没有加分提交，考核时会逐项核对。"}
	}
	return c
}

// after tells what a submission leads to.
func after(v assess.View) string {
	if len(v.ReviewedBy) > 0 {
		return "提交后由上级党组织接着考核，不能撤回。"
	}
	return "提交后由上级党组织考核；考核开始前可以撤回。"
}

func facts(v assess.View) []ui.Definition {
	e := v.Explanation
	done, all := figures.Done(e)
	return []ui.Definition{
		{Term: "支部", Text: v.BranchName},
		{Term: "自评总分", Text: figures.Points(e.Total) + "（" + figures.Grade(v.Set.Set, e.Grade).Text + "）"},
		{Term: "基本分", Text: figures.Points(e.Base)}, {Term: "先锋分", Text: figures.Points(e.Pioneer)}, {Term: "底线扣分", Text: figures.Points(-e.Bottom)},
		{Term: "已答", Text: fmt.Sprintf("%d / %d 项", done, all)},
	}
}

// derivationView is the page that explains the score.
type derivationView struct {
	Back   ui.Link
	Title  string
	Badges []ui.BadgeProps
	Total  ui.Derivation
	Areas  []derivedArea
}

type derivedArea struct {
	ID, Title string
	Items     []ui.Derivation
}

func derivation(v assess.View) derivationView {
	set, e := v.Set.Set, v.Explanation
	d := derivationView{Back: ui.Link{Label: "返回自评", Href: page.SelfURL(v.ID)}, Title: "自评 " + figures.Points(e.Total) + " 分怎么来的",
		Badges: []ui.BadgeProps{figures.Grade(set, e.Grade)}, Total: figures.Sums(set, e, func(area string) string { return "#" + areaID(area) })}
	who := figures.SavedBy(v.Findings[app.Self])
	for _, c := range e.Categories {
		for _, a := range c.Areas {
			area, _ := set.Area(a.Area)
			one := derivedArea{ID: areaID(a.Area), Title: area.Title}
			for _, it := range a.Items {
				one.Items = append(one.Items, figures.Item(set, it, who))
			}
			d.Areas = append(d.Areas, one)
		}
	}
	return d
}

func areaID(code string) string { return "area-" + code }
