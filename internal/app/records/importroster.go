package records

import (
	"context"
	"maps"
	"slices"

	"baolei/internal/core/record"
	"baolei/internal/core/record/table"
	"baolei/internal/store"
)

// rosterImport is the rows of a roster.
type rosterImport struct {
	reading
	sealed    map[int64]store.Sealed
	elsewhere []record.Member // all memberships of those who are here
	found     map[string]store.FoundMember
	entries   []table.Entry[table.Person]
	facts     map[int]MemberFacts // by line
}

// rosterFields are the columns of the fields of a member's form.
var rosterFields = map[string]int{"name": table.RosterName, "sex": table.RosterSex, "identity": table.RosterIdentity, "born": table.RosterBorn, "stage": table.RosterStage,
	"joined": table.RosterJoined, "full_on": table.RosterFullOn, "group": table.RosterGroup, "duty": table.RosterDuty, "since": table.RosterSince, "phone": table.RosterPhone}

func (i *rosterImport) read(b *store.Batch) {
	i.reading.read(b)
	i.elsewhere = nil
	b.SealedAt(i.branch, i.Today(), &i.sealed)
	b.OtherMemberships(i.branch, i.Today(), &i.elsewhere)
	var digests [][]byte
	for _, number := range table.Cards(i.table) {
		digests = append(digests, i.Keys.Digest(identityColumn, number))
	}
	b.MembersByDigest(i.branch, digests, i.Today(), &i.found)
}

func (i *rosterImport) judge() (judged, error) {
	here, err := i.opened(i.members, i.sealed)
	if err != nil {
		return judged{}, err
	}
	var faults []table.Fault
	i.entries, faults = table.ReadRoster(i.table, here, i.roll())
	i.facts = map[int]MemberFacts{}
	found := false
	for k := range i.entries {
		e := &i.entries[k]
		if e.Known && !e.Changed() {
			continue
		}
		facts, wrong := i.checked(factsOf(e))
		facts.grouped(i.groupsNow(), wrong)
		if e.Known && facts.Group == e.Old.Group {
			delete(wrong, "group")
		}
		if facts.Since.IsZero() {
			wrong["since"] = "请填写何时起在本支部。"
		}
		i.placed(e, wrong)
		found = i.known(e, wrong) || found
		faults = append(faults, wrongCells(table.Roster, e.Line, wrong, rosterFields)...)
		i.facts[e.Line] = facts
		i.complete(e, facts)
	}
	j := linesOf(i.entries, func(e *table.Entry[table.Person]) importLine {
		return importLine{ID: e.Old.ID, Version: e.Old.Version, Years: []int{i.examined()}}
	})
	j.faults, j.found = faults, found
	return j, nil
}

// opened are those who count at the branch today, with their identity cards and
// telephones in plain text, for comparing.
func (s *Service) opened(members []record.Member, sealed map[int64]store.Sealed) (list []table.Person, err error) {
	for _, m := range latest(members) {
		if !m.At(s.Today()) {
			continue
		}
		p := table.Person{Member: m}
		if x := sealed[m.ID]; x.Identity != nil {
			if p.Identity, err = s.Keys.Open(identityColumn, m.ID, x.Identity); err != nil {
				return nil, err
			}
		}
		if x := sealed[m.ID]; x.Phone != nil {
			if p.Phone, err = s.Keys.Open(phoneColumn, m.ID, x.Phone); err != nil {
				return nil, err
			}
		}
		list = append(list, p)
	}
	return list, nil
}

// factsOf are a row's facts as a form would say them.
func factsOf(e *table.Entry[table.Person]) MemberFacts {
	p := e.New
	return MemberFacts{Name: p.Name, Sex: p.Sex, Born: p.Born, Joined: p.Joined, FullOn: p.FullOn, Stage: p.Stage, Duty: p.Duty, Group: p.Group, Since: p.Since,
		Identity: p.Identity, Phone: p.Phone, Account: p.Person}
}

// complete shows in the row what the identity card tells.
func (i *rosterImport) complete(e *table.Entry[table.Person], f MemberFacts) {
	f.onto(&e.New.Member)
	roll := i.roll()
	e.After = table.WritePerson(&e.New, &roll)
}

func (i *rosterImport) groupsNow() (list []record.Group) {
	for _, g := range i.groups {
		if g.During(i.standing()) {
			list = append(list, g)
		}
	}
	return list
}

// placed refuses a first day at the branch on which the member was at another.
func (i *rosterImport) placed(e *table.Entry[table.Person], wrong map[string]string) {
	if !e.Known || e.New.Since == e.Old.Since || wrong["since"] != "" {
		return
	}
	for k := range i.elsewhere {
		m := &i.elsewhere[k]
		if m.ID == e.Old.ID && m.Membership != e.Old.Membership && (m.Until.IsZero() || e.New.Since.Before(m.Until)) && m.Since.Before(e.Old.Since) {
			wrong["since"] = atTwoBranches
		}
	}
}

// known refuses an identity card that somebody else has, and tells whether that
// is somebody of another branch.
func (i *rosterImport) known(e *table.Entry[table.Person], wrong map[string]string) (elsewhereToo bool) {
	if e.New.Identity == "" || e.New.Identity == e.Old.Identity {
		return false
	}
	other, there := i.found[string(i.Keys.Digest(identityColumn, e.New.Identity))]
	if !there || other.ID == e.Old.ID {
		return false
	}
	x := elsewhere(other, i.branch)
	wrong["identity"] = x.Error()
	return x.Here == 0
}

func (i *rosterImport) write(ctx context.Context, tx *store.Tx, b *store.Batch, w writing) error {
	ids, err := i.ids(ctx, tx)
	if err != nil {
		return err
	}
	late := i.late(i.examined())
	for k := range i.entries {
		e := &i.entries[k]
		f := i.facts[e.Line]
		switch {
		case !e.Known:
			m := e.New.Member
			m.ID, ids = ids[0], ids[1:]
			b.AddMember(w.place.Root, &m, i.Service.sealed(m.ID, f), w.actor.Person, i.Now())
			b.Join(i.branch, &m)
		case e.Changed():
			b.KeepOldMember(&e.Old.Member, w.reason, late, w.actor.Person, i.Now())
			m := e.New.Member
			b.ChangeMember(&m, i.resealed(e, f))
			b.ChangeMembership(&m)
		}
	}
	return nil
}

// ids takes as many ids as members are added: what is sealed is bound to them.
func (i *rosterImport) ids(ctx context.Context, tx *store.Tx) (list []int64, err error) {
	n := 0
	for _, e := range i.entries {
		if !e.Known {
			n++
		}
	}
	var b store.Batch
	b.NewIDs("member", n, &list)
	return list, tx.Read(ctx, &b)
}

// resealed seals only what is new.
func (i *rosterImport) resealed(e *table.Entry[table.Person], f MemberFacts) store.Sealed {
	if e.New.Identity == e.Old.Identity {
		f.Identity = ""
	}
	if e.New.Phone == e.Old.Phone {
		f.Phone = ""
	}
	x := i.Service.sealed(e.Old.ID, f)
	x.NoPhone = e.Old.Phone != "" && e.New.Phone == ""
	return x
}

// sortedFields are the names of fields in a steady order.
func sortedFields(wrong map[string]string) []string { return slices.Sorted(maps.Keys(wrong)) }
