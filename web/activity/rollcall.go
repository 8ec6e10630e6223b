package activity

import (
	"slices"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
)

// set puts a member's line.
func (d *draft) set(id int64, state, why string) {
	switch state {
	case present:
		d.Present = append(d.Present, id)
	case onLeave:
		d.OnLeave = append(d.OnLeave, id)
	case absent:
		d.Absent = append(d.Absent, id)
	}
	if why != "" {
		d.Reasons[id] = why
	}
}

// state reads a member's line.
func (d *draft) state(id int64) string {
	switch {
	case slices.Contains(d.Present, id):
		return present
	case slices.Contains(d.OnLeave, id):
		return onLeave
	case slices.Contains(d.Absent, id):
		return absent
	}
	return nothing
}

// expected are the members for whom the form has a line.
func (d *draft) expected(desk records.ActivityDesk) []record.Member {
	return record.Expect(d.Who, d.Group, desk.Members, desk.Seats, d.day(desk))
}

// call puts the lines of the form to those who are expected: whoever had a line
// keeps what it says, the others are present. It returns who had a line and is
// not expected, and who is expected and had none.
func (d *draft) call(desk records.ActivityDesk) (left, came []int64) {
	expected := d.expected(desk)
	was := draft{Activity: d.Activity}
	rows := d.Rows
	d.Rows, d.Present, d.OnLeave, d.Absent = nil, nil, nil, nil
	for _, m := range expected {
		state := was.state(m.ID)
		if state == nothing && d.Who != record.Chosen {
			state = present
		}
		d.Rows = append(d.Rows, m.ID)
		d.set(m.ID, state, "")
		if !slices.Contains(rows, m.ID) {
			came = append(came, m.ID)
		}
	}
	for _, id := range rows {
		if !slices.Contains(d.Rows, id) {
			left = append(left, id)
		}
	}
	return left, came
}

// recall says that the lines of the form are others than before.
func (d *draft) recall(left, came []int64, desk records.ActivityDesk) {
	names := naming(desk.Members, nil)
	var parts []string
	if len(left) > 0 {
		parts = append(parts, "去掉"+names.list(left, nil)+"（"+d.day(desk).Short()+"不在名单上）")
	}
	if len(came) > 0 {
		parts = append(parts, "加上"+names.list(came, nil))
	}
	if len(parts) > 0 {
		d.typed.Wrong["attendance"] = "名单已按日期和应到范围更新：" + strings.Join(parts, "，") + "。请核对到会情况后再保存。"
	}
}
