package spotcheck

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/sampling"
	"baolei/internal/store"
)

// Listing is a draw's population with the reasons for its tickets.
type Listing struct {
	Draw       *Draw
	Strata     []Stratum
	Population sampling.Population
	Reasons    []sampling.Reason
	Found      map[string]bool // codes of the branches that were looked for; nil for all
}

// Population lists a draw's population for anybody who is signed in. With a text
// it also finds the branches whose code or name holds it.
func (s *Service) Population(ctx context.Context, actor access.Actor, id int64, text string) (*Listing, error) {
	if !access.Allow(actor, access.ViewDraw, access.Place{}).Allowed {
		return nil, s.Refuse(ctx, actor, access.ViewDraw, "draw", id, app.NotFound())
	}
	l := &Listing{Draw: &store.Draw{}}
	var found bool
	var b store.Batch
	b.Draw(id, l.Draw, &found)
	if text != "" {
		b.CodesNamed(text, &l.Found)
	}
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	if !found {
		return nil, app.NotFound()
	}
	var err error
	if l.Population, err = sampling.ParsePopulation([]byte(l.Draw.Population)); err != nil {
		return nil, err
	}
	if l.Reasons, err = sampling.ParseReasons([]byte(l.Draw.Reasons)); err != nil {
		return nil, err
	}
	_, l.Strata, err = s.strataOf(ctx, l.Draw, l.Population, &store.Batch{})
	return l, err
}

// Names tells what organisations are called, by their codes.
func (s *Service) Names(ctx context.Context, codes []string) (map[string]string, error) {
	var names map[string]string
	var b store.Batch
	b.NamesOf(codes, &names)
	return names, s.Store.Read(ctx, &b)
}
