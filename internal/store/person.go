package store

import (
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

// Disable queues the disabling of an account, or its return.
func (b *Batch) Disable(person int64, disabled bool, at time.Time) {
	b.do(`update person set disabled_at = case when $2 then coalesce(disabled_at, $3) end where id = $1`, person, disabled, at)
}

// Failures queues how often sign-in failed lately for an account and from an address.
func (b *Batch) Failures(account, address string, since time.Time, byAccount, byAddress *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(byAccount, byAddress) },
		`select (select count(*) from sign_in_failure where account = $1 and at > $3), (select count(*) from sign_in_failure where address = $2 and at > $3)`,
		account, address, since)
}

// Fail queues a failed sign-in.
func (b *Batch) Fail(account, address string, at time.Time) {
	b.do(`insert into sign_in_failure (account, address, at) values ($1, $2, $3)`, account, address, at)
}

// ClearFailures queues the forgetting of an account's failed sign-ins.
func (b *Batch) ClearFailures(account string) {
	b.do(`delete from sign_in_failure where account = $1`, account)
}

// Appointment is a role of a person at an organisation, from a day to a day;
// a zero Until is open.
type Appointment struct {
	ID           int64
	Person       int64
	PersonName   string
	Role         access.Role
	Organisation int64
	From, Until  calendar.Date
}

// Appoint queues a new appointment. By is who appoints, 0 at set-up.
func (b *Batch) Appoint(a Appointment, by int64, id *int64) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(id) },
		`insert into appointment (person_id, role, organisation_id, period, appointed_by)
		 values ($1, $2, $3, daterange($4, $5, '[]'), nullif($6, 0)) returning id`,
		a.Person, string(a.Role), a.Organisation, date(a.From), date(a.Until), by)
}

// EndAppointment queues the end of an appointment on a day, the day itself included.
func (b *Batch) EndAppointment(id int64, on calendar.Date) {
	b.one(nil, ignore, `with u as (update appointment set period = period * daterange(null, $2, '[]') where id = $1 returning 1) select guard(count(*)) from u`, id, date(on))
}

// People queues all accounts, by name.
func (b *Batch) People(to *[]Person) {
	b.all(func(r pgx.Row) error {
		var p Person
		if err := r.Scan(&p.ID, &p.Account, &p.Name, &p.MustChange, &p.Disabled); err != nil {
			return err
		}
		*to = append(*to, p)
		return nil
	}, `select id, account, name, must_change, disabled_at is not null from person order by account`)
}

// Appointments queues the appointments in force on a day, at one organisation or, for 0, everywhere.
func (b *Batch) Appointments(organisation int64, on calendar.Date, to *[]Appointment) {
	b.all(func(r pgx.Row) error {
		var a Appointment
		if err := r.Scan(&a.ID, &a.Person, &a.PersonName, &a.Role, &a.Organisation, day{&a.From}, day{&a.Until}); err != nil {
			return err
		}
		*to = append(*to, a)
		return nil
	}, `select a.id, a.person_id, p.name, a.role, a.organisation_id, lower(a.period), (upper(a.period) - 1)
		from appointment a join person p on p.id = a.person_id
		where ($1 = 0 or a.organisation_id = $1) and a.period @> $2::date and p.disabled_at is null
		order by a.organisation_id, a.id`, organisation, date(on))
}
