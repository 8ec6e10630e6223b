package table

import (
	"fmt"
	"slices"

	"baolei/internal/core/record"
)

// The columns of honours.
const (
	HonourID = iota
	HonourTitle
	HonourKind
	HonourLevel
	HonourIssuer
	HonourNo
	HonourOn
	HonourMember
	HonourNote
)

// Honours is the form of honours.
var Honours = Form{"honours", "荣誉成果", []Column{
	HonourID:     {Heading: "编号", Note: "由系统导出。新增的留空。", Example: ExampleMark + "（这一行不读）", Width: 10},
	HonourTitle:  {Heading: "荣誉名称", Others: []string{"名称"}, Note: "必填，最多 100 字。", Example: "先进基层党组织", Needed: true, Width: 30},
	HonourKind:   {Heading: "类别", Note: "必填，从列表中选。", Example: "荣誉成果", Choices: words(record.HonourKinds()), Needed: true, Width: 12},
	HonourLevel:  {Heading: "级别", Note: "必填，从列表中选。", Example: "市直机关工委", Choices: words(record.HonourLevels()), Needed: true, Width: 20},
	HonourIssuer: {Heading: "授予单位", Others: []string{"颁发单位"}, Note: "必填。", Example: "市直机关工委", Needed: true, Width: 24},
	HonourNo:     {Heading: "文号", Note: "有文号的请填写，避免重复申报。", Example: "市直工委〔2026〕5号", Width: 22},
	HonourOn:     {Heading: "授予日期", Others: []string{"日期"}, Note: "必填，例如 2026-06-30。", Example: "2026-06-30", Needed: true, Width: 13},
	HonourMember: {Heading: "获奖党员", Note: "授予个人的填姓名；授予支部的留空。", Example: "", Width: 14},
	HonourNote:   {Heading: "说明", Others: []string{"备注"}, Note: "选填。", Example: "", Width: 24},
}, []int{HonourTitle}}

// ReadHonours reads the rows of honours beside those that are recorded.
func ReadHonours(t Table, recorded []record.Honour, roll Roll) ([]Entry[record.Honour], []Fault) {
	f := form[record.Honour]{Form: Honours, match: func(r *reader) (record.Honour, bool) { return matchHonour(r, recorded, &roll) },
		read:  func(r *reader, h *record.Honour) { readHonour(r, h, &roll) },
		write: func(h *record.Honour) []string { return WriteHonour(h, &roll) },
		key: func(h *record.Honour) string {
			if h.ID != 0 {
				return number(h.ID)
			}
			return h.Identity + "|" + number(h.Member)
		}}
	return f.entries(&t)
}

// WriteHonour writes an honour as a row.
func WriteHonour(h *record.Honour, roll *Roll) []string {
	row := make([]string, len(Honours.Columns))
	row[HonourID], row[HonourTitle], row[HonourKind], row[HonourLevel] = number(h.ID), OneLine(h.Title), h.Kind.Chinese(), h.Level.Chinese()
	row[HonourIssuer], row[HonourNo], row[HonourOn] = OneLine(h.Issuer), OneLine(h.DocumentNo), dayText(h.On)
	row[HonourMember], row[HonourNote] = roll.write(h.Member, on(h.On)), fit(Clean(h.Note))
	return row
}

// matchHonour finds the honour by its number, or by being the same one.
func matchHonour(r *reader, recorded []record.Honour, roll *Roll) (record.Honour, bool) {
	if id := r.id(HonourID); id != 0 {
		if i := slices.IndexFunc(recorded, func(h record.Honour) bool { return h.ID == id }); i >= 0 {
			return recorded[i], true
		}
		r.bad(HonourID, fmt.Sprintf("本支部没有编号为 %d 的荣誉。新增的请把编号留空。", id))
		return record.Honour{}, false
	}
	try := *r
	try.faults = nil
	var h record.Honour
	readHonour(&try, &h, roll)
	for _, there := range recorded {
		if len(try.faults) == 0 && there.Identity == h.Identity && there.Member == h.Member {
			return there, true
		}
	}
	return record.Honour{}, false
}

func readHonour(r *reader, h *record.Honour, roll *Roll) {
	r.text(HonourTitle, 100, &h.Title)
	choice(r, HonourKind, record.HonourKinds(), &h.Kind)
	choice(r, HonourLevel, record.HonourLevels(), &h.Level)
	r.text(HonourIssuer, 80, &h.Issuer)
	r.text(HonourNo, 60, &h.DocumentNo)
	r.day(HonourOn, &h.On)
	r.member(HonourMember, roll, on(h.On), &h.Member)
	r.texts(HonourNote, 1000, &h.Note)
	for _, c := range []int{HonourTitle, HonourKind, HonourLevel, HonourIssuer, HonourOn} {
		if r.empty(c) {
			r.bad(c, "必填，请填写。")
		}
	}
	h.Identity = record.HonourIdentity(h)
}
