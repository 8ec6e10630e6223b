package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Plans are a branch's plans for a year.
type Plans struct {
	Place
	Year    int
	Plans   []record.Plan
	Before  []record.Plan // of the year before, to begin from
	CanSave bool
}

// Plans lists a branch's plans for a year.
func (s *Service) Plans(ctx context.Context, actor access.Actor, branch int64, year int) (Plans, error) {
	p := Plans{Year: year}
	var err error
	p.Place, err = s.view(ctx, actor, access.ViewRecords, branch, year, func(b *store.Batch) {
		b.Plans(branch, year, &p.Plans)
		b.Plans(branch, year-1, &p.Before)
	})
	p.CanSave = err == nil && CanSave(actor, p.Place)
	return p, err
}

// PlanPage is a plan with what belongs to it.
type PlanPage struct {
	record.Plan
	Detail
}

// Plan shows a plan.
func (s *Service) Plan(ctx context.Context, actor access.Actor, branch, id int64) (PlanPage, error) {
	p := PlanPage{Detail: Detail{Attached: Attached{Ref: record.Ref{Kind: record.PlanRecord, ID: id}}}}
	var found bool
	var err error
	p.Place, err = s.view(ctx, actor, access.ViewRecords, branch, 0, func(b *store.Batch) {
		b.Plan(branch, id, &p.Plan, &found)
		p.Detail.read(b, branch)
	})
	if err == nil && !found {
		err = notFound()
	}
	p.CanSave = err == nil && CanSave(actor, p.Place)
	return p, err
}

// SavePlan adds a plan, or changes the one with its id, and tells its id.
func (s *Service) SavePlan(ctx context.Context, actor access.Actor, c Change, p record.Plan) (int64, error) {
	wrong := texts{}
	wrong.among("kind", "类别", p.Kind.Chinese())
	if p.Year < 2000 || p.Year > s.Today().Year+1 {
		wrong["year"] = "请填写计划所属的年度，例如 2026。"
	}
	p.Title = wrong.needed("title", "标题", p.Title, titleLength)
	p.Content = wrong.optional("content", "内容", p.Content, contentLength)
	wrong.over("on", "制定日期", p.On, s.Today())
	p.CleanGovernment = p.CleanGovernment && p.Kind == record.Yearly
	c.Year = p.Year
	return s.savePaper(ctx, actor, paper{Change: c, save: access.SaveRecord, kind: record.PlanRecord, entry: p.Entry, wrong: wrong,
		add: adding(func(b *store.Batch, id *int64) { b.AddPlan(c.Branch, &p, actor.Person, s.Now(), id) }),
		put: putting(func(b *store.Batch) { b.ChangePlan(&p) })})
}

// RemovePlan takes a plan back.
func (s *Service) RemovePlan(ctx context.Context, actor access.Actor, in Removal) error {
	return s.removePaper(ctx, actor, access.SaveRecord, record.PlanRecord, in, nil, nil)
}
