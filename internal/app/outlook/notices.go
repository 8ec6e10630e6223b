package outlook

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/store"
)

// Notice is what a person was told.
type Notice = store.Notice

// Told is a person's list of notices.
type Told struct {
	List     []Notice
	Unread   int
	Reminded bool // the person wants to be reminded
}

// mostTold is how many notices the list shows; older ones are out of date.
const mostTold = 50

// Notices lists what a person was told, the latest first.
func (s *Service) Notices(ctx context.Context, actor access.Actor) (Told, error) {
	var t Told
	var b store.Batch
	b.Notices(actor.Person, mostTold, &t.List)
	b.Unread(actor.Person, &t.Unread)
	b.Reminded(actor.Person, &t.Reminded)
	return t, s.Store.Read(ctx, &b)
}

// Read marks a person's notices as read up to one.
func (s *Service) Read(ctx context.Context, actor access.Actor, upTo int64) error {
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		w.ReadNotices(actor.Person, upTo, s.Now())
		return tx.Commit(ctx, &w)
	})
}

// Remindable turns a person's reminders on or off.
func (s *Service) Remindable(ctx context.Context, actor access.Actor, wants bool) error {
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		w.SetReminded(actor.Person, wants)
		w.Audit(s.Done(actor, remindAction, "person", actor.Person, map[string]any{"change": map[bool]string{true: "enable", false: "disable"}[wants]}))
		return tx.Commit(ctx, &w)
	})
}

// remindAction is what the log calls turning reminders on or off.
const remindAction access.Action = "reminders.set"
