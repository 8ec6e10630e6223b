package store

import (
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// DrawState is where a draw stands.
type DrawState string

// The states of a draw.
const (
	Published DrawState = "published" // lists frozen, waiting for a seed or for its confirmation
	Drawn     DrawState = "drawn"
)

// Draw is a published draw. All of it but the fields after At is frozen.
type Draw struct {
	ID               int64
	Cycle            int64
	Year             int
	Root             int64
	Title            string
	Population       string
	PopulationDigest string // SHA-256, lower-case hex, as all digests here
	Inspectors       string
	InspectorsDigest string
	Sizes            map[string]int // stratum → how many are drawn
	PerBranch        int
	ItemTolerance    int64 // hundredths of a point
	BranchTolerance  int64
	GroupTolerance   int64 // of a committee
	DrawnBefore      []string
	Strata           string   // "committee", "grade" or "all"; "" where older
	Rules            []string // for tickets, in words; nil where published before there were any
	Reasons          string   // which rule gave how many tickets to whom
	Items            []string // codes of the items that are checked; none means all
	Plan             DrawPlan
	SeedSource       string
	Sealed           bool
	NoticeDigest     string
	Branches         int // of the population
	By               int64
	ByAccount        string
	ByName           string
	At               time.Time

	State        DrawState
	Version      int
	DrawnAt      time.Time // zero until drawn
	BundleDigest string
}

// DrawPlan is what an officer assumed when choosing how many to draw; zero where
// nothing was told. It is no part of the announcement.
type DrawPlan struct {
	Percent int            `json:"percent,omitempty"` // the confidence asked for, 1 to 99
	Off     map[string]int `json:"off,omitempty"`     // stratum → of how many branches off one was to be met
}

const selectDraw = `
select d.id, d.cycle_id, c.year, d.root_id, d.title, d.population, d.population_digest, d.inspectors, d.inspectors_digest, d.sizes, d.per_branch,
  d.item_tolerance, d.branch_tolerance, d.committee_tolerance, d.drawn_before, d.strata, d.rules, d.reasons, d.items, d.plan, d.seed_source, d.sealed, d.notice_digest,
  d.branches, d.published_by, p.account, p.name, d.published_at, d.state, d.version, d.drawn_at, coalesce(d.bundle_digest, '')
from draw d join cycle c on c.id = d.cycle_id join person p on p.id = d.published_by
`

// selectDraws leaves out the files, which may be long.
var selectDraws = strings.NewReplacer("d.population, d.population_digest", "'', d.population_digest", "d.inspectors, d.inspectors_digest", "'', d.inspectors_digest",
	"d.reasons", "''").Replace(selectDraw)

func (d *Draw) fields() []any {
	return []any{&d.ID, &d.Cycle, &d.Year, &d.Root, &d.Title, &d.Population, &d.PopulationDigest, &d.Inspectors, &d.InspectorsDigest, &d.Sizes, &d.PerBranch,
		&d.ItemTolerance, &d.BranchTolerance, &d.GroupTolerance, &d.DrawnBefore, &d.Strata, &d.Rules, &d.Reasons, &d.Items, &d.Plan, &d.SeedSource, &d.Sealed, &d.NoticeDigest,
		&d.Branches, &d.By, &d.ByAccount, &d.ByName, &d.At, &d.State, &d.Version, maybe{&d.DrawnAt}, &d.BundleDigest}
}

// Draw queues one draw.
func (b *Batch) Draw(id int64, d *Draw, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(d.fields()...) }, selectDraw+`where d.id = $1`, id)
}

// DrawOfCheck queues the draw that brought a check.
func (b *Batch) DrawOfCheck(check int64, d *Draw) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(d.fields()...) }, selectDraw+`where d.id = (select draw_id from spot_check where id = $1)`, check)
}

// LockDraw is Draw with the row locked until the transaction ends.
func (b *Batch) LockDraw(id int64, d *Draw, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(d.fields()...) }, selectDraw+`where d.id = $1 for update of d`, id)
}

// Draws queues all draws, the latest first, without their files.
func (b *Batch) Draws(to *[]Draw) { b.draws(to, `order by d.id desc`) }

// DrawsOfCycle queues the draws of a cycle, the latest first, without their
// files.
func (b *Batch) DrawsOfCycle(cycle int64, to *[]Draw) {
	b.draws(to, `where d.cycle_id = $1 order by d.id desc`, cycle)
}

func (b *Batch) draws(to *[]Draw, where string, args ...any) {
	b.all(func(r pgx.Row) error {
		var d Draw
		if err := r.Scan(d.fields()...); err != nil {
			return err
		}
		*to = append(*to, d)
		return nil
	}, selectDraws+where, args...)
}

// PublishDraw queues a new draw.
func (b *Batch) PublishDraw(d Draw, id *int64) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(id) }, `
		insert into draw (cycle_id, root_id, title, state, population, population_digest, inspectors, inspectors_digest, sizes, per_branch,
		  item_tolerance, branch_tolerance, committee_tolerance, drawn_before, seed_source, sealed, notice_digest, published_by, published_at,
		  strata, rules, reasons, items, plan)
		values ($1, $2, $3, 'published', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23) returning id`,
		d.Cycle, d.Root, d.Title, d.Population, d.PopulationDigest, d.Inspectors, d.InspectorsDigest, d.Sizes, d.PerBranch,
		d.ItemTolerance, d.BranchTolerance, d.GroupTolerance, d.DrawnBefore, d.SeedSource, d.Sealed, d.NoticeDigest, d.By, d.At,
		d.Strata, d.Rules, d.Reasons, d.Items, d.Plan)
}

// AdvanceDraw queues the counting of a step of a draw that is not drawn yet,
// guarded by the version that the person saw.
func (b *Batch) AdvanceDraw(id int64, version int) {
	b.one(nil, ignore, `with u as (update draw set version = version + 1 where id = $1 and version = $2 and state = 'published' returning 1)
		select guard(count(*)) from u`, id, version)
}

// FinishDraw queues that a draw was drawn, guarded like AdvanceDraw.
func (b *Batch) FinishDraw(id int64, version int, digest string, at time.Time) {
	b.one(nil, ignore, `with u as (update draw set state = 'drawn', version = version + 1, bundle_digest = $3, drawn_at = $4
		where id = $1 and version = $2 and state = 'published' returning 1) select guard(count(*)) from u`, id, version, digest, at)
}

// Seed is a seed as it was typed, and what a second officer decided on it.
type Seed struct {
	Attempt                     int
	Digits                      string
	EnteredBy                   int64
	EnteredAccount, EnteredName string
	EnteredAt                   time.Time
	DecidedBy                   int64 // 0 while it waits
	DecidedAccount, DecidedName string
	DecidedAt                   time.Time
	Confirmed                   bool
	Reason                      string // why it was refused
}

// Waits tells whether nobody has decided on the seed.
func (s Seed) Waits() bool { return s.DecidedBy == 0 }

// Seeds queues the seeds of a draw in the order of entry.
func (b *Batch) Seeds(draw int64, to *[]Seed) {
	b.all(func(r pgx.Row) error {
		var s Seed
		if err := r.Scan(&s.Attempt, &s.Digits, &s.EnteredBy, &s.EnteredAccount, &s.EnteredName, &s.EnteredAt,
			&s.DecidedBy, &s.DecidedAccount, &s.DecidedName, maybe{&s.DecidedAt}, &s.Confirmed, &s.Reason); err != nil {
			return err
		}
		*to = append(*to, s)
		return nil
	}, `select s.attempt, s.seed, s.entered_by, e.account, e.name, s.entered_at,
		  coalesce(s.decided_by, 0), coalesce(d.account, ''), coalesce(d.name, ''), s.decided_at, coalesce(s.confirmed, false), s.reason
		from draw_seed s join person e on e.id = s.entered_by left join person d on d.id = s.decided_by
		where s.draw_id = $1 order by s.attempt`, draw)
}

// AddSeed queues a seed as it was typed.
func (b *Batch) AddSeed(draw int64, s Seed) {
	b.do(`insert into draw_seed (draw_id, attempt, seed, entered_by, entered_at) values ($1, $2, $3, $4, $5)`,
		draw, s.Attempt, s.Digits, s.EnteredBy, s.EnteredAt)
}

// DecideSeed queues the decision on a seed that waits.
func (b *Batch) DecideSeed(draw int64, s Seed) {
	b.one(nil, ignore, `with u as (update draw_seed set decided_by = $4, decided_at = $5, confirmed = $6, reason = $7
		where draw_id = $1 and attempt = $2 and seed = $3 and confirmed is null returning 1) select guard(count(*)) from u`,
		draw, s.Attempt, s.Digits, s.DecidedBy, s.DecidedAt, s.Confirmed, s.Reason)
}
