package spotcheck

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/names"
	"baolei/internal/core/sampling"
	"baolei/internal/core/scoring"
)

// check tells what is wrong with an officer's figures, by field.
func (p *Preparation) check(in Publication) error {
	bad := map[string]string{}
	drawn := 0
	for _, s := range p.Strata {
		drawn += in.Sizes[s.Name]
	}
	p.WrongSizes(in, bad)
	for name := range in.Sizes {
		if !p.has(name) {
			return app.Stale()
		}
	}
	in.WrongTolerances(bad)
	if n := utf8.RuneCountInString(in.SeedSource); n < 2 || n > 200 {
		bad["seed_source"] = "请写明种子从哪里来，2 至 200 字，例如“2月14日上午当众掷骰 20 次”。"
	}
	p.checkTerms(in, bad)
	p.checkPlan(in, bad)
	if len(bad) > 0 {
		return &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正。", Fields: bad}
	}
	return p.drawable(in.Sizes, drawn)
}

// WrongSizes adds what is wrong with how many are to be drawn, by field.
func (p *Preparation) WrongSizes(in Publication, bad map[string]string) {
	for _, s := range p.Strata {
		if n := in.Sizes[s.Name]; n < 0 || n > s.Branches {
			bad["size-"+s.Name] = fmt.Sprintf("%s有 %d 个支部可抽，请填 0 至 %d。", s.Label, s.Branches, s.Branches)
		}
	}
}

// ToleranceBounds says what a tolerance may be.
const ToleranceBounds = "允许差请填 0 至 100 之间的分数，最多两位小数，例如 1 或 0.5。"

// WrongTolerances adds what is wrong with the tolerances, by field.
func (in Publication) WrongTolerances(bad map[string]string) {
	for field, points := range map[string]scoring.Points{"item": in.Item, "branch": in.Branch, "committee": in.Committee} {
		if points < 0 || points > 100*scoring.Point {
			bad[field] = ToleranceBounds
		}
	}
}

// WrongRules adds what is wrong with the rules for tickets, by field.
func (in Publication) WrongRules(bad map[string]string) {
	if in.Rules == nil {
		return
	}
	for name, message := range in.Rules.Faults() {
		bad["rule-"+name] = message
	}
}

// checkPlan tells what is wrong with what the sizes were chosen by.
func (p *Preparation) checkPlan(in Publication, bad map[string]string) {
	if n := in.Plan.Percent; n < 0 || n > 99 || n == 0 && len(in.Plan.Off) > 0 {
		bad["percent"] = "把握请填 1 至 99 的整数。"
	}
	for _, s := range p.Strata {
		if n, told := in.Plan.Off[s.Name]; told && (n < 1 || n > s.Branches) {
			bad["off-"+s.Name] = fmt.Sprintf("%s有 %d 个支部可抽，请填 1 至 %d。", s.Label, s.Branches, s.Branches)
		}
	}
	for name := range in.Plan.Off {
		if !p.has(name) {
			bad["percent"] = "分层有变化，请重新填写把握和超差数。"
		}
	}
}

// checkTerms tells what is wrong with rules and items.
func (p *Preparation) checkTerms(in Publication, bad map[string]string) {
	in.WrongRules(bad)
	for _, code := range in.Items {
		if _, _, ok := p.Set.Item(code); !ok {
			bad["items"] = "指标中没有项目 " + code + "，请重新选择。"
		}
	}
	if branch := p.withoutItem(in.Items); branch != "" {
		bad["items"] = "选中的项目没有一项适用于" + branch + "，它抽到了也没有可查的。请再选。"
	}
}

// withoutItem names a branch for whose kind none of the chosen items is.
func (p *Preparation) withoutItem(chosen []string) string {
	known := map[string]bool{}
	for _, e := range p.Population {
		b := p.Branches[e.Code]
		some, judged := known[b.Kind]
		if !judged {
			some = len(chosen) == 0 || slices.ContainsFunc(p.Set.Applies(b.Kind), func(it *indicator.Item) bool { return slices.Contains(chosen, it.Code) })
			known[b.Kind] = some
		}
		if !some {
			return b.Name
		}
	}
	return ""
}

// items puts the items to check into table order; all of them are none.
func (p *Preparation) items(chosen []string) []string {
	all := itemsOf(p.Set)
	list := slices.DeleteFunc(slices.Clone(all), func(code string) bool { return !slices.Contains(chosen, code) })
	if len(list) == len(all) {
		return []string{}
	}
	return list
}

func (p *Preparation) drawable(sizes map[string]int, drawn int) error {
	switch short := p.short(sizes); {
	case len(p.Population) == 0:
		return fault.New(fault.Invalid, "本周期还没有可以抽查的支部：已报送、且没有抽过的支部才能列入名单。")
	case drawn == 0:
		return fault.New(fault.Invalid, "一个支部也没有要抽，请至少在一层填写抽取数。")
	case len(short) > 0:
		return fault.New(fault.Invalid, fmt.Sprintf("以下支部回避后可用的抽查员不足 %d 名：%s。请由安全管理员增加工委抽查员的任职，或把这些支部所在的层抽取数填为 0。",
			sampling.InspectorsPerBranch, names.Few(short, 20, "个")))
	}
	return nil
}

func (p *Preparation) has(stratum string) bool {
	for _, s := range p.Strata {
		if s.Name == stratum {
			return true
		}
	}
	return false
}

// sentence ends the core's plain words like a sentence.
func sentence(err error) string { return strings.ReplaceAll(err.Error(), "\n", "；") + "。" }
