package spotcheck

import (
	"context"
	"strings"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/sampling"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Plan is what an officer assumed when choosing how many to draw.
type Plan = store.DrawPlan

// Publication is what an officer fixes before the seed exists.
type Publication struct {
	Key        string
	Cycle      int64
	By         Strata
	Rules      *sampling.Rules // for tickets; nil: one for everybody
	Items      []string        // codes of the items to check; none means all
	Sizes      map[string]int  // stratum → how many; those of 0 are not drawn from
	Plan       Plan            // what the sizes were chosen by; zero where that is not told
	Item       scoring.Points  // tolerances: of an item, a branch, a committee
	Branch     scoring.Points
	Committee  scoring.Points
	SeedSource string
	Sealed     bool

	// Of the lists that the officer saw: where they have changed since, nothing
	// is published.
	PopulationDigest, InspectorsDigest string
}

// Prepare shows what a draw of a cycle would be published with.
func (s *Service) Prepare(ctx context.Context, actor access.Actor, cycle int64, by Strata, rules *sampling.Rules) (*Preparation, error) {
	root, err := s.officer(ctx, actor, 0)
	if err != nil {
		return nil, err
	}
	var b store.Batch
	var r reading
	r.queue(&b, cycle, root, s.Today(), rules)
	if err := s.Store.ReadWithin(ctx, drawLimit, &b); err != nil {
		return nil, err
	}
	return s.preparation(ctx, &r, by, rules, s.Store.Read)
}

// Check tells what is wrong with a publication before anybody is asked to
// confirm it. It writes nothing.
func (s *Service) Check(ctx context.Context, actor access.Actor, in Publication) (*Preparation, error) {
	p, err := s.Prepare(ctx, actor, in.Cycle, in.By, in.Rules)
	if err != nil {
		return nil, err
	}
	_, err = s.announce(p, in, actor)
	return p, err
}

// Publish freezes population, inspectors and terms, and publishes them. The
// form sent twice publishes once.
func (s *Service) Publish(ctx context.Context, actor access.Actor, in Publication) (int64, error) {
	root, err := s.officer(ctx, actor, 0)
	if err != nil {
		return 0, err
	}
	var id int64
	err = s.Store.TxWithin(ctx, drawLimit, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		var fresh bool
		var r reading
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.LockCycle(in.Cycle)
		r.queue(&b, in.Cycle, root, s.Today(), in.Rules)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if !fresh {
			id = r.lastBy(actor.Person)
			return nil
		}
		p, err := s.preparation(ctx, &r, in.By, in.Rules, tx.Read)
		if err != nil {
			return err
		}
		id, err = s.publish(ctx, tx, actor, root, p, in)
		return err
	})
	return id, err
}

// lastBy is the draw that a form of this person has published already.
func (r *reading) lastBy(person int64) int64 {
	for _, d := range r.draws {
		if d.By == person {
			return d.ID
		}
	}
	return 0
}

func (s *Service) publish(ctx context.Context, tx *store.Tx, actor access.Actor, root int64, p *Preparation, in Publication) (int64, error) {
	if p.Unfinished != 0 {
		return 0, fault.New(fault.Conflict, "本周期上一次公布的名单还没有抽取，请先录入并确认种子。")
	}
	if in.PopulationDigest != p.PopulationDigest || in.InspectorsDigest != p.InspectorsDigest {
		return 0, fault.New(fault.Conflict, "核对之后名单有变化：又有支部报送，或抽查员的任职有变动。请重新核对后再公布。")
	}
	a, err := s.announce(p, in, actor)
	if err != nil {
		return 0, err
	}
	var id int64
	var b store.Batch
	b.PublishDraw(store.Draw{Cycle: p.Cycle.ID, Root: root, Title: a.Title, Population: a.Population, PopulationDigest: a.PopulationDigest,
		Inspectors: a.Inspectors, InspectorsDigest: a.InspectorsDigest, Sizes: a.SizeMap(), PerBranch: a.PerBranch,
		ItemTolerance: a.Tolerances.Item, BranchTolerance: a.Tolerances.Branch, GroupTolerance: a.Tolerances.Committee,
		DrawnBefore: a.DrawnBefore, Strata: string(p.By), Rules: a.Tickets.Rules, Reasons: a.Tickets.Reasons, Items: a.Items, Plan: in.Plan, SeedSource: a.SeedSource, Sealed: a.Sealed, NoticeDigest: sampling.Digest(a.Notice()), By: actor.Person, At: a.At}, &id)
	if err := tx.Read(ctx, &b); err != nil {
		return 0, err
	}
	b = store.Batch{}
	b.Audit(s.Done(actor, "draw.publish", "draw", id, map[string]any{"cycle": p.Cycle.ID, "population": a.PopulationDigest,
		"inspectors": a.InspectorsDigest, "notice": sampling.Digest(a.Notice()), "sizes": a.SizeMap(), "sealed": a.Sealed, "items": len(a.Items), "rules": len(a.Tickets.Rules)}))
	return id, tx.Commit(ctx, &b)
}

// announce makes the announcement of a publication, or tells what is wrong.
func (s *Service) announce(p *Preparation, in Publication, actor access.Actor) (sampling.Announcement, error) {
	in.SeedSource = strings.TrimSpace(in.SeedSource)
	if err := p.check(in); err != nil {
		return sampling.Announcement{}, err
	}
	sizes := map[string]int{}
	for name, n := range in.Sizes {
		if n != 0 {
			sizes[name] = n
		}
	}
	before := p.DrawnBefore
	if before == nil {
		before = []string{}
	}
	rules := []string{}
	if p.Rules != nil {
		rules = p.Rules.Text()
	}
	a := sampling.Announcement{Title: p.Title, Population: p.populationFile, Inspectors: p.inspectorsFile,
		Sizes: sampling.Sizes(sizes), PerBranch: sampling.InspectorsPerBranch, Tickets: sampling.NewTicketing(rules, p.Reasons), Items: p.items(in.Items), DrawnBefore: before, SeedSource: in.SeedSource,
		Tolerances: sampling.Tolerances{Item: int64(in.Item), Branch: int64(in.Branch), Committee: int64(in.Committee)},
		Sealed:     in.Sealed, By: actor.Account, At: s.moment(p.Cycle.OpenedAt)}.Digests()
	if err := a.Check(); err != nil {
		return a, fault.Wrap(fault.Invalid, sentence(err), nil)
	}
	return a, nil
}
