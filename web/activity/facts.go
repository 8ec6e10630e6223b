package activity

import (
	"fmt"
	"slices"
	"strings"

	"baolei/internal/core/record"
	"baolei/web/ui"
)

// people names members and groups.
type people struct {
	members map[int64]string
	groups  map[int64]string
}

func naming(members []record.Member, groups []record.Group) people {
	p := people{map[int64]string{}, map[int64]string{}}
	for _, m := range members {
		p.members[m.ID] = m.Name
	}
	for _, g := range groups {
		p.groups[g.ID] = g.Name
	}
	return p
}

// list names members, with the reasons that are known.
func (p people) list(ids []int64, reasons map[int64]string) string {
	var names []string
	for _, id := range ids {
		name := p.members[id]
		if why := reasons[id]; why != "" {
			name += "（" + why + "）"
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, "、")
}

// facts tells an activity term by term, always the same terms in the same order.
func (p people) facts(a *record.Activity) []ui.Definition {
	return []ui.Definition{
		{Term: "类型", Text: kindNames(a.Kinds)},
		{Term: "名称", Text: a.Title},
		{Term: "日期", Text: dayText(a)},
		{Term: "时间", Text: times(a)},
		{Term: "地点", Text: a.Place},
		{Term: "党小组", Text: p.groups[a.Group]},
		{Term: record.ChairElement.Chinese(a.Kinds), Text: p.members[a.Chair]},
		{Term: "记录", Text: p.members[a.Recorder]},
		{Term: "实到", Text: p.list(a.Present, nil)},
		{Term: "请假", Text: p.list(a.OnLeave, a.Reasons)},
		{Term: "缺席", Text: p.list(a.Absent, a.Reasons)},
		{Term: "内容", Text: a.Content},
		{Term: "决议", Text: a.Resolutions},
	}
}

// known are the facts that are there.
func (p people) known(a *record.Activity) []ui.Definition {
	return slices.DeleteFunc(p.facts(a), func(d ui.Definition) bool { return d.Text == "" })
}

// differing are the facts in which two versions differ, of each.
func (p people) differing(a, b *record.Activity) (ofA, ofB []ui.Definition) {
	as, bs := p.facts(a), p.facts(b)
	for i := range as {
		if as[i].Text != bs[i].Text {
			ofA, ofB = append(ofA, orNone(as[i])), append(ofB, orNone(bs[i]))
		}
	}
	return ofA, ofB
}

func orNone(d ui.Definition) ui.Definition {
	if d.Text == "" {
		d.Text = "（没有填写）"
	}
	return d
}

func dayText(a *record.Activity) string {
	if a.On.IsZero() {
		return ""
	}
	return a.On.Chinese()
}

// times tells when it began and how long it took: "14:30，90 分钟".
func times(a *record.Activity) string {
	var parts []string
	if a.Begins >= 0 {
		parts = append(parts, clock(a.Begins))
	}
	if a.Minutes > 0 {
		parts = append(parts, fmt.Sprintf("%d 分钟", a.Minutes))
	}
	return strings.Join(parts, "，")
}

func clock(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }
