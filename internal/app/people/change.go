package people

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// change is one change by a form to people or organisations.
type change struct {
	action access.Action
	object string // of the audit log
	id     int64  // of the object; 0 where it is new
	key    string // the form's; sending it twice acts once
}

// once takes the form's key, reads what read queues in the same round trip, and
// lets write decide, queue and commit. For a form that has acted before write is
// not called and fresh is false. Refusals are recorded. Both functions may run
// again, so read starts from empty values.
func (s *Service) once(ctx context.Context, actor access.Actor, c change, read func(*store.Batch),
	write func(context.Context, *store.Tx, *store.Batch) error) (fresh bool, err error) {
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.OnceOnly(actor.Person, c.key, &fresh)
		read(&b)
		if err := tx.Read(ctx, &b); err != nil || !fresh {
			return err
		}
		var w store.Batch
		if err := write(ctx, tx, &w); err != nil {
			return err
		}
		return tx.Commit(ctx, &w)
	})
	return fresh && err == nil, s.refused(ctx, actor, c, err)
}

// refused records a refusal and passes every error on.
func (s *Service) refused(ctx context.Context, actor access.Actor, c change, err error) error {
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return s.Refuse(ctx, actor, c.action, c.object, c.id, err)
	}
	return err
}

// allow decides on a right below a root. Who may do nothing of the kind anywhere
// learns that the action is not theirs; another root's object is not there.
func allow(actor access.Actor, action access.Action, root int64) error {
	switch {
	case access.Allow(actor, action, access.Place{Root: root}).Allowed:
		return nil
	case access.Somewhere(actor, action):
		return app.NotFound()
	}
	return fault.New(fault.Forbidden, "您的任职没有这项权限，请由有权限的同志办理。")
}
