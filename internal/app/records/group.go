package records

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// SaveGroup makes a party group, or changes one that has an id.
func (s *Service) SaveGroup(ctx context.Context, actor access.Actor, c Change, g record.Group) error {
	g.Name = strings.TrimSpace(g.Name)
	var groups []record.Group
	var members []record.Member
	var who last
	c.Year = s.examined()
	return s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) {
		groups, members, who = nil, nil, last{}
		b.Groups(c.Branch, ever, &groups)
		b.Members(c.Branch, s.standing(), &members)
		who.read(b, record.GroupRecord, g.ID)
	}, func(ctx context.Context, tx *store.Tx, p Place, b *store.Batch) error {
		i := slices.IndexFunc(groups, func(x record.Group) bool { return x.ID == g.ID })
		if g.ID != 0 && i < 0 {
			return notFound()
		}
		if g.ID != 0 {
			if err := who.seen(groups[i].Version, g.Version); err != nil {
				return err
			}
		}
		if err := fault.Fields(s.groupFacts(g, groups, members)); err != nil {
			return err
		}
		if g.ID == 0 {
			return s.addGroup(ctx, actor, tx, b, p, g)
		}
		if err := s.keepOld(b, actor, record.GroupRecord, g.ID, g.Version, c, p); err != nil {
			return err
		}
		b.ChangeGroup(p.Branch, &g)
		if !g.Dissolved.IsZero() {
			for _, m := range members {
				if m.Group == g.ID {
					b.Assign(p.Branch, m.Membership, m.Group, 0)
				}
			}
		}
		s.noted(b, actor, access.SaveRecord, record.GroupRecord, g.ID, p, "change")
		return nil
	})
}

func (s *Service) addGroup(ctx context.Context, actor access.Actor, tx *store.Tx, b *store.Batch, p Place, g record.Group) error {
	var id int64
	var first store.Batch
	first.AddGroup(p.Branch, &g, actor.Person, s.Now(), &id)
	if err := tx.Read(ctx, &first); err != nil {
		return err
	}
	s.noted(b, actor, access.SaveRecord, record.GroupRecord, id, p, "add")
	return nil
}

func (s *Service) groupFacts(g record.Group, groups []record.Group, members []record.Member) map[string]string {
	wrong := map[string]string{}
	if n := utf8.RuneCountInString(g.Name); n == 0 || n > 40 {
		wrong["name"] = "请填写名称，最多 40 字，例如“第一党小组”。"
	}
	for _, x := range groups {
		if x.ID != g.ID && x.Name == g.Name && x.Dissolved.IsZero() {
			wrong["name"] = "本支部已有同名的党小组。"
		}
	}
	if g.Formed.IsZero() || s.Today().Before(g.Formed) {
		wrong["formed"] = "请填写已到的成立日期。"
	}
	if !g.Dissolved.IsZero() && (g.Dissolved.Before(g.Formed) || s.Today().Before(g.Dissolved)) {
		wrong["dissolved"] = "撤销日期要在成立之后，且已经到了。"
	}
	if g.Leader != 0 && !slices.ContainsFunc(members, func(m record.Member) bool { return m.ID == g.Leader }) {
		wrong["leader"] = "组长要从本支部现有党员中选。"
	}
	return wrong
}

// Assignment moves a member into another party group.
type Assignment struct {
	Membership int64
	Was, Group int64 // 0 for none
}

// AssignGroups puts members into party groups. Where somebody was faster with
// one of them, nothing is changed.
func (s *Service) AssignGroups(ctx context.Context, actor access.Actor, c Change, list []Assignment) error {
	var groups []record.Group
	return s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) {
		groups = nil
		b.Groups(c.Branch, s.standing(), &groups)
	}, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		if len(list) == 0 {
			return nil
		}
		for _, a := range list {
			f := MemberFacts{Group: a.Group}
			wrong := map[string]string{}
			if f.grouped(groups, wrong); len(wrong) > 0 {
				return fault.Fields(wrong)
			}
			b.Assign(p.Branch, a.Membership, a.Was, a.Group)
		}
		b.Audit(s.Done(actor, access.SaveRecord, "branch", p.Branch, map[string]any{"change": "assign_groups", "members": len(list)}))
		return nil
	})
}
