package activity

import (
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// formView is the form of an activity.
type formView struct {
	Title, Text string
	Back        ui.Link
	Mistakes    []ui.Mistake
	Conflict    *ui.Conflict
	Form        ui.Form
	Kinds       ui.Chips
	When        []ui.Text // day and time
	Look        ui.Look
	LookSubmit  string // where a press looks at the form, for who has no script
	Rest        restView
	Texts       []ui.Text
	More        []ui.Text // folded away
	MoreOpen    bool
	Reason      *ui.Reason    // nil where none is asked for
	Files       *ui.FileField // nil where files have a form of their own
	Submit      string
	Checklist   ui.Checklist
	Still       string // what is still missing, beside the button; "" where nothing is
}

// restView is the part of the form that follows kinds and day.
type restView struct {
	Title           ui.Text
	Place           ui.Text
	Chair, Recorder ui.Select
	Group           *ui.Select
	Who             ui.Select
	Roll            ui.Roll
	Look            ui.Look
	Hidden          []ui.Hidden // what the form proposes
}

// order is that of the list of mistakes.
var order = []string{"kinds", "day", "begins", "group", "title", "place", "chair", "recorder", "attendance", "content", "resolutions", "minutes", "reason", "file"}

// formOf shows a draft.
func formOf(d *draft, desk records.ActivityDesk) formView {
	t := d.typed
	v := formView{Title: "登记会议活动", Submit: "保存", Back: ui.Link{Label: "会议活动", Href: page.ActivitiesURL(desk.Branch, 0, "")},
		Mistakes: page.Mistakes(t.Wrong, order...), Look: ui.Look{URL: page.LookActivityURL(desk.Branch), Target: "#rest"}, LookSubmit: page.LookActivityURL(desk.Branch)}
	v.Kinds = chips(d, desk)
	v.Kinds.Look = v.Look
	v.When = []ui.Text{field(t, "day", "日期", d.On.String(), true), field(t, "begins", "开始时间", beginsText(d), false)}
	v.When[0].Type, v.When[1].Type = "date", "time"
	if d.On.IsZero() {
		v.When[0].Value = t.Text("day")
	}
	v.Rest = restOf(d, desk)
	v.Texts = []ui.Text{field(t, "content", "内容", d.Content, false)}
	v.Texts[0].Rows, v.Texts[0].Hint = 5, "做了什么、谁讲了什么。也可以先保存，以后再补。"
	v.More = []ui.Text{field(t, "resolutions", "决议", d.Resolutions, false), field(t, "minutes", "时长（分钟）", minutesText(d), false)}
	v.More[0].Rows, v.More[1].InputMode = 3, "numeric"
	v.MoreOpen = wants(d, record.ResolutionsElement) || d.Resolutions != "" || d.Minutes > 0 || t.Wrong["minutes"] != "" || t.Wrong["resolutions"] != ""
	v.Checklist = checklist(d, desk)
	v.Still = stillMissing(d)
	return v
}

func field(t *page.Typed, name, label, value string, required bool) ui.Text {
	if t.Wrong[name] != "" && t.Text(name) != "" {
		value = t.Text(name)
	}
	return ui.Text{ID: name, Name: name, Label: label, Value: value, Error: t.Wrong[name], Required: required}
}

func beginsText(d *draft) string {
	if d.Begins < 0 {
		return ""
	}
	return clock(d.Begins)
}

func minutesText(d *draft) string {
	if d.Minutes == 0 {
		return ""
	}
	return strconv.Itoa(d.Minutes)
}

func wants(d *draft, e record.Element) bool {
	for _, n := range record.Needs(d.Kinds) {
		if n == e {
			return true
		}
	}
	return false
}

// chips offers the usual kinds and those that are chosen; the others are folded
// away. Party groups are only asked for where there are some.
func chips(d *draft, desk records.ActivityDesk) ui.Chips {
	c := ui.Chips{ID: "kinds", Name: "kinds", Label: "类型", Hint: "可以选几种，例如主题党日中上了党课。", Error: d.typed.Wrong["kinds"], MoreLabel: "更多类型"}
	front := map[string]bool{}
	for _, k := range usual {
		front[string(k)] = k != record.GroupMeeting || len(desk.Groups) > 0
	}
	for _, k := range d.Kinds {
		front[string(k)] = true
		c.Values = append(c.Values, string(k))
	}
	for _, n := range record.ActivityKinds() {
		o := ui.Option{Value: n.Code, Label: n.Chinese}
		if front[n.Code] {
			c.Options = append(c.Options, o)
		} else {
			c.More = append(c.More, o)
		}
	}
	return c
}

func restOf(d *draft, desk records.ActivityDesk) restView {
	t := d.typed
	v := restView{Title: field(t, "title", "名称", d.Title, true), Place: field(t, "place", "地点", d.Place, false),
		Look:   ui.Look{URL: page.LookActivityURL(desk.Branch), Target: "#rest"},
		Hidden: []ui.Hidden{{Name: "said_title", Value: d.SaidTitle}, {Name: "said_who", Value: string(d.SaidWho)}}}
	v.Title.MaxLength, v.Place.MaxLength = strconv.Itoa(record.TitleLimit), strconv.Itoa(record.PlaceLimit)
	v.Place.Offered = places(desk.Recent)
	v.Chair = picked(t, "chair", record.ChairElement.Chinese(d.Kinds), d.Chair, d.day(desk), desk.Members)
	v.Recorder = picked(t, "recorder", "记录", d.Recorder, d.day(desk), desk.Members)
	if d.asksGroup() {
		v.Group = groups(d, desk)
	}
	v.Who = ui.Select{ID: "who", Name: "who", Label: "应到范围", Value: string(d.Who), Required: true}
	for _, who := range []record.Audience{record.Everybody, record.SeatHolders, record.OneGroup, record.Chosen} {
		if who != record.OneGroup || len(desk.Groups) > 0 {
			v.Who.Options = append(v.Who.Options, ui.Option{Value: string(who), Label: who.Chinese()})
		}
	}
	v.Roll = roll(d, desk)
	return v
}

// placesOffered bounds the usual places.
const placesOffered = 6

// places are where the branch usually meets, the latest first.
func places(recent []record.Activity) []string {
	seen := map[string]bool{"": true}
	var list []string
	for _, a := range recent {
		if !seen[a.Place] && len(list) < placesOffered {
			seen[a.Place] = true
			list = append(list, a.Place)
		}
	}
	return list
}

// picked is a list of those who count on the day.
func picked(t *page.Typed, name, label string, value int64, day calendar.Date, members []record.Member) ui.Select {
	s := ui.Select{ID: name, Name: name, Label: label, Value: page.IDText(value), Error: t.Wrong[name], Empty: "未填"}
	for _, m := range members {
		if m.At(day) {
			s.Options = append(s.Options, ui.Option{Value: page.IDText(m.ID), Label: m.Name})
		}
	}
	return s
}

func groups(d *draft, desk records.ActivityDesk) *ui.Select {
	day := d.day(desk)
	s := &ui.Select{ID: "group", Name: "group", Label: "党小组", Value: page.IDText(d.Group), Error: d.typed.Wrong["group"], Empty: "未选"}
	for i := range desk.Groups {
		if g := &desk.Groups[i]; g.During(calendar.Window{From: day, Until: day}) {
			s.Options = append(s.Options, ui.Option{Value: page.IDText(g.ID), Label: g.Name})
		}
	}
	return s
}

func roll(d *draft, desk records.ActivityDesk) ui.Roll {
	r := ui.Roll{ID: "attendance", Label: record.AttendanceElement.Chinese(d.Kinds), Error: d.typed.Wrong["attendance"], Why: "原因",
		Empty: "这一天没有应到的人。请换一个应到范围，或先登记党员名册。"}
	r.Options = []ui.RollOption{{Value: present, Label: "到", Spoken: "到会"}, {Value: onLeave, Label: "假", Spoken: "请假", Asks: true}, {Value: absent, Label: "缺", Spoken: "缺席", Asks: true}}
	none := ui.RollOption{Value: nothing, Label: "–", Spoken: "不列入"}
	switch {
	case d.Who != record.Chosen:
		r.Hint = "已按全部到会填好，只改没有到的。"
	case d.SaidWho == record.Chosen && len(d.OnLeave)+len(d.Absent) == 0:
		r.Options = []ui.RollOption{none, {Value: present, Label: "参加"}}
		if len(d.Kinds) == 1 && d.Kinds[0] == record.Talk {
			r.Options[1].Label = "谈了"
		}
	default:
		r.Options = append([]ui.RollOption{none}, r.Options...)
	}
	for _, m := range d.expected(desk) {
		id := strconv.FormatInt(m.ID, 10)
		line := ui.RollLine{ID: "m" + id, Name: "a-" + id, WhyName: "why-" + id, Label: m.Name, Value: d.state(m.ID), Why: d.Reasons[m.ID]}
		if m.Stage == record.Probationary {
			line.Sub = "预备党员"
		}
		r.People = append(r.People, line)
	}
	return r
}

// checklist tells what the record holds of what its kinds need.
func checklist(d *draft, desk records.ActivityDesk) ui.Checklist {
	c := ui.Checklist{ID: "checklist", Title: "记录要素", Note: "缺的可以以后再补，不影响保存。", From: "#activity-form",
		Look: ui.Look{URL: page.LookChecklistURL(desk.Branch), Target: "#checklist"}}
	if len(d.Kinds) == 0 {
		c.Note = "选了类型，这里会列出要记的内容。"
	}
	names := naming(desk.Members, nil)
	for _, e := range record.Needs(d.Kinds) {
		item := ui.CheckItem{Label: e.Chinese(d.Kinds), Done: d.Holds(e)}
		switch {
		case e == record.AttendanceElement && item.Done && d.SaidWho == record.Chosen:
			item.Text = strconv.Itoa(len(d.Present)) + " 人"
		case e == record.AttendanceElement && item.Done:
			item.Text = strconv.Itoa(d.Expected()) + " / " + strconv.Itoa(len(d.Present))
		case e == record.ReasonsElement && !item.Done:
			item.Text = names.list(d.Unexplained(), nil)
		}
		c.Items = append(c.Items, item)
	}
	return c
}

func stillMissing(d *draft) string {
	missing := elementNames(d.Missing(), d.Kinds)
	switch {
	case len(d.Kinds) > 0:
		return missing
	case missing == "":
		return "类型"
	}
	return "类型、" + missing
}

// swapped marks a part that rides along with another answer.
func swapped(oob bool) templ.Attributes {
	if !oob {
		return nil
	}
	return templ.Attributes{"hx-swap-oob": "true"}
}
