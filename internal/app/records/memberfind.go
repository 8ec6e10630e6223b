package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// FindMember finds the member on a branch's roster who has an identity card; 0
// where the roster has none, whatever other rosters have.
func (s *Service) FindMember(ctx context.Context, actor access.Actor, branch int64, typed string) (int64, error) {
	id, err := record.ParseIdentityCard(typed)
	if err != nil {
		return 0, fault.Field("q", err.Error())
	}
	var all []record.Member
	var found store.FoundMember
	if _, err := s.view(ctx, actor, access.SaveRecord, branch, 0, func(b *store.Batch) {
		b.Members(branch, ever, &all)
		b.MemberByDigest(branch, s.Keys.Digest(identityColumn, id.Number), s.Today(), &found)
	}); err != nil {
		return 0, err
	}
	for _, m := range all {
		if m.ID == found.ID {
			return m.ID, nil
		}
	}
	return 0, nil
}
