package spotcheck

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Escalate is an officer's decision on the proposal to verify all branches of a
// committee, whose mean difference was beyond the tolerance.
type Escalate struct {
	Draw, Committee int64
	Key             string // the form's
	Accept          bool
	Reason          string
	Seen            scoring.Points // the mean that the officer saw
}

// Escalate puts the decision on record. Where the figures have moved since the
// officer looked, or another officer was first, it is a conflict.
func (s *Service) Escalate(ctx context.Context, actor access.Actor, in Escalate) error {
	in.Reason = strings.Join(strings.Fields(in.Reason), " ")
	if n := utf8.RuneCountInString(in.Reason); n < 2 || n > 400 {
		return fault.Field("reason", "请写明为什么这样决定，2 至 400 字；决定和理由会留在记录里。")
	}
	d, err := s.Differences(ctx, actor, in.Draw)
	if err != nil {
		return err
	}
	var one *Differing
	for i := range d.Committees {
		if d.Committees[i].Committee == in.Committee {
			one = &d.Committees[i]
		}
	}
	if one == nil || !one.Beyond {
		return s.Refuse(ctx, actor, access.ManageDraw, "draw", in.Draw, app.NotFound())
	}
	return s.escalate(ctx, actor, in, one)
}

func (s *Service) escalate(ctx context.Context, actor access.Actor, in Escalate, one *Differing) error {
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		var fresh, found bool
		var draw store.Draw
		var decided []store.Escalation
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.LockDraw(in.Draw, &draw, &found)
		b.Escalations(in.Draw, &decided)
		if err := tx.Read(ctx, &b); err != nil || !fresh {
			return err
		}
		for _, e := range decided {
			if e.Committee == in.Committee {
				return fault.New(fault.Conflict, fmt.Sprintf("%s 已经决定：%s。理由：%s", e.ByName, decision(e.Accepted), e.Reason))
			}
		}
		if one.Inflation() != in.Seen {
			return app.Stale()
		}
		b = store.Batch{}
		b.Escalate(store.Escalation{Draw: in.Draw, Committee: in.Committee, Checked: one.ReviewSpot.Compared, Mean: int64(one.Inflation()),
			Accepted: in.Accept, Reason: in.Reason, By: actor.Person, At: s.Now()})
		b.Audit(s.Done(actor, "draw.escalate", "draw", in.Draw, map[string]any{"organisation": one.Name, "accepted": in.Accept, "mean": int64(one.Inflation())}))
		return tx.Commit(ctx, &b)
	})
}

func decision(accepted bool) string {
	if accepted {
		return "全部复核"
	}
	return "不扩大复核"
}
