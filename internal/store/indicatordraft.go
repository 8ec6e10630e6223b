package store

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// IndicatorDraft is an indicator set in the making.
type IndicatorDraft struct {
	ID          int64
	Root        int64
	Code, Name  string
	Subject     string
	YAML        string // "" in lists
	BasedOn     int64  // the published set it began from, 0 for none
	BasedCode   string
	Version     int // counts savings
	CreatedName string
	CreatedAt   time.Time
	SavedBy     int64
	SavedName   string
	SavedAt     time.Time
	PublishedAs int64 // 0 while it is a draft; then who made it a set, and when

	PublishedName string
	PublishedAt   time.Time
}

const selectIndicatorDraft = `select d.id, d.root_id, d.code, d.name, d.subject, coalesce(d.based_on, 0), coalesce(s.code, ''), d.version,
	  c.name, d.created_at, d.saved_by, p.name, d.saved_at, coalesce(d.published_as, 0), coalesce(by.name, ''), made.published_at`

const fromIndicatorDraft = ` from indicator_draft d join person c on c.id = d.created_by join person p on p.id = d.saved_by
	left join indicator_set s on s.id = d.based_on left join indicator_set made on made.id = d.published_as left join person by on by.id = made.published_by `

func (d *IndicatorDraft) fields() []any {
	return []any{&d.ID, &d.Root, &d.Code, &d.Name, &d.Subject, &d.BasedOn, &d.BasedCode, &d.Version, &d.CreatedName, &d.CreatedAt,
		&d.SavedBy, &d.SavedName, &d.SavedAt, &d.PublishedAs, &d.PublishedName, maybe{&d.PublishedAt}}
}

// IndicatorDrafts queues the drafts of a work committee that are neither
// published nor put away, without their texts, the latest saved first.
func (b *Batch) IndicatorDrafts(root int64, to *[]IndicatorDraft) {
	b.all(collect(to, (*IndicatorDraft).fields), selectIndicatorDraft+fromIndicatorDraft+
		`where d.root_id = $1 and d.published_as is null and d.dropped_at is null order by d.saved_at desc, d.id`, root)
}

// IndicatorDraft queues a draft that is not put away. With lock the row stays
// locked until the transaction ends.
func (b *Batch) IndicatorDraft(id int64, lock bool, d *IndicatorDraft, found *bool) {
	if lock {
		b.do(`select 1 from indicator_draft where id = $1 for update`, id)
	}
	b.one(found, func(r pgx.Row) error { return r.Scan(append(d.fields(), &d.YAML)...) },
		selectIndicatorDraft+`, d.yaml`+fromIndicatorDraft+`where d.id = $1 and d.dropped_at is null`, id)
}

// AddIndicatorDraft queues a new draft.
func (b *Batch) AddIndicatorDraft(d IndicatorDraft, by int64, at time.Time, id *int64) {
	b.one(nil, scanID(id), `insert into indicator_draft (root_id, code, name, subject, yaml, based_on, created_by, created_at, saved_by, saved_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8) returning id`, d.Root, d.Code, d.Name, d.Subject, d.YAML, optional(d.BasedOn), by, at)
}

// SaveIndicatorDraft queues a draft's new text, guarded by the version that was
// read, and who saved the part of it.
func (b *Batch) SaveIndicatorDraft(d IndicatorDraft, part string, by int64, at time.Time) {
	b.one(nil, ignore, `with u as (update indicator_draft set code = $3, name = $4, yaml = $5, version = version + 1, saved_by = $6, saved_at = $7
		where id = $1 and version = $2 and published_as is null and dropped_at is null returning 1) select guard(count(*)) from u`,
		d.ID, d.Version, d.Code, d.Name, d.YAML, by, at)
	b.do(`insert into indicator_draft_part (draft_id, part, saved_by, saved_at) values ($1, $2, $3, $4)
		on conflict (draft_id, part) do update set saved_by = excluded.saved_by, saved_at = excluded.saved_at`, d.ID, part, by, at)
}

// PartSaved queues who saved a part of a draft last; an empty name for nobody.
func (b *Batch) PartSaved(draft int64, part string, name *string, at *time.Time) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(name, at) }, `select p.name, x.saved_at from indicator_draft_part x join person p on p.id = x.saved_by
		where x.draft_id = $1 and x.part = $2`, draft, part)
}

// DropIndicatorDraft queues the putting away of a draft, guarded like a saving.
func (b *Batch) DropIndicatorDraft(id int64, version int, at time.Time) {
	b.one(nil, ignore, `with u as (update indicator_draft set dropped_at = $3 where id = $1 and version = $2 and published_as is null and dropped_at is null returning 1)
		select guard(count(*)) from u`, id, version, at)
}

// PublishIndicatorDraft queues a draft's publication as a set that never changes
// from then on, guarded like a saving; id is that of the set.
func (b *Batch) PublishIndicatorDraft(d IndicatorDraft, s IndicatorSet, by int64, id *int64) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(id, nil) }, `
		with s as (insert into indicator_set (code, name, subject, yaml, digest, published_at, based_on, published_by) values ($3, $4, $5, $6, $7, $8, $9, $10) returning id),
		u as (update indicator_draft set published_as = (select id from s) where id = $1 and version = $2 and published_as is null and dropped_at is null returning published_as)
		select (select id from s), guard((select count(*) from u))`,
		d.ID, d.Version, s.Code, s.Name, s.Subject, s.YAML, s.Digest, s.PublishedAt, optional(d.BasedOn), by)
}

// IndicatorSetUse is a published set with where it comes from and which cycles
// are examined by it.
type IndicatorSetUse struct {
	IndicatorSet // without its text
	BasedOn      int64
	BasedCode    string
	By           string // who published it; "" for what came with the product
	Years        []int  // of the cycles, the latest first
}

// IndicatorSetUses queues all published sets, the latest first.
func (b *Batch) IndicatorSetUses(to *[]IndicatorSetUse) {
	b.all(collect(to, func(s *IndicatorSetUse) []any {
		return []any{&s.ID, &s.Code, &s.Name, &s.Subject, &s.Digest, &s.PublishedAt, &s.BasedOn, &s.BasedCode, &s.By, &s.Years}
	}), `select s.id, s.code, s.name, s.subject, s.digest, s.published_at, coalesce(s.based_on, 0), coalesce(o.code, ''), coalesce(p.name, ''),
		  array(select year from cycle where set_id = s.id or member_set_id = s.id order by year desc)
		from indicator_set s left join indicator_set o on o.id = s.based_on left join person p on p.id = s.published_by order by s.published_at desc, s.id desc`)
}

// IndicatorSetTexts queues the texts of all published sets.
func (b *Batch) IndicatorSetTexts(to *[]IndicatorSet) {
	b.all(collect(to, func(s *IndicatorSet) []any {
		return []any{&s.ID, &s.Code, &s.Name, &s.Subject, &s.YAML, &s.Digest, &s.PublishedAt}
	}),
		`select id, code, name, subject, yaml, digest, published_at from indicator_set order by id`)
}
