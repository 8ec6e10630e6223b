package oversee

import (
	"context"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Extend is more time for a branch's self-assessment.
type Extend struct {
	Key        string
	Assessment int64
	Seen       calendar.Date // the extension that the officer saw; zero for none
	Until      calendar.Date // the last day, later than before
	Reason     string
}

// ExtensionsOf opens a branch of a cycle for extending: where it stands, and
// the extensions so far.
func (s *Service) ExtensionsOf(ctx context.Context, actor access.Actor, id int64) (*app.Dossier, []Extension, error) {
	doc, err := s.OpenDossier(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	if err := app.Allow(actor, access.Extend, doc.Place()); err != nil {
		return nil, nil, s.Refuse(ctx, actor, access.Extend, "assessment", id, err)
	}
	var list []Extension
	var b store.Batch
	b.Extensions(id, &list)
	return doc, list, s.Store.Read(ctx, &b)
}

// Extend gives a branch more time, with the reason on record.
func (s *Service) Extend(ctx context.Context, actor access.Actor, in Extend) error {
	in.Reason = strings.TrimSpace(in.Reason)
	c := app.Change{Action: access.Extend, Assessment: in.Assessment, Key: in.Key}
	_, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		if err := app.StillOpen(doc.Cycle); err != nil {
			return err
		}
		if doc.State != workflow.Draft && doc.State != workflow.Returned {
			return fault.New(fault.Forbidden, "该支部现在是“"+doc.State.Chinese()+"”，不用延期。需要修改自评时，请由上级党组织退回。")
		}
		if doc.Extended != in.Seen {
			return overtakenBy(ctx, tx, doc.ID)
		}
		if err := in.check(doc, s.Today()); err != nil {
			return err
		}
		var b store.Batch
		b.Extend(doc.ID, in.Seen, in.Until, in.Reason, actor.Person, s.Now())
		s.TellBranch(&b, doc, actor, "extended "+in.Until.String(), "的自评延期到"+in.Until.Chinese()+"。", app.SelfAddress(doc.ID))
		b.Audit(s.Done(actor, access.Extend, "assessment", doc.ID, map[string]any{"until": in.Until.String(), "code": doc.BranchCode}))
		return tx.Commit(ctx, &b)
	})
	return err
}

// overtakenBy tells who last gave a branch more time, and until when.
func overtakenBy(ctx context.Context, tx *store.Tx, assessment int64) error {
	var list []Extension
	var b store.Batch
	b.Extensions(assessment, &list)
	if err := tx.Read(ctx, &b); err != nil {
		return err
	}
	if len(list) == 0 { // no form of ours saw an extension where there is none
		return app.Stale()
	}
	return app.Overtaken(list[0].By, list[0].At, "给该支部延期到"+list[0].Until.Chinese())
}

func (in Extend) check(doc *app.Dossier, today calendar.Date) error {
	before := doc.FillUntil()
	wrong := map[string]string{}
	switch {
	case !before.Before(in.Until):
		wrong["until"] = "请填晚于" + before.Chinese() + "（现在的截止日）的日期。"
	case in.Until.Before(today):
		wrong["until"] = "这一天已经过去，请填今天或以后的日期。"
	case doc.Cycle.Review.Until.Before(in.Until):
		wrong["until"] = "不能晚于考核验收的截止日" + doc.Cycle.Review.Until.Chinese() + "，否则来不及考核。"
	}
	if n := utf8.RuneCountInString(in.Reason); n < 2 || n > 400 {
		wrong["reason"] = "请写明延期的理由，2 至 400 个字。"
	}
	if len(wrong) > 0 {
		return &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正，改好后再提交。", Fields: wrong}
	}
	return nil
}
