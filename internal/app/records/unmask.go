package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Field is a sealed fact of a member.
type Field string

// The fields that can be unmasked.
const (
	IdentityField Field = "identity"
	PhoneField    Field = "phone"
)

// Unmask opens a sealed fact of a member who counts at the branch, and records
// who saw it. Looking twice is recorded twice.
func (s *Service) Unmask(ctx context.Context, actor access.Actor, branch, member int64, field Field) (plain string, err error) {
	column, known := map[Field]string{IdentityField: identityColumn, PhoneField: phoneColumn}[field]
	if !known {
		return "", notFound()
	}
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var p Place
		var m record.Member
		var sealed store.Sealed
		var placed, found, kept bool
		var b store.Batch
		b.RecordPlace(branch, 0, &p, &placed)
		b.Member(branch, member, &m, &found)
		b.SealedOf(member, &sealed, &kept)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if err := allow(actor, access.Unmask, p, placed, nil); err != nil {
			return err
		}
		value := map[Field][]byte{IdentityField: sealed.Identity, PhoneField: sealed.Phone}[field]
		if !found || !m.At(s.Today()) || value == nil {
			return notFound()
		}
		opened, err := s.Keys.Open(column, member, value)
		if err != nil {
			return err
		}
		plain = opened
		var w store.Batch
		w.Audit(s.Done(actor, access.Unmask, string(record.MemberRecord), member, map[string]any{"field": string(field), "branch": branch}))
		return tx.Commit(ctx, &w)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		err = s.Refuse(ctx, actor, access.Unmask, string(record.MemberRecord), member, err)
	}
	if err != nil {
		return "", err
	}
	return plain, nil
}
