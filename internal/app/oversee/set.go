package oversee

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// publishAction is what the log calls publishing a set; whoever opens cycles may.
const publishAction access.Action = "indicator_set.publish"

// PublishSet keeps a sound set for good: it never changes from then on. It
// returns the set's id; a set of the same text that is there already is found
// again, another text under a known code is refused.
func (s *Service) PublishSet(ctx context.Context, actor access.Actor, yaml []byte) (int64, error) {
	if access.Root(actor, access.OpenCycle) == 0 {
		return 0, s.Refuse(ctx, actor, publishAction, "indicator_set", 0, fault.New(fault.Forbidden, "指标由工委经办发布。"))
	}
	set, problems := indicator.Read("set.yaml", bytes.NewReader(yaml))
	if len(problems) > 0 {
		return 0, fault.Wrap(fault.Invalid, "这套指标有错，不能发布。", fmt.Errorf("%v", problems))
	}
	file := app.SetFile(set, yaml, s.Now())
	var id int64
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var there []store.IndicatorSet
		var b store.Batch
		b.IndicatorSets(&there)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		for _, old := range there {
			if old.Code == file.Code && old.Digest == file.Digest {
				id = old.ID
				return nil
			}
		}
		b = store.Batch{}
		b.AddIndicatorSet(file, &id)
		b.Audit(s.Done(actor, publishAction, "indicator_set", 0, map[string]any{"code": file.Code, "digest": file.Digest}))
		return tx.Commit(ctx, &b)
	})
	if store.Violates(err, "indicator_set_code_key") {
		return 0, errors.Join(fault.New(fault.Conflict, "已有同一代码的指标，内容不同。已发布的指标不能修改，请换一个代码。"), err)
	}
	return id, err
}

// PublishedSets lists the published sets without their texts.
func (s *Service) PublishedSets(ctx context.Context) ([]store.IndicatorSet, error) {
	var sets []store.IndicatorSet
	var b store.Batch
	b.IndicatorSets(&sets)
	return sets, s.Store.Read(ctx, &b)
}

// Cycles lists all cycles, the latest first.
func (s *Service) Cycles(ctx context.Context) ([]store.Cycle, error) {
	var cycles []store.Cycle
	var b store.Batch
	b.Cycles(&cycles)
	return cycles, s.Store.Read(ctx, &b)
}
