package dues

import (
	"net/http"
	"strconv"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// wholeView is what the branch did with a month's dues: handed up, published.
type wholeView struct {
	Form     *ui.Form // nil for who only reads
	Fields   []ui.Text
	Reason   *ui.Reason
	Facts    []ui.Definition
	Conflict *ui.Conflict
}

func (s *Screen) whole(r *http.Request, t records.DuesTable, a answer) wholeView {
	v := wholeView{Facts: wholeFacts(t.Whole)}
	if !t.CanSave {
		return v
	}
	v.Form = &ui.Form{ID: "whole", Action: page.DuesWholeURL(t.Branch, t.Month), Hidden: s.Hidden(r, "version", strconv.Itoa(t.Whole.Version)), Label: "上缴与公示"}
	typed := wholeTyped(t.Whole)
	reason := ""
	if a.typed != nil && !isTable(a.typed) {
		for name := range typed {
			typed[name] = a.typed.Get(name)
		}
		reason = a.typed.Get("reason")
	}
	v.Fields = wholeFields(t, typed, a.wrong)
	if t.Submitted && t.Whole.Version > 0 {
		v.Reason = &ui.Reason{ID: "whole_reason", Name: "reason", Label: "更正理由", Hint: "本支部已提交这一年的自评，更正要写理由。", Value: reason}
		if !isTable(a.typed) {
			v.Reason.Error = a.wrong["reason"]
		}
	}
	if a.whole != nil {
		v.Conflict = s.wholeConflict(r, t, typed, reason)
	}
	return v
}

func wholeFields(t records.DuesTable, typed, wrong map[string]string) []ui.Text {
	paid, place := "不填就是本月实收 "+t.Paid.String()+" 元。", "例如：机关一楼公示栏。"
	if t.UsualPlace != "" {
		place = "不填就与上次相同：" + t.UsualPlace + "。"
	}
	list := []ui.Text{{Name: "handed_up_on", Label: "上缴日期", Type: "date"}, {Name: "handed_up", Label: "上缴金额（元）", InputMode: "decimal", Hint: paid},
		{Name: "published_on", Label: "公示日期", Type: "date"}, {Name: "published_at", Label: "公示地点", Hint: place, MaxLength: "100"}}
	for i := range list {
		list[i].ID, list[i].Value, list[i].Error = list[i].Name, typed[list[i].Name], wrong[list[i].Name]
	}
	return list
}

func wholeTyped(m record.DuesMonth) map[string]string {
	t := map[string]string{"handed_up": "", "handed_up_on": "", "published_on": "", "published_at": m.PublishedAt}
	if !m.HandedUpOn.IsZero() {
		t["handed_up"], t["handed_up_on"] = m.HandedUp.String(), m.HandedUpOn.String()
	}
	if !m.PublishedOn.IsZero() {
		t["published_on"] = m.PublishedOn.String()
	}
	return t
}

func wholeFacts(m record.DuesMonth) []ui.Definition {
	facts := []ui.Definition{{Term: "上缴", Text: "未上缴"}, {Term: "公示", Text: "未公示"}}
	if !m.HandedUpOn.IsZero() {
		facts[0].Text = m.HandedUp.String() + " 元，" + m.HandedUpOn.Chinese()
	}
	if !m.PublishedOn.IsZero() {
		facts[1].Text = m.PublishedOn.Chinese() + "，" + m.PublishedAt
	}
	return facts
}

// wholeConflict shows both versions; the second of two chooses.
func (s *Screen) wholeConflict(r *http.Request, t records.DuesTable, typed map[string]string, reason string) *ui.Conflict {
	who, when := lastOf(t)
	pairs := []string{"version", strconv.Itoa(t.Whole.Version), "reason", reason}
	for _, name := range []string{"handed_up", "handed_up_on", "published_on", "published_at"} {
		pairs = append(pairs, name, typed[name])
	}
	return &ui.Conflict{ID: "whole-conflict", Who: who, When: when, Theirs: wholeFacts(t.Whole),
		Mine: []ui.Definition{{Term: "上缴", Text: typed["handed_up_on"] + " " + typed["handed_up"]}, {Term: "公示", Text: typed["published_on"] + " " + typed["published_at"]}},
		Keep: &ui.Form{Action: page.DuesWholeURL(t.Branch, t.Month), Hidden: s.Hidden(r, pairs...)},
		Take: &ui.Form{Action: page.DuesMonthURL(t.Branch, t.Month), Get: true}}
}
