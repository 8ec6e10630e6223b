package rectification

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/rectify"
	"baolei/internal/store"
)

// Step is a person's step in a file.
type Step struct {
	File    int64
	Key     string // the form's
	Version int    // of the file that the person saw
	Action  rectify.Action
	Text    string // progress, or the reason

	Item    string  // of a measure or of progress
	Measure Measure // what is done, by whom, until when; its version is the one that the person saw, also of progress
	Done    bool    // of progress: the measure is done with it
}

// Take takes a step. A file that was changed meanwhile is a conflict.
func (s *Service) Take(ctx context.Context, actor access.Actor, in Step) error {
	right := in.Action.Right()
	if right == "" {
		return app.NotFound()
	}
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var fresh bool
		f, err := s.open(ctx, in.File, tx.Read, (*store.Batch).LockRectification, func(b *store.Batch) { b.OnceOnly(actor.Person, in.Key, &fresh) })
		if err != nil {
			return err
		}
		if err := allow(actor, right, f); err != nil || !fresh {
			return err
		}
		if err := s.fill(ctx, f, tx.Read); err != nil {
			return err
		}
		f.Facts = f.facts(actor)
		return s.take(ctx, tx, actor, f, in)
	})
	return s.Refused(ctx, actor, right, "rectification", in.File, err)
}

func allow(actor access.Actor, right access.Action, f *File) error {
	if access.Allow(actor, right, f.Place()).Allowed {
		return nil
	}
	if access.Allow(actor, access.ViewRectification, f.Place()).Allowed {
		return fault.New(fault.Forbidden, "您的任职没有这项权限，请由有权限的同志办理。")
	}
	return app.NotFound()
}

func (s *Service) take(ctx context.Context, tx *store.Tx, actor access.Actor, f *File, in Step) error {
	if err := f.unseen(in); err != nil { // before the step is judged: what the person saw is not what is refused
		return err
	}
	to, refusal := rectify.Decide(f.State, in.Action, f.Facts)
	if refusal != nil {
		kind := fault.Forbidden
		if refusal.Incomplete {
			kind = fault.Invalid
		}
		return fault.New(kind, refusal.Message)
	}
	var b store.Batch
	if err := s.write(&b, actor, f, &in); err != nil {
		return err
	}
	b.MoveRectification(&f.Rectification, to, Entry{Action: in.Action, Item: in.Item, Text: in.Text, At: s.Now()}, actor.Person)
	s.tell(&b, actor, f, in)
	b.Audit(s.Done(actor, in.Action.Right(), "rectification", f.ID, map[string]any{"change": string(in.Action), "item": in.Item, "code": f.BranchCode}))
	return tx.Commit(ctx, &b)
}

// unseen tells the second of two people who was first, and when; nil where
// nothing has changed since they looked. What was done about other problems
// meanwhile does not matter to a step about one.
func (f *File) unseen(in Step) error {
	about := in.Action == rectify.Measure || in.Action == rectify.Progress
	if f.Version == in.Version || about && in.Action.From() == f.State && f.measure(in.Item).Version == in.Measure.Version {
		return nil
	}
	of := func(e Entry) bool { return !about || e.Item == in.Item || e.Item == "" }
	for _, e := range slices.Backward(f.Entries) {
		if of(e) {
			return app.Overtaken(e.ByName, e.At, "办理了这份台账："+e.Action.Chinese())
		}
	}
	return app.Stale()
}

// measure is what is done about an item; zero before there is one.
func (f *File) measure(item string) Measure {
	for i := range f.Problems {
		if f.Problems[i].Item == item {
			return f.Problems[i].Measure
		}
	}
	return Measure{}
}

// write checks what was filled in and queues it.
func (s *Service) write(b *store.Batch, actor access.Actor, f *File, in *Step) error {
	in.Text = strings.TrimSpace(in.Text)
	n := utf8.RuneCountInString(in.Text)
	switch {
	case in.Action == rectify.Measure:
		return s.measure(b, actor, f, in)
	case in.Action == rectify.Progress:
		i := slices.IndexFunc(f.Problems, func(p Problem) bool { return p.Item == in.Item && p.Planned() })
		if i < 0 {
			return app.NotFound()
		}
		if n < 2 || n > 1000 {
			return fault.Field("text", "请写明做了什么，2 至 1000 字。")
		}
		var on calendar.Date
		if in.Done {
			on = s.Today()
		}
		b.MeasureTold(f.ID, in.Item, on)
		return nil
	case in.Action.Reasoned() && (n < 2 || n > 400):
		return fault.Field("text", "请写明理由，2 至 400 字；支部会看到。")
	case n > 400:
		return fault.Field("text", "最多 400 字，请精简。")
	}
	in.Item = ""
	return nil
}
