package spotcheck

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/sampling"
	"baolei/internal/store"
)

// Replacement puts one person in the place of a checker who cannot come.
type Replacement struct {
	Draw    int64
	Key     string
	Checker int64 // the row of the one who cannot come
	Account string
	Reason  string
}

// Place is one checker's place at a branch, and who else could take it.
type Place struct {
	Draw       *Draw
	Check      SpotCheck
	Checker    Checker
	Candidates []Candidate
}

// Candidate is a spot checker in office, and whether this one may check the branch.
type Candidate struct {
	Person        int64
	Account, Name string
	WhyNot        string // empty: may be put in
}

// Place shows a checker's place, for replacing who has it.
func (s *Service) Place(ctx context.Context, actor access.Actor, draw, checker int64) (*Place, error) {
	var d store.Draw
	var checks []store.SpotCheck
	var found bool
	var b store.Batch
	b.Draw(draw, &d, &found)
	b.SpotChecks(draw, &checks)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	if err := s.managed(ctx, actor, &d, found, draw); err != nil {
		return nil, err
	}
	b = store.Batch{}
	var inspectors []store.Inspector
	b.Inspectors(d.Cycle, d.Root, s.Today(), recusalFrom(s.Today()), &inspectors)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	return place(&d, checks, inspectors, checker)
}

func (s *Service) managed(ctx context.Context, actor access.Actor, d *store.Draw, found bool, id int64) error {
	err := error(nil)
	if !found {
		err = app.NotFound()
	} else if !access.Allow(actor, access.ManageDraw, access.Place{Root: d.Root}).Allowed {
		err = notOfficer()
	}
	if err != nil {
		return s.Refuse(ctx, actor, access.ManageDraw, "draw", id, err)
	}
	return nil
}

func place(d *store.Draw, checks []store.SpotCheck, inspectors []store.Inspector, checker int64) (*Place, error) {
	for _, c := range checks {
		for _, x := range c.Checkers {
			if x.ID != checker {
				continue
			}
			p := &Place{Draw: d, Check: c, Checker: x}
			published, err := sampling.ParseInspectors([]byte(d.Inspectors))
			for _, in := range inspectors {
				p.Candidates = append(p.Candidates, Candidate{in.Person, in.Account, in.Name, whyNot(in, c, published)})
			}
			return p, err
		}
	}
	return nil, app.NotFound()
}

// whyNot tells why an inspector may not be put in at a branch; "" where nothing
// speaks against it. What was published counts, and what has come about since.
func whyNot(in store.Inspector, c store.SpotCheck, published []sampling.Inspector) string {
	for _, x := range c.Current() {
		if x.Person == in.Person {
			return "已是该支部的抽查员"
		}
	}
	for _, p := range published {
		if p.Code == in.Account && slices.Contains(p.StandsBack, c.Code) {
			return "须回避"
		}
	}
	if slices.Contains(in.StandsBack, c.Code) {
		return "须回避"
	}
	return ""
}

// Replace puts another checker in, with a reason, while the check is not handed
// in. Nobody who must stand back can be put in, and both stay on record.
func (s *Service) Replace(ctx context.Context, actor access.Actor, in Replacement) error {
	in.Reason = strings.Join(strings.Fields(in.Reason), " ")
	if n := utf8.RuneCountInString(in.Reason); n < 2 || n > 400 {
		return fault.Field("reason", "请写明为什么换人，2 至 400 字；理由会显示在抽查页上。")
	}
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		var d store.Draw
		var found, fresh bool
		var checks []store.SpotCheck
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.LockDraw(in.Draw, &d, &found)
		b.SpotChecks(in.Draw, &checks)
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
		}
		b = store.Batch{}
		var inspectors []store.Inspector
		b.Inspectors(d.Cycle, d.Root, s.Today(), recusalFrom(s.Today()), &inspectors)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		p, err := place(&d, checks, inspectors, in.Checker)
		if err != nil {
			return err
		}
		return s.replace(ctx, tx, actor, p, in)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return s.Refuse(ctx, actor, access.ManageDraw, "draw", in.Draw, err)
	}
	return err
}

func (s *Service) replace(ctx context.Context, tx *store.Tx, actor access.Actor, p *Place, in Replacement) error {
	switch {
	case !p.Check.HandedIn.IsZero():
		return fault.New(fault.Conflict, "该支部的抽查已经交回，不用再换人。")
	case !p.Checker.EndedAt.IsZero():
		return app.Stale()
	}
	who := -1
	for i, c := range p.Candidates {
		if c.Account == in.Account {
			who = i
		}
	}
	if who < 0 {
		return fault.Field("account", "请选择一位在任的工委抽查员。")
	}
	c := p.Candidates[who]
	if c.WhyNot != "" {
		return fault.Field("account", c.Name+c.WhyNot+"，请另选一位。")
	}
	if c.Person == actor.Person {
		return fault.Field("account", "不能指派自己，请由另一位工委经办办理。")
	}
	var b store.Batch
	b.ReplaceChecker(p.Checker.ID, c.Person, actor.Person, in.Reason, s.moment(p.Checker.AssignedAt))
	b.Audit(s.Done(actor, "draw.replace", "draw", in.Draw, map[string]any{"assessment": p.Check.Assessment, "from": p.Checker.Account, "to": c.Account}))
	b.TellEach([]int64{c.Person}, store.Notice{By: actor.Person, Key: fmt.Sprintf("draw.replaced %d", p.Checker.ID), Text: "请您去抽查" + p.Check.Name + "。", Href: app.SpotAddress(p.Check.Assessment), MadeAt: s.Now()})
	return tx.Commit(ctx, &b)
}
