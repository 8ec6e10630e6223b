package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// ChangeMember is new content of a member's row on a roster.
type ChangeMember struct {
	MemberFacts
	Member  int64
	Version int  // that the person saw
	NoPhone bool // take the telephone away
}

// ChangeMember changes a member who counts at the branch today. Who left is
// looked after by another branch.
func (s *Service) ChangeMember(ctx context.Context, actor access.Actor, c Change, in ChangeMember) error {
	n := s.newcomers([]MemberFacts{in.MemberFacts})
	var old record.Member
	var found bool
	var who last
	read := func(b *store.Batch) {
		old, found, who = record.Member{}, false, last{}
		n.read(b, c.Branch)
		b.Member(c.Branch, in.Member, &old, &found)
		who.read(b, record.MemberRecord, in.Member)
	}
	err := s.change(ctx, actor, access.SaveRecord, c, read, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		switch {
		case !found:
			return notFound()
		case !old.At(s.Today()):
			return fault.New(fault.Forbidden, "这名党员已经转出，资料由现在的支部维护。")
		}
		if err := who.seen(old.Version, in.Version); err != nil {
			return err
		}
		f, err := n.changed(old)
		if err != nil {
			return err
		}
		b.KeepOldMember(&old, c.Reason, p.Submitted, actor.Person, s.Now())
		f.onto(&old)
		sealed := s.sealed(old.ID, f)
		sealed.NoPhone = in.NoPhone && f.Phone == ""
		b.ChangeMember(&old, sealed)
		b.ChangeMembership(&old)
		s.noted(b, actor, access.SaveRecord, record.MemberRecord, old.ID, p, "change")
		return nil
	})
	return s.noteElsewhere(ctx, actor, c.Branch, memberFault(err))
}

// changed judges the new facts of the only newcomer, who is old by now.
func (n *newcomers) changed(old record.Member) (MemberFacts, error) {
	f, wrong := n.facts[0], n.wrong[0]
	f.grouped(n.groups, wrong)
	f.tied(n.accounts, old.Person, wrong)
	if old.Group != 0 && f.Group == old.Group {
		delete(wrong, "group") // a dissolved group stays until another is chosen
	}
	if len(wrong) > 0 {
		return f, fault.Fields(wrong)
	}
	if other := n.found[0]; other.ID != 0 && other.ID != old.ID {
		return f, elsewhere(other, old.Branch)
	}
	return f, nil
}

// standing is the window of today.
func (s *Service) standing() calendar.Window {
	return calendar.Window{From: s.Today(), Until: s.Today()}
}
