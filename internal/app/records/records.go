// Package records keeps a branch's record book: what happened is written down
// once, when it happened, and everything else is made from it.
//
// A record is never lost: a change keeps what it overwrites, taking back only
// marks, and once the branch has submitted its self-assessment of the year both
// ask for a reason. A form sent twice acts once; the second of two people on
// one record sees both versions and keeps what was typed. A connection that
// breaks, or a process that is killed, leaves the whole change or none of it.
package records

import (
	"context"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// Aliases let screens name what they show without reaching for the store.
type (
	Place      = store.RecordPlace
	Correction = store.Correction
	File       = store.RecordFile
)

// Branches lists the branches at which the actor keeps records, in order of the
// appointments.
func Branches(actor access.Actor) []int64 {
	return actor.At(access.BranchSecretary, access.BranchClerk)
}

// CanSave tells whether the actor keeps the records of a place.
func CanSave(actor access.Actor, p Place) bool {
	return access.Allow(actor, access.SaveRecord, p.Place()).Allowed
}

// Change is one change to a branch's records by a form.
type Change struct {
	Branch int64
	Key    string // the form's; sending it twice acts once
	Year   int    // of the examination that the record bears upon; 0 for none
	Reason string // why, where the branch has submitted
}

// reasonLimit is how long a reason may be, in characters.
const reasonLimit = 400

// view reads what read queues, for somebody who may do an action to the
// branch's records, in one round trip.
func (s *Service) view(ctx context.Context, actor access.Actor, action access.Action, branch int64, year int, read func(*store.Batch)) (Place, error) {
	var p Place
	var found bool
	var checkers []int64
	var b store.Batch
	b.RecordPlace(branch, year, &p, &found)
	b.CheckersOf(branch, &checkers)
	read(&b)
	if err := s.Store.Read(ctx, &b); err != nil {
		return p, err
	}
	if err := allow(actor, action, p, found, checkers); err != nil {
		return Place{}, s.Refuse(ctx, actor, action, "branch", branch, err)
	}
	return p, nil
}

// change takes the form's key and a lock on the branch's records, reads what
// read queues in the same round trip, decides on the right, and lets write
// decide, queue and commit. For a form that has acted before write is not
// called. Both functions may run again, so read starts from empty values.
func (s *Service) change(ctx context.Context, actor access.Actor, action access.Action, c Change, read func(*store.Batch),
	write func(context.Context, *store.Tx, Place, *store.Batch) error) error {
	c.Reason = strings.TrimSpace(c.Reason)
	if utf8.RuneCountInString(c.Reason) > reasonLimit {
		return fault.Field("reason", "更正理由最多 400 字，请精简。")
	}
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var p Place
		var found, fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, c.Key, &fresh)
		b.LockRecords(c.Branch)
		b.RecordPlace(c.Branch, c.Year, &p, &found)
		read(&b)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if err := allow(actor, action, p, found, nil); err != nil || !fresh {
			return err
		}
		var w store.Batch
		if err := write(ctx, tx, p, &w); err != nil {
			return err
		}
		return tx.Commit(ctx, &w)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return s.Refuse(ctx, actor, action, "branch", c.Branch, err)
	}
	return err
}

// allow decides on a right to a branch's records. Who may not even see them
// learns that there is no such branch.
func allow(actor access.Actor, action access.Action, p Place, found bool, checkers []int64) error {
	at := p.Place()
	at.Assigned = checkers
	switch {
	case !found:
		return app.NotFound()
	case access.Allow(actor, action, at).Allowed:
		return nil
	case access.Allow(actor, access.ViewRecords, at).Allowed:
		return fault.New(fault.Forbidden, "您的任职没有这项权限，请由有权限的同志办理。")
	}
	return app.NotFound()
}

// reasoned asks for a reason where the branch has submitted.
func reasoned(c Change, p Place) error {
	if p.Submitted && strings.TrimSpace(c.Reason) == "" {
		return fault.Field("reason", "本支部已提交这一年的自评，更正记录请写明理由；原来的内容会保留。")
	}
	return nil
}

// keepOld queues the keeping of a record before it is changed or taken back.
func (s *Service) keepOld(b *store.Batch, actor access.Actor, kind record.Kind, id int64, version int, c Change, p Place) error {
	if err := reasoned(c, p); err != nil {
		return err
	}
	b.KeepOld(kind, id, version, strings.TrimSpace(c.Reason), p.Submitted, actor.Person, s.Now())
	return nil
}

// noted queues the audit entry of a change to a record.
func (s *Service) noted(b *store.Batch, actor access.Actor, action access.Action, kind record.Kind, id int64, p Place, change string) {
	b.Audit(s.Done(actor, action, string(kind), id, map[string]any{"change": change, "branch": p.Branch, "late": p.Submitted}))
}

// past refuses a day that is still to come.
func (s *Service) past(field string, on calendar.Date) error {
	if s.Today().Before(on) {
		return fault.Field(field, "这一天还没有到，请在发生以后再登记。")
	}
	return nil
}
