package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

func groupFields(g *record.Group) []any {
	return append(entryFields(&g.Entry), &g.Name, &g.Leader, day{&g.Formed}, day{&g.Dissolved})
}

// Groups queues a branch's party groups that stand on any day of a window, the
// oldest first.
func (b *Batch) Groups(branch int64, w calendar.Window, to *[]record.Group) {
	b.all(collect(to, groupFields), `select `+entryColumns+`, t.name, coalesce(t.leader_id, 0), t.formed_on, t.dissolved_on from party_group t
		where t.branch_id = $1 and t.removed_at is null and t.formed_on <= $3 and (t.dissolved_on is null or t.dissolved_on > $2) order by t.formed_on, t.id`,
		branch, date(w.From), date(w.Until))
}

// AddGroup queues a new party group.
func (b *Batch) AddGroup(branch int64, g *record.Group, by int64, at time.Time, id *int64) {
	b.one(nil, scanID(id), `insert into party_group (branch_id, committee_id, name, leader_id, formed_on, dissolved_on, recorded_by, recorded_at)
		select id, committee_id, $2, $3, $4, $5, $6, $7 from organisation where id = $1 returning id`, branch, g.Name, optional(g.Leader), date(g.Formed), date(g.Dissolved), by, at)
}

// ChangeGroup queues new facts about a party group of a branch.
func (b *Batch) ChangeGroup(branch int64, g *record.Group) {
	b.one(nil, ignore, `with u as (update party_group set name = $4, leader_id = $5, formed_on = $6, dissolved_on = $7, version = version + 1
		where branch_id = $1 and id = $2 and version = $3 and removed_at is null returning 1) select guard(count(*)) from u`,
		branch, g.ID, g.Version, g.Name, optional(g.Leader), date(g.Formed), date(g.Dissolved))
}

const selectSeat = `select ` + entryColumns + `, t.post, t.opened_on, t.closed_on from seat t `

func seatFields(s *record.Seat) []any {
	return append(entryFields(&s.Entry), &s.Post, day{&s.Opened}, day{&s.Closed})
}

// Seats queues a branch's seats that exist on any day of a window, with all who
// ever held them.
func (b *Batch) Seats(branch int64, w calendar.Window, to *[]record.Seat) {
	b.all(collect(to, seatFields), selectSeat+`where t.branch_id = $1 and t.removed_at is null and t.opened_on <= $3 and (t.closed_on is null or t.closed_on > $2) order by t.id`, branch, date(w.From), date(w.Until))
	b.all(func(r pgx.Row) error {
		var seat int64
		var h record.Holding
		if err := r.Scan(&seat, &h.ID, &h.Member, &h.Name, day{&h.Since}, day{&h.Until}); err != nil {
			return err
		}
		for i := range *to {
			if s := &(*to)[i]; s.ID == seat {
				s.Holdings = append(s.Holdings, h)
			}
		}
		return nil
	}, `select h.seat_id, h.id, h.member_id, m.name, lower(h.period), upper(h.period) from seat_holding h join seat s on s.id = h.seat_id join member m on m.id = h.member_id
		where s.branch_id = $1 order by lower(h.period)`, branch)
}

// AddSeat queues a new seat.
func (b *Batch) AddSeat(branch int64, s *record.Seat, by int64, at time.Time, id *int64) {
	b.one(nil, scanID(id), `insert into seat (branch_id, committee_id, post, opened_on, closed_on, recorded_by, recorded_at)
		select id, committee_id, $2, $3, $4, $5, $6 from organisation where id = $1 returning id`, branch, s.Post, date(s.Opened), date(s.Closed), by, at)
}

// ChangeSeat queues new facts about a seat; KeepOld goes before it.
func (b *Batch) ChangeSeat(s *record.Seat) {
	b.one(nil, ignore, `with u as (update seat set post = $3, opened_on = $4, closed_on = $5, version = version + 1 where id = $1 and version = $2 and removed_at is null returning 1)
		select guard(count(*)) from u`, s.ID, s.Version, s.Post, date(s.Opened), date(s.Closed))
}

// Seat queues one seat of a branch with all who ever held it.
func (b *Batch) Seat(branch, id int64, s *record.Seat, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(seatFields(s)...) }, selectSeat+`where t.branch_id = $1 and t.id = $2 and t.removed_at is null`, branch, id)
	b.all(collect(&s.Holdings, func(h *record.Holding) []any { return []any{&h.ID, &h.Member, &h.Name, day{&h.Since}, day{&h.Until}} }),
		`select h.id, h.member_id, m.name, lower(h.period), upper(h.period) from seat_holding h join member m on m.id = h.member_id where h.seat_id = $1 order by lower(h.period)`, id)
}

// SetHoldings queues that just these held a seat of a branch, in place of who
// was said to before. A Holding without an end holds the seat now.
func (b *Batch) SetHoldings(branch, seat int64, list []record.Holding) {
	members, since, until := make([]int64, len(list)), make([]*time.Time, len(list)), make([]*time.Time, len(list))
	for i, h := range list {
		members[i], since[i], until[i] = h.Member, dateRef(h.Since), dateRef(h.Until)
	}
	b.do(`delete from seat_holding h using seat s where s.id = h.seat_id and s.branch_id = $1 and s.id = $2`, branch, seat)
	b.do(`insert into seat_holding (seat_id, member_id, period) select s.id, x.member, daterange(x.since, x.until, '[)')
		from seat s, unnest($3::bigint[], $4::date[], $5::date[]) as x (member, since, until) where s.branch_id = $1 and s.id = $2 and s.removed_at is null`,
		branch, seat, members, since, until)
}

// Vacate queues that a member holds no seat of a branch from a day on.
func (b *Batch) Vacate(branch, member int64, from calendar.Date) {
	b.do(`delete from seat_holding h using seat s where s.id = h.seat_id and s.branch_id = $1 and h.member_id = $2 and lower(h.period) >= $3`, branch, member, date(from))
	b.do(`with u as (update seat_holding h set period = daterange(lower(h.period), $3, '[)') from seat s
		where s.id = h.seat_id and s.branch_id = $1 and h.member_id = $2 and h.period @> $3::date returning h.seat_id)
		update seat set version = version + 1 where id in (select seat_id from u)`, branch, member, date(from))
}

func termFields(t *record.Term) []any {
	return append(entryFields(&t.Entry), day{&t.Elected}, day{&t.Due}, &t.Note)
}

// Terms queues all terms of a branch's committee, the latest first.
func (b *Batch) Terms(branch int64, to *[]record.Term) {
	b.all(collect(to, termFields), `select `+entryColumns+`, t.elected_on, t.due_on, t.note from committee_term t where t.branch_id = $1 and t.removed_at is null order by t.elected_on desc`, branch)
}

// AddTerm queues a new term.
func (b *Batch) AddTerm(branch int64, t *record.Term, by int64, at time.Time, id *int64) {
	b.one(nil, scanID(id), `insert into committee_term (branch_id, committee_id, elected_on, due_on, note, recorded_by, recorded_at)
		select id, committee_id, $2, $3, $4, $5, $6 from organisation where id = $1 returning id`, branch, date(t.Elected), date(t.Due), t.Note, by, at)
}

// ChangeTerm queues new facts about a term; KeepOld goes before it.
func (b *Batch) ChangeTerm(t *record.Term) {
	b.one(nil, ignore, `with u as (update committee_term set elected_on = $3, due_on = $4, note = $5, version = version + 1 where id = $1 and version = $2 and removed_at is null returning 1)
		select guard(count(*)) from u`, t.ID, t.Version, date(t.Elected), date(t.Due), t.Note)
}
