package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Rules are all rules of a branch, those repealed too.
type Rules struct {
	Place
	Today   calendar.Date
	Rules   []record.Rule
	CanSave bool
}

// Rules lists a branch's rules.
func (s *Service) Rules(ctx context.Context, actor access.Actor, branch int64) (Rules, error) {
	u := Rules{Today: s.Today()}
	var err error
	u.Place, err = s.view(ctx, actor, access.ViewRecords, branch, 0, func(b *store.Batch) { b.Rules(branch, ever, &u.Rules) })
	u.CanSave = err == nil && CanSave(actor, u.Place)
	return u, err
}

// RulePage is a rule with what belongs to it.
type RulePage struct {
	record.Rule
	Detail
	Today calendar.Date
}

// Rule shows a rule.
func (s *Service) Rule(ctx context.Context, actor access.Actor, branch, id int64) (RulePage, error) {
	u := RulePage{Detail: Detail{Attached: Attached{Ref: record.Ref{Kind: record.RuleRecord, ID: id}}}, Today: s.Today()}
	var found bool
	var err error
	u.Place, err = s.view(ctx, actor, access.ViewRecords, branch, 0, func(b *store.Batch) {
		b.Rule(branch, id, &u.Rule, &found)
		u.Detail.read(b, branch)
	})
	if err == nil && !found {
		err = notFound()
	}
	u.CanSave = err == nil && CanSave(actor, u.Place)
	return u, err
}

// SaveRule adds a rule, or changes the one with its id, and tells its id.
func (s *Service) SaveRule(ctx context.Context, actor access.Actor, c Change, u record.Rule) (int64, error) {
	wrong := texts{}
	wrong.among("kind", "类别", u.Kind.Chinese())
	u.Title = wrong.needed("title", "名称", u.Title, titleLength)
	u.Content = wrong.optional("content", "内容", u.Content, contentLength)
	wrong.over("on", "通过日期", u.On, s.Today())
	if !u.Repealed.IsZero() && u.Repealed.Before(u.On) {
		wrong["repealed"] = "废止日期早于通过日期，请核对。"
	}
	c.Year = u.On.Year
	return s.savePaper(ctx, actor, paper{Change: c, save: access.SaveRecord, kind: record.RuleRecord, entry: u.Entry, wrong: wrong,
		add: adding(func(b *store.Batch, id *int64) { b.AddRule(c.Branch, &u, actor.Person, s.Now(), id) }),
		put: putting(func(b *store.Batch) { b.ChangeRule(&u) })})
}

// RemoveRule takes a rule back that was recorded by mistake; one that no longer
// holds is repealed instead.
func (s *Service) RemoveRule(ctx context.Context, actor access.Actor, in Removal) error {
	return s.removePaper(ctx, actor, access.SaveRecord, record.RuleRecord, in, nil, nil)
}
