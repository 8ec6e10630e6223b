package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

// Account is a person as the list of accounts shows one, with the appointments
// in force.
type Account struct {
	Person
	CreatedAt    time.Time
	DisabledAt   time.Time // zero where not
	Appointments []access.Appointment
}

// AccountFilter narrows the list of accounts. Text is looked for in names and
// at the beginning of accounts.
type AccountFilter struct {
	Text          string
	State         string // "" for all, "active", "disabled", "initial" (the first password not changed yet)
	Today         calendar.Date
	Offset, Limit int
}

const whereAccount = `where ($1 = '' or strpos(lower(p.name), lower($1)) > 0 or starts_with(p.account, lower($1)))
	and case $2 when 'active' then p.disabled_at is null when 'disabled' then p.disabled_at is not null
	  when 'initial' then p.must_change and p.disabled_at is null else true end`

// Accounts queues a page of the accounts, by account, and how many there are.
func (b *Batch) Accounts(f AccountFilter, to *[]Account, total *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(total) }, `select count(*) from person p `+whereAccount, f.Text, f.State)
	b.all(scanAccounts(to), `
		select p.id, p.account, p.name, p.must_change, p.disabled_at is not null, p.created_at, p.disabled_at,
		  array(select a.role from appointment a where a.person_id = p.id and a.period @> $3::date order by a.id),
		  array(select o.name from appointment a join organisation o on o.id = a.organisation_id
		    where a.person_id = p.id and a.period @> $3::date order by a.id)
		from person p `+whereAccount+` order by p.account limit $4 offset $5`, f.Text, f.State, date(f.Today), f.Limit, f.Offset)
}

func scanAccounts(to *[]Account) func(pgx.Row) error {
	return func(r pgx.Row) error {
		var a Account
		var roles, names []string
		if err := r.Scan(&a.ID, &a.Account, &a.Name, &a.MustChange, &a.Disabled, &a.CreatedAt, maybe{&a.DisabledAt}, &roles, &names); err != nil {
			return err
		}
		for i, role := range roles {
			a.Appointments = append(a.Appointments, access.Appointment{Role: access.Role(role), Name: names[i]})
		}
		*to = append(*to, a)
		return nil
	}
}

// PeopleLike queues the accounts in use whose name holds a text or whose account
// begins with it, at most limit of them.
func (b *Batch) PeopleLike(text string, limit int, to *[]Person) {
	b.all(func(r pgx.Row) error {
		var p Person
		if err := r.Scan(&p.ID, &p.Account, &p.Name); err != nil {
			return err
		}
		*to = append(*to, p)
		return nil
	}, `select p.id, p.account, p.name from person p `+whereAccount+` order by p.account limit $3`, text, "active", limit)
}
