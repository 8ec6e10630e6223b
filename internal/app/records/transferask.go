package records

import (
	"context"
	"fmt"
	"strings"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// TransferOut is a member's leaving for another organisation.
type TransferOut struct {
	Member int64
	Other  string
	Asked  calendar.Date
	Done   calendar.Date // zero while it is open
}

// TransferOut records that a member is leaving. Where it is done already, the
// membership ends, and so does every seat that the member held.
func (s *Service) TransferOut(ctx context.Context, actor access.Actor, c Change, in TransferOut) error {
	in.Other = strings.TrimSpace(in.Other)
	wrong := s.transferDays(in.Other, in.Asked, in.Done)
	var m record.Member
	var found bool
	err := s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) {
		m, found = record.Member{}, false
		b.Member(c.Branch, in.Member, &m, &found)
	}, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		if !found || !m.Until.IsZero() {
			return notFound()
		}
		if in.Asked.Before(m.Since) && wrong["asked"] == "" {
			wrong["asked"] = "提出日期早于来本支部的日期（" + m.Since.Chinese() + "），请核对。"
		}
		if !in.Done.IsZero() && !m.Since.Before(in.Done) && wrong["done"] == "" {
			wrong["done"] = "转出日期要晚于来本支部的日期（" + m.Since.Chinese() + "）。"
		}
		if err := fault.Fields(wrong); err != nil {
			return err
		}
		var id int64
		b.AddTransfer(p.Branch, &record.Transfer{Member: m.ID, Direction: record.Out, Other: in.Other, Asked: in.Asked, Done: in.Done}, actor.Person, s.Now(), &id)
		if !in.Done.IsZero() {
			b.Leave(m.Membership, in.Done)
			b.Vacate(p.Branch, m.ID, in.Done)
		}
		s.noted(b, actor, access.SaveRecord, record.MemberRecord, m.ID, p, "transfer_out")
		return nil
	})
	return memberFault(err)
}

// TransferIn is a member's coming from another organisation. Of a member whom
// the city knows by the identity card, the facts stay those that are known.
type TransferIn struct {
	MemberFacts
	Other string // where the member comes from; a branch of the city is named by the city
	Asked calendar.Date
	Done  calendar.Date // zero while it is open
}

// TransferIn records that a member is coming. The member counts here from the
// day on which it is done.
func (s *Service) TransferIn(ctx context.Context, actor access.Actor, c Change, in TransferIn) error {
	in.Other = strings.TrimSpace(in.Other)
	n := s.newcomers([]MemberFacts{in.MemberFacts})
	err := s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) { n.read(b, c.Branch) },
		func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
			m, known, err := n.coming(&in, p)
			if err != nil {
				return err
			}
			if !known {
				b.AddMember(p.Root, &m, s.sealed(m.ID, n.facts[0]), actor.Person, s.Now())
			}
			var id int64
			b.AddTransfer(p.Branch, &record.Transfer{Member: m.ID, Direction: record.In, Other: in.Other, Asked: in.Asked, Done: in.Done}, actor.Person, s.Now(), &id)
			if !in.Done.IsZero() {
				m.Since = in.Done
				b.Join(p.Branch, &m)
			}
			s.noted(b, actor, access.SaveRecord, record.MemberRecord, m.ID, p, "transfer_in")
			s.awaits(b, actor, n.found[0], p, in.Asked)
			return nil
		})
	return memberFault(err)
}

// awaits tells the branch in which the member still counts that another one waits
// for the member to be transferred out. Who it is stands in that branch's roster.
func (s *Service) awaits(b *store.Batch, actor access.Actor, found store.FoundMember, p Place, asked calendar.Date) {
	if found.ID == 0 || found.Branch == 0 {
		return
	}
	n := store.Notice{By: actor.Person, Key: fmt.Sprintf("transfer.in %d %d %s", found.ID, p.Branch, asked), Href: app.RosterAddress(found.Branch),
		Text: p.Name + "登记了从" + found.BranchName + "转入党员，请在名册里核对并办理转出。", MadeAt: s.Now()}
	b.TellRoles(found.Branch, []access.Role{access.BranchSecretary, access.BranchClerk}, n)
}

// coming finds the member who is coming, or makes one of what was filled in.
func (n *newcomers) coming(in *TransferIn, p Place) (m record.Member, known bool, err error) {
	f, wrong := &n.facts[0], n.wrong[0]
	delete(wrong, "since") // the day on which it is done
	f.grouped(n.groups, wrong)
	found := n.found[0]
	if found.Branch == p.Branch {
		return m, false, elsewhere(found, p.Branch)
	}
	if found.BranchName != "" {
		in.Other = found.BranchName
	}
	for field, text := range n.transferDays(in.Other, in.Asked, in.Done) {
		wrong[field] = text
	}
	if found.ID != 0 && found.Name != f.Name {
		wrong["name"] = "与这张身份证登记的姓名不同，请对照证件核对。"
	}
	if found.ID != 0 { // the city knows the rest
		delete(wrong, "stage")
		m = record.Member{ID: found.ID, Duty: f.Duty, Group: f.Group}
	} else {
		m = n.member(0)
	}
	return m, found.ID != 0, fault.Fields(wrong)
}
