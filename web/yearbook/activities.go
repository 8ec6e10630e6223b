package yearbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/core/record"
	"baolei/web/ui"
)

// The kinds of activity, by the part of the book in which they stand.
var (
	studyKinds = []record.ActivityKind{record.ThemePartyDay, record.PartyClass, record.Study, record.Reading, record.DisciplineStudy, record.WarningEducation,
		record.PartyCheckup, record.PoliticalBirthday, record.Oath}
	meetingKinds = []record.ActivityKind{record.MembersMeeting, record.CommitteeMeeting, record.GroupMeeting, record.LifeMeeting, record.Evaluation,
		record.ThoughtAnalysis, record.Talk}
	serviceKinds = []record.ActivityKind{record.Volunteering, record.ContactHelp}
)

// activities is a part with its activities in the order of their days. One that
// counts as several kinds is told in full once, in the first part that it belongs
// to; placed remembers which.
func (m maker) activities(title string, kinds []record.ActivityKind, placed map[int64]string, before ...block) part {
	p := part{Title: title, Blocks: before}
	counts := map[record.ActivityKind]int{}
	told := block{Title: "活动记录", Empty: nothing}
	for i := len(m.y.Activities) - 1; i >= 0; i-- { // the latest first
		a := &m.y.Activities[i]
		mine := false
		for _, k := range kinds {
			if a.Is(k) {
				mine = true
				counts[k]++
			}
		}
		if !mine {
			continue
		}
		told.Empty = ""
		if first, ok := placed[a.ID]; ok {
			told.Entries = append(told.Entries, entry{Title: headOf(a), Facts: []ui.Definition{{Term: "记录", Text: "见“" + first + "”部分。"}}})
			continue
		}
		placed[a.ID] = title
		told.Entries = append(told.Entries, m.activity(a))
	}
	p.Lead = counted(kinds, counts)
	p.Blocks = append(p.Blocks, told)
	return p
}

// counted tells how often there was what, also what there was not.
func counted(kinds []record.ActivityKind, counts map[record.ActivityKind]int) string {
	var list []string
	for _, k := range kinds {
		list = append(list, k.Chinese()+" "+strconv.Itoa(counts[k])+" 次")
	}
	return strings.Join(list, "，") + "。"
}

// headOf names an activity by its day, kinds and title.
func headOf(a *record.Activity) string {
	var kinds []string
	for _, k := range a.Kinds {
		kinds = append(kinds, k.Chinese())
	}
	head := a.On.Short() + " " + strings.Join(kinds, "、")
	if !slices.Contains(kinds, a.Title) {
		head += "：" + a.Title
	}
	return head
}

func (m maker) activity(a *record.Activity) entry {
	e := entry{Title: headOf(a)}
	add := func(term, text string) {
		if text != "" {
			e.Facts = append(e.Facts, ui.Definition{Term: term, Text: text})
		}
	}
	chair := "主持"
	if a.Is(record.Talk) {
		chair = "谈话人"
	}
	add("时间", m.times(a))
	add("地点", a.Place)
	add("党小组", m.group[a.Group])
	add(chair, m.name(a.Chair))
	if a.Is(record.Talk) && len(a.Kinds) == 1 {
		add("谈话对象", m.everyone(a.Present, nil))
	} else {
		add("记录", m.name(a.Recorder))
		add("到会", attendance(a))
		add("到会人员", m.everyone(a.Present, nil))
	}
	add("请假", m.everyone(a.OnLeave, a.Reasons))
	add("缺席", m.everyone(a.Absent, a.Reasons))
	if a.Files > 0 {
		add("附件", strconv.Itoa(a.Files)+" 件，存于系统")
	}
	add("登记", late(a.On, a.Entry))
	e.Texts = texts("内容", a.Content, "决议", a.Resolutions)
	return e
}

func (m maker) times(a *record.Activity) string {
	if a.Begins < 0 {
		return a.On.Chinese()
	}
	text := a.On.Chinese() + " " + clock(a.Begins)
	if a.Minutes > 0 {
		text += "至" + clock((a.Begins+a.Minutes)%(24*60))
	}
	return text
}

func clock(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }

func attendance(a *record.Activity) string {
	if a.Expected() == 0 {
		return ""
	}
	return fmt.Sprintf("应到 %d 人，实到 %d 人，到会率 %d.%02d%%", a.Expected(), len(a.Present), a.Rate()/100, a.Rate()%100)
}

// texts makes pairs of term and text, leaving empty ones out.
func texts(pairs ...string) []ui.Definition {
	var list []ui.Definition
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			list = append(list, ui.Definition{Term: pairs[i], Text: pairs[i+1]})
		}
	}
	return list
}
