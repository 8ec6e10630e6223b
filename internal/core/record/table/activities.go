package table

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/core/record"
)

// The columns of activities.
const (
	ActivityID = iota
	ActivityOn
	ActivityKinds
	ActivityTitle
	ActivityBegins
	ActivityMinutes
	ActivityPlace
	ActivityChair
	ActivityRecorder
	ActivityGroup
	ActivityPresent
	ActivityOnLeave
	ActivityAbsent
	ActivityContent
	ActivityResolutions
)

// Activities is the form of activities, with attendance as names.
var Activities = Form{"activities", "会议活动", []Column{
	ActivityID:          {Heading: "编号", Note: "由系统导出。新增的留空。", Example: ExampleMark + "（这一行不读）", Width: 10},
	ActivityOn:          {Heading: "日期", Note: "必填，例如 2026-03-12。", Example: "2026-03-12", Needed: true, Width: 13},
	ActivityKinds:       {Heading: "类型", Note: "必填。兼有几种的用“、”分开。", Example: "主题党日、党课", Choices: words(record.ActivityKinds()), Several: true, Needed: true, Width: 20},
	ActivityTitle:       {Heading: "主题", Others: []string{"名称", "议题"}, Note: "必填，最多 100 字。", Example: "3月主题党日暨党课", Needed: true, Width: 30},
	ActivityBegins:      {Heading: "开始时间", Note: "例如 15:00。", Example: "15:00", Width: 10},
	ActivityMinutes:     {Heading: "时长（分钟）", Others: []string{"时长"}, Note: "例如 90。", Example: "90", Width: 12},
	ActivityPlace:       {Heading: "地点", Note: "最多 60 字。", Example: "三楼会议室", Width: 18},
	ActivityChair:       {Heading: "主持人", Others: []string{"主持", "谈话人", "主讲"}, Note: "姓名，与党员名册一致。谈心谈话填谈话人。", Example: "张三", Width: 12},
	ActivityRecorder:    {Heading: "记录人", Others: []string{"记录"}, Note: "姓名，与党员名册一致。", Example: "李四", Width: 12},
	ActivityGroup:       {Heading: "党小组", Note: "党小组会填写。", Example: "", Width: 14},
	ActivityPresent:     {Heading: "到会人员", Others: []string{"参加人员", "谈话对象"}, Note: "姓名之间用“、”；除请假、缺席外都到的写“全体”。", Example: "全体", Width: 40},
	ActivityOnLeave:     {Heading: "请假人员", Note: "姓名后用括号写原因：王五（出差）。", Example: "王五（出差）", Width: 24},
	ActivityAbsent:      {Heading: "缺席人员", Note: "同上。", Example: "", Width: 24},
	ActivityContent:     {Heading: "内容", Note: "最多 20000 字。", Example: "学习党章，交流体会。", Width: 50},
	ActivityResolutions: {Heading: "决议", Others: []string{"决议事项"}, Note: "最多 5000 字。", Example: "", Width: 30},
}, []int{ActivityOn, ActivityTitle}}

// ReadActivities reads the rows of activities beside those that are recorded.
func ReadActivities(t Table, recorded []record.Activity, roll Roll) ([]Entry[record.Activity], []Fault) {
	f := form[record.Activity]{Form: Activities, match: func(r *reader) (record.Activity, bool) { return matchActivity(r, recorded) },
		read:  func(r *reader, a *record.Activity) { readActivity(r, a, &roll) },
		write: func(a *record.Activity) []string { return WriteActivity(a, &roll) },
		key: func(a *record.Activity) string {
			if a.ID != 0 {
				return number(a.ID)
			}
			return fmt.Sprint(a.On, a.Begins, a.Title)
		}}
	return f.entries(&t)
}

// WriteActivity writes an activity as a row.
func WriteActivity(a *record.Activity, roll *Roll) []string {
	row := make([]string, len(Activities.Columns))
	row[ActivityID], row[ActivityOn], row[ActivityKinds], row[ActivityTitle] = number(a.ID), dayText(a.On), kindsText(a.Kinds), OneLine(a.Title)
	if a.Begins >= 0 {
		row[ActivityBegins] = fmt.Sprintf("%02d:%02d", a.Begins/60, a.Begins%60)
	}
	if a.Minutes > 0 {
		row[ActivityMinutes] = strconv.Itoa(a.Minutes)
	}
	row[ActivityPlace], row[ActivityGroup] = OneLine(a.Place), roll.writeGroup(a.Group)
	row[ActivityChair], row[ActivityRecorder] = roll.write(a.Chair, on(a.On)), roll.write(a.Recorder, on(a.On))
	row[ActivityPresent], row[ActivityOnLeave], row[ActivityAbsent] = roll.names(a.Present, a.On, nil), roll.names(a.OnLeave, a.On, a.Reasons), roll.names(a.Absent, a.On, a.Reasons)
	row[ActivityContent], row[ActivityResolutions] = fit(Clean(a.Content)), fit(Clean(a.Resolutions))
	return row
}

// kindsText names kinds in the order in which they are offered.
func kindsText(kinds []record.ActivityKind) string {
	var list []string
	for _, n := range record.ActivityKinds() {
		if slices.Contains(kinds, record.ActivityKind(n.Code)) {
			list = append(list, n.Chinese)
		}
	}
	return strings.Join(list, "、")
}

// matchActivity finds the activity by its number, or by day and title, and by
// its time of day where several have the same.
func matchActivity(r *reader, recorded []record.Activity) (record.Activity, bool) {
	none := record.Activity{Begins: -1}
	if id := r.id(ActivityID); id != 0 {
		if i := slices.IndexFunc(recorded, func(a record.Activity) bool { return a.ID == id }); i >= 0 {
			return recorded[i], true
		}
		r.bad(ActivityID, fmt.Sprintf("本支部没有编号为 %d 的会议活动。新增的请把编号留空。", id))
		return none, false
	}
	date, _ := day(r.row.Cells[ActivityOn], r.table.From1904)
	begins, timed := clock(r.row.Cells[ActivityBegins])
	var same []record.Activity
	for _, a := range recorded {
		if a.On == date && OneLine(a.Title) == OneLine(r.row.Cells[ActivityTitle].Text) && !(timed && a.Begins >= 0 && a.Begins != begins) {
			same = append(same, a)
		}
	}
	switch len(same) {
	case 0:
		return none, false
	case 1:
		return same[0], true
	}
	r.bad(ActivityTitle, fmt.Sprintf("这一天有 %d 条同名的记录，请填写编号，以便知道改的是哪一条。", len(same)))
	return none, false
}

func readActivity(r *reader, a *record.Activity, roll *Roll) {
	r.day(ActivityOn, &a.On)
	r.kinds(&a.Kinds)
	r.text(ActivityTitle, 100, &a.Title)
	for _, c := range []int{ActivityOn, ActivityKinds, ActivityTitle} {
		if r.empty(c) {
			r.bad(c, "必填，请填写。")
		}
	}
	r.clock(ActivityBegins, &a.Begins)
	r.whole(ActivityMinutes, 1440, "分钟", &a.Minutes)
	r.text(ActivityPlace, 60, &a.Place)
	r.group(ActivityGroup, roll, &a.Group)
	if !r.failed(ActivityOn) { // who is meant by a name hangs on the day
		r.member(ActivityChair, roll, on(a.On), &a.Chair)
		r.member(ActivityRecorder, roll, on(a.On), &a.Recorder)
		r.lists(roll, a)
	}
	r.texts(ActivityContent, 20_000, &a.Content)
	r.texts(ActivityResolutions, 5000, &a.Resolutions)
}

// mostKinds is how many kinds an activity may count as.
const mostKinds = 6

func (r *reader) kinds(to *[]record.ActivityKind) {
	if !r.has(ActivityKinds) {
		return
	}
	var list []record.ActivityKind
	for _, word := range split(Clean(r.row.Cells[ActivityKinds].Text)) {
		code, ok := coded(narrow(word.name), record.ActivityKinds())
		if !ok {
			r.bad(ActivityKinds, "没有“"+word.name+"”这种类型，请从这些词里选："+strings.Join(words(record.ActivityKinds()), "、")+"。")
		}
		if !slices.Contains(list, record.ActivityKind(code)) {
			list = append(list, record.ActivityKind(code))
		}
	}
	if len(list) > mostKinds {
		r.bad(ActivityKinds, fmt.Sprintf("最多 %d 种类型。", mostKinds))
	}
	*to = list
}
