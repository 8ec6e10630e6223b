package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

// Organisation is a node of the tree.
type Organisation struct {
	ID        int64
	Parent    int64 // 0 for the work committee
	Level     access.Level
	Code      string
	Name      string
	Kind      string // kind of branch, "" where none is said
	Committee int64  // the party committee above, or itself; 0 for the work committee
	Root      int64
	Founded   calendar.Date // of a branch; zero where not said
}

const organisationColumns = `id, coalesce(parent_id, 0), level, code, name, kind, coalesce(committee_id, 0), root_id, founded_on`

func scanOrganisation(o *Organisation) func(pgx.Row) error {
	return func(r pgx.Row) error {
		return r.Scan(&o.ID, &o.Parent, &o.Level, &o.Code, &o.Name, &o.Kind, &o.Committee, &o.Root, day{&o.Founded})
	}
}

// Organisations queues the whole tree, closed ones left out, by level and code.
func (b *Batch) Organisations(to *[]Organisation) {
	b.all(func(r pgx.Row) error {
		var o Organisation
		if err := scanOrganisation(&o)(r); err != nil {
			return err
		}
		*to = append(*to, o)
		return nil
	}, `select `+organisationColumns+` from organisation where closed_on is null
		order by array_position(array['work_committee', 'party_committee', 'general_branch', 'branch'], level), code`)
}

// NamesOf queues the names of organisations by their codes.
func (b *Batch) NamesOf(codes []string, to *map[string]string) {
	*to = map[string]string{}
	b.all(func(r pgx.Row) error {
		var code, name string
		if err := r.Scan(&code, &name); err != nil {
			return err
		}
		(*to)[code] = name
		return nil
	}, `select code, name from organisation where code = any($1)`, codes)
}

// CodesNamed queues the codes of the branches whose code or name holds a text.
func (b *Batch) CodesNamed(text string, to *map[string]bool) {
	*to = map[string]bool{}
	b.all(func(r pgx.Row) error {
		var code string
		if err := r.Scan(&code); err != nil {
			return err
		}
		(*to)[code] = true
		return nil
	}, `select code from organisation where level = 'branch' and position(lower($1) in lower(code || ' ' || name)) > 0`, text)
}

// Committees queues the party committees by code.
func (b *Batch) Committees(to *[]Organisation) {
	b.all(func(r pgx.Row) error {
		var o Organisation
		err := scanOrganisation(&o)(r)
		*to = append(*to, o)
		return err
	}, `select `+organisationColumns+` from organisation where level = 'party_committee' and closed_on is null order by code`)
}

// Organisation queues one organisation by its id.
func (b *Batch) Organisation(id int64, o *Organisation, found *bool) {
	b.one(found, scanOrganisation(o), `select `+organisationColumns+` from organisation where id = $1 and closed_on is null`, id)
}

// AddOrganisation queues a new organisation below its parent, whose committee
// and root it takes over; a party committee is its own committee.
func (b *Batch) AddOrganisation(o Organisation, at time.Time, id *int64) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(id) }, `
		with new as (select nextval(pg_get_serial_sequence('organisation', 'id')) as id)
		insert into organisation (id, parent_id, level, code, name, kind, committee_id, root_id, created_at, founded_on)
		overriding system value
		select new.id, nullif($1, 0), $2, $3, $4, $5,
		  case $2 when 'work_committee' then null when 'party_committee' then new.id else (select committee_id from organisation where id = $1) end,
		  case $2 when 'work_committee' then new.id else (select root_id from organisation where id = $1) end, $6, $7
		from new returning id`, o.Parent, string(o.Level), o.Code, o.Name, o.Kind, at, date(o.Founded))
}

// ChangeOrganisation queues a new name and kind of an organisation, guarded by
// those that were seen.
func (b *Batch) ChangeOrganisation(id int64, seenName, seenKind, name, kind string) {
	b.one(nil, ignore, `with u as (update organisation set name = $4, kind = $5 where id = $1 and name = $2 and kind = $3 returning 1)
		select guard(count(*)) from u`, id, seenName, seenKind, name, kind)
}

// KindSeen is a branch with the kind that somebody saw, "" where none is said.
type KindSeen struct {
	Branch int64
	Kind   string
}

// ChangeKinds queues a new kind of branches below an organisation at any depth,
// guarded by those that were seen: of all of them or of none.
func (b *Batch) ChangeKinds(above int64, branches []KindSeen, kind string) {
	var ids []int64
	var seen []string
	for _, x := range branches {
		ids, seen = append(ids, x.Branch), append(seen, x.Kind)
	}
	b.one(nil, ignore, `with u as (update organisation o set kind = $4 from unnest($2::bigint[], $3::text[]) as x (id, seen)
		  where o.id = x.id and o.kind = x.seen and o.level = 'branch' and $1 in (o.parent_id, o.committee_id, o.root_id) returning 1)
		select guard(case when count(*) = $5 then 1 else 0 end) from u`, above, ids, seen, kind, len(branches))
}

// BranchIDs queues every branch that stands.
func (b *Batch) BranchIDs(to *[]int64) {
	b.all(func(r pgx.Row) error {
		var id int64
		if err := r.Scan(&id); err != nil {
			return err
		}
		*to = append(*to, id)
		return nil
	}, `select id from organisation where level = 'branch' and closed_on is null order by id`)
}

// WithoutKind queues how many branches below a root are of none of some kinds.
func (b *Batch) WithoutKind(root int64, kinds []string, n *int) {
	b.one(nil, scanOne(n), `select count(*) from organisation where root_id = $1 and level = 'branch' and kind <> all($2)`, root, kinds)
}
