package activity

import (
	"fmt"
	"strconv"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// showView is one activity.
type showView struct {
	Title       string
	Badges      []ui.BadgeProps
	Entered     string // who entered it, and when
	Back        ui.Link
	Actions     []ui.LinkButtonProps
	Mistakes    []ui.Mistake
	Missing     string // what is still missing
	Facts       []ui.Definition
	Attendance  []ui.Stat
	People      []ui.Definition
	Content     string
	Resolutions string
	Files       templ.Component // nil: none
	Past        []pastView
	Remove      *removeView // nil for who only reads
}

// pastView is what a change overwrote.
type pastView struct {
	Title, Reason string
	Badges        []ui.BadgeProps
	Was           []ui.Definition
}

// removeView is the form that takes a record back.
type removeView struct {
	Form   ui.Form
	Reason *ui.Reason // nil where none is asked for
	Open   bool
}

func showOf(v records.ActivityPage, wrong map[string]string) showView {
	a := &v.Record
	names := naming(v.Members, v.Groups)
	s := showView{Title: a.Title, Back: ui.Link{Label: "会议活动", Href: page.ActivitiesURL(v.Branch, a.On.Year, "")}, Content: a.Content, Resolutions: a.Resolutions}
	for _, k := range a.Kinds {
		s.Badges = append(s.Badges, ui.BadgeProps{Text: k.Chinese()})
	}
	s.Badges = append(s.Badges, lateness(a))
	s.Entered = a.RecordedName + " " + calendar.DateOf(a.RecordedAt).Chinese() + "登记"
	if record.LateBy(a.On, a.RecordedAt) > 0 {
		s.Entered += fmt.Sprintf("，在活动 %d 天以后", a.On.DaysUntil(calendar.DateOf(a.RecordedAt)))
	}
	if len(v.Past) > 0 {
		s.Entered += fmt.Sprintf("，更正 %d 次", len(v.Past))
	}
	if v.CanSave {
		s.Actions = []ui.LinkButtonProps{{Label: "更正", Href: page.EditActivityURL(v.Branch, a.ID), Kind: ui.Primary}, {Label: "照此再登记一次", Href: page.LikeActivityURL(v.Branch, a.ID)}}
	}
	s.Missing = elementNames(a.Missing(), a.Kinds)
	s.Mistakes = page.Mistakes(wrong, "reason")
	s.Facts = meeting(names.known(a))
	s.attendance(a, names)
	s.past(v, names)
	return s
}

// meeting are the facts that stand in the panel about the meeting: people and
// texts have panels of their own.
func meeting(all []ui.Definition) []ui.Definition {
	var list []ui.Definition
	for _, d := range all {
		switch d.Term {
		case "名称", "实到", "请假", "缺席", "内容", "决议":
		default:
			list = append(list, d)
		}
	}
	return list
}

func (s *showView) attendance(a *record.Activity, names people) {
	if a.Expected() == 0 {
		return
	}
	if record.AudienceOf(a.Kinds) == record.Chosen {
		s.People = []ui.Definition{{Term: record.AttendanceElement.Chinese(a.Kinds), Text: names.list(a.Present, nil)}}
		return
	}
	s.Attendance = []ui.Stat{{Label: "应到", Value: strconv.Itoa(a.Expected())}, {Label: "实到", Value: strconv.Itoa(len(a.Present))}, {Label: "出勤率", Value: figures.Percent(a.Rate())}}
	s.People = []ui.Definition{{Term: "实到", Text: names.list(a.Present, nil)}}
	if len(a.OnLeave) > 0 {
		s.People = append(s.People, ui.Definition{Term: "请假", Text: names.list(a.OnLeave, a.Reasons)})
	}
	if len(a.Absent) > 0 {
		s.People = append(s.People, ui.Definition{Term: "缺席", Text: names.list(a.Absent, a.Reasons)})
	}
}

// past tells each change by what it overwrote: the terms in which the old
// version differs from the next.
func (s *showView) past(v records.ActivityPage, names people) {
	next := &v.Record
	for i := range v.Past {
		p := &v.Past[i]
		one := pastView{Title: p.MadeName + " " + calendar.DateOf(p.MadeAt).Chinese() + " " + figures.Clock(p.MadeAt) + "更正", Reason: p.Reason}
		if p.Late {
			one.Badges = []ui.BadgeProps{{Text: "提交自评以后", Tone: ui.Warn}}
		}
		one.Was, _ = names.differing(&p.Was, next)
		s.Past = append(s.Past, one)
		next = &p.Was
	}
}

func removal(v records.ActivityPage, form ui.Form, typed string, wrong map[string]string) *removeView {
	form.Submit = "撤销这条登记"
	r := &removeView{Form: form, Open: len(wrong) > 0}
	if v.Submitted {
		r.Reason = reasonField("remove-reason", typed, wrong["reason"])
	}
	return r
}

func reasonField(id, typed, wrong string) *ui.Reason {
	return &ui.Reason{ID: id, Name: "reason", Label: "更正理由", Value: typed, Error: wrong, Required: true, Hint: "本支部已提交这一年的自评，改动要写明理由；原来的内容会保留。"}
}

func version(v int) string { return strconv.Itoa(v) }
