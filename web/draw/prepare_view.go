package draw

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// plan answers how many are enough: of all branches, if so many are off.
type plan struct {
	branches, off, percent int // percent is the confidence asked for
	enough                 int
}

// newPlan reads the planner's figures from the address; by default a tenth of
// the branches off, and 90 % confidence.
func newPlan(p *spotcheck.Preparation, query url.Values) plan {
	pl := plan{branches: len(p.Population), percent: 90}
	if n, err := strconv.Atoi(query.Get("percent")); err == nil && n >= 1 && n <= 99 {
		pl.percent = n
	}
	pl.off = (pl.branches + 9) / 10
	if n, err := strconv.Atoi(query.Get("off")); err == nil && n >= 1 && n <= pl.branches {
		pl.off = n
	}
	pl.enough = spotcheck.Enough(pl.branches, pl.off, pl.percent)
	return pl
}

// text says what a sample of the planned size shows, and one for 95 %.
func (pl plan) text(tolerance string) string {
	if pl.branches == 0 {
		return "还没有可以抽查的支部。"
	}
	text := enoughText(pl.branches, pl.off, pl.enough, tolerance)
	if more := spotcheck.Enough(pl.branches, pl.off, 95); more > pl.enough {
		text += fmt.Sprintf("；抽 %d 个时 %d%%", more, spotcheck.Confidence(pl.branches, pl.off, more))
	}
	return text + "。"
}

// enoughText is the planner's sentence for one stratum.
func enoughText(branches, off, drawn int, tolerance string) string {
	return fmt.Sprintf("共 %d 个，若有 %d 个以上偏差超过 %s 分，抽 %d 个时有 %d%% 的把握至少碰到一个",
		branches, off, tolerance, drawn, spotcheck.Confidence(branches, off, drawn))
}

// planText is the planner's answer. Drawn by strata, it is an estimate: the
// chance of each stratum stands beside its size.
func planText(p *spotcheck.Preparation, f form) string {
	if len(p.Strata) > 1 {
		return "按不分层估算，" + f.plan.text(f.branch)
	}
	return f.plan.text(f.branch)
}

// prepared is the form of a new draw.
type prepared struct {
	Title      string
	Cycles     []ui.Filter
	Divisions  []ui.Filter
	Unfinished ui.Link // to the draw that has to be finished first
	Message    string
	Mistakes   []ui.Mistake
	Empty      bool
	Plan       plan
	PlanText   string
	PlanHidden []ui.Hidden
	Form       ui.Form
	Strata     []stratum
	Item       ui.Text
	Branch     ui.Text
	Committee  ui.Text
	Source     ui.Text
	Sealed     ui.Check
	Inspectors ui.TableProps
	Short      []string
}

// stratum is a line of the form.
type stratum struct {
	ID, Name, Label, Branches, Value, Error, Text string
}

func newPrepared(cycles []app.Cycle, p *spotcheck.Preparation, f form, hidden []ui.Hidden) prepared {
	v := prepared{Title: p.Title, Message: f.message, Empty: len(p.Population) == 0, Plan: f.plan, PlanText: planText(p, f),
		PlanHidden: []ui.Hidden{{Name: "cycle", Value: strconv.FormatInt(p.Cycle.ID, 10)}, {Name: "by", Value: string(p.By)}},
		Form:       ui.Form{Action: page.CheckDrawURL, Hidden: hidden}}
	for _, c := range cycles {
		v.Cycles = append(v.Cycles, ui.Filter{Label: strconv.Itoa(c.Year) + " 年度", Href: page.NewDrawOfURL(c.ID, string(p.By)), On: c.ID == p.Cycle.ID})
	}
	for _, d := range []struct {
		by    spotcheck.Strata
		label string
	}{{spotcheck.ByCommittee, "按党委分层"}, {spotcheck.Whole, "不分层，全部一起抽"}} {
		v.Divisions = append(v.Divisions, ui.Filter{Label: d.label, Href: page.NewDrawOfURL(p.Cycle.ID, string(d.by)), On: d.by == p.By})
	}
	if p.Unfinished != 0 {
		v.Unfinished = ui.Link{Label: "上一次公布的名单还没有抽取，先去完成", Href: page.DrawURL(p.Unfinished)}
	}
	v.strata(p, f)
	v.terms(f)
	v.inspectors(p)
	return v
}

func (v *prepared) strata(p *spotcheck.Preparation, f form) {
	for _, s := range p.Strata {
		line := stratum{ID: "size-" + s.Name, Name: "size-" + s.Name, Label: s.Label, Branches: strconv.Itoa(s.Branches), Value: f.sizes[s.Name], Error: f.fields["size-"+s.Name]}
		if n, err := strconv.Atoi(line.Value); err == nil && n > 0 && n <= s.Branches {
			off := (s.Branches + 9) / 10
			line.Text = fmt.Sprintf("若有 %d 个超差，%d%% 的把握碰到", off, spotcheck.Confidence(s.Branches, off, n))
		}
		v.Strata = append(v.Strata, line)
		v.Short = append(v.Short, s.Short...)
		v.mistake(line.ID, line.Error)
	}
}

func (v *prepared) terms(f form) {
	points := func(id, label, value, hint string) ui.Text {
		v.mistake(id, f.fields[id])
		return ui.Text{ID: id, Name: id, Label: label, Value: value, Hint: hint, Error: f.fields[id], InputMode: "decimal", Required: true}
	}
	v.Item = points("item", "单项允许差（分）", f.item, "一个项目上抽查与考核相差不超过它的，考核结果有效。")
	v.Branch = points("branch", "支部总分允许差（分）", f.branch, "总分相差超过它的，单独标出。")
	v.Committee = points("committee", "党委平均允许差（分）", f.committee, "一个党委平均相差超过它的，建议全部复核。")
	v.Source = ui.Text{ID: "seed_source", Name: "seed_source", Label: "种子从哪里来", Value: f.seed, Error: f.fields["seed_source"], Required: true, MaxLength: "200",
		Hint: "公布时还不能有人知道种子。写明来源和时间，例如“2月14日上午10时，当众掷十面骰 20 次，监督组见证”。"}
	v.mistake("seed_source", f.fields["seed_source"])
	v.Sealed = ui.Check{ID: "sealed", Name: "sealed", Label: "密封抽查：交回之前，抽查员看不到自评和考核的分数", On: f.sealed}
}

func (v *prepared) mistake(field, message string) {
	if message != "" {
		v.Mistakes = append(v.Mistakes, ui.Mistake{Field: field, Text: message})
	}
}

func (v *prepared) inspectors(p *spotcheck.Preparation) {
	v.Inspectors = ui.TableProps{ID: "inspectors", Caption: "抽查员", Hide: true, Columns: []ui.Column{{Label: "抽查员"}, {Label: "回避的支部"}},
		Empty: "工委还没有在任的抽查员，请由安全管理员办理任职。"}
	for _, in := range p.Inspectors {
		text := "无"
		if len(in.StandsBack) > 0 {
			text = strconv.Itoa(len(in.StandsBack)) + " 个：" + strings.Join(in.StandsBack, "、")
		}
		v.Inspectors.Rows = append(v.Inspectors.Rows, ui.TableRow{Cells: []ui.Cell{{Text: p.Names[in.Code], Sub: in.Code}, {Text: text}}})
	}
	slices.Sort(v.Short)
}

// newConfirm is the page that asks once more before publishing.
func newConfirm(p *spotcheck.Preparation, in spotcheck.Publication, hidden []ui.Hidden, back string) ui.ConfirmProps {
	drawn, sizes := 0, []string{}
	for _, s := range p.Strata {
		if n := in.Sizes[s.Name]; n > 0 {
			drawn += n
			sizes = append(sizes, fmt.Sprintf("%s %d\u00a0/\u00a0%d", s.Label, n, s.Branches))
		}
	}
	sealed := "密封：交回前看不到自评和考核的分数"
	if !in.Sealed {
		sealed = "不密封：抽查员能看到自评和考核的分数，抽查页上会写明"
	}
	digest := func(value string) ui.Definition { return ui.Definition{Body: ui.Digest("SHA-256", value)} }
	population, inspectors := digest(p.PopulationDigest), digest(p.InspectorsDigest)
	population.Term, inspectors.Term = "名单摘要", "抽查员摘要"
	return ui.ConfirmProps{ID: "publish", Title: "公布" + p.Title, Text: "公布之后，名单、抽查员、抽取数和允许差都不能再改，任何登录的人都能看到。请先核对。",
		Facts: []ui.Definition{{Term: "名单", Text: fmt.Sprintf("%d 个支部，每个 1 张签", len(p.Population))}, {Term: "抽取", Text: fmt.Sprintf("共 %d 个：%s", drawn, strings.Join(sizes, "、"))},
			{Term: "抽查员", Text: fmt.Sprintf("%d 人，每个支部 %d 人", len(p.Inspectors), 2)},
			{Term: "允许差", Text: tolerances(in.Item, in.Branch, in.Committee)}, {Term: "种子来源", Text: in.SeedSource}, {Term: "方式", Text: sealed}, population, inspectors},
		Form:   ui.Form{Action: page.DrawsURL, Hidden: hidden, Submit: "公布，之后不再修改"},
		Cancel: ui.Link{Label: "返回修改", Href: back}}
}

func tolerances(item, branch, committee scoring.Points) string {
	return fmt.Sprintf("单项 %s 分，支部总分 %s 分，党委平均 %s 分", figures.Short(item), figures.Short(branch), figures.Short(committee))
}
