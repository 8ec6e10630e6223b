package result

import (
	"net/url"
	"slices"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/ui"
)

func states(q query, list oversee.Results) []ui.Filter {
	filters := []ui.Filter{{Label: "全部", Count: strconv.Itoa(list.Tally.All), On: q.State == "", Href: q.url(func(q *query) { q.State, q.Page = "", 1 })}}
	for _, s := range workflow.States() {
		filters = append(filters, ui.Filter{Label: s.Within(list.Cycle.Ended()), Count: strconv.Itoa(list.Tally.In[s]), On: q.State == s, Href: q.url(func(q *query) { q.State, q.Page = s, 1 })})
	}
	return filters
}

// narrowed tells what a figure of a board narrowed the list to.
func narrowed(q query, list oversee.Results) []ui.Filter {
	var chips []ui.Filter
	chip := func(label string, without func(*query)) {
		chips = append(chips, ui.Filter{Label: label, On: true, Href: q.url(func(q *query) { without(q); q.Page = 1 })})
	}
	if label := reaches(q.Reach, list.Cycle.Ended()); label != "" {
		chip(label, func(q *query) { q.Reach = "" })
	}
	if label := gaps[q.Gap]; label != "" {
		chip(label, func(q *query) { q.Gap = "" })
	}
	if q.From != nil || q.Until != nil {
		chip(span(q), func(q *query) { q.Of, q.From, q.Until = "", nil, nil })
	}
	if q.Lost != "" {
		chip(named(list, q.Lost)+"有失分或得分", func(q *query) { q.Lost = "" })
	}
	if q.Differs != "" {
		chip(named(list, q.Differs)+"自评与考核不同", func(q *query) { q.Differs = "" })
	}
	return chips
}

// reaches tells by what of their results the branches were narrowed.
func reaches(reach string, ended bool) string {
	switch {
	case reach == "yes" || reach == "no":
		return figures.Signed(map[string]string{"yes": "达标和优秀", "no": "没有达标"}[reach], ended)
	case reach == "claimed":
		return "已提交"
	case reach == "sent":
		return "已报送"
	case reach == "again":
		return "重新考核，没有重新报送"
	case reach == "contested":
		return "有异议没有处理"
	case reach == "unsent":
		return "已签署，未报送"
	case reach == "sent_yes":
		return figures.Reported("达标和优秀", ended)
	case ended:
		return map[string]string{"has": "有结果", "none": "没有结果"}[reach]
	}
	return map[string]string{"has": "已签署", "none": "还没有签署"}[reach]
}

var gaps = map[string]string{"self_over": "自评高于考核", "self_under": "自评低于考核", "checked": "已抽查", "spot_over": "考核高于抽查"}

func span(q query) string {
	text := "计入得分"
	if q.Of == "self" {
		text = "自评得分"
	}
	if q.From != nil {
		text += " " + figures.Short(*q.From) + " 分起"
	}
	if q.Until != nil {
		text += " 不满 " + figures.Short(*q.Until) + " 分"
	}
	return text
}

// named is the name of an item or area by its code.
func named(list oversee.Results, code string) string {
	if item, known := list.Set.Titled(code); known {
		return item + "："
	}
	if area, known := list.Set.Area(code); known {
		return area.Title + "："
	}
	return ""
}

func (v *listView) fields(q query, list oversee.Results) {
	v.Cycle = ui.Select{ID: "cycle", Name: "cycle", Label: "年度", Value: strconv.FormatInt(list.Cycle.ID, 10)}
	for _, c := range list.Cycles {
		v.Cycle.Options = append(v.Cycle.Options, ui.Option{Value: strconv.FormatInt(c.ID, 10), Label: strconv.Itoa(c.Year) + " 年"})
	}
	v.Committee = ui.Select{ID: "committee", Name: "committee", Label: "党委", Empty: "全部党委", Value: idOrEmpty(q.Committee)}
	for _, c := range list.Committees {
		v.Committee.Options = append(v.Committee.Options, ui.Option{Value: strconv.FormatInt(c.ID, 10), Label: c.Name})
	}
	v.choosable(q, list)
	v.Grade = ui.Select{ID: "grade", Name: "grade", Label: "等次", Empty: "全部等次", Value: q.Grade}
	for _, g := range list.Set.Grades {
		v.Grade.Options = append(v.Grade.Options, ui.Option{Value: g.Code, Label: g.Name})
	}
	v.Search = ui.Text{ID: "q", Name: "q", Label: "支部名称或代码", Type: "search", Value: q.Text, MaxLength: "40"}
	v.kept(q)
}

// choosable makes sure that what the list is narrowed to is among the choices: a
// general branch, or a committee beyond the first hundred.
func (v *listView) choosable(q query, list oversee.Results) {
	has := func(o ui.Option) bool { return o.Value == v.Committee.Value }
	if q.Committee != 0 && list.Committee != "" && !slices.ContainsFunc(v.Committee.Options, has) {
		v.Committee.Options = append(v.Committee.Options, ui.Option{Value: v.Committee.Value, Label: list.Committee})
	}
}

// kept are the parts of the address that the form has no field for.
func (v *listView) kept(q query) {
	address, err := url.Parse(q.url(func(q *query) { q.Cycle, q.Committee, q.Grade, q.Text, q.Page = 0, 0, "", "", 1 }))
	if err != nil {
		return // the address is our own
	}
	for name, values := range address.Query() {
		v.Hidden = append(v.Hidden, ui.Hidden{Name: name, Value: values[0]})
	}
}

func idOrEmpty(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}
