package records

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Limits of the files of records, beside those of a single file.
const (
	maxPerRecord = 30      // files
	maxPerBranch = 1 << 30 // bytes
)

// Attached are the files of a record.
type Attached struct {
	Place
	record.Ref
	Files     []File
	CanSave   bool
	Submitted bool // the branch submitted its self-assessment of the record's year: files stay
}

// withFiles are the kinds of record that have files.
var withFiles = []record.Kind{record.ActivityRecord, record.PlanRecord, record.HonourRecord, record.RuleRecord, record.TermRecord, record.SanctionRecord}

// fileRights are the rights that seeing and changing files of a kind of record take.
func fileRights(kind record.Kind) (view, save access.Action) {
	if kind == record.SanctionRecord {
		return access.ViewSanction, access.SaveSanction
	}
	return access.ViewRecords, access.SaveRecord
}

// Files reads the files of a record.
func (s *Service) Files(ctx context.Context, actor access.Actor, branch int64, ref record.Ref) (Attached, error) {
	see, save := fileRights(ref.Kind)
	a := Attached{Ref: ref}
	var found bool
	var err error
	a.Place, err = s.view(ctx, actor, see, branch, 0, func(b *store.Batch) {
		b.RecordThere(branch, ref.Kind, ref.ID, &a.Submitted, &found)
		b.RecordFiles(branch, ref.Kind, ref.ID, &a.Files)
	})
	if err == nil && (!found || !slices.Contains(withFiles, ref.Kind)) {
		err = app.NotFound()
	}
	a.CanSave = access.Allow(actor, save, a.Place.Place()).Allowed
	return a, err
}

// OpenFile finds a file of a branch's records for somebody who may see them.
func (s *Service) OpenFile(ctx context.Context, actor access.Actor, branch, id int64) (*app.Download, error) {
	var f File
	var found bool
	p, err := s.view(ctx, actor, access.ViewRecords, branch, 0, func(b *store.Batch) { b.RecordFile(branch, id, &f, &found) })
	if err != nil {
		return nil, err
	}
	see, _ := fileRights(f.Kind)
	if !found || see != access.ViewRecords && !access.Allow(actor, see, p.Place()).Allowed {
		return nil, s.Refuse(ctx, actor, see, "branch", branch, app.NotFound())
	}
	return s.Desk.OpenFile(ctx, f.Digest, f.Name, f.MediaType, f.Size)
}

// AddFiles inspects, cleans and attaches files to a record: all of them, or
// none where one of them is not taken. A file that it has already stays as it is;
// where there is no other, that is told.
func (s *Service) AddFiles(ctx context.Context, actor access.Actor, c Change, ref record.Ref, files []app.Upload) error {
	if len(files) == 0 {
		return fault.Field("file", "请先选择文件。")
	}
	_, save := fileRights(ref.Kind)
	if err := s.mayAttach(ctx, actor, c.Branch, ref, save); err != nil {
		return err // before a picture is decoded for somebody who may not add it
	}
	taken, err := s.Inspector.Take(ctx, files)
	if err != nil {
		return err
	}
	var found, submitted bool
	var there []File
	var size int64
	return s.change(ctx, actor, save, c, func(b *store.Batch) {
		there, size = nil, 0
		b.RecordThere(c.Branch, ref.Kind, ref.ID, &submitted, &found)
		b.RecordFiles(c.Branch, ref.Kind, ref.ID, &there)
		b.RecordFilesSize(c.Branch, &size)
	}, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		if !found {
			return app.NotFound()
		}
		p.Submitted = submitted
		return s.attach(b, actor, p, ref, taken, there, size)
	})
}

func (s *Service) mayAttach(ctx context.Context, actor access.Actor, branch int64, ref record.Ref, save access.Action) error {
	var found, submitted bool
	_, err := s.view(ctx, actor, save, branch, 0, func(b *store.Batch) { b.RecordThere(branch, ref.Kind, ref.ID, &submitted, &found) })
	if err == nil && (!found || !slices.Contains(withFiles, ref.Kind)) {
		err = app.NotFound()
	}
	return err
}

// attach queues the attaching of files to a record that has some already, and
// of whose branch all files have a size.
func (s *Service) attach(b *store.Batch, actor access.Actor, p Place, ref record.Ref, files []app.Taken, there []File, size int64) error {
	fresh, same := 0, ""
	for _, f := range files {
		if i := slices.IndexFunc(there, func(o File) bool { return o.Digest == f.Digest }); i >= 0 {
			same = there[i].Name
			continue
		}
		fresh++
		size += int64(len(f.Data))
		b.KeepFile(f.Stored(s.Now()))
		b.AddRecordFile(p.Branch, File{Kind: ref.Kind, Record: ref.ID, Digest: f.Digest, Name: f.Name}, actor.Person, s.Now())
	}
	switch {
	case len(there)+fresh > maxPerRecord:
		return fault.Field("file", "每条记录最多 30 个文件。请合并后再上传，或先移除不需要的。")
	case size > maxPerBranch:
		return fault.Field("file", "本支部记实本的文件合计已到 1 GB 上限。请移除不需要的文件，或压缩后再上传。")
	case fresh > 0:
		_, save := fileRights(ref.Kind)
		s.noted(b, actor, save, ref.Kind, ref.ID, p, "add_file")
	case same != "":
		return app.There(same)
	}
	return nil
}

// RemoveFile detaches a file from a record. Once the branch has submitted, what
// was there stays.
func (s *Service) RemoveFile(ctx context.Context, actor access.Actor, c Change, ref record.Ref, file int64) error {
	_, save := fileRights(ref.Kind)
	var found, submitted bool
	var there []File
	return s.change(ctx, actor, save, c, func(b *store.Batch) {
		there = nil
		b.RecordThere(c.Branch, ref.Kind, ref.ID, &submitted, &found)
		b.RecordFiles(c.Branch, ref.Kind, ref.ID, &there)
	}, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		if !found || !slices.ContainsFunc(there, func(f File) bool { return f.ID == file }) {
			return app.NotFound()
		}
		if submitted {
			return fault.New(fault.Forbidden, "本支部已提交这一年的自评，文件不能移除；可以再添加新的文件。")
		}
		b.RemoveRecordFile(c.Branch, ref.Kind, file)
		s.noted(b, actor, save, ref.Kind, ref.ID, p, "remove_file")
		return nil
	})
}
