package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
)

// Notice is what a person is told, once.
type Notice struct {
	ID     int64
	Person int64
	Key    string // the same for the same event
	Text   string
	Href   string // an address of this site; "" for none
	MadeAt time.Time
	ReadAt time.Time // zero while unread
}

// Tell queues a notice for whoever wants to be reminded; a person who was told
// already is not told again. told counts those who were. Mail waits where the
// person gave an address and wants it.
func (b *Batch) Tell(n Notice, told *int) {
	b.one(nil, func(r pgx.Row) error {
		var new int
		err := r.Scan(&new)
		*told += new
		return err
	}, `with i as (insert into notice (person_id, key, text, href, made_at, mail, mail_after)
		select id, $2, $3, $4, $5, case when email <> '' and mails then 'waiting' else 'none' end, case when email <> '' and mails then $5::timestamptz end from person where id = $1 and reminders and disabled_at is null on conflict (person_id, key) do nothing returning 1) select count(*) from i`,
		n.Person, n.Key, n.Text, n.Href, n.MadeAt)
}

// Notices queues a person's notices, the latest first.
func (b *Batch) Notices(person int64, limit int, to *[]Notice) {
	b.all(collect(to, func(n *Notice) []any {
		return []any{&n.ID, &n.Person, &n.Key, &n.Text, &n.Href, &n.MadeAt, maybe{&n.ReadAt}}
	}),
		`select id, person_id, key, text, href, made_at, read_at from notice where person_id = $1 order by id desc limit $2`, person, limit)
}

// Unread queues how many notices a person has not read.
func (b *Batch) Unread(person int64, n *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(n) }, `select count(*) from notice where person_id = $1 and read_at is null`, person)
}

// ReadNotices queues that a person has read the notices up to one.
func (b *Batch) ReadNotices(person, upTo int64, at time.Time) {
	b.do(`update notice set read_at = $3 where person_id = $1 and id <= $2 and read_at is null`, person, upTo, at)
}

// Keepers queues who keeps the records of a branch on a day: its secretaries and
// clerks.
func (b *Batch) Keepers(branch int64, on calendar.Date, to *[]int64) {
	b.all(func(r pgx.Row) error {
		var id int64
		if err := r.Scan(&id); err != nil {
			return err
		}
		*to = append(*to, id)
		return nil
	}, `select distinct person_id from appointment where organisation_id = $1 and role in ('branch_secretary', 'branch_clerk') and period @> $2::date`, branch, date(on))
}
