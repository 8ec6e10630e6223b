package store

import (
	"github.com/jackc/pgx/v5"
)

// MonthPart is what a committee, or a branch, did in a month.
type MonthPart struct {
	Organisation int64
	Code, Name   string
	Branches     int // of a committee; 1 of a branch
	Activities   int64
	PartyDays    int64 // of a committee how many branches held a theme party day, of a branch how many it held
}

func (p *MonthPart) fields() []any {
	return []any{&p.Organisation, &p.Code, &p.Name, &p.Branches, &p.Activities, &p.PartyDays}
}

// CommitteesInMonth queues a month, from 1, of a page of a city's committees by
// code, as it was added up, and how many committees there are.
func (b *Batch) CommitteesInMonth(year, month int, root int64, offset, limit int, to *[]MonthPart, all *int) {
	b.all(collect(to, (*MonthPart).fields), `select o.id, o.code, o.name, (select count(*) from organisation b where b.committee_id = o.id and b.level = 'branch'),
		coalesce(y.activities[$2], 0), coalesce(y.party_days[$2], 0)
		from organisation o left join rollup_year y on y.organisation_id = o.id and y.year = $1
		where o.root_id = $3 and o.level = 'party_committee' order by o.code limit $4 offset $5`, year, month, root, limit, offset)
	b.one(nil, func(r pgx.Row) error { return r.Scan(all) }, `select count(*) from organisation where root_id = $1 and level = 'party_committee'`, root)
}

// BranchesInMonth queues a month, from 1, of a page of the branches of a committee
// or right below a general branch, those without a theme party day first, then by
// code, and how many branches there are. Removed records do not count.
func (b *Batch) BranchesInMonth(year, month int, above int64, offset, limit int, to *[]MonthPart, all *int) {
	const below = ` from organisation o where (o.committee_id = $1 or o.parent_id = $1) and o.level = 'branch'`
	b.all(collect(to, (*MonthPart).fields), `select o.id, o.code, o.name, 1, t.n, t.days
		from (select o.id, o.code, o.name`+below+`) o cross join lateral (select count(*) as n, count(*) filter (where 'theme_party_day' = any(kinds)) as days from activity
		  where branch_id = o.id and removed_at is null and occurred_on >= make_date($2, $3, 1) and occurred_on < make_date($2, $3, 1) + interval '1 month') t
		order by t.days > 0, o.code limit $4 offset $5`, above, year, month, limit, offset)
	b.one(nil, func(r pgx.Row) error { return r.Scan(all) }, `select count(*)`+below, above)
}
