package examine

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/signing"
	"baolei/internal/store"
)

// Contested is an objection with the item that it is about.
type Contested struct {
	View
	Objection app.Objection
	Item      Item
	WhyNot    string // why the person cannot decide it now; empty where nothing hinders
}

// Contested opens an objection for deciding it.
func (s *Service) Contested(ctx context.Context, actor access.Actor, id int64) (Contested, error) {
	var c Contested
	list, err := s.objection(ctx, id)
	if err != nil || len(list) == 0 {
		return c, s.Refused(ctx, actor, access.DecideObjection, "objection", id, app.OrNotFound(err))
	}
	c.Objection = list[0]
	doc, err := s.OpenDossier(ctx, c.Objection.Assessment)
	if err == nil {
		err = app.Allow(actor, access.DecideObjection, doc.Place())
	}
	if err != nil {
		return c, s.Refused(ctx, actor, access.DecideObjection, "objection", id, err)
	}
	if c.View, err = s.view(doc, actor); err != nil {
		return c, err
	}
	c.Item, _ = c.View.Item(c.Objection.Item)
	c.WhyNot = s.whyNotDecide(doc, &c.Objection, actor)
	return c, nil
}

func (s *Service) objection(ctx context.Context, id int64) (list []app.Objection, err error) {
	var b store.Batch
	b.Objection(id, &list)
	return list, s.Store.Read(ctx, &b)
}

func (s *Service) whyNotDecide(doc *app.Dossier, o *app.Objection, actor access.Actor) string {
	if !o.Open() {
		return "这条异议已由" + o.DecidedName + "于 " + calendar.Minute(o.DecidedAt) + " 处理。"
	}
	if _, err := app.Decide(doc.State, access.DecideObjection, doc.Facts(actor.Person, s.Today())); err != nil {
		return err.Error()
	}
	return ""
}

// Digest stands for what a decision is about: the objection, and what the
// review states about its item.
func (c *Contested) Digest() string { return contestedDigest(c.Dossier, &c.Objection) }

func contestedDigest(doc *app.Dossier, o *app.Objection) string {
	t := signing.New("objection").Line("objection", o.ID, o.Item, o.Reason).Line("assessment", doc.ID, doc.Version).Line("score", int64(doc.Counts.Total))
	for i, clause := range doc.Set.Clauses {
		if f, said := doc.Findings[app.Review][clause]; said && doc.Set.Items[i] == o.Item {
			t.Line("finding", clause, f.Version, f.Value, f.Reason)
		}
	}
	return t.Digest()
}
