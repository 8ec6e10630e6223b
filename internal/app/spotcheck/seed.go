package spotcheck

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/sampling"
	"baolei/internal/core/signing"
	"baolei/internal/store"
)

// seedLimit is the most digits of a seed: as many as one line can show.
const seedLimit = 400

// Step is an officer's next step in a draw.
type Step struct {
	Draw    int64
	Key     string // the form's
	Version int    // of the draw that the officer saw
	Digest  string // of what the officer signs, as View.SeedDigest gave it; for entering and confirming a seed
}

// SeedDigest stands for what the next act on the seed is about: the draw that is
// published, and the seed that waits for confirmation, if one does.
func (v *View) SeedDigest() string { return seedText(v.Draw, v.Seeds).Digest() }

func seedText(d *store.Draw, seeds []store.Seed) *signing.Text {
	t := signing.New("seed").Line("draw", d.ID, d.Title).Line("notice", d.NoticeDigest)
	if waiting := waits(seeds); waiting != nil {
		return t.Line("confirm", waiting.Attempt, waiting.Digits, waiting.EnteredBy, waiting.EnteredAt)
	}
	return t.Line("enter", len(seeds)+1)
}

// sign checks what the signature of a seed asks for.
func (s *Service) sign(actor access.Actor, in Step, d *store.Draw, seeds []store.Seed) error {
	if err := app.Seen(in.Digest, seedText(d, seeds).Digest()); err != nil {
		return err
	}
	return app.Proven(actor, s.Now())
}

// EnterSeed takes down a seed, to be confirmed by another officer.
func (s *Service) EnterSeed(ctx context.Context, actor access.Actor, in Step, digits string) error {
	digits = strings.TrimSpace(digits)
	if err := sampling.CheckSeed(digits); err != nil {
		return fault.Field("seed", err.Error()+"。")
	}
	if len(digits) > seedLimit {
		return fault.Field("seed", fmt.Sprintf("种子最多 %d 位数字。", seedLimit))
	}
	return s.step(ctx, actor, in, func(ctx context.Context, tx *store.Tx, d *store.Draw, seeds []store.Seed) error {
		if waits(seeds) != nil {
			return overtaken(seeds)
		}
		if err := s.sign(actor, in, d, seeds); err != nil {
			return err
		}
		digest := seedText(d, seeds).Line("digits", digits).Digest()
		at := s.moment(latest(d, seeds))
		var b store.Batch
		b.AddSeed(d.ID, store.Seed{Attempt: len(seeds) + 1, Digits: digits, EnteredBy: actor.Person, EnteredAt: at})
		b.AdvanceDraw(d.ID, d.Version)
		b.Audit(s.Done(actor, "draw.enter_seed", "draw", d.ID, map[string]any{"attempt": len(seeds) + 1, "digits": len(digits), "digest": digest}))
		b.TellRoles(d.Root, []access.Role{access.Officer}, store.Notice{By: actor.Person, Key: fmt.Sprintf("draw.seed %d %d", d.ID, len(seeds)+1),
			Text: fmt.Sprintf("%s录入了%s的种子，请逐位核对，确认或退回。", actor.Name, d.Title), Href: app.DrawAddress(d.ID), MadeAt: at})
		return tx.Commit(ctx, &b)
	})
}

// RefuseSeed refuses a seed that waits. It stays in the bundle with the reason.
func (s *Service) RefuseSeed(ctx context.Context, actor access.Actor, in Step, reason string) error {
	reason = strings.Join(strings.Fields(reason), " ")
	if n := utf8.RuneCountInString(reason); n < 2 || n > 400 {
		return fault.Field("reason", "请写明为什么退回，2 至 400 字；理由会随抽查包公开。")
	}
	return s.decide(ctx, actor, in, func(ctx context.Context, tx *store.Tx, d *store.Draw, seeds []store.Seed, waiting store.Seed) error {
		if err := app.Seen(in.Digest, seedText(d, seeds).Digest()); err != nil {
			return err
		}
		waiting.DecidedBy, waiting.DecidedAt, waiting.Reason = actor.Person, s.moment(waiting.EnteredAt), reason
		var b store.Batch
		b.DecideSeed(d.ID, waiting)
		b.AdvanceDraw(d.ID, d.Version)
		b.Audit(s.Done(actor, "draw.refuse_seed", "draw", d.ID, map[string]any{"attempt": waiting.Attempt, "digest": in.Digest}))
		b.TellEach([]int64{waiting.EnteredBy}, store.Notice{By: actor.Person, Key: fmt.Sprintf("draw.refused %d %d", d.ID, waiting.Attempt),
			Text: fmt.Sprintf("%s退回了%s的种子：%s", actor.Name, d.Title, reason), Href: app.DrawAddress(d.ID), MadeAt: waiting.DecidedAt})
		return tx.Commit(ctx, &b)
	})
}

// ConfirmSeed confirms exactly the seed that the officer compared, and draws:
// branches, their order and numbers, and who checks them.
func (s *Service) ConfirmSeed(ctx context.Context, actor access.Actor, in Step, digits string) error {
	return s.decide(ctx, actor, in, func(ctx context.Context, tx *store.Tx, d *store.Draw, seeds []store.Seed, waiting store.Seed) error {
		if digits != waiting.Digits {
			return fault.New(fault.Conflict, "您核对的种子与现在等待确认的不一致，没有抽取。请刷新页面，重新逐位核对。")
		}
		if err := s.sign(actor, in, d, seeds); err != nil {
			return err
		}
		at := s.moment(waiting.EnteredAt)
		waiting.DecidedBy, waiting.DecidedAccount, waiting.DecidedAt, waiting.Confirmed = actor.Person, actor.Account, at, true
		seeds[len(seeds)-1] = waiting
		refused, confirmed := split(seeds)
		bundle, err := sampling.NewBundle(announcement(d), refused, confirmed, at)
		if err != nil {
			return fault.Wrap(fault.Invalid, "没有抽取："+sentence(err), nil)
		}
		var b store.Batch
		b.DecideSeed(d.ID, waiting)
		b.FinishDraw(d.ID, d.Version, bundle.Digest, at)
		b.AddSpotChecks(d.ID, d.Cycle, drawnChecks(bundle), at)
		b.Audit(s.Done(actor, "draw.confirm_seed", "draw", d.ID, map[string]any{"attempt": waiting.Attempt, "drawn": len(bundle.Drawn), "bundle": bundle.Digest, "digest": in.Digest}))
		b.TellCheckers(d.ID, store.Notice{By: actor.Person, Key: fmt.Sprintf("draw.drawn %d", d.ID),
			Text: d.Title + "抽到您去抽查，请看分派给您的支部。", Href: app.SpotListAddress, MadeAt: at})
		b.TellDrawn(d.ID, store.Notice{By: actor.Person, Key: fmt.Sprintf("draw.branch %d", d.ID),
			Text: "您的支部在" + d.Title + "中抽到，抽查员会到现场查看，请备好佐证材料。", Href: app.DrawAddress(d.ID), MadeAt: at})
		return tx.Commit(ctx, &b)
	})
}

// overtaken tells the second of two officers who was first with the seed of a
// draw, and when.
func overtaken(seeds []store.Seed) error {
	if len(seeds) == 0 {
		return app.Stale()
	}
	switch last := &seeds[len(seeds)-1]; {
	case last.Waits():
		return app.Overtaken(last.EnteredName, last.EnteredAt, "录入种子，等另一位经办确认")
	case last.Confirmed:
		return app.Overtaken(last.DecidedName, last.DecidedAt, "确认种子，已经抽取")
	default:
		return app.Overtaken(last.DecidedName, last.DecidedAt, "退回了种子")
	}
}

// decide is a step by an officer other than the one who typed the seed.
func (s *Service) decide(ctx context.Context, actor access.Actor, in Step,
	act func(context.Context, *store.Tx, *store.Draw, []store.Seed, store.Seed) error) error {
	return s.step(ctx, actor, in, func(ctx context.Context, tx *store.Tx, d *store.Draw, seeds []store.Seed) error {
		waiting := waits(seeds)
		if waiting == nil {
			return overtaken(seeds)
		}
		if waiting.EnteredBy == actor.Person {
			return fault.New(fault.Forbidden, "这个种子是您录入的，请由另一位工委经办核对确认或退回。")
		}
		return act(ctx, tx, d, seeds, *waiting)
	})
}

// step locks the draw and decides on right, form key, version and state.
// Refusals are recorded.
func (s *Service) step(ctx context.Context, actor access.Actor, in Step, act func(context.Context, *store.Tx, *store.Draw, []store.Seed) error) error {
	err := s.Store.TxWithin(ctx, drawLimit, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		var d store.Draw
		var seeds []store.Seed
		var fresh, found bool
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.LockDraw(in.Draw, &d, &found)
		b.Seeds(in.Draw, &seeds)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		switch {
		case !found:
			return app.NotFound()
		case !access.Allow(actor, access.ManageDraw, access.Place{Root: d.Root}).Allowed:
			return notOfficer()
		case !fresh:
			return nil
		case d.State == store.Drawn, d.Version != in.Version:
			return overtaken(seeds)
		}
		return act(ctx, tx, &d, seeds)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return s.Refuse(ctx, actor, access.ManageDraw, "draw", in.Draw, err)
	}
	return err
}

// waits finds the seed that nobody has decided on; nil where there is none.
func waits(seeds []store.Seed) *store.Seed {
	for i := range seeds {
		if seeds[i].Waits() {
			return &seeds[i]
		}
	}
	return nil
}
