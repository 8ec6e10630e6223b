package draw

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/indicator"
	"baolei/internal/core/names"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// prepared is the form of a new draw.
type prepared struct {
	Title      string
	Cycles     []ui.Filter
	Divisions  []ui.Filter
	Recheck    string  // of which committees all branches are to be checked
	Unfinished ui.Link // to the draw that has to be finished first
	Message    string
	Mistakes   []ui.Mistake
	Empty      bool
	Plan       plan
	PlanText   string
	Percent    figure
	Off        figure
	Tickets    ticketPanel
	Part       ui.Radios
	Areas      []ui.Chips
	ItemsOpen  bool
	ItemsError string
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
	ID, Name, Label, Branches, Value, Error string
	Tickets                                 string
	Off                                     figure // how many are taken to be off
	Needed, Shows                           string // the planner, both ways
}

func newPrepared(cycles []app.Cycle, p *spotcheck.Preparation, f form, hidden []ui.Hidden) prepared {
	v := prepared{Title: p.Title, Message: f.message, Empty: len(p.Population) == 0, Plan: f.plan(p), PlanText: planText(p, f),
		Form: ui.Form{Action: page.CheckDrawURL, Hidden: hidden, Unchecked: true}}
	v.Percent = figure{ID: "percent", Name: "percent", Before: "要有百分之几的把握", Value: f.percent, Min: "1", Max: "99", Error: f.fields["percent"]}
	v.Off = figure{ID: "off", Name: "off", Before: "若全部支部中有几个超差", Value: f.off, Min: "1", Max: strconv.Itoa(max(v.Plan.branches, 1)), Error: f.fields["off"]}
	v.mistake(v.Percent.ID, v.Percent.Error)
	v.mistake(v.Off.ID, v.Off.Error)
	for _, c := range cycles {
		v.Cycles = append(v.Cycles, ui.Filter{Label: strconv.Itoa(c.Year) + " 年度", Href: page.NewDrawOfURL(c.ID, string(p.By)), On: c.ID == p.Cycle.ID})
	}
	for _, d := range []struct {
		by    spotcheck.Strata
		label string
	}{{spotcheck.ByCommittee, "按党委分层"}, {spotcheck.ByGrade, "按等次分层"}, {spotcheck.Whole, "不分层，全部一起抽"}} {
		v.Divisions = append(v.Divisions, ui.Filter{Label: d.label, Href: page.NewDrawOfURL(p.Cycle.ID, string(d.by)), On: d.by == p.By})
	}
	if p.Unfinished != 0 {
		v.Unfinished = ui.Link{Label: "上一次公布的名单还没有抽取，先去完成", Href: page.DrawURL(p.Unfinished)}
	}
	v.Recheck = recheckText(p.Recheck, "按党委分层，把它们的抽取数填满。")
	v.strata(p, f)
	v.Tickets = newTicketPanel(p, f)
	for _, line := range append(v.Tickets.Rules, ruleLine{Figures: v.Tickets.Limits}) {
		for _, one := range line.Figures {
			v.mistake(one.ID, one.Error)
		}
	}
	v.parts(p, f)
	v.terms(f)
	v.inspectors(p)
	return v
}

func (v *prepared) strata(p *spotcheck.Preparation, f form) {
	for _, s := range p.Strata {
		line := stratum{ID: "size-" + s.Name, Name: "size-" + s.Name, Label: s.Label, Branches: strconv.Itoa(s.Branches), Value: f.sizes[s.Name], Error: f.fields["size-"+s.Name]}
		line.Off = figure{ID: "off-" + s.Name, Name: "off-" + s.Name, Label: s.Label + "超差少于几个", Value: f.offs[s.Name], Min: "1", Max: line.Branches, Error: f.fields["off-"+s.Name]}
		if line.Tickets = "–"; !f.wrongRules() {
			line.Tickets = strconv.Itoa(s.Tickets)
		}
		if v.Percent.Error == "" && line.Off.Error == "" {
			line.Needed = needed(s, f.offOf(s), v.Plan.percent)
		}
		if n, err := strconv.Atoi(line.Value); err == nil && v.Percent.Error == "" {
			line.Shows = shows(s.Branches, n, v.Plan.percent)
		}
		v.mistake(line.Off.ID, line.Off.Error)
		v.Strata = append(v.Strata, line)
		v.Short = append(v.Short, s.Short...)
		v.mistake(line.ID, line.Error)
	}
}

// parts lets the officer pick the items to check.
func (v *prepared) parts(p *spotcheck.Preparation, f form) {
	value := "all"
	if f.part {
		value = "part"
	}
	v.Part = ui.Radios{ID: "part", Name: "part", Label: "范围", Value: value, Hint: "没有查的项目按考核结果计。",
		Options: []ui.Option{{Value: "all", Label: "全部项目"}, {Value: "part", Label: "只查选中的项目，抽查员也只看到这些"}}}
	v.ItemsOpen, v.ItemsError = f.part, f.fields["items"]
	for _, a := range p.Set.Areas {
		chips := ui.Chips{ID: "items-" + a.Code, Name: "items", Label: a.Title, Values: f.items}
		for _, it := range a.Items {
			chips.Options = append(chips.Options, ui.Option{Value: it.Code, Label: p.Set.Number(it.Code) + " " + it.Title})
		}
		v.Areas = append(v.Areas, chips)
	}
	v.mistake("part", v.ItemsError)
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
			text = strconv.Itoa(len(in.StandsBack)) + " 个：" + names.Few(in.StandsBack, 10, "个") // the file of inspectors has them all
		}
		name := ui.Cell{Text: p.Names[in.Code], Sub: in.Code}
		if p.Officers[in.Code] {
			name.Badge, name.Sub = ui.BadgeProps{Text: "同时是经办", Tone: ui.Warn}, in.Code+"，接收报送时看得到考核得分，密封不起作用；要避免的，请先结束其抽查员任职"
		}
		v.Inspectors.Rows = append(v.Inspectors.Rows, ui.TableRow{Cells: []ui.Cell{name, {Text: text}}})
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
	text := "公布之后，名单、抽查员、抽取数和允许差都不能再改，任何登录的人都能看到。请先核对。" + notAll(p, in)
	population, inspectors := digest(p.PopulationDigest), digest(p.InspectorsDigest)
	population.Term, inspectors.Term = "名单摘要", "抽查员摘要"
	return ui.ConfirmProps{ID: "publish", Title: "公布" + p.Title, Text: text,
		Facts: []ui.Definition{{Term: "名单", Text: ticketSummary(p)}, {Term: "抽取", Text: fmt.Sprintf("共 %d 个：%s", drawn, strings.Join(sizes, "、"))},
			{Term: "抽查员", Text: fmt.Sprintf("%d 人，每个支部 %d 人", len(p.Inspectors), 2)},
			{Term: "允许差", Text: tolerances(in.Item, in.Branch, in.Committee)}, {Term: "种子来源", Text: in.SeedSource}, {Term: "方式", Text: sealed}, {Term: "查哪些项目", Text: itemsText(p.Set.Set, in.Items)}, {Term: "签", Body: sentences(ruleText(p))}, population, inspectors},
		Form:   ui.Form{Action: page.DrawsURL, Hidden: hidden, Submit: "公布，之后不再修改"},
		Cancel: ui.Link{Label: "返回修改", Href: back}}
}

// recheckText tells which committees are still to be checked in full, and what to
// do about it; "" where none is.
func recheckText(left []spotcheck.Recheck, what string) string {
	var list []string
	for _, c := range left {
		list = append(list, fmt.Sprintf("%s（还有 %d 个支部没有抽）", c.Name, c.Left))
	}
	if len(list) == 0 {
		return ""
	}
	return "已决定全部复核：" + strings.Join(list, "、") + "。" + what
}

// notAll tells which committees would not be checked in full, though they are to be.
func notAll(p *spotcheck.Preparation, in spotcheck.Publication) string {
	left := slices.DeleteFunc(slices.Clone(p.Recheck), func(c spotcheck.Recheck) bool {
		return p.By == spotcheck.ByCommittee && in.Sizes[c.Code] >= c.Left
	})
	return recheckText(left, "这次没有全部抽到，要全部抽到请返回修改。")
}

// ruleText says how tickets are given.
func ruleText(p *spotcheck.Preparation) []string {
	if p.Rules == nil {
		return []string{oneTicket}
	}
	return p.Rules.Text()
}

const oneTicket = "每个支部 1 张签。"

// itemsText names the items that are checked; none means all.
func itemsText(set *indicator.Set, items []string) string {
	if len(items) == 0 {
		return "全部项目"
	}
	var names []string
	for _, code := range items {
		name, _ := set.Titled(code)
		names = append(names, name)
	}
	return fmt.Sprintf("只查 %d 项：%s。其余按考核结果计", len(items), strings.Join(names, "、"))
}

func tolerances(item, branch, committee scoring.Points) string {
	return fmt.Sprintf("单项 %s 分，支部总分 %s 分，党委平均 %s 分", figures.Short(item), figures.Short(branch), figures.Short(committee))
}
