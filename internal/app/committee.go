package app

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Below are a party committee's branches in a cycle, by branch code.
type Below struct {
	Cycle     Cycle
	Set       *Set
	Committee int64
	Name      string // the committee's
	All       []Assessment
}

// OpenBelow reads a committee's branches for somebody who may do an action to
// them: in the latest cycle for cycle 0, of the first committee that the person
// is secretary of for committee 0. Refusals are recorded. Also queues what else
// is to be read, once cycle and committee are known.
func (d Desk) OpenBelow(ctx context.Context, actor access.Actor, action access.Action, cycle, committee int64, also func(b *store.Batch, cycle, committee int64)) (Below, error) {
	if at := actor.At(access.CommitteeSecretary); committee == 0 && len(at) > 0 {
		committee = at[0]
	}
	var cycles []Cycle
	var b store.Batch
	b.Cycles(&cycles)
	if err := d.Store.Read(ctx, &b); err != nil {
		return Below{}, err
	}
	chosen, known := CycleOf(cycles, cycle)
	if !known {
		return Below{}, NotFound()
	}
	in := Below{Committee: committee}
	b = store.Batch{}
	b.AssessmentsOfCommittee(chosen.ID, committee, d.Today(), false, &in.All)
	also(&b, chosen.ID, committee)
	if err := d.Store.Read(ctx, &b); err != nil {
		return Below{}, err
	}
	if err := in.allow(actor, action); err != nil {
		return Below{}, d.Refuse(ctx, actor, action, "committee", committee, err)
	}
	return in, d.named(ctx, &in, d.Store.Read)
}

// LockBelow reads a committee's branches within a transaction and keeps them
// locked until it ends. b may already hold what is to be read before; fresh
// tells whether the form with the key acts for the first time.
func (d Desk) LockBelow(ctx context.Context, tx *store.Tx, b *store.Batch, actor access.Actor, action access.Action, cycle, committee int64, key string) (in Below, fresh bool, err error) {
	in.Committee = committee
	b.OnceOnly(actor.Person, key, &fresh)
	b.AssessmentsOfCommittee(cycle, committee, d.Today(), true, &in.All)
	if err := tx.Read(ctx, b); err != nil {
		return in, false, err
	}
	if err := in.allow(actor, action); err != nil {
		return in, false, err
	}
	return in, fresh, d.named(ctx, &in, tx.Read)
}

func (in *Below) allow(actor access.Actor, action access.Action) error {
	if len(in.All) == 0 {
		return NotFound()
	}
	in.Cycle, in.Name = in.All[0].Cycle, in.All[0].CommitteeName
	return Allow(actor, action, in.All[0].Place())
}

func (d Desk) named(ctx context.Context, in *Below, send Reader) (err error) {
	in.Set, err = d.Sets.Within(ctx, in.Cycle.Set, send)
	return err
}

// Refused records a refusal of what concerns a committee as a whole, and returns
// it; any other error comes back as it is.
func (d Desk) Refused(ctx context.Context, actor access.Actor, action access.Action, object string, id int64, err error) error {
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return d.Refuse(ctx, actor, action, object, id, err)
	}
	return err
}
