package branchcommittee

import (
	"slices"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/ui"
)

// corrections is the table of what changes of seats, terms and groups overwrote,
// the latest first.
func corrections(o *records.Organisation) ui.TableProps {
	rows := map[record.Kind][]ui.TableRow{}
	for kind, now := range current(o) {
		mine := slices.DeleteFunc(slices.Clone(o.Corrections), func(c records.Correction) bool { return c.Kind != kind })
		rows[kind] = book.Corrections("", mine, labels(o, kind), now).Rows
	}
	t := ui.TableProps{ID: "corrections", Caption: "更正记录", Hide: true}
	for _, l := range []string{"时间", "更正了", "更正人", "改了什么", "理由"} {
		t.Columns = append(t.Columns, ui.Column{Label: l})
	}
	for _, c := range o.Corrections {
		one := rows[c.Kind][0]
		rows[c.Kind] = rows[c.Kind][1:]
		one.Cells = slices.Insert(one.Cells, 1, ui.Cell{Text: about(o, c)})
		t.Rows = append(t.Rows, one)
	}
	return t
}

// about names what a correction was of.
func about(o *records.Organisation, c records.Correction) string {
	switch c.Kind {
	case record.SeatRecord:
		seat, _ := o.Seat(c.Record)
		return "职位 " + seat.Post
	case record.GroupRecord:
		group, _ := o.Group(c.Record)
		return "党小组 " + group.Name
	default:
		return "任期"
	}
}

func labels(o *records.Organisation, kind record.Kind) []book.Label {
	switch kind {
	case record.SeatRecord:
		return []book.Label{{Key: "post", Name: "职务"}, {Key: "opened_on", Name: "设立日期"}, {Key: "closed_on", Name: "撤销日期"}, {Key: "holdings", Name: "任职", Say: holders(o.Everybody)}}
	case record.GroupRecord:
		name := func(v any) string { id, _ := v.(float64); return nameOf(o.Everybody, int64(id)) }
		return []book.Label{{Key: "name", Name: "名称"}, {Key: "leader_id", Name: "组长", Say: name}, {Key: "formed_on", Name: "成立日期"}, {Key: "dissolved_on", Name: "撤销日期"}}
	default:
		return []book.Label{{Key: "elected_on", Name: "选举日期"}, {Key: "due_on", Name: "应换届日期"}, {Key: "note", Name: "说明"}}
	}
}

// holders tells in words the holders that are kept of a seat.
func holders(members []record.Member) func(any) string {
	return func(v any) string {
		lines, _ := v.([]any)
		var list []string
		for _, one := range lines {
			h, _ := one.(map[string]any)
			id, _ := h["member_id"].(float64)
			since, _ := h["since"].(string)
			until, _ := h["until"].(string)
			list = append(list, held(nameOf(members, int64(id)), since, until))
		}
		return strings.Join(list, "；")
	}
}

// current holds everything as it would be kept now, by kind and id.
func current(o *records.Organisation) map[record.Kind]map[int64]map[string]any {
	seats, terms, groups := map[int64]map[string]any{}, map[int64]map[string]any{}, map[int64]map[string]any{}
	for _, x := range slices.Concat(o.Seats, o.Closed) {
		seats[x.ID] = map[string]any{"post": x.Post, "opened_on": page.DayText(x.Opened), "closed_on": page.DayText(x.Closed), "holdings": keptHolders(x)}
	}
	for _, x := range o.Terms {
		terms[x.ID] = map[string]any{"elected_on": page.DayText(x.Elected), "due_on": page.DayText(x.Due), "note": x.Note}
	}
	for _, x := range slices.Concat(o.Groups, o.Dissolved) {
		groups[x.ID] = map[string]any{"name": x.Name, "leader_id": float64(x.Leader), "formed_on": page.DayText(x.Formed), "dissolved_on": page.DayText(x.Dissolved)}
	}
	return map[record.Kind]map[int64]map[string]any{record.SeatRecord: seats, record.TermRecord: terms, record.GroupRecord: groups}
}

func keptHolders(x record.Seat) []any {
	var list []any
	for _, h := range x.Holdings {
		list = append(list, map[string]any{"member_id": float64(h.Member), "since": page.DayText(h.Since), "until": page.DayText(h.Until)})
	}
	return list
}
