package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// ImportPreview is a table that a person handed in for a branch and may confirm
// until a time.
type ImportPreview struct {
	ID             int64
	Form           string
	FileName       string
	Rows           []byte // sealed; nil once it is done
	MadeAt, Until  time.Time
	DoneAt         time.Time // zero while it is not confirmed
	Added, Changed int       // by confirming it
}

func importFields(p *ImportPreview) []any {
	return []any{&p.ID, &p.Form, &p.FileName, &p.Rows, &p.MadeAt, &p.Until, maybe{&p.DoneAt}, &p.Added, &p.Changed}
}

const selectImport = `select id, form, file_name, rows_sealed, made_at, until, done_at, added, changed from import_preview `

// KeepImport queues the keeping of a table under an id that was taken before.
func (b *Batch) KeepImport(branch, person int64, key string, p *ImportPreview) {
	b.do(`insert into import_preview (id, branch_id, person_id, form, form_key, file_name, rows_sealed, made_at, until) overriding system value
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, p.ID, branch, person, p.Form, key, p.FileName, p.Rows, p.MadeAt, p.Until)
}

// ImportByKey queues the id of the table that a person handed in by a form; 0
// where there is none.
func (b *Batch) ImportByKey(branch, person int64, key string, id *int64) {
	b.one(nil, scanID(id), `select id from import_preview where branch_id = $1 and person_id = $2 and form_key = $3`, branch, person, key)
}

// Import queues a table that a person handed in and whose time is not over.
func (b *Batch) Import(branch, person, id int64, now time.Time, p *ImportPreview, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(importFields(p)...) },
		selectImport+`where branch_id = $1 and person_id = $2 and id = $3 and until > $4`, branch, person, id, now)
}

// LockImport queues whether a table is still to be confirmed, and lets nobody
// else confirm it meanwhile.
func (b *Batch) LockImport(branch, person, id int64, now time.Time, open *bool) {
	b.one(open, ignore, `select from import_preview where branch_id = $1 and person_id = $2 and id = $3 and until > $4 and done_at is null for update`, branch, person, id, now)
}

// FinishImport queues that a table was confirmed; its rows are gone by it.
func (b *Batch) FinishImport(id int64, added, changed int, at time.Time) {
	b.one(nil, ignore, `with u as (update import_preview set done_at = $2, added = $3, changed = $4, rows_sealed = null where id = $1 and done_at is null returning 1)
		select guard(count(*)) from u`, id, at, added, changed)
}

// SubmittedYears queues for which years a branch has submitted its
// self-assessment.
func (b *Batch) SubmittedYears(branch int64, to *map[int]bool) {
	*to = map[int]bool{}
	b.all(func(r pgx.Row) error {
		var year int
		err := r.Scan(&year)
		(*to)[year] = true
		return err
	}, `select c.year from assessment a join cycle c on c.id = a.cycle_id where a.branch_id = $1 and a.state not in ('draft', 'returned')`, branch)
}

// NewIDs queues the taking of so many ids of a table.
func (b *Batch) NewIDs(table string, n int, to *[]int64) {
	b.all(collect(to, func(id *int64) []any { return []any{id} }), `select nextval(pg_get_serial_sequence($1, 'id')) from generate_series(1, $2)`, table, n)
}

// SealedAt queues the sealed facts of everybody who counts at a branch on a day.
func (b *Batch) SealedAt(branch int64, on calendar.Date, to *map[int64]Sealed) {
	*to = map[int64]Sealed{}
	b.all(func(r pgx.Row) error {
		var id int64
		var s Sealed
		err := r.Scan(&id, &s.Identity, &s.IdentityDigest, &s.Phone)
		(*to)[id] = s
		return err
	}, `select m.id, m.identity_sealed, m.identity_digest, m.phone_sealed from membership s join member m on m.id = s.member_id where s.branch_id = $1 and s.period @> $2::date`, branch, date(on))
}

// MembersByDigest is MemberByDigest for many identity cards: by digest.
func (b *Batch) MembersByDigest(branch int64, digests [][]byte, on calendar.Date, to *map[string]FoundMember) {
	*to = map[string]FoundMember{}
	b.all(func(r pgx.Row) error {
		var digest []byte
		var f FoundMember
		err := r.Scan(&digest, &f.ID, &f.Name, &f.Branch, &f.BranchName)
		(*to)[string(digest)] = f
		return err
	}, `select m.identity_digest, m.id, m.name, coalesce(o.id, 0), coalesce(o.name, '')
		from member m left join membership s on s.member_id = m.id and s.period @> $3::date left join organisation o on o.id = s.branch_id
		where m.root_id = (select root_id from organisation where id = $1) and m.identity_digest = any($2)`, branch, digests, date(on))
}

// OtherMemberships queues every membership, wherever, of everybody who counts at
// a branch on a day.
func (b *Batch) OtherMemberships(branch int64, on calendar.Date, to *[]record.Member) {
	b.all(collect(to, memberFields), selectMember+`where m.id in (select member_id from membership where branch_id = $1 and period @> $2::date) order by lower(s.period)`, branch, date(on))
}

// HonoursLike queues the honours of some identities that other branches of the
// city have recorded.
func (b *Batch) HonoursLike(branch int64, identities []string, to *map[string]SameHonour) {
	*to = map[string]SameHonour{}
	b.all(func(r pgx.Row) error {
		var identity string
		var s SameHonour
		err := r.Scan(&identity, &s.Branch, &s.BranchName)
		(*to)[identity] = s
		return err
	}, `select h.identity, o.id, o.name from honour h join organisation o on o.id = h.branch_id where h.identity = any($2) and h.branch_id <> $1 and h.removed_at is null
		and o.root_id = (select root_id from organisation where id = $1) order by h.id desc`, branch, identities)
}

// ActivitiesOrOf queues a branch's activities within a window, and those of some
// ids, by day.
func (b *Batch) ActivitiesOrOf(branch int64, w calendar.Window, of []int64, to *[]record.Activity) {
	b.all(collect(to, activityFields), selectActivity+`where t.branch_id = $1 and (t.occurred_on between $2 and $3 or t.id = any($4)) and t.removed_at is null
		order by t.occurred_on, t.id`, branch, date(w.From), date(w.Until), ids(of))
}
