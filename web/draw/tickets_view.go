package draw

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/sampling"
	"baolei/web/ui"
)

// ruleWords name the rules in their order.
var ruleWords = []struct {
	rule  sampling.Rule
	short string // "按抽查记录 +2"
}{{sampling.Proportion, "按抽查记录"}, {sampling.Apart, "上年自评与考核相差大"}, {sampling.Hinted, "记录需要核实"}, {sampling.Unchecked, "多年没有抽查"}}

func ruleWord(rule sampling.Rule) string {
	for _, w := range ruleWords {
		if w.rule == rule {
			return w.short
		}
	}
	return string(rule)
}

// ticketPanel is the part of the form that sets the rules and shows what they do.
type ticketPanel struct {
	On      ui.Check
	Rules   []ruleLine
	Limits  []figure // what holds for all rules
	Summary string
	Warning string
	Only    ui.Select
	Find    ui.Text
	List    ui.TableProps
	Open    bool   // the list is unfolded
	Text    string // where the page lies
	Earlier string // the page before; "" for none
	Later   string
}

// ruleLine is a rule with its figures and what it does.
type ruleLine struct {
	Label   string
	Figures []figure
	Does    string
}

// figure is a number to fill in with the words around it.
type figure struct{ ID, Name, Label, Before, After, Value, Min, Max, Error string }

func newTicketPanel(p *spotcheck.Preparation, f form) ticketPanel {
	v := ticketPanel{On: ui.Check{ID: "tickets", Name: "tickets", Label: "按风险多给签：签多的支部更容易抽中", On: f.tickets, Hint: "规则随名单公布，写入公告。不勾选时每个支部 1 张签。"}}
	v.Rules = []ruleLine{
		{Label: "所在党委的支部此前抽查中超差的比例；查过的不到个数的，加满", Figures: []figure{f.figure("least", "查过", "个以上才按比例"), f.figure("proportion", "加 0 至", "张")}, Does: does(p, sampling.Proportion)},
		{Label: "上一年度自评与考核总分相差", Figures: []figure{f.figure("difference_from", "达到", "分"), f.figure("difference", "加", "张")}, Does: does(p, sampling.Apart)},
		{Label: "提交自评时记录需要核实", Figures: []figure{f.figure("hints_from", "有", "处以上"), f.figure("hints", "加", "张")}, Does: does(p, sampling.Hinted)},
		{Label: "一直没有被抽查", Figures: []figure{f.figure("unchecked", "加", "张")}, Does: does(p, sampling.Unchecked)},
	}
	v.Limits = []figure{f.figure("years", "往回看", "年；"), f.figure("most", "一个支部最多", "张签。")}
	if f.wrongRules() {
		v.waits()
		return v
	}
	v.Summary = ticketSummary(p)
	if _, most := tickets(p.Population); most > 5 {
		v.Warning = "有支部超过 5 张签，抽查后估计的区间会比较粗略。"
	}
	v.list(p, f)
	return v
}

// wrongRules tells whether a figure of the rules cannot be taken; nothing is said
// then that would come from it.
func (f form) wrongRules() bool {
	for field, message := range f.fields {
		if strings.HasPrefix(field, "rule-") && message != "" {
			return true
		}
	}
	return false
}

// waits says in the place of all tickets that the rules have to be corrected first.
func (v *ticketPanel) waits() {
	v.Summary = "规则改正以后再算。"
	for i := range v.Rules {
		v.Rules[i].Does = ""
	}
	v.Only, v.Find = onlySelect(everyone), ui.Text{ID: "find", Name: "find", Label: "支部或党委"}
	v.List = ui.TableProps{ID: "ticket-list", Caption: "谁有几张签，为什么", Hide: true, Empty: v.Summary, Columns: ticketColumns()}
}

func (f form) figure(name, before, after string) figure {
	b := figure{ID: "rule-" + name, Name: "rule-" + name, Before: before, After: after, Value: f.rules[name], Error: f.fields["rule-"+name]}
	for _, bound := range sampling.DefaultRules().Figures() {
		if bound.Name == name && name != "difference_from" {
			b.Min, b.Max = strconv.FormatInt(bound.Least, 10), strconv.FormatInt(bound.Max, 10)
		}
	}
	return b
}

// does tells what a rule gives: "12 个支部，共 15 张".
func does(p *spotcheck.Preparation, rule sampling.Rule) string {
	branches, tickets := 0, 0
	for _, r := range p.Reasons {
		if r.Rule == rule {
			branches++
			tickets += r.Tickets
		}
	}
	if branches == 0 {
		return "现在没有支部因此加签"
	}
	return fmt.Sprintf("%d 个支部，共加 %d 张", branches, tickets)
}

// tickets are the fewest and the most that a branch of a population holds.
func tickets(pop sampling.Population) (least, most int) {
	for i, e := range pop {
		if i == 0 {
			least = e.Tickets
		}
		least, most = min(least, e.Tickets), max(most, e.Tickets)
	}
	return least, most
}

// ticketSummary tells of a population's tickets: "60 个支部，共 94 张签".
func ticketSummary(p *spotcheck.Preparation) string {
	all := 0
	for _, e := range p.Population {
		all += e.Tickets
	}
	switch least, most := tickets(p.Population); {
	case most == 1:
		return fmt.Sprintf("%d 个支部，每个 1 张签", len(p.Population))
	case least == most:
		return fmt.Sprintf("%d 个支部，每个都是 %d 张签，机会一样", len(p.Population), most)
	}
	return fmt.Sprintf("%d 个支部，共 %d 张签", len(p.Population), all)
}
