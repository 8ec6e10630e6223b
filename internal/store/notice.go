package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

// Notice is what a person is told, once.
type Notice struct {
	ID     int64
	Person int64
	By     int64  // who did it, and needs no telling where many are told; 0 for nobody
	Key    string // the same for the same event
	Text   string
	Href   string // an address of this site; "" for none
	MadeAt time.Time
	ReadAt time.Time // zero while unread
}

// Tell queues a notice to one person, who is not told again of the same event.
// told counts who was told now. Mail waits where the person gave an address and
// wants it.
func (b *Batch) Tell(n Notice, told *int) {
	b.one(nil, func(r pgx.Row) error {
		var new int
		err := r.Scan(&new)
		*told += new
		return err
	}, `with i as (`+insertNotices+`where p.id = $1 and p.disabled_at is null on conflict (person_id, key) do nothing returning 1) select count(*) from i`,
		n.Person, n.Key, n.Text, n.Href, n.MadeAt)
}

// TellRoles queues a notice to everybody who holds one of the roles at an
// organisation on the day that it is made, except to n.By; nobody is told twice
// of the same event. Of n.Person nothing is taken.
func (b *Batch) TellRoles(organisation int64, roles []access.Role, n Notice) {
	b.do(insertNotices+`where p.disabled_at is null and p.id <> $1 and p.id in (select person_id from appointment
		where organisation_id = $6 and role = any($7) and period @> $8::date) order by p.id on conflict (person_id, key) do nothing`,
		n.By, n.Key, n.Text, n.Href, n.MadeAt, organisation, roles, date(calendar.DateOf(n.MadeAt)))
}

// TellBelow is TellRoles for every organisation below a root.
func (b *Batch) TellBelow(root int64, roles []access.Role, n Notice) {
	b.do(insertNotices+`where p.disabled_at is null and p.id <> $1 and p.id in (select x.person_id from appointment x join organisation o on o.id = x.organisation_id
		where o.root_id = $6 and x.role = any($7) and x.period @> $8::date) order by p.id on conflict (person_id, key) do nothing`,
		n.By, n.Key, n.Text, n.Href, n.MadeAt, root, roles, date(calendar.DateOf(n.MadeAt)))
}

// TellEach queues a notice to some persons; except to n.By.
func (b *Batch) TellEach(persons []int64, n Notice) {
	b.do(insertNotices+`where p.disabled_at is null and p.id <> $1 and p.id = any($6) order by p.id on conflict (person_id, key) do nothing`,
		n.By, n.Key, n.Text, n.Href, n.MadeAt, persons)
}

// TellCheckers queues a notice to whoever checks a branch of a draw; except to
// n.By.
func (b *Batch) TellCheckers(draw int64, n Notice) {
	b.do(insertNotices+`where p.disabled_at is null and p.id <> $1 and p.id in (select k.person_id from spot_checker k join spot_check s on s.id = k.spot_check_id
		where s.draw_id = $6 and k.ended_at is null) order by p.id on conflict (person_id, key) do nothing`,
		n.By, n.Key, n.Text, n.Href, n.MadeAt, draw)
}

// TellDrawn queues a notice to who keeps the records of the branches of a draw.
func (b *Batch) TellDrawn(draw int64, n Notice) {
	b.do(insertNotices+`where p.disabled_at is null and p.id <> $1 and p.id in (select m.person_id from spot_check s join assessment a on a.id = s.assessment_id
		join appointment m on m.organisation_id = a.branch_id where s.draw_id = $6 and m.role in ('branch_secretary', 'branch_clerk') and m.period @> $7::date)
		order by p.id on conflict (person_id, key) do nothing`,
		n.By, n.Key, n.Text, n.Href, n.MadeAt, draw, date(calendar.DateOf(n.MadeAt)))
}

// mailed says whether a notice of the instant $5 goes out to p by mail as well.
const mailed = `case when p.email <> '' and p.mails then 'waiting' else 'none' end, case when p.email <> '' and p.mails then $5::timestamptz end`

const insertNotices = `insert into notice (person_id, key, text, href, made_at, mail, mail_after)
	select p.id, $2, $3, $4, $5, ` + mailed + ` from person p `

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

// RemindKeepers queues a notice to who keeps the records of a branch on the day
// that it is made, its secretaries and clerks, and wants to be reminded.
func (b *Batch) RemindKeepers(branch int64, n Notice) {
	b.do(insertNotices+`where p.disabled_at is null and p.reminders and p.id in (select person_id from appointment
		where organisation_id = $1 and role in ('branch_secretary', 'branch_clerk') and period @> $6::date)
		order by p.id on conflict (person_id, key) do nothing`,
		branch, n.Key, n.Text, n.Href, n.MadeAt, date(calendar.DateOf(n.MadeAt)))
}
