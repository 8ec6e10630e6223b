package records

import (
	"context"
	"errors"
	"fmt"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// RowFaults refuses a list of members: for each row, counted from 0, what is
// wrong with each field. Nothing of the list was saved.
type RowFaults struct{ Rows map[int]map[string]string }

// Error returns the words for the person.
func (f *RowFaults) Error() string {
	return fmt.Sprintf("有 %d 行需要改正，全部没有保存。", len(f.Rows))
}

// Unwrap makes it a fault of what was filled in.
func (f *RowFaults) Unwrap() error { return fault.New(fault.Invalid, f.Error()) }

// AddMember puts a member on a branch's roster.
func (s *Service) AddMember(ctx context.Context, actor access.Actor, c Change, f MemberFacts) error {
	err := s.addMembers(ctx, actor, c, []MemberFacts{f})
	if rows, ok := errors.AsType[*RowFaults](err); ok {
		return fault.Fields(rows.Rows[0])
	}
	return s.noteElsewhere(ctx, actor, c.Branch, err)
}

// AddMembers puts a list of members on a branch's roster, all of them or none.
func (s *Service) AddMembers(ctx context.Context, actor access.Actor, c Change, list []MemberFacts) error {
	err := s.addMembers(ctx, actor, c, list)
	if _, ok := errors.AsType[*Elsewhere](err); ok {
		if noted := s.noteElsewhere(ctx, actor, c.Branch, err); !errors.Is(noted, err) {
			return noted
		}
	}
	return err
}

func (s *Service) addMembers(ctx context.Context, actor access.Actor, c Change, list []MemberFacts) error {
	n := s.newcomers(list)
	err := s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) { n.read(b, c.Branch) },
		func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
			if err := n.judge(p.Branch); err != nil {
				return err
			}
			for i := range n.facts {
				m := n.member(i)
				b.AddMember(p.Root, &m, s.sealed(m.ID, n.facts[i]), actor.Person, s.Now())
				b.Join(p.Branch, &m)
				s.noted(b, actor, access.SaveRecord, record.MemberRecord, m.ID, p, "add")
			}
			return nil
		})
	return memberFault(err)
}
