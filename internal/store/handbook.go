package store

import (
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/handbook"
)

// HandbookVersion is a version of a chapter of a work committee's handbook.
type HandbookVersion struct {
	handbook.Text
	ID          int64
	Root        int64
	Version     int // from 1
	Note        string
	By          int64 // 0 for what came with the product
	ByName      string
	PublishedAt time.Time
}

// selectHandbook reads versions of the handbook that is for people of the
// organisations $1: that of the work committee above the first of them, or where
// there is none, of the first of all.
const (
	handbookColumns = `v.id, v.root_id, v.chapter, v.version, v.title, v.body, v.note, coalesce(v.published_by, 0), coalesce(p.name, ''), v.published_at`
	fromHandbook    = ` from handbook_version v left join person p on p.id = v.published_by where v.root_id =
		(select root_id from organisation where id = any($1) or level = 'work_committee' order by array_position($1, id) nulls last, id limit 1) `
)

func (v *HandbookVersion) fields() []any {
	return []any{&v.ID, &v.Root, &v.Chapter, &v.Version, &v.Title, &v.Body, &v.Note, &v.By, &v.ByName, &v.PublishedAt}
}

// Handbook queues the latest version of each chapter of the handbook that is for
// people of some organisations.
func (b *Batch) Handbook(organisations []int64, to *[]HandbookVersion) {
	b.all(collect(to, (*HandbookVersion).fields), `select distinct on (v.chapter) `+handbookColumns+fromHandbook+`order by v.chapter, v.version desc`, ids(organisations))
}

// HandbookVersions queues the versions of a chapter without their texts, the
// latest first.
func (b *Batch) HandbookVersions(organisations []int64, chapter string, to *[]HandbookVersion) {
	b.all(collect(to, (*HandbookVersion).fields), `select `+strings.Replace(handbookColumns, "v.body", "''", 1)+fromHandbook+`and v.chapter = $2 order by v.version desc`,
		ids(organisations), chapter)
}

// HandbookVersion queues one version of a chapter.
func (b *Batch) HandbookVersion(organisations []int64, chapter string, version int, v *HandbookVersion, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(v.fields()...) },
		`select `+handbookColumns+fromHandbook+`and v.chapter = $2 and v.version = $3`, ids(organisations), chapter, version)
}

// LockHandbook queues a lock that publications take in turn.
func (b *Batch) LockHandbook() { b.do(`select pg_advisory_xact_lock(13, 0)`) }

// PublishChapter queues a new version of a chapter, the one after v.Version;
// where that is no longer the latest, the transaction stops. v.ID is set when
// the batch has run.
func (b *Batch) PublishChapter(v *HandbookVersion) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(&v.ID, nil) }, `
		with i as (insert into handbook_version (root_id, chapter, version, title, body, note, published_by, published_at)
		  select $1, $2, $3 + 1, $4, $5, $6, $7, $8 where $3 = (select max(version) from handbook_version where root_id = $1 and chapter = $2) returning id)
		select coalesce(max(id), 0), guard(count(*)) from i`, v.Root, v.Chapter, v.Version, v.Title, v.Body, v.Note, optional(v.By), v.PublishedAt)
}

// LoadHandbook queues version 1 of those chapters that a work committee does
// not have yet.
func (b *Batch) LoadHandbook(texts []handbook.Text, at time.Time) {
	for _, t := range texts {
		b.do(`insert into handbook_version (root_id, chapter, version, title, body, published_at) select o.id, $1, 1, $2, $3, $4 from organisation o
			where o.level = 'work_committee' and not exists (select from handbook_version v where v.root_id = o.id and v.chapter = $1) on conflict do nothing`,
			t.Chapter, t.Title, t.Body, at)
	}
}
