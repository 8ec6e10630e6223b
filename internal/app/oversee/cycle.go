package oversee

import (
	"context"
	"fmt"
	"strings"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// NewCycle is what an officer says when opening a cycle.
type NewCycle struct {
	Key    string
	Year   int
	Set    int64 // a published indicator set of subject branch
	Target int   // attainment rate aimed at, hundredths of a percent, 0 to 10,000
	Self   calendar.Window
	Review calendar.Window
}

// OpenCycle opens a year's examination and makes every branch's assessment. A
// form sent twice, or two officers at once, open it once.
func (s *Service) OpenCycle(ctx context.Context, actor access.Actor, in NewCycle) (int64, error) {
	if err := in.check(); err != nil {
		return 0, err
	}
	set, err := s.Sets.Get(ctx, in.Set)
	if err != nil {
		return 0, fault.Wrap(fault.Invalid, "请选择一套已发布的指标。", err)
	}
	var id int64
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		root, fresh, tree, err := s.root(ctx, tx, actor, in.Key)
		if err != nil || !fresh {
			return err
		}
		if err := kindsSaid(tree, set); err != nil {
			return err
		}
		var b store.Batch
		b.AddCycle(store.Cycle{Year: in.Year, Set: in.Set, Target: in.Target, Self: in.Self, Review: in.Review, OpenedBy: actor.Person, OpenedAt: s.Now()}, &id)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		return s.openAssessments(ctx, tx, actor, set, id, root)
	})
	if store.Violates(err, "cycle_year_key") {
		return 0, fault.Field("year", fmt.Sprintf("%d 年的考评周期已经开启。", in.Year))
	}
	return id, err
}

// root finds the officer's work committee, with the tree below it.
func (s *Service) root(ctx context.Context, tx *store.Tx, actor access.Actor, key string) (root int64, fresh bool, tree []store.Organisation, err error) {
	at := actor.At(access.Officer)
	if len(at) == 0 {
		return 0, false, nil, app.NotFound()
	}
	var b store.Batch
	b.OnceOnly(actor.Person, key, &fresh)
	b.Organisations(&tree)
	if err := tx.Read(ctx, &b); err != nil {
		return 0, false, nil, err
	}
	if !access.Allow(actor, access.OpenCycle, access.Place{Root: at[0]}).Allowed {
		return 0, false, nil, app.NotFound()
	}
	return at[0], fresh, tree, nil
}

func (s *Service) openAssessments(ctx context.Context, tx *store.Tx, actor access.Actor, set *app.Set, cycle, root int64) error {
	kinds := []string{""}
	if set.Table().HasKinds() {
		kinds = kinds[:0]
		for _, k := range set.Kinds {
			kinds = append(kinds, k.Code)
		}
	}
	var b store.Batch
	made := make([]int, len(kinds))
	for i, kind := range kinds {
		start, bad := set.Table().Score(kind, nil)
		if bad != nil {
			return bad
		}
		b.OpenAssessments(cycle, root, kind, store.ScoreOf(start), &made[i])
	}
	b.Audit(s.Done(actor, access.OpenCycle, "cycle", cycle, map[string]any{"set": set.Code}))
	return tx.Commit(ctx, &b)
}

func (in NewCycle) check() error {
	switch {
	case in.Year < 2018 || in.Year > 2100:
		return fault.Field("year", "年度请填 2018 至 2100 之间的数。")
	case in.Target < 0 || in.Target > 100_00:
		return fault.Field("target", "达标率目标请填 0 至 100 之间的数。")
	case in.Self.Until.Before(in.Self.From):
		return fault.Field("self_until", "自评截止日不能早于开始日。")
	case in.Review.Until.Before(in.Review.From):
		return fault.Field("review_until", "考核截止日不能早于开始日。")
	case in.Review.From.Before(in.Self.From):
		return fault.Field("review_from", "考核不能早于自评开始。")
	}
	return nil
}

// kindsSaid makes sure that every branch has said its kind where the set asks
// for it.
func kindsSaid(tree []store.Organisation, set *app.Set) error {
	if !set.Table().HasKinds() {
		return nil
	}
	known := map[string]bool{}
	for _, k := range set.Kinds {
		known[k.Code] = true
	}
	var unsaid []string
	for _, o := range tree {
		if o.Level == access.Branch && !known[o.Kind] {
			unsaid = append(unsaid, o.Name)
		}
	}
	if len(unsaid) > 0 {
		return fault.Field("set", "这套指标分类型考核，请先在组织里填明类型："+strings.Join(unsaid, "、")+"。")
	}
	return nil
}
