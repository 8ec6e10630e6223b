package record

import (
	"maps"
	"slices"

	"baolei/internal/core/calendar"
)

// ActivityKind is what an activity counts as; one may count as several.
type ActivityKind string

// The kinds of activity.
const (
	MembersMeeting    ActivityKind = "members_meeting"
	CommitteeMeeting  ActivityKind = "committee_meeting"
	GroupMeeting      ActivityKind = "group_meeting"
	PartyClass        ActivityKind = "party_class"
	ThemePartyDay     ActivityKind = "theme_party_day"
	Talk              ActivityKind = "talk"
	LifeMeeting       ActivityKind = "life_meeting"
	Evaluation        ActivityKind = "evaluation"
	Study             ActivityKind = "study"
	Reading           ActivityKind = "reading"
	WarningEducation  ActivityKind = "warning_education"
	DisciplineStudy   ActivityKind = "discipline_study"
	PartyCheckup      ActivityKind = "party_checkup"
	PoliticalBirthday ActivityKind = "political_birthday"
	Oath              ActivityKind = "oath"
	ThoughtAnalysis   ActivityKind = "thought_analysis"
	Volunteering      ActivityKind = "volunteering"
	ContactHelp       ActivityKind = "contact_help"
)

// Named is a code with its words.
type Named struct{ Code, Chinese string }

var activityKinds = []Named{
	{string(ThemePartyDay), "主题党日"}, {string(MembersMeeting), "党员大会"}, {string(CommitteeMeeting), "支委会"}, {string(GroupMeeting), "党小组会"},
	{string(PartyClass), "党课"}, {string(Talk), "谈心谈话"}, {string(LifeMeeting), "组织生活会"}, {string(Evaluation), "民主评议党员"},
	{string(Study), "集中学习"}, {string(Reading), "读书活动"}, {string(DisciplineStudy), "党纪学习"}, {string(WarningEducation), "警示教育"}, {string(PartyCheckup), "党性体检"},
	{string(PoliticalBirthday), "政治生日"}, {string(Oath), "重温入党誓词"}, {string(ThoughtAnalysis), "思想状况分析"},
	{string(Volunteering), "志愿服务"}, {string(ContactHelp), "联系帮扶"},
}

// ActivityKinds returns every kind with its name, in the order in which they
// are offered.
func ActivityKinds() []Named { return slices.Clone(activityKinds) }

// Chinese returns the kind's name; "" for an unknown kind.
func (k ActivityKind) Chinese() string { return wordOf(activityKinds, string(k)) }

func wordOf(list []Named, code string) string {
	for _, n := range list {
		if n.Code == code {
			return n.Chinese
		}
	}
	return ""
}

// Activity is a meeting, a class, a day, a talk or the like. Of a talk, the
// chair is who talks and those present are whom it was with.
type Activity struct {
	Entry
	Kinds       []ActivityKind
	Group       int64 // the party group that met; 0 for the branch
	On          calendar.Date
	Begins      int // minutes after midnight; -1 where not said
	Minutes     int // how long it took; 0 where not said
	Title       string
	Place       string
	Chair       int64 // member; 0 where not said
	Recorder    int64 // member; 0 where not said
	Content     string
	Resolutions string
	Present     []int64 // members; so the next two
	OnLeave     []int64
	Absent      []int64
	Reasons     map[int64]string // why on leave or absent
	Files       int
}

// Is tells whether the activity counts as a kind.
func (a *Activity) Is(k ActivityKind) bool { return slices.Contains(a.Kinds, k) }

// Expected is how many members were to come.
func (a *Activity) Expected() int { return len(a.Present) + len(a.OnLeave) + len(a.Absent) }

// Listed are all who were expected.
func (a *Activity) Listed() []int64 { return slices.Concat(a.Present, a.OnLeave, a.Absent) }

// Rate is the share of those present, in hundredths of a percent, cut off; 0
// where nobody was expected.
func (a *Activity) Rate() int {
	if a.Expected() == 0 {
		return 0
	}
	return 10000 * len(a.Present) / a.Expected()
}

// Same tells whether two versions of an activity's record say the same; the
// order in which people are listed does not count.
func (a *Activity) Same(b *Activity) bool {
	return slices.Equal(a.Kinds, b.Kinds) && a.Group == b.Group && a.On == b.On && a.Begins == b.Begins && a.Minutes == b.Minutes && a.Title == b.Title &&
		a.Place == b.Place && a.Chair == b.Chair && a.Recorder == b.Recorder && a.Content == b.Content && a.Resolutions == b.Resolutions &&
		sameIDs(a.Present, b.Present) && sameIDs(a.OnLeave, b.OnLeave) && sameIDs(a.Absent, b.Absent) && maps.Equal(a.Reasons, b.Reasons)
}

func sameIDs(a, b []int64) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
