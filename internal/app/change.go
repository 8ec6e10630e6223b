package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Allow decides on a right to an assessment. Who may not even see it learns
// that there is none; who may see it learns that the action is not theirs.
func Allow(actor access.Actor, action access.Action, p access.Place) error {
	if access.Allow(actor, action, p).Allowed {
		return nil
	}
	if access.Allow(actor, access.ViewAssessment, p).Allowed {
		return fault.New(fault.Forbidden, "您的任职没有这项权限，请由有权限的同志办理。")
	}
	return NotFound()
}

// NotFound is the answer for what is not there or not for the person to know of.
func NotFound() error {
	return fault.New(fault.NotFound, "没有找到这个页面，可能已被移动，或不在您的职责范围内。")
}

// OrNotFound is what went wrong, or that there is none where nothing did.
func OrNotFound(err error) error {
	if err != nil {
		return err
	}
	return NotFound()
}

// Decide asks the workflow and turns its refusal into a fault: Invalid where
// something is still to be filled in, otherwise Forbidden.
func Decide(s workflow.State, action access.Action, f workflow.Facts) (workflow.State, error) {
	to, refusal := workflow.Decide(s, action, f)
	switch {
	case refusal == nil:
		return to, nil
	case refusal.Incomplete:
		return s, fault.New(fault.Invalid, refusal.Message)
	}
	return s, fault.New(fault.Forbidden, refusal.Message)
}

// StillOpen refuses what would change a cycle whose closing was confirmed. The
// database refuses it too; this says so before anything is done.
func StillOpen(c Cycle) error {
	if !c.Ended() {
		return nil
	}
	return fault.New(fault.Forbidden, "本周期已经结束，不能再改。")
}

// Change is one change to an assessment by a form.
type Change struct {
	Action     access.Action
	Assessment int64
	Key        string // the form's; sending it twice acts once
	// Signature is for what counts as one; nil for the rest. It is for Move.
	Signature *Signature
	// Also queues what else is to be read in the same round trip; nil for nothing.
	// It may run again, and begins with empty values then.
	Also func(*store.Batch)
}

// Change takes the form's key, locks the dossier, decides on the right and lets
// write decide on the rest and commit: two round trips in all. For a form that
// has acted before, write is not called and the dossier is as it stands now.
// Refusals are recorded.
func (d Desk) Change(ctx context.Context, actor access.Actor, c Change, write func(context.Context, *store.Tx, *Dossier) error) (*Dossier, error) {
	var doc *Dossier
	err := d.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		var fresh bool
		b.OnceOnly(actor.Person, c.Key, &fresh)
		if c.Also != nil {
			c.Also(&b)
		}
		var err error
		if doc, err = d.LockDossier(ctx, tx, &b, c.Assessment); err != nil {
			return err
		}
		if err := Allow(actor, c.Action, doc.Place()); err != nil || !fresh {
			return err
		}
		return write(ctx, tx, doc)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return nil, d.Refuse(ctx, actor, c.Action, "assessment", c.Assessment, err)
	}
	return doc, err
}

// Move is a Change of the assessment's state. Version is the one that the
// person saw; facts completes what the decision rests on, write queues what
// goes with the change, and may read before.
func (d Desk) Move(ctx context.Context, actor access.Actor, c Change, version int,
	facts func(*Dossier) workflow.Facts, write func(context.Context, *store.Tx, *Dossier, *store.Batch) error) error {
	_, err := d.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *Dossier) error {
		to, err := Decide(doc.State, c.Action, facts(doc))
		if err != nil {
			return err
		}
		if doc.Version != version {
			return Stale()
		}
		detail := map[string]any{"from": doc.State, "to": to, "version": doc.Version + 1}
		if c.Signature != nil {
			if detail["digest"], err = c.Signature.give(actor, doc, d.Now()); err != nil {
				return err
			}
		}
		var b store.Batch
		b.Move(&doc.Assessment, to, actor.Person, d.Now())
		if err := write(ctx, tx, doc, &b); err != nil {
			return err
		}
		b.Audit(d.Done(actor, c.Action, "assessment", doc.ID, detail))
		return tx.Commit(ctx, &b)
	})
	return err
}

// Changed tells the second of two people who changed the same thing: who was
// first, when, and what is there now.
type Changed struct {
	By     string
	At     time.Time
	Theirs *Finding // the finding that is there; nil where it was taken back or is a text
	Text   string   // the text that is there
}

// Error returns the words for the person.
func (c *Changed) Error() string {
	return "这一处刚被" + c.By + "改过。请对照两边内容，再决定保留哪一个；您填写的内容还在。"
}

// Unwrap makes it a conflict.
func (c *Changed) Unwrap() error { return fault.New(fault.Conflict, c.Error()) }

// Overtaken is the conflict of the second of two people: who was first, when,
// and with what.
func Overtaken(by string, at time.Time, did string) error {
	return fault.New(fault.Conflict, fmt.Sprintf("%s 已于 %s %s。请核对现在的内容再办；您填写的内容还在。", by, calendar.Minute(at), did))
}

// Stale is the conflict of a page that has been overtaken as a whole.
func Stale() error {
	return fault.New(fault.Conflict, "这个页面打开后情况有变化，请刷新核对后再操作。")
}

// Refuse records that an actor was refused something, in a transaction of its
// own, and returns the refusal. Where the record cannot be written the person
// still only learns of the refusal, and the log of both.
func (d Desk) Refuse(ctx context.Context, actor access.Actor, action access.Action, object string, id int64, refusal error) error {
	err := d.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.Audit(store.AuditEntry{At: d.Now(), Person: actor.Person, Action: action, Object: object, ID: id, Refused: true,
			Detail: map[string]any{"kind": int(fault.KindOf(refusal))}})
		return tx.Commit(ctx, &b)
	})
	if e, ok := errors.AsType[*fault.Error](refusal); ok && err != nil {
		return &fault.Error{Kind: e.Kind, Message: e.Message, Fields: e.Fields, Cause: errors.Join(e.Cause, err)}
	}
	return refusal
}

// Done makes the audit entry of an action that an actor has done.
func (d Desk) Done(actor access.Actor, action access.Action, object string, id int64, detail map[string]any) store.AuditEntry {
	return store.AuditEntry{At: d.Now(), Person: actor.Person, Action: action, Object: object, ID: id, Detail: detail}
}
