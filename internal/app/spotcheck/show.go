package spotcheck

import (
	"cmp"
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/sampling"
	"baolei/internal/store"
)

// View is a published draw as everybody who is signed in sees it.
type View struct {
	*Draw
	Set         *app.Set // of the cycle
	Population  sampling.Population
	Inspectors  []sampling.Inspector
	Strata      []Stratum // all of the population's; Draw.Sizes tells from which are drawn
	Seeds       []Seed
	Waiting     *Seed // the seed that waits for the second officer; nil where none does
	Checks      []SpotCheck
	Bundle      sampling.Bundle       // meaningful once drawn
	Differences []sampling.Difference // what the recomputation found, just now; none means that all agrees
	Outcome     Outcome               // of a sound draw: what its checks say about the rest
	CanManage   bool
	CanEnter    bool // the actor may type a seed now
	CanDecide   bool // the actor is the second officer

	beside []store.Beside
}

// Recomputed tells whether the whole draw was recomputed, or, before a draw,
// the digests of what is published.
func (v *View) Recomputed() bool { return v.State == store.Drawn }

// Sound tells whether everything recomputed agrees with what is shown.
func (v *View) Sound() bool { return len(v.Differences) == 0 }

// Show shows a draw to anybody who is signed in, and recomputes it.
func (s *Service) Show(ctx context.Context, actor access.Actor, id int64) (*View, error) {
	if !access.Allow(actor, access.ViewDraw, access.Place{}).Allowed {
		return nil, s.Refuse(ctx, actor, access.ViewDraw, "draw", id, app.NotFound())
	}
	v := &View{Draw: &store.Draw{}}
	var found bool
	var b store.Batch
	b.Draw(id, v.Draw, &found)
	b.Seeds(id, &v.Seeds)
	b.SpotChecks(id, &v.Checks)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	if !found {
		return nil, app.NotFound()
	}
	if err := s.around(ctx, v); err != nil {
		return nil, err
	}
	v.CanManage = access.Allow(actor, access.ManageDraw, access.Place{Root: v.Root}).Allowed
	v.Waiting = waits(v.Seeds)
	open := v.CanManage && v.State == store.Published
	v.CanEnter = open && v.Waiting == nil
	v.CanDecide = open && v.Waiting != nil && v.Waiting.EnteredBy != actor.Person
	return v, s.recompute(v)
}

// around takes the lists apart for showing, and reads what belongs to them. What
// cannot be taken apart is told by recompute.
func (s *Service) around(ctx context.Context, v *View) error {
	v.Population, _ = sampling.ParsePopulation([]byte(v.Draw.Population))
	v.Inspectors, _ = sampling.ParseInspectors([]byte(v.Draw.Inspectors))
	var b store.Batch
	b.Beside(v.ID, &v.beside)
	var err error
	v.Set, v.Strata, err = s.strataOf(ctx, v.Draw, v.Population, &b)
	return err
}

// strataOf names the strata of a draw for people, and reads what else is queued
// in the same round trip.
func (s *Service) strataOf(ctx context.Context, d *Draw, pop sampling.Population, b *store.Batch) (*app.Set, []Stratum, error) {
	strata := pop.Strata()
	codes := make([]string, len(strata))
	for i, st := range strata {
		codes[i] = st.Name
	}
	var cycle store.Cycle
	var found bool
	var names map[string]string
	b.Cycle(d.Cycle, &cycle, &found)
	b.NamesOf(codes, &names)
	if err := s.Store.Read(ctx, b); err != nil {
		return nil, nil, err
	}
	set, err := s.Sets.Get(ctx, cycle.Set)
	if err != nil {
		return nil, nil, err
	}
	if names[string(Whole)] = "全部支部"; d.Strata == string(ByGrade) {
		names = gradeLabels(set, names)
	}
	list := make([]Stratum, len(strata))
	for i, st := range strata {
		list[i] = Stratum{Name: st.Name, Label: cmp.Or(names[st.Name], st.Name), Branches: st.Branches, Tickets: st.Tickets}
	}
	return set, list, nil
}

// recompute does the whole draw again, or, before it, the digests; and tells
// what a sound draw says about the rest.
func (s *Service) recompute(v *View) (err error) {
	v.Bundle = bundleOf(v.Draw, v.Seeds, v.Checks)
	if v.State == store.Drawn {
		v.Differences = s.known.verify(v.Bundle)
		if v.Sound() {
			v.Outcome, err = v.outcome()
		}
		return err
	}
	a := v.Bundle.Announcement
	if err := a.Check(); err != nil {
		v.Differences = append(v.Differences, sampling.Difference{Where: "announcement", Message: sentence(err)})
	}
	fresh := a.Digests()
	for _, d := range []struct{ where, what, stated, computed string }{
		{"population_digest", "总体名单", a.PopulationDigest, fresh.PopulationDigest},
		{"inspectors_digest", "抽查员名单", a.InspectorsDigest, fresh.InspectorsDigest},
		{"notice_digest", "公告", v.NoticeDigest, sampling.Digest(a.Notice())},
	} {
		if d.stated != d.computed {
			v.Differences = append(v.Differences, sampling.Difference{Where: d.where, Message: d.what + "的摘要与公布的不符"})
		}
	}
	return nil
}

// File is one of the files of a draw, to download.
type File string

// The files of a draw.
const (
	PopulationFile File = "population.txt"
	InspectorsFile File = "inspectors.txt"
	NoticeFile     File = "notice.txt"
	ReasonsFile    File = "reasons.txt"
	BundleFile     File = "bundle.json"
)

// Download returns a file of a draw. The bundle is there once it is drawn.
func (s *Service) Download(ctx context.Context, actor access.Actor, id int64, file File) ([]byte, error) {
	v, err := s.Show(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	switch {
	case file == PopulationFile:
		return []byte(v.Draw.Population), nil
	case file == InspectorsFile:
		return []byte(v.Draw.Inspectors), nil
	case file == ReasonsFile:
		return []byte(v.Draw.Reasons), nil
	case file == NoticeFile:
		return v.Bundle.Announcement.Notice(), nil
	case file == BundleFile && v.State == store.Drawn:
		return v.Bundle.Encode(), nil
	}
	return nil, app.NotFound()
}

// Listed is a draw in the list.
type Listed struct {
	Draw
	Drawn   int
	Waiting bool // a seed waits for the second officer
}

// List lists all draws, the latest first.
func (s *Service) List(ctx context.Context, actor access.Actor) ([]Listed, error) {
	if !access.Allow(actor, access.ViewDraw, access.Place{}).Allowed {
		return nil, s.Refuse(ctx, actor, access.ViewDraw, "draw", 0, app.NotFound())
	}
	var draws []store.Draw
	var b store.Batch
	b.Draws(&draws)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	list := make([]Listed, len(draws))
	seeds := make([][]store.Seed, len(draws))
	b = store.Batch{}
	for i, d := range draws {
		b.Seeds(d.ID, &seeds[i])
	}
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	for i, d := range draws {
		list[i] = Listed{Draw: d, Waiting: waits(seeds[i]) != nil}
		for _, n := range d.Sizes {
			list[i].Drawn += n
		}
	}
	return list, nil
}

// Cycles lists the cycles that may be drawn from, the latest first.
func (s *Service) Cycles(ctx context.Context, actor access.Actor) ([]app.Cycle, error) {
	if _, err := s.officer(ctx, actor, 0); err != nil {
		return nil, err
	}
	var cycles []app.Cycle
	var b store.Batch
	b.Cycles(&cycles)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(cycles, func(c app.Cycle) bool { return c.Ended() }), nil
}
