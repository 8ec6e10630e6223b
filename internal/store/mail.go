package store

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Letter is a notice that goes out by mail.
type Letter struct {
	ID         int64
	To         string
	Text, Href string
	Tries      int // this one included
}

// TakeLetters queues the taking of notices whose mail is due. They are due again
// at an instant, so that those of a process that dies are sent after all; what
// another process has taken is left to it.
func (b *Batch) TakeLetters(now, again time.Time, limit int, to *[]Letter) {
	b.all(collect(to, func(l *Letter) []any { return []any{&l.ID, &l.To, &l.Text, &l.Href, &l.Tries} }), `
		update notice n set mail_after = $2, mail_tries = mail_tries + 1 from person p
		where p.id = n.person_id and n.id in (select id from notice where mail = 'waiting' and mail_after <= $1 order by mail_after limit $3 for update skip locked)
		returning n.id, p.email, n.text, n.href, n.mail_tries`, now, again, limit)
}

// Mailed queues what became of a letter: sent, or given up as failed.
func (b *Batch) Mailed(id int64, state string) {
	b.do(`update notice set mail = $2, mail_after = null where id = $1`, id, state)
}

// Reminding is how a person wants to be told.
type Reminding struct {
	Reminders bool   // at all
	Email     string // "" for none
	Mails     bool   // by mail too
}

// Reminding queues how a person wants to be told.
func (b *Batch) Reminding(person int64, s *Reminding) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(&s.Reminders, &s.Email, &s.Mails) }, `select reminders, email, mails from person where id = $1`, person)
}

// SetReminding queues how a person wants to be told.
func (b *Batch) SetReminding(person int64, s Reminding) {
	b.do(`update person set reminders = $2, email = $3, mails = $4 where id = $1`, person, s.Reminders, s.Email, s.Mails)
}
