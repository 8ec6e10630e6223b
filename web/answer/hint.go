package answer

import (
	"strconv"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
)

// hint tells what the clause costs or brings, and how much room the item leaves:
// "每少 1 次扣 1 分，本项最多还能扣 1 分". What is only looked at has no room any more,
// and tells the item's limit.
func hint(c *indicator.Clause, it *scoring.ItemPart, open bool) string {
	verb := "扣"
	if it.Direction == scoring.Earn {
		verb = "加"
	}
	rule, left := rule(c, verb), room(it, verb, open)
	if whole := len(it.Clauses) == 1 && it.Room == it.Limit; whole && (c.Kind == scoring.Once || c.Kind == scoring.Range) {
		left = "" // the rule has said it
	}
	if rule != "" && left != "" {
		return rule + "，" + left
	}
	return rule + left
}

func rule(c *indicator.Clause, verb string) string {
	each := verb + " " + figures.Short(c.Amount) + " 分"
	switch c.Kind {
	case scoring.Once:
		return happened(c) + each
	case scoring.PerCase:
		return "每 1 " + c.Unit + each
	case scoring.PerMissing:
		return "每少 1 " + c.Unit + each
	case scoring.Stepped:
		return "每 1 " + c.Unit + each + "，满 " + strconv.FormatInt(c.From, 10) + " " + c.Unit + verb + " " + figures.Short(c.Flat) + " 分"
	case scoring.Range:
		return "视情" + verb + " " + figures.Short(c.Min) + "–" + figures.Short(c.Max) + " 分"
	}
	return ""
}

// room tells what the item's limit leaves.
func room(it *scoring.ItemPart, verb string, open bool) string {
	if !it.HasLimit || it.Limit == 0 {
		return ""
	}
	if it.Room == 0 {
		return "本项已" + verb + "满 " + figures.Short(it.Limit) + " 分"
	}
	if it.Room == it.Limit || !open {
		return "本项最多" + verb + " " + figures.Short(it.Limit) + " 分"
	}
	return "本项最多还能" + verb + " " + figures.Short(it.Room) + " 分"
}

// happened says in a sentence that it occurred: a bare 有 reads badly there.
func happened(c *indicator.Clause) string {
	if yes := figures.Yes(c); yes != "有" {
		return yes
	}
	return "有此情况"
}
