package demo

import (
	"context"
	"math/rand/v2"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
)

// verify reviews a branch as far as its fate goes.
func (o *office) verify(ctx context.Context, id int64, f fate, r *rand.Rand) error {
	v, err := o.examine.View(ctx, o.reviewer, id)
	if err != nil {
		return err
	}
	if f == returned {
		return o.giveBack(ctx, id)
	}
	var plain []string
	for _, it := range v.Plain() {
		plain = append(plain, it.Code)
	}
	if f == reviewing {
		plain = plain[:len(plain)/2]
	}
	if v, err = o.examine.AgreeAll(ctx, o.reviewer, id, o.key(), plain); err != nil || f == reviewing {
		return err
	}
	for _, it := range v.Items {
		if it.Standing == examine.Open || it.Standing == examine.Again {
			if err := o.verdict(ctx, id, v, it, r); err != nil {
				return err
			}
		}
	}
	if f == reviewed {
		return nil
	}
	return o.sign(ctx, id)
}

// verdict agrees with an item, or now and then finds one time less than stated.
func (o *office) verdict(ctx context.Context, id int64, v examine.View, it examine.Item, r *rand.Rand) error {
	in := examine.Verdict{Item: it.Code, Done: true, Seen: map[string]int{}}
	for _, c := range it.Clauses {
		now := v.Findings[app.Review][c.Code]
		in.Seen[c.Code] = now.Version
		if c.Kind == scoring.PerMissing && now.Said.Actual > 0 && chance(r, 40) {
			said := now.Said
			said.Actual--
			in.Clauses = append(in.Clauses, app.Statement{Finding: said, Version: now.Version, Reason: "有一次记录为事后补记，签到表无原件，不予认定。"})
		}
	}
	_, err := o.examine.SaveReview(ctx, o.reviewer, id, o.key(), in)
	return err
}

func (o *office) giveBack(ctx context.Context, id int64) error {
	if err := o.examine.AddRemark(ctx, o.reviewer, id, o.key(), "B2.4", "3 月主题党日的记录没有签到表，请补充，或说明原因。"); err != nil {
		return err
	}
	v, err := o.examine.View(ctx, o.reviewer, id)
	if err != nil {
		return err
	}
	return o.examine.Return(ctx, o.reviewer, examine.Return{Assessment: id, Key: o.key(), Version: v.Version, ReplyBy: calendar.DateOf(o.at).AddDays(30)})
}

func (o *office) sign(ctx context.Context, id int64) error {
	v, err := o.examine.View(ctx, o.signer, id)
	if err != nil {
		return err
	}
	return o.examine.Sign(ctx, o.signer, examine.Sign{Assessment: id, Key: o.key(), Version: v.Version, Digest: v.Digest()})
}
