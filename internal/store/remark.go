package store

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Remark is what a reviewer asks of the branch about an item, and its reply.
type Remark struct {
	ID          int64
	Item        string
	Text        string
	WrittenBy   int64
	WrittenName string
	WrittenAt   time.Time
	SentAt      time.Time // zero until the return that sends it
	Reply       string
	RepliedName string
	RepliedAt   time.Time
	Version     int
}

// Remarks queues the remarks of an assessment, oldest first.
func (b *Batch) Remarks(assessment int64, to *[]Remark) {
	b.all(func(r pgx.Row) error {
		var m Remark
		if err := r.Scan(&m.ID, &m.Item, &m.Text, &m.WrittenBy, &m.WrittenName, &m.WrittenAt, maybe{&m.SentAt}, &m.Reply, &m.RepliedName, maybe{&m.RepliedAt}, &m.Version); err != nil {
			return err
		}
		*to = append(*to, m)
		return nil
	}, `select m.id, m.item, m.text, m.written_by, w.name, m.written_at, m.sent_at, m.reply, coalesce(p.name, ''), m.replied_at, m.version
		from remark m join person w on w.id = m.written_by left join person p on p.id = m.replied_by
		where m.assessment_id = $1 order by m.id`, assessment)
}

// AddRemark queues a remark that the next return sends.
func (b *Batch) AddRemark(assessment int64, item, text string, by int64, at time.Time) {
	b.do(`insert into remark (assessment_id, item, text, written_by, written_at) values ($1, $2, $3, $4, $5)`, assessment, item, text, by, at)
}

// DropRemark queues the taking back of a remark that has not been sent.
func (b *Batch) DropRemark(assessment, id int64) {
	b.one(nil, ignore, `with d as (delete from remark where assessment_id = $1 and id = $2 and sent_at is null returning 1)
		select guard(count(*)) from d`, assessment, id)
}

// SendRemarks queues the sending of all remarks not yet sent.
func (b *Batch) SendRemarks(assessment int64, at time.Time) {
	b.do(`update remark set sent_at = $2 where assessment_id = $1 and sent_at is null`, assessment, at)
}

// Reply queues the branch's reply to a remark that was sent.
func (b *Batch) Reply(assessment, id int64, version int, text string, by int64, at time.Time) {
	b.one(nil, ignore, `with u as (update remark set reply = $4, replied_by = $5, replied_at = $6, version = version + 1
		where assessment_id = $1 and id = $2 and version = $3 and sent_at is not null returning 1) select guard(count(*)) from u`,
		assessment, id, version, text, by, at)
}
