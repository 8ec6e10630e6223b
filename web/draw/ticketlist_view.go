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

func ticketColumns() []ui.Column {
	return []ui.Column{{Label: "支部"}, {Label: "党委"}, {Label: "签", Number: true}, {Label: "为什么"}}
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
