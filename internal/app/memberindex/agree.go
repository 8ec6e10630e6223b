package memberindex

import (
	"context"
	"errors"
	"fmt"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
)

// Agree checks the index of several members as they stated it, each in a
// transaction of its own; versions holds what the person saw. It returns how
// many were agreed to; where somebody changed one meanwhile it is left, and so
// is one that is no longer to be checked.
func (s *Service) Agree(ctx context.Context, actor access.Actor, cycle int64, key string, versions map[int64]int) (int, error) {
	agreed := 0
	for member, version := range versions {
		sh, err := s.View(ctx, actor, cycle, member)
		if err != nil {
			return agreed, err
		}
		form := Form{Cycle: cycle, Member: member, Key: fmt.Sprintf("%s-%d", key, member), Version: version, Findings: sh.stated()}
		err = s.Check(ctx, actor, form)
		if _, overtaken := errors.AsType[*Overtaken](err); overtaken || fault.KindOf(err) == fault.Forbidden {
			continue
		}
		if err != nil {
			return agreed, err
		}
		agreed++
	}
	return agreed, nil
}

// stated is what the member states, as a form of the branch's.
func (s *Sheet) stated() []scoring.Finding { return s.list(s.Self) }
