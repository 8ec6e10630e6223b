package records

import (
	"context"
	"errors"
	"strings"

	"baolei/internal/core/access"
	"baolei/internal/core/record/table"
	"baolei/internal/store"
)

// ImportOf shows what a kept table would do now, or what it did.
func (s *Service) ImportOf(ctx context.Context, actor access.Actor, branch int64, form table.Form, id int64) (Import, error) {
	in, c, err := s.keptImport(ctx, actor, branch, form, id)
	if err != nil || c == nil {
		return in, err
	}
	var submitted map[int]bool
	if _, err := s.view(ctx, actor, access.SaveRecord, branch, 0, func(b *store.Batch) {
		c.read(b)
		b.SubmittedYears(branch, &submitted)
	}); err != nil {
		return in, err
	}
	j, err := c.judge()
	if err != nil {
		return in, err
	}
	return s.shown(in, j, submitted)
}

// keptImport opens a kept table of the actor; without content where it was
// confirmed.
func (s *Service) keptImport(ctx context.Context, actor access.Actor, branch int64, form table.Form, id int64) (Import, content, error) {
	in := Import{Form: form, ID: id}
	var p store.ImportPreview
	var found bool
	var err error
	if in.Place, err = s.view(ctx, actor, access.SaveRecord, branch, 0, func(b *store.Batch) { b.Import(branch, actor.Person, id, s.Now(), &p, &found) }); err != nil {
		return in, nil, err
	}
	if !found || p.Form != form.Code {
		return in, nil, importGone()
	}
	in.FileName, in.Until, in.DoneAt, in.Added, in.Changed = p.FileName, p.Until, p.DoneAt, p.Added, p.Changed
	if !p.DoneAt.IsZero() {
		return in, nil, nil
	}
	kept, err := s.openImport(p)
	if err != nil {
		return in, nil, err
	}
	in.Notices = kept.Notices
	return in, s.content(form, branch, kept.Table), nil
}

// shown is the import with what its rows would do.
func (s *Service) shown(in Import, j judged, submitted map[int]bool) (Import, error) {
	in.show(j, nil)
	var err error
	in.Seal, err = s.seal(j.lines)
	in.Late = lateLines(j.lines, submitted)
	return in, err
}

// lateLines tells whether anything is changed of a year that is submitted.
func lateLines(lines []importLine, submitted map[int]bool) bool {
	for _, l := range lines {
		for _, y := range l.Years {
			if len(l.Before) > 0 && submitted[y] {
				return true
			}
		}
	}
	return false
}

// ConfirmImport writes a kept table, all of it or nothing, if it would still do
// just what the person was shown under a seal. One that was confirmed before is
// left.
func (s *Service) ConfirmImport(ctx context.Context, actor access.Actor, c Change, form table.Form, id int64, seal string) (Import, error) {
	in, rows, err := s.keptImport(ctx, actor, c.Branch, form, id)
	if err != nil || rows == nil {
		return in, err
	}
	var open bool
	var submitted map[int]bool
	now, j := in, judged{}
	err = s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) {
		b.LockImport(c.Branch, actor.Person, id, s.Now(), &open)
		b.SubmittedYears(c.Branch, &submitted)
		rows.read(b)
	}, func(ctx context.Context, tx *store.Tx, p Place, b *store.Batch) error {
		if !open { // somebody pressed twice
			return nil
		}
		if j, err = rows.judge(); err != nil {
			return err
		}
		if now, err = s.shown(in, j, submitted); err != nil {
			return err
		}
		if len(j.faults) > 0 || now.Seal != seal {
			return &ImportMoved{now}
		}
		p.Submitted = now.Late
		if err := reasoned(c, p); err != nil {
			return err
		}
		if err := rows.write(ctx, tx, b, writing{actor, p, strings.TrimSpace(c.Reason)}); err != nil {
			return err
		}
		return s.finish(b, actor, p, now)
	})
	if moved, ok := errors.AsType[*ImportMoved](err); ok {
		return moved.Import, errors.Join(err, s.noteFound(ctx, actor, c.Branch, j))
	}
	return now, memberFault(err)
}

func (s *Service) finish(b *store.Batch, actor access.Actor, p Place, in Import) error {
	b.FinishImport(in.ID, in.Added, in.Changed, s.Now())
	b.Audit(s.Done(actor, "record.import", "branch", p.Branch, map[string]any{"form": in.Form.Code, "added": in.Added, "changed": in.Changed, "same": in.Same, "late": p.Submitted}))
	return nil
}
