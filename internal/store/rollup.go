package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/rollup"
)

// Rollup is the sum over a committee's branches in a cycle, or over a city's.
type Rollup struct {
	rollup.Rollup
	Cycle        int64
	Organisation int64 // a party committee, or the root
	Root         int64
	Set          int64 // indicator set in whose layout it is
	MadeAt       time.Time
	Code, Name   string // of the organisation
}

const rollupColumns = `r.cycle_id, r.organisation_id, r.root_id, r.set_id, r.branches, r.tally, r.claims, r.claim_bands, r.results, r.result_bands, r.lost, r.losers,
	r.review_gap, r.review_gap_items, r.spot_gap, r.spot_gap_items, r.made_at`

// scanRollups reads rows of rollupColumns with the organisation's code and name.
func scanRollups(to *[]Rollup) func(pgx.Row) error {
	return func(row pgx.Row) error {
		var r Rollup
		var claims, results, review, spot []int64
		err := row.Scan(&r.Cycle, &r.Organisation, &r.Root, &r.Set, &r.Branches, &r.Tally, &claims, &r.Claims.Bands, &results, &r.Results.Bands, &r.Lost, &r.Losers,
			&review, &r.Review.Items, &spot, &r.Spot.Items, &r.MadeAt, &r.Code, &r.Name)
		if err != nil {
			return err
		}
		r.Claims.N, r.Claims.Sum, r.Results.N, r.Results.Sum = claims[0], claims[1], results[0], results[1]
		fillGap(&r.Review, review)
		fillGap(&r.Spot, spot)
		*to = append(*to, r)
		return nil
	}
}

func fillGap(g *rollup.Gap, f []int64) {
	g.N, g.Sum, g.Squares, g.Higher, g.Lower = f[0], f[1], f[2], f[3], f[4]
}

func gapFigures(g rollup.Gap) []int64 { return []int64{g.N, g.Sum, g.Squares, g.Higher, g.Lower} }

// RollupsOf queues the roll-ups of some organisations in a cycle, 0 for the
// latest.
func (b *Batch) RollupsOf(cycle int64, organisations []int64, to *[]Rollup) {
	b.all(scanRollups(to), `select `+rollupColumns+`, o.code, o.name from rollup r join organisation o on o.id = r.organisation_id
		where r.cycle_id = case when $1::bigint = 0 then (select id from cycle order by year desc limit 1) else $1 end and r.organisation_id = any($2)`, cycle, organisations)
}

// RollupsThrough queues the roll-ups of some organisations in all cycles.
func (b *Batch) RollupsThrough(organisations []int64, to *[]Rollup) {
	b.all(scanRollups(to), `select `+rollupColumns+`, o.code, o.name from rollup r join organisation o on o.id = r.organisation_id where r.organisation_id = any($1)`, organisations)
}

// CommitteeRollups queues a page of the roll-ups of a city's committees in a
// cycle, 0 for the latest, by code, and how many committees there are.
func (b *Batch) CommitteeRollups(cycle, root int64, offset, limit int, to *[]Rollup, all *int) {
	b.all(scanRollups(to), `select `+rollupColumns+`, o.code, o.name
		from organisation o join rollup r on r.organisation_id = o.id and r.cycle_id = case when $1::bigint = 0 then (select id from cycle order by year desc limit 1) else $1 end
		where o.root_id = $2 and o.level = 'party_committee' order by o.code limit $3 offset $4`, cycle, root, limit, offset)
	b.one(nil, func(r pgx.Row) error { return r.Scan(all) }, `select count(*) from rollup
		where cycle_id = case when $1::bigint = 0 then (select id from cycle order by year desc limit 1) else $1 end and root_id = $2 and organisation_id <> $2`, cycle, root)
}

// AllRollups queues the roll-ups of all committees of a city in a cycle.
func (b *Batch) AllRollups(cycle, root int64, to *[]Rollup) {
	b.all(scanRollups(to), `select `+rollupColumns+`, o.code, o.name from rollup r join organisation o on o.id = r.organisation_id
		where r.cycle_id = $1 and r.root_id = $2 and r.organisation_id <> $2`, cycle, root)
}

// SaveRollup queues a roll-up as it was added up.
func (b *Batch) SaveRollup(r Rollup) {
	b.do(`insert into rollup (cycle_id, organisation_id, root_id, set_id, branches, tally, claims, claim_bands, results, result_bands, lost, losers,
		  review_gap, review_gap_items, spot_gap, spot_gap_items, made_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
		on conflict (cycle_id, organisation_id) do update set root_id = excluded.root_id, set_id = excluded.set_id, branches = excluded.branches, tally = excluded.tally,
		  claims = excluded.claims, claim_bands = excluded.claim_bands, results = excluded.results, result_bands = excluded.result_bands, lost = excluded.lost,
		  losers = excluded.losers, review_gap = excluded.review_gap, review_gap_items = excluded.review_gap_items, spot_gap = excluded.spot_gap,
		  spot_gap_items = excluded.spot_gap_items, made_at = excluded.made_at`,
		r.Cycle, r.Organisation, r.Root, r.Set, r.Branches, r.Tally, []int64{r.Claims.N, r.Claims.Sum}, r.Claims.Bands, []int64{r.Results.N, r.Results.Sum}, r.Results.Bands,
		r.Lost, r.Losers, gapFigures(r.Review), r.Review.Items, gapFigures(r.Spot), r.Spot.Items, r.MadeAt)
}

// BranchFigures queues what roll-ups take from the branches of some committees in
// a cycle; each is handed to take with its committee.
func (b *Batch) BranchFigures(cycle int64, committees []int64, take func(committee int64, x rollup.Branch) error) {
	b.figures(take, `where a.cycle_id = $1 and a.committee_id = any($2)`, cycle, committees)
}

// BranchFiguresBelow queues the same of the branches right below a general branch.
func (b *Batch) BranchFiguresBelow(cycle, nearest int64, take func(committee int64, x rollup.Branch) error) {
	b.figures(take, `where a.nearest_id = $2 and a.cycle_id = case when $1::bigint = 0 then (select id from cycle order by year desc limit 1) else $1 end`, cycle, nearest)
}

// Sending half a hundred item scores takes the database longer than finding them:
// they are sent of branches with a result alone, and once where levels agree.
func (b *Batch) figures(take func(int64, rollup.Branch) error, where string, args ...any) {
	b.all(func(r pgx.Row) error {
		var committee int64
		var x rollup.Branch
		if err := r.Scan(&committee, &x.State, &x.Ended, &x.Kind, &x.Grade, &x.Self.Total, &x.Self.Items, &x.Review.Total, &x.Review.Items,
			&x.Counts.Total, &x.Counts.Items, &x.HandedIn, &x.Spot.Total, &x.Spot.Items); err != nil {
			return err
		}
		if x.Self.Items == nil {
			x.Self.Items = x.Review.Items
		}
		if x.Counts.Items == nil {
			x.Counts.Items = x.Review.Items
		}
		return take(committee, x)
	}, `select a.committee_id, a.state, c.closing_at is not null, a.kind, a.counts_grade, a.self_total, case when signed and a.self_items <> a.review_items then a.self_items end,
		  a.review_total, case when signed then a.review_items end, a.counts_total, case when signed and a.counts_items <> a.review_items then a.counts_items end,
		  s.handed_in_at is not null, coalesce(s.spot_total, 0), coalesce(s.spot_items, '{}')
		from assessment a cross join lateral (select a.state in ('verified', 'publicised', 'reported', 'final') as signed) as x join cycle c on c.id = a.cycle_id left join spot_check s on s.assessment_id = a.id `+where, args...)
}

// BranchYear is a branch's own figures in a cycle.
type BranchYear struct {
	rollup.Branch
	Assessment int64
	Cycle      int64
	BranchName string
}

// BranchYears queues the figures of a branch in all cycles, the earliest first.
func (b *Batch) BranchYears(branch int64, to *[]BranchYear) {
	b.all(collect(to, func(y *BranchYear) []any {
		return []any{&y.Assessment, &y.Cycle, &y.BranchName, &y.State, &y.Ended, &y.Kind, &y.Grade, &y.Self.Total, &y.Self.Items, &y.Review.Total, &y.Review.Items,
			&y.Counts.Total, &y.Counts.Items, &y.HandedIn, &y.Spot.Total, &y.Spot.Items}
	}), `select a.id, a.cycle_id, o.name, a.state, c.closing_at is not null, a.kind, a.counts_grade, a.self_total, a.self_items, a.review_total, a.review_items, a.counts_total, a.counts_items,
		  s.handed_in_at is not null, coalesce(s.spot_total, 0), coalesce(s.spot_items, '{}')
		from assessment a join organisation o on o.id = a.branch_id join cycle c on c.id = a.cycle_id left join spot_check s on s.assessment_id = a.id
		where a.branch_id = $1 order by c.year`, branch)
}
