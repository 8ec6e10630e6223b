package draw

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/sampling"
	"baolei/web/ui"
)

// linesPerPage is how many branches a list of tickets shows at once.
const linesPerPage = 20

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

// ticketed is a branch with its tickets and why it holds more than one.
type ticketed struct {
	sampling.Entry
	reasons []sampling.Reason
}

// why tells the reasons: "按抽查记录 +2，记录需要核实 +1".
func (t ticketed) why() string {
	var parts []string
	for _, r := range t.reasons {
		parts = append(parts, fmt.Sprintf("%s +%d", ruleWord(r.Rule), r.Tickets))
	}
	if len(parts) == 0 {
		return "没有加签"
	}
	return strings.Join(parts, "，")
}

// What a list of tickets may be narrowed to besides a rule.
const (
	everyone    = "all"
	moreThanOne = "more" // branches that hold more than one
)

// narrowed lists a population with its reasons, narrowed to those that a rule
// gave a ticket, or that hold more than one, and whose words hold a text.
func narrowed(pop sampling.Population, reasons []sampling.Reason, only string, holds func(code string) bool) []ticketed {
	byCode := map[string][]sampling.Reason{}
	for _, r := range reasons {
		byCode[r.Code] = append(byCode[r.Code], r)
	}
	var list []ticketed
	for _, e := range pop {
		one := ticketed{e, byCode[e.Code]}
		switch {
		case only == moreThanOne && e.Tickets == 1, !holds(e.Code):
			continue
		case only != "" && only != everyone && only != moreThanOne && !slices.ContainsFunc(one.reasons, func(r sampling.Reason) bool { return string(r.Rule) == only }):
			continue
		}
		list = append(list, one)
	}
	return list
}

// paged cuts a page, counted from 1, out of a list and says where it lies, also of
// a list that one page holds.
func paged[T any](list []T, at int) (part []T, page int, more bool, text string) {
	if len(list) == 0 {
		return nil, 1, false, "没有符合条件的支部"
	}
	from, until, page := ui.RowsAt(len(list), linesPerPage, at)
	return list[from:until], page, until < len(list), ui.RowsText(from, until, len(list))
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
		{Label: "所在党委的支部此前抽查中超差的比例", Figures: []figure{f.figure("least", "查过", "个以上才按比例"), f.figure("proportion", "加 0 至", "张")}, Does: does(p, sampling.Proportion)},
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

func ticketColumns() []ui.Column {
	return []ui.Column{{Label: "支部"}, {Label: "党委"}, {Label: "签", Number: true}, {Label: "为什么"}}
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

func (v *ticketPanel) list(p *spotcheck.Preparation, f form) {
	only := f.only
	if only == "" && f.do == "" {
		only = moreThanOne
	}
	v.Only, v.Open = onlySelect(only), f.do == calculate
	v.Find = ui.Text{ID: "find", Name: "find", Label: "支部或党委", Value: f.find}
	holds := func(code string) bool {
		b := p.Branches[code]
		return strings.Contains(code+" "+b.Name+" "+b.CommitteeName, f.find)
	}
	at, err := strconv.Atoi(f.listPage)
	if err != nil {
		at = 1
	}
	part, at, more, text := paged(narrowed(p.Population, p.Reasons, only, holds), at)
	v.Text = text
	if at > 1 {
		v.Earlier = strconv.Itoa(at - 1)
	}
	if more {
		v.Later = strconv.Itoa(at + 1)
	}
	v.List = ui.TableProps{ID: "ticket-list", Caption: "谁有几张签，为什么", Hide: true, Empty: "没有符合条件的支部。",
		Columns: ticketColumns()}
	for _, t := range part {
		b := p.Branches[t.Code]
		v.List.Rows = append(v.List.Rows, ui.TableRow{Cells: []ui.Cell{{Text: b.Name, Sub: t.Code}, {Text: b.CommitteeName}, {Text: strconv.Itoa(t.Tickets)}, {Text: t.why()}}})
	}
}

// onlySelect narrows a list of tickets.
func onlySelect(value string) ui.Select {
	s := ui.Select{ID: "only", Name: "only", Label: "列出", Value: value, Options: []ui.Option{{Value: everyone, Label: "全部支部"}, {Value: moreThanOne, Label: "多于 1 张签的"}}}
	for _, w := range ruleWords {
		s.Options = append(s.Options, ui.Option{Value: string(w.rule), Label: "因“" + w.short + "”加签的"})
	}
	return s
}
