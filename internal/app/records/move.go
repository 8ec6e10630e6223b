package records

import (
	"slices"

	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// move is what a changed transfer does to the membership.
type move struct {
	*Service
	in     SaveTransfer
	old    record.Transfer
	member record.Member // by the latest membership here
	groups []record.Group
	found  bool
	here   bool // the member has or had a membership here
}

func (m *move) read(b *store.Batch, branch int64) {
	m.old, m.member, m.groups, m.found, m.here = record.Transfer{}, record.Member{}, nil, false, false
	b.Transfer(branch, m.in.Transfer, &m.old, &m.found)
	b.MemberOfTransfer(branch, m.in.Transfer, &m.member, &m.here)
	b.Groups(branch, m.standing(), &m.groups)
}

func (m *move) write(b *store.Batch, p Place) error {
	switch {
	case m.old.Done == m.in.Done:
		return nil
	case m.old.Direction == record.Out:
		return m.out(b, p)
	case m.old.Done.IsZero():
		return m.arrive(b, p)
	}
	return m.rearrive(b)
}

// out ends the membership, or moves its end, or opens it again.
func (m *move) out(b *store.Batch, p Place) error {
	if !m.here || m.member.Until != m.old.Done {
		return fault.Field("done", "这名党员此后又有变动，请先更正后来的转接。")
	}
	if !m.in.Done.IsZero() && !m.member.Since.Before(m.in.Done) {
		return fault.Field("done", "转出日期要晚于来本支部的日期（"+m.member.Since.Chinese()+"）。")
	}
	b.Leave(m.member.Membership, m.in.Done)
	if !m.in.Done.IsZero() {
		b.Vacate(p.Branch, m.member.ID, m.in.Done)
	}
	return nil
}

// arrive opens a membership on the day on which a transfer in is done.
func (m *move) arrive(b *store.Batch, p Place) error {
	if m.in.Group != 0 && !slices.ContainsFunc(m.groups, func(g record.Group) bool { return g.ID == m.in.Group }) {
		return fault.Field("group", "请选择本支部的党小组。")
	}
	b.Join(p.Branch, &record.Member{ID: m.old.Member, Group: m.in.Group, Since: m.in.Done})
	return nil
}

// rearrive moves the first day of a membership. It cannot be undone: who came by
// mistake is transferred out again.
func (m *move) rearrive(b *store.Batch) error {
	if m.in.Done.IsZero() {
		return fault.Field("done", "转入办结后不能改回未办结；登记错了请更正日期，或办理转出。")
	}
	if !m.here || m.member.Since != m.old.Done {
		return fault.Field("done", "这名党员此后又有变动，请先更正后来的转接。")
	}
	if !m.member.Until.IsZero() && !m.in.Done.Before(m.member.Until) {
		return fault.Field("done", "转入日期要早于后来的转出日期（"+m.member.Until.Chinese()+"）。")
	}
	m.member.Since = m.in.Done
	b.ChangeMembership(&m.member)
	return nil
}
