package store

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// SpotCheck is the check of one drawn branch.
type SpotCheck struct {
	ID         int64
	Draw       int64
	Assessment int64
	Code, Name string // of the branch
	Committee  string // its name
	Position   int    // place in the order of the draw, from 1
	Stratum    string
	Tickets    int
	Number     string // the branch's smallest ticket, lower-case hex
	Version    int    // counts what is stated in it
	Score      Score
	HandedIn   time.Time // zero where not
	HandedName string
	Checkers   []Checker // who checks it and who did until replaced, by place and time
}

// Current lists who checks the branch now.
func (s *SpotCheck) Current() []Checker {
	var now []Checker
	for _, c := range s.Checkers {
		if c.EndedAt.IsZero() {
			now = append(now, c)
		}
	}
	return now
}

// Checker is a person who checks a branch, or did until replaced.
type Checker struct {
	ID            int64
	SpotCheck     int64
	Place         int // first, second inspector of the branch
	Person        int64
	Account, Name string
	Drawn         bool // by the draw; otherwise put in by an officer
	AssignedName  string
	AssignedAt    time.Time
	EndedName     string
	EndedAt       time.Time // zero where still in place
	Reason        string    // why replaced
}

const selectSpotCheck = `
select s.id, s.draw_id, s.assessment_id, b.code, b.name, m.name, s.position, s.stratum, s.tickets, s.number, s.version,
  s.spot_base, s.spot_pioneer, s.spot_bottom, s.spot_total, s.spot_vetoed, s.spot_grade, s.spot_items, s.spot_answered,
  s.handed_in_at, coalesce(p.name, '')
from spot_check s join assessment a on a.id = s.assessment_id join organisation b on b.id = a.branch_id join organisation m on m.id = a.committee_id
left join person p on p.id = s.handed_in_by
`

func scanSpotCheck(r pgx.Row, s *SpotCheck) error {
	return r.Scan(&s.ID, &s.Draw, &s.Assessment, &s.Code, &s.Name, &s.Committee, &s.Position, &s.Stratum, &s.Tickets, &s.Number, &s.Version,
		&s.Score.Base, &s.Score.Pioneer, &s.Score.Bottom, &s.Score.Total, &s.Score.Vetoed, &s.Score.Grade, &s.Score.Items, &s.Score.Answered,
		maybe{&s.HandedIn}, &s.HandedName)
}

// SpotChecks queues the checks of a draw in the order of the draw, with their checkers.
func (b *Batch) SpotChecks(draw int64, to *[]SpotCheck) {
	b.spotChecks(to, `where s.draw_id = $1 order by s.position`, draw)
	b.checkers(to, `where s.draw_id = $1`, draw)
}

// SpotCheckOf queues the check of an assessment, where it was drawn, with its checkers.
func (b *Batch) SpotCheckOf(assessment int64, to *[]SpotCheck) {
	b.spotChecks(to, `where s.assessment_id = $1`, assessment)
	b.checkers(to, `where s.assessment_id = $1`, assessment)
}

// SpotChecksOf queues the checks that a person is assigned to, without their
// checkers: what is to be done first, of it the earliest draw, then what is handed
// in, of it the latest.
func (b *Batch) SpotChecksOf(person int64, to *[]SpotCheck) {
	b.spotChecks(to, `where exists (select from spot_checker x where x.spot_check_id = s.id and x.person_id = $1 and x.ended_at is null)
		order by s.handed_in_at is not null, case when s.handed_in_at is null then s.draw_id else -s.draw_id end, s.position`, person)
}

func (b *Batch) spotChecks(to *[]SpotCheck, where string, args ...any) {
	b.all(func(r pgx.Row) error {
		var s SpotCheck
		if err := scanSpotCheck(r, &s); err != nil {
			return err
		}
		*to = append(*to, s)
		return nil
	}, selectSpotCheck+where, args...)
}

// checkers puts the checkers to the checks that were read before them.
func (b *Batch) checkers(to *[]SpotCheck, where string, args ...any) {
	b.all(func(r pgx.Row) error {
		var c Checker
		if err := r.Scan(&c.ID, &c.SpotCheck, &c.Place, &c.Person, &c.Account, &c.Name, &c.Drawn, &c.AssignedName, &c.AssignedAt,
			&c.EndedName, maybe{&c.EndedAt}, &c.Reason); err != nil {
			return err
		}
		for i := range *to {
			if s := &(*to)[i]; s.ID == c.SpotCheck {
				s.Checkers = append(s.Checkers, c)
			}
		}
		return nil
	}, `select x.id, x.spot_check_id, x.place, x.person_id, p.account, p.name, x.drawn, coalesce(o.name, ''), x.assigned_at,
		  coalesce(e.name, ''), x.ended_at, x.reason
		from spot_checker x join spot_check s on s.id = x.spot_check_id join person p on p.id = x.person_id
		left join person o on o.id = x.assigned_by left join person e on e.id = x.ended_by
		`+where+` order by x.place, x.id`, args...)
}

// AddSpotChecks queues what a draw brought: a check for each branch, which must
// all be found, and the inspectors drawn for it.
func (b *Batch) AddSpotChecks(draw, cycle int64, drawn []SpotCheck, at time.Time) {
	var codes, strata, numbers, accounts []string
	var tickets, positions, places []int32
	for _, d := range drawn {
		codes, strata, numbers, tickets = append(codes, d.Code), append(strata, d.Stratum), append(numbers, d.Number), append(tickets, int32(d.Tickets)) //nolint:gosec // 1 to 100
		for i, c := range d.Checkers {
			positions, accounts, places = append(positions, int32(d.Position)), append(accounts, c.Account), append(places, int32(i+1)) //nolint:gosec // 1 to the size of the draw, and to 9
		}
	}
	b.one(nil, ignore, `with n as (
		  insert into spot_check (draw_id, assessment_id, position, stratum, tickets, number)
		  select $1, a.id, t.position, t.stratum, t.tickets, t.number
		  from unnest($3::text[], $4::text[], $5::int[], $6::text[]) with ordinality as t (code, stratum, tickets, number, position)
		  join organisation b on b.code = t.code join assessment a on a.branch_id = b.id and a.cycle_id = $2 and a.state = 'reported'
		  returning 1)
		select guard((count(*) = cardinality($3::text[]))::int) from n`, draw, cycle, codes, strata, tickets, numbers)
	b.one(nil, ignore, `with n as (
		  insert into spot_checker (spot_check_id, place, person_id, drawn, assigned_at)
		  select s.id, t.place, p.id, true, $5
		  from unnest($2::int[], $3::text[], $4::int[]) as t (position, account, place)
		  join spot_check s on s.draw_id = $1 and s.position = t.position join person p on p.account = t.account
		  returning 1)
		select guard((count(*) = cardinality($2::int[]))::int) from n`, draw, positions, accounts, places, at)
}

// SaveSpotScore queues the score of what a check states so far.
func (b *Batch) SaveSpotScore(id int64, s Score) {
	b.one(nil, ignore, `with u as (update spot_check set spot_base = $2, spot_pioneer = $3, spot_bottom = $4, spot_total = $5, spot_vetoed = $6,
		spot_grade = $7, spot_items = $8, spot_answered = $9, version = version + 1 where id = $1 and handed_in_at is null returning 1)
		select guard(count(*)) from u`, id, s.Base, s.Pioneer, s.Bottom, s.Total, s.Vetoed, s.Grade, s.Items, s.Answered)
}

// CountSpotChange queues that a check has changed otherwise than in its score.
func (b *Batch) CountSpotChange(id int64) {
	b.one(nil, ignore, `with u as (update spot_check set version = version + 1 where id = $1 and handed_in_at is null returning 1)
		select guard(count(*)) from u`, id)
}

// HandIn queues the end of a check with its final score, guarded by the version
// that the person saw.
func (b *Batch) HandIn(id int64, version int, s Score, by int64, at time.Time) {
	b.one(nil, ignore, `with u as (update spot_check set spot_base = $3, spot_pioneer = $4, spot_bottom = $5, spot_total = $6, spot_vetoed = $7,
		spot_grade = $8, spot_items = $9, spot_answered = $10, version = version + 1, handed_in_by = $11, handed_in_at = $12
		where id = $1 and version = $2 and handed_in_at is null returning 1) select guard(count(*)) from u`,
		id, version, s.Base, s.Pioneer, s.Bottom, s.Total, s.Vetoed, s.Grade, s.Items, s.Answered, by, at)
}

// ReplaceChecker queues that one person checks a branch in another's place from
// now on. id is the row of the one who cannot come.
func (b *Batch) ReplaceChecker(id, person, by int64, reason string, at time.Time) {
	b.one(nil, ignore, `with gone as (
		  update spot_checker x set ended_by = $2, ended_at = $4, reason = $3 where x.id = $1 and x.ended_at is null
		    and exists (select from spot_check s where s.id = x.spot_check_id and s.handed_in_at is null)
		  returning spot_check_id, place)
		select guard(count(*)) from gone`, id, by, reason, at)
	b.do(`insert into spot_checker (spot_check_id, place, person_id, drawn, assigned_by, assigned_at)
		select spot_check_id, place, $2, false, $3, $4 from spot_checker where id = $1`, id, person, by, at)
}

// CheckersOf queues who is assigned to spot-check a branch.
func (b *Batch) CheckersOf(branch int64, to *[]int64) {
	b.all(func(r pgx.Row) error {
		var person int64
		if err := r.Scan(&person); err != nil {
			return err
		}
		*to = append(*to, person)
		return nil
	}, `select distinct k.person_id from assessment a join spot_check s on s.assessment_id = a.id join spot_checker k on k.spot_check_id = s.id
		where a.branch_id = $1 and k.ended_at is null`, branch)
}
