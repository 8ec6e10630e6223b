package record

// Element is something that the record of an activity should hold.
type Element string

// The elements, in the order in which they are told.
const (
	PlaceElement       Element = "place"
	ChairElement       Element = "chair"
	RecorderElement    Element = "recorder"
	AttendanceElement  Element = "attendance"
	ReasonsElement     Element = "reasons"
	ContentElement     Element = "content"
	ResolutionsElement Element = "resolutions"
)

var elements = []Named{{string(PlaceElement), "地点"}, {string(ChairElement), "主持"}, {string(RecorderElement), "记录"}, {string(AttendanceElement), "应到实到"},
	{string(ReasonsElement), "缺席原因"}, {string(ContentElement), "内容"}, {string(ResolutionsElement), "决议"}}

// needs says which elements the record of each kind of activity needs. Who
// takes part in some kinds by choice has no reason to give.
var needs = map[ActivityKind][]Element{
	MembersMeeting:    {PlaceElement, ChairElement, RecorderElement, AttendanceElement, ReasonsElement, ContentElement, ResolutionsElement},
	CommitteeMeeting:  {PlaceElement, ChairElement, RecorderElement, AttendanceElement, ReasonsElement, ContentElement, ResolutionsElement},
	GroupMeeting:      {ChairElement, RecorderElement, AttendanceElement, ReasonsElement, ContentElement},
	PartyClass:        {ChairElement, AttendanceElement, ReasonsElement, ContentElement},
	ThemePartyDay:     {PlaceElement, ChairElement, RecorderElement, AttendanceElement, ReasonsElement, ContentElement},
	Talk:              {ChairElement, AttendanceElement, ContentElement},
	LifeMeeting:       {PlaceElement, ChairElement, RecorderElement, AttendanceElement, ReasonsElement, ContentElement, ResolutionsElement},
	Evaluation:        {ChairElement, RecorderElement, AttendanceElement, ReasonsElement, ContentElement, ResolutionsElement},
	Study:             {ChairElement, AttendanceElement, ReasonsElement, ContentElement},
	Reading:           {AttendanceElement, ContentElement},
	WarningEducation:  {ChairElement, AttendanceElement, ReasonsElement, ContentElement},
	PartyCheckup:      {AttendanceElement, ContentElement},
	PoliticalBirthday: {AttendanceElement, ContentElement},
	Oath:              {PlaceElement, ChairElement, AttendanceElement, ReasonsElement},
	ThoughtAnalysis:   {ChairElement, RecorderElement, ContentElement},
	Volunteering:      {PlaceElement, AttendanceElement, ContentElement},
	ContactHelp:       {PlaceElement, AttendanceElement, ContentElement},
}

// Needs returns the elements that an activity of these kinds should hold, in
// the order in which they are told.
func Needs(kinds []ActivityKind) []Element {
	wanted := map[Element]bool{}
	for _, k := range kinds {
		for _, e := range needs[k] {
			wanted[e] = true
		}
	}
	var list []Element
	for _, e := range elements {
		if wanted[Element(e.Code)] {
			list = append(list, Element(e.Code))
		}
	}
	return list
}

// Holds tells whether an activity's record has an element. Without anybody on
// leave or absent there is no reason to miss.
func (a *Activity) Holds(e Element) bool {
	switch e {
	case PlaceElement:
		return a.Place != ""
	case ChairElement:
		return a.Chair != 0
	case RecorderElement:
		return a.Recorder != 0
	case AttendanceElement:
		return a.Expected() > 0
	case ReasonsElement:
		return a.Expected() > 0 && len(a.Unexplained()) == 0
	case ContentElement:
		return a.Content != ""
	case ResolutionsElement:
		return a.Resolutions != ""
	}
	return false
}

// Missing returns the elements that the record should hold and does not.
func (a *Activity) Missing() []Element {
	var list []Element
	for _, e := range Needs(a.Kinds) {
		if !a.Holds(e) {
			list = append(list, e)
		}
	}
	return list
}

// Unexplained are those on leave or absent without a reason.
func (a *Activity) Unexplained() []int64 {
	var list []int64
	for _, ids := range [][]int64{a.OnLeave, a.Absent} {
		for _, id := range ids {
			if a.Reasons[id] == "" {
				list = append(list, id)
			}
		}
	}
	return list
}

// Chinese returns what an element is called in activities of these kinds.
func (e Element) Chinese(kinds []ActivityKind) string {
	talk := len(kinds) == 1 && kinds[0] == Talk
	switch {
	case talk && e == ChairElement:
		return "谈话人"
	case talk && e == AttendanceElement:
		return "谈话对象"
	case e == ChairElement && len(kinds) == 1 && kinds[0] == PartyClass:
		return "主讲"
	case e == AttendanceElement && AudienceOf(kinds) == Chosen:
		return "参加人员"
	}
	return wordOf(elements, string(e))
}
