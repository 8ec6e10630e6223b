package store

import (
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

// Person is an account.
type Person struct {
	ID           int64
	Account      string
	Name         string
	PasswordHash string
	MustChange   bool
	Disabled     bool
}

// PersonByAccount queues the look-up of an account that is not disabled.
func (b *Batch) PersonByAccount(account string, p *Person, found *bool) {
	b.one(found, func(r pgx.Row) error {
		return r.Scan(&p.ID, &p.Account, &p.Name, &p.PasswordHash, &p.MustChange)
	}, `select id, account, name, password_hash, must_change from person where account = $1 and disabled_at is null`, account)
}

// PersonByID queues the look-up of an account by its id.
func (b *Batch) PersonByID(id int64, p *Person, found *bool) {
	b.one(found, func(r pgx.Row) error {
		return r.Scan(&p.ID, &p.Account, &p.Name, &p.PasswordHash, &p.MustChange, &p.Disabled)
	}, `select id, account, name, password_hash, must_change, disabled_at is not null from person where id = $1`, id)
}

// Actor queues a person with the appointments in force on a day; disabled
// accounts are not found.
func (b *Batch) Actor(person int64, on calendar.Date, a *access.Actor, found *bool) {
	b.one(found, func(r pgx.Row) error {
		a.Appointments = nil
		return r.Scan(&a.Person, &a.Account, &a.Name, &a.MustChangePass)
	}, `select id, account, name, must_change from person where id = $1 and disabled_at is null`, person)
	b.all(collect(&a.Appointments, func(x *access.Appointment) []any { return []any{&x.Role, &x.Organisation, &x.Name} }), `
		select a.role, a.organisation_id, o.name from appointment a join organisation o on o.id = a.organisation_id
		where a.person_id = $1 and a.period @> $2::date order by a.id`, person, date(on))
}

// AddPerson queues a new account.
func (b *Batch) AddPerson(p Person, at time.Time, id *int64) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(id) },
		`insert into person (account, name, password_hash, must_change, created_at) values ($1, $2, $3, $4, $5) returning id`,
		p.Account, p.Name, p.PasswordHash, p.MustChange, at)
}

// SetPassword queues a new password hash.
func (b *Batch) SetPassword(person int64, hash string, mustChange bool) {
	b.do(`update person set password_hash = $2, must_change = $3 where id = $1`, person, hash, mustChange)
}

// Disable queues the disabling of an account, or its return. Where somebody
// else has done it already, the whole transaction stops.
func (b *Batch) Disable(person int64, disabled bool, at time.Time) {
	b.one(nil, ignore, `with u as (update person set disabled_at = case when $2 then $3::timestamptz end
		where id = $1 and (disabled_at is not null) <> $2 returning 1) select guard(count(*)) from u`, person, disabled, at)
}

// failuresOf counts, of an account or an address, how many failures there were
// within the window before each that lies in the window before now, and takes the
// most: who failed too often stays locked for a whole window from then on.
const failuresOf = `select coalesce(max(n), 0) from (select at, count(*) over (order by at range between make_interval(secs => $4) preceding and current row) as n
	from sign_in_failure where %s and at > $3::timestamptz - make_interval(secs => 2 * $4)) x where at > $3::timestamptz - make_interval(secs => $4)`

var failuresOfBoth = `select (` + fmt.Sprintf(failuresOf, "account = $1") + `), (` + fmt.Sprintf(failuresOf, "address = $2") + `)`

// Failures queues how often sign-in failed within a window that ended at most a
// window before now, for an account and from an address.
func (b *Batch) Failures(account, address string, now time.Time, window time.Duration, byAccount, byAddress *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(byAccount, byAddress) }, failuresOfBoth, account, address, now, window.Seconds())
}

// Fail queues a failed sign-in.
func (b *Batch) Fail(account, address string, at time.Time) {
	b.do(`insert into sign_in_failure (account, address, at) values ($1, $2, $3)`, account, address, at)
}

// ClearFailures queues the forgetting of an account's failed sign-ins.
func (b *Batch) ClearFailures(account string) {
	b.do(`delete from sign_in_failure where account = $1`, account)
}

// Nobody queues whether nobody has an account.
func (b *Batch) Nobody(empty *bool) {
	b.one(nil, scanOne(empty), `select not exists (select from person)`)
}
