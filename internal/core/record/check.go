package record

import (
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
)

// Limits of an activity's texts, in characters, and of its kinds.
const (
	TitleLimit       = 100
	PlaceLimit       = 60
	ContentLimit     = 20000
	ResolutionsLimit = 5000
	WhyLimit         = 60
	KindLimit        = 6
)

// Tidy trims the texts, puts the kinds in order and drops reasons that nobody
// needs.
func (a *Activity) Tidy() {
	for _, text := range []*string{&a.Title, &a.Place, &a.Content, &a.Resolutions} {
		*text = strings.TrimSpace(*text)
	}
	a.Kinds = SortKinds(a.Kinds)
	kept := map[int64]string{}
	for _, id := range slices.Concat(a.OnLeave, a.Absent) {
		if why := strings.TrimSpace(a.Reasons[id]); why != "" {
			kept[id] = why
		}
	}
	a.Reasons = kept
}

// Check tells what cannot be taken of an activity, field by field; nil where
// nothing. roster is everybody who ever counted at the branch. What is merely
// missing is no fault.
func (a *Activity) Check(today calendar.Date, roster []Member, groups []Group) error {
	wrong := map[string]string{}
	say := func(field, text string, bad bool) {
		if bad && wrong[field] == "" {
			wrong[field] = text
		}
	}
	say("kinds", "请选择活动类型。", len(a.Kinds) == 0)
	say("kinds", "最多选 6 种类型。", len(a.Kinds) > KindLimit)
	say("day", "请填写日期。", a.On.IsZero())
	say("day", "这一天还没有到，请在发生以后再登记。", today.Before(a.On))
	say("day", "日期太早，请核对年份。", !a.On.IsZero() && a.On.Year < 2000)
	say("title", "请填写名称。", a.Title == "")
	say("title", "名称最多 100 字，请精简。", utf8.RuneCountInString(a.Title) > TitleLimit)
	say("place", "地点最多 60 字，请精简。", utf8.RuneCountInString(a.Place) > PlaceLimit)
	say("content", "内容最多 20000 字，请精简，或作为文件添加。", utf8.RuneCountInString(a.Content) > ContentLimit)
	say("resolutions", "决议最多 5000 字，请精简，或作为文件添加。", utf8.RuneCountInString(a.Resolutions) > ResolutionsLimit)
	say("begins", "请填写时间，例如 14:30。", a.Begins < -1 || a.Begins > 1439)
	say("minutes", "时长请填 1 到 1440 分钟。", a.Minutes < 0 || a.Minutes > 1440)
	if !a.On.IsZero() {
		say("group", "这个党小组当时还没有成立，或已撤销。", a.Group != 0 && !slices.ContainsFunc(groups, func(g Group) bool {
			return g.ID == a.Group && g.During(calendar.Window{From: a.On, Until: a.On})
		}))
		say("chair", a.stranger(roster, []int64{a.Chair}), a.Chair != 0)
		say("recorder", a.stranger(roster, []int64{a.Recorder}), a.Recorder != 0)
		say("attendance", a.stranger(roster, a.Listed()), true)
	}
	say("attendance", "同一人只能选一种到会情况。", twice(a.Listed()))
	for _, why := range a.Reasons {
		say("attendance", "缺席原因最多 60 字，请精简。", utf8.RuneCountInString(why) > WhyLimit)
	}
	return refused(wrong)
}

// refused makes the fault; texts that are empty say nothing.
func refused(wrong map[string]string) error {
	for field, text := range wrong {
		if text == "" {
			delete(wrong, field)
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正，没有保存。", Fields: wrong}
}

// stranger names whoever of some members did not count at the branch on the
// activity's day; "" where all did.
func (a *Activity) stranger(roster []Member, ids []int64) string {
	var names []string
	for _, id := range ids {
		name, on := "", false
		for i := range roster {
			if m := &roster[i]; m.ID == id {
				name, on = m.Name, on || m.At(a.On)
			}
		}
		switch {
		case on:
		case name == "":
			return "名单里有人不在本支部，请刷新页面后重新填写。"
		default:
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return a.On.Short() + "时" + strings.Join(names, "、") + "不在本支部名册上。请核对日期；日期没有错，就不能计入这次活动。"
}

func twice(ids []int64) bool {
	seen := map[int64]bool{}
	for _, id := range ids {
		if seen[id] {
			return true
		}
		seen[id] = true
	}
	return false
}
