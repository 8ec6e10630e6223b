package records

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"baolei/internal/app"
	"baolei/internal/app/records/sheet"
	"baolei/internal/core/access"
	"baolei/internal/core/document"
	"baolei/internal/core/fault"
	"baolei/internal/core/record/table"
	"baolei/internal/store"
)

// readers is how many files are read at once: each may take some 60 MiB for a
// moment.
var readers = make(chan struct{}, 2)

// errFaulty ends the transaction of a table that cannot be taken.
var errFaulty = errors.New("the table has faults")

// NewImport is for the form by which a table is handed in.
func (s *Service) NewImport(ctx context.Context, actor access.Actor, branch int64, form table.Form) (in Import, err error) {
	in.Form = form
	in.Place, err = s.view(ctx, actor, access.SaveRecord, branch, 0, func(*store.Batch) {})
	return in, err
}

// StartImport reads a file for a branch's book and keeps its rows until they are
// confirmed; nothing of them is in the book yet. A table with faults is not
// kept; it comes back with an ID of 0. The same form sent twice is one import.
func (s *Service) StartImport(ctx context.Context, actor access.Actor, branch int64, key string, form table.Form, file app.Upload) (Import, error) {
	in := Import{Form: form, FileName: document.DisplayName(file.Name)}
	if in.FileName == "" {
		in.FileName = form.Title
	}
	var err error
	if in.Place, err = s.view(ctx, actor, access.SaveRecord, branch, 0, func(*store.Batch) {}); err != nil {
		return in, err
	}
	kept, faults, err := takeTable(ctx, form, file)
	in.Faults, in.Notices = faults, kept.Notices
	if err != nil || len(faults) > 0 && len(kept.Table.Rows) == 0 {
		return in, err
	}
	c := s.content(form, branch, kept.Table)
	p := store.ImportPreview{Form: form.Code, FileName: in.FileName, MadeAt: s.Now(), Until: s.Now().Add(importLasts)}
	var j judged
	err = s.change(ctx, actor, access.SaveRecord, Change{Branch: branch, Key: key}, func(b *store.Batch) {
		p.ID = 0
		b.ImportByKey(branch, actor.Person, key, &in.ID)
		b.NewID("import_preview", &p.ID)
		c.read(b)
	}, func(_ context.Context, _ *store.Tx, _ Place, b *store.Batch) error {
		var err error
		if j, err = c.judge(); err != nil {
			return err
		}
		if len(faults)+len(j.faults) > 0 {
			return errFaulty
		}
		in.ID = p.ID
		if p.Rows, err = s.sealImport(p.ID, kept); err == nil {
			b.KeepImport(branch, actor.Person, key, &p)
		}
		return err
	})
	switch {
	case errors.Is(err, errFaulty):
		in.ID = 0
		in.show(j, faults)
		return in, s.noteFound(ctx, actor, branch, j)
	case err == nil && in.ID == 0:
		return in, importGone()
	}
	return in, err
}

// noteFound records that somebody learnt by an identity card where a member of
// another branch is.
func (s *Service) noteFound(ctx context.Context, actor access.Actor, branch int64, j judged) error {
	if !j.found {
		return nil
	}
	var told error = &Elsewhere{}
	if err := s.noteElsewhere(ctx, actor, branch, told); !errors.Is(err, told) {
		return err
	}
	return nil
}

// takeTable reads a file into the rows of a form.
func takeTable(ctx context.Context, form table.Form, file app.Upload) (k importKeeps, faults []table.Fault, err error) {
	if len(file.Data) == 0 {
		return k, nil, fault.Field("file", "请先选择要导入的表格。")
	}
	select {
	case readers <- struct{}{}:
		defer func() { <-readers }()
	case <-ctx.Done():
		return k, nil, fault.Wrap(fault.Unavailable, "现在导入的人较多，没有处理，请稍后再试。", ctx.Err())
	}
	g, err := sheet.Read(file.Name, file.Data, form.Title)
	if err != nil {
		return k, nil, aboutFile(err)
	}
	k.Table, faults, k.Notices = table.Take(form, g)
	switch n := len(k.Table.Rows); {
	case n > importRows:
		faults = append(faults, table.Fault{Text: fmt.Sprintf("表里有 %d 行，一次最多导入 %d 行，请分几次导入。", n, importRows)})
		k.Table.Rows = nil
	case n == 0 && len(faults) == 0:
		faults = append(faults, table.Fault{Text: "表里没有可以导入的行。请在表头下面逐行填写（说明行和示例行不算）。"})
	}
	return k, faults, nil
}

// aboutFile makes the refusal of a file one of the form's field.
func aboutFile(err error) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind != fault.Invalid && f.Kind != fault.TooLarge {
		return err
	}
	return &fault.Error{Kind: fault.Invalid, Message: f.Message, Fields: map[string]string{"file": f.Message}}
}

// show puts what rows would do on the page, numbers masked.
func (i *Import) show(j judged, faults []table.Fault) {
	i.Faults = append(slices.Clone(faults), j.faults...)
	slices.SortStableFunc(i.Faults, func(a, b table.Fault) int { return a.Line - b.Line })
	i.Faults = slices.Compact(i.Faults)
	i.Notices, i.Same, i.Lines = append(slices.Clone(i.Notices), j.notices...), j.same, nil
	for _, l := range j.lines {
		i.Lines = append(i.Lines, masked(i.Form, l))
	}
	i.tally()
}

func masked(form table.Form, l importLine) ImportLine {
	out := ImportLine{Number: l.Number, Before: l.Before, After: l.After}
	if form.Code != table.Roster.Code {
		return out
	}
	out.Before, out.After, out.Hidden = table.Mask(l.Before), table.Mask(l.After), make([]bool, len(l.After))
	for c := range l.After {
		if len(l.Before) > 0 {
			out.Hidden[c] = l.Before[c] != l.After[c] && out.Before[c] == out.After[c]
		}
	}
	return out
}
