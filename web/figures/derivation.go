package figures

import (
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/ui"
)

// Who tells who stated a clause and when: "王明 12月23日 18:02"; empty where
// nobody did.
type Who func(clause string) string

// SavedBy takes it from the findings of a level.
func SavedBy(said map[string]app.Finding) Who {
	return func(clause string) string {
		f, ok := said[clause]
		if !ok {
			return ""
		}
		return f.SavedName + " " + When(f.SavedAt)
	}
}

// Item explains the score of an item: what it begins with, each clause with its
// count, amount and person, and what the cap leaves of it.
func Item(set *indicator.Set, it scoring.ItemPart, who Who) ui.Derivation {
	item, _, _ := set.Item(it.Item)
	d := ui.Derivation{ID: "d-" + dashed(it.Item), Caption: set.Number(it.Item) + " " + item.Title, Total: Points(it.Score)}
	if it.Direction == scoring.Deduct && it.HasWeight {
		d.Lines = append(d.Lines, ui.DerivationLine{Label: "本项分值", Value: Points(it.Weight)})
	}
	for _, c := range it.Clauses {
		clause, _, _ := set.Clause(c.Clause)
		line := ui.DerivationLine{Label: clause.Label, How: How(set, clause, c), Who: who(c.Clause), Value: "–"}
		if c.Answered {
			line.Value, line.Tone = Amount(it.Direction, c.Amount)
		}
		if c.Vetoed {
			line.Value, line.Tone = "否决", ui.Lost
		}
		d.Lines = append(d.Lines, line)
	}
	if it.Capped() {
		d.Lines = append(d.Lines, capLine("本项", it.Direction, it.Raw, it.Limit))
	}
	return d
}

// How tells how the amount of a clause came about: "应 12 次，实 10 次，少 2 次 × 1 分".
func How(set *indicator.Set, c *indicator.Clause, p scoring.ClausePart) string {
	switch {
	case !p.Answered:
		return "未填，按未发生计"
	case p.Finding.NotApplicable:
		return "不适用：" + p.Finding.Reason
	}
	each := " × " + Short(p.Unit) + " 分"
	switch p.Kind {
	case scoring.PerCase:
		return number(p.Finding.Count, c.Unit) + each
	case scoring.PerMissing:
		return "应 " + number(p.Expected, c.Unit) + "，实 " + number(p.Finding.Actual, c.Unit) + "，少 " + number(p.Missing, c.Unit) + each
	case scoring.Stepped:
		if p.Flat {
			return number(p.Finding.Count, c.Unit) + "，满 " + number(p.From, c.Unit) + "按 " + Short(c.Flat) + " 分计"
		}
		return number(p.Finding.Count, c.Unit) + each
	case scoring.Tiers:
		return tierSum(c, p)
	case scoring.Veto:
		if p.Vetoed {
			return Yes(c) + "，" + Effect(set, p.Zero)
		}
	}
	return Said(c, p.Finding)
}

// Effect says what a veto does: "一票否决，定为后进整转".
func Effect(set *indicator.Set, zero bool) string {
	if zero {
		return "一票否决，总分记 0"
	}
	g, _ := set.Grade(set.VetoGrade)
	return "一票否决，定为" + g.Name
}

func tierSum(c *indicator.Clause, p scoring.ClausePart) string {
	if len(p.Tiers) == 0 {
		return "无"
	}
	var parts []string
	for _, t := range p.Tiers {
		parts = append(parts, OptionLabel(c, t.Option)+" "+number(t.Count, c.Unit)+" × "+Short(t.Unit)+" 分")
	}
	return strings.Join(parts, "；")
}

// Sums explains the total: each area, the caps of areas and categories, and the
// vetoes. href leads to an area's items; nil leaves the links out.
func Sums(set *indicator.Set, e scoring.Explanation, href func(area string) string) ui.Derivation {
	d := ui.Derivation{ID: "d-total", Caption: "总分怎么来的", Total: Points(e.Total), TotalLabel: "总分"}
	for _, c := range e.Categories {
		category, _ := set.Category(c.Category.String())
		for _, a := range c.Areas {
			d.Lines = append(d.Lines, areaLine(set, category.Name, c.Category, a, href))
		}
		d.Lines = append(d.Lines, sumCaps(category.Name, c.Sum)...)
	}
	for _, clause := range e.Vetoes {
		c, item, _ := set.Clause(clause)
		d.Lines = append(d.Lines, ui.DerivationLine{Label: set.Number(item.Code) + " " + c.Label, How: Effect(set, c.Zero), Value: "否决", Tone: ui.Lost})
	}
	return d
}

func areaLine(set *indicator.Set, category string, kind scoring.Category, a scoring.AreaPart, href func(string) string) ui.DerivationLine {
	area, _ := set.Area(a.Area)
	line := ui.DerivationLine{Label: area.Title, Value: Points(a.Sum.Score)}
	if href != nil {
		line.Href = href(a.Area)
	}
	how := []string{category}
	if kind == scoring.Base {
		how = append(how, "满分 "+Short(weightOf(a)))
	}
	if a.Sum.Lost > 0 {
		how = append(how, "扣 "+Short(a.Sum.Lost))
	}
	if a.Sum.Earned > 0 {
		how = append(how, "加 "+Short(a.Sum.Earned))
	}
	for _, l := range sumCaps("", a.Sum) {
		how = append(how, l.How)
	}
	if n := Open(a.Items); n > 0 {
		how = append(how, strconv.Itoa(n)+" 项没有填，按未发生计")
	}
	line.How = strings.Join(how, "，")
	if a.Sum.Score < 0 {
		line.Tone = ui.Lost
	}
	return line
}

// sumCaps tells what the caps of an area or category took away.
func sumCaps(name string, s scoring.Sum) []ui.DerivationLine {
	var lines []ui.DerivationLine
	if s.LostLimit && s.Lost > s.LostCap {
		lines = append(lines, capLine(name, scoring.Deduct, s.Lost, s.LostCap))
	}
	if s.EarnedLimit && s.Earned > s.EarnedCap {
		lines = append(lines, capLine(name, scoring.Earn, s.Earned, s.EarnedCap))
	}
	return lines
}

// capLine gives back what a cap does not let count.
func capLine(name string, d scoring.Direction, raw, limit scoring.Points) ui.DerivationLine {
	verb := word(d == scoring.Earn, "加", "扣")
	line := ui.DerivationLine{Label: name + "封顶", How: "合计" + verb + " " + Short(raw) + " 分，最多" + verb + " " + Short(limit) + " 分"}
	line.Value = "+" + Points(raw-limit)
	if d == scoring.Earn {
		line.Value = Points(limit - raw)
	}
	return line
}

func dashed(code string) string { return strings.ReplaceAll(code, ".", "-") }
