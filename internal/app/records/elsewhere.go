package records

import (
	"context"
	"errors"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Elsewhere refuses a second member with an identity card that the city has
// already. It tells no more of that member than the branch's name.
type Elsewhere struct {
	Branch string // the branch where the member counts; "" where nowhere now
	Here   int64  // the member, where that branch is the own one; 0 otherwise
}

// Error returns the words for the person.
func (e *Elsewhere) Error() string {
	switch {
	case e.Here != 0:
		return "本支部名册上已有这张身份证。"
	case e.Branch != "":
		return "这张身份证已在“" + e.Branch + "”的名册上，请登记转入，不要另建一名党员。"
	}
	return "这张身份证在本市登记过，现不在任何支部的名册上，请登记转入，不要另建一名党员。"
}

// Unwrap makes it a fault of the field.
func (e *Elsewhere) Unwrap() error { return fault.Field("identity", e.Error()) }

func elsewhere(found store.FoundMember, branch int64) *Elsewhere {
	e := &Elsewhere{Branch: found.BranchName}
	if found.Branch == branch {
		e.Here = found.ID
	}
	return e
}

// noteElsewhere records that somebody learnt by an identity card where a member
// of another branch is.
func (s *Service) noteElsewhere(ctx context.Context, actor access.Actor, branch int64, err error) error {
	if e, ok := errors.AsType[*Elsewhere](err); !ok || e.Here != 0 {
		return err
	}
	noted := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.Audit(s.Done(actor, "member.found_elsewhere", "branch", branch, nil))
		return tx.Commit(ctx, &b)
	})
	if noted != nil {
		return noted
	}
	return err
}
