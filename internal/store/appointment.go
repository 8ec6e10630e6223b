package store

import (
	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

// Appointment is a role of a person at an organisation, from a day to a day;
// a zero Until is open.
type Appointment struct {
	ID               int64
	Person           int64
	PersonName       string
	Account          string
	Role             access.Role
	Organisation     int64
	OrganisationName string
	Root             int64 // the organisation's
	From, Until      calendar.Date
}

// Appoint queues a new appointment. By is who appoints, 0 at set-up.
func (b *Batch) Appoint(a Appointment, by int64, id *int64) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(id) },
		`insert into appointment (person_id, role, organisation_id, period, appointed_by)
		 values ($1, $2, $3, daterange($4, $5, '[]'), nullif($6, 0)) returning id`,
		a.Person, string(a.Role), a.Organisation, date(a.From), date(a.Until), by)
}

// EndAppointment queues the end of an appointment from a day on, the day itself
// included, so that it no longer counts on that day. One that would have begun
// only then leaves no row; the audit log has it. Where it has ended already, the
// whole transaction stops.
func (b *Batch) EndAppointment(id int64, from calendar.Date) {
	b.one(nil, ignore, `
		with d as (delete from appointment where id = $1 and lower(period) >= $2::date returning 1),
		u as (update appointment set period = daterange(lower(period), $2::date)
		  where id = $1 and lower(period) < $2::date and (upper_inf(period) or upper(period) > $2::date) returning 1)
		select guard((select count(*) from d) + (select count(*) from u))`, id, date(from))
}

const selectAppointment = `select a.id, a.person_id, p.name, p.account, a.role, a.organisation_id, o.name, o.root_id, lower(a.period), (upper(a.period) - 1)
	from appointment a join person p on p.id = a.person_id join organisation o on o.id = a.organisation_id `

func (a *Appointment) fields() []any {
	return []any{&a.ID, &a.Person, &a.PersonName, &a.Account, &a.Role, &a.Organisation, &a.OrganisationName, &a.Root, day{&a.From}, day{&a.Until}}
}

// Appointment queues one appointment, ended ones too.
func (b *Batch) Appointment(id int64, a *Appointment, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(a.fields()...) }, selectAppointment+`where a.id = $1`, id)
}

// Appointments queues the appointments in force on a day, at one organisation or, for 0, everywhere.
func (b *Batch) Appointments(organisation int64, on calendar.Date, to *[]Appointment) {
	b.all(scanAppointments(to), selectAppointment+`where ($1::bigint = 0 or a.organisation_id = $1) and a.period @> $2::date and p.disabled_at is null
		order by a.organisation_id, a.id`, organisation, date(on))
}

// AppointmentFilter narrows the list of appointments below a root to those that
// have not ended on a day.
type AppointmentFilter struct {
	Root          int64
	Organisation  int64 // 0 for all
	Role          access.Role
	Text          string // in names, or at the beginning of accounts
	Today         calendar.Date
	Offset, Limit int
}

const whereAppointment = `where o.root_id = $1 and ($2::bigint = 0 or a.organisation_id = $2) and ($3 = '' or a.role = $3)
	and ($4 = '' or strpos(lower(p.name), lower($4)) > 0 or starts_with(p.account, lower($4)))
	and (upper_inf(a.period) or upper(a.period) > $5::date) `

// AppointmentList queues a page of appointments, from the root down, and how
// many there are. Those of disabled accounts and those that have not begun are
// in it: they can be ended.
func (b *Batch) AppointmentList(f AppointmentFilter, to *[]Appointment, total *int) {
	args := []any{f.Root, f.Organisation, string(f.Role), f.Text, date(f.Today)}
	b.one(nil, func(r pgx.Row) error { return r.Scan(total) }, `select count(*) from appointment a join person p on p.id = a.person_id
		join organisation o on o.id = a.organisation_id `+whereAppointment, args...)
	b.all(scanAppointments(to), selectAppointment+whereAppointment+`
		order by array_position(array['work_committee', 'party_committee', 'general_branch', 'branch'], o.level), o.code, a.id
		limit $6 offset $7`, append(args, f.Limit, f.Offset)...)
}

func scanAppointments(to *[]Appointment) func(pgx.Row) error {
	return func(r pgx.Row) error {
		var a Appointment
		if err := r.Scan(a.fields()...); err != nil {
			return err
		}
		*to = append(*to, a)
		return nil
	}
}
