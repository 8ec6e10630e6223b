package store

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Turn is a turn at a piece of long work, for a process that takes it.
type Turn struct {
	Task int64
	Run  int
}

// queuedAgain is after how long work that nobody took is queued once more, as a
// new turn: the process that was to take it may be gone.
const queuedAgain = "interval '5 minutes'"

// DueTasks queues which work waits to be queued for the processes. Work of
// which a process keeps silent beyond its lease is taken away from it first.
func (b *Batch) DueTasks(limit int, to *[]Turn) {
	b.do(`update task set state = 'waiting', run = run + 1, queued_at = null, lease_until = null where state = 'running' and lease_until < clock_timestamp()`)
	b.all(collect(to, func(q *Turn) []any { return []any{&q.Task, &q.Run} }), `
		update task set run = case when queued_at is null then run else run + 1 end, queued_at = clock_timestamp() where id in (
		  select id from task where state = 'waiting' and due_at <= clock_timestamp() and (queued_at is null or queued_at < clock_timestamp() - `+queuedAgain+`)
		  order by id limit $1 for update skip locked) returning id, run`, limit)
}

// TakeTask queues the taking of a turn, for a lease; found tells whether it was
// still to be had.
func (b *Batch) TakeTask(q Turn, lease time.Duration, at time.Time, t *Task, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(t.fields()...) }, `
		with taken as (update task set state = 'running', tries = tries + 1, lease_until = clock_timestamp() + $3::interval, started_at = coalesce(started_at, $4), message = ''
		  where id = $1 and run = $2 and state = 'waiting' returning *) `+taskColumns+`from taken t left join file f on f.digest = t.digest`, q.Task, q.Run, lease, at)
}

// HoldTask queues that a process still has the work in hand; held tells whether
// it was not taken away.
func (b *Batch) HoldTask(q Turn, lease time.Duration, held *bool) {
	b.one(held, ignore, `update task set lease_until = clock_timestamp() + $3::interval where id = $1 and run = $2 and state = 'running' returning 1`, q.Task, q.Run, lease)
}

// StepTask queues how far the work has come, together with what the step
// writes. Where it was taken away meanwhile, the whole transaction stops.
func (b *Batch) StepTask(q Turn, done, total int) {
	b.one(nil, ignore, `with u as (update task set done = $3, total = $4 where id = $1 and run = $2 and state = 'running' returning 1) select guard(count(*)) from u`,
		q.Task, q.Run, done, total)
}

// FinishTask queues that the work is done, with its result. Where it was taken
// away meanwhile, the whole transaction stops.
func (b *Batch) FinishTask(q Turn, message, digest, fileName string, at time.Time) {
	b.one(nil, ignore, `with u as (update task set state = 'done', lease_until = null, done = total, message = $3, digest = nullif($4, ''), file_name = $5, finished_at = $6
		where id = $1 and run = $2 and state = 'running' returning 1) select guard(count(*)) from u`, q.Task, q.Run, message, digest, fileName, at)
}

// FailTask queues that the work cannot be done, with what its owner may do.
func (b *Batch) FailTask(q Turn, message string, at time.Time) {
	b.one(nil, ignore, `with u as (update task set state = 'failed', lease_until = null, message = $3, finished_at = $4
		where id = $1 and run = $2 and state = 'running' returning 1) select guard(count(*)) from u`, q.Task, q.Run, message, at)
}

// PutTaskBack queues that a process lets go of the work, to be taken again
// after a while; counted tells whether that was a try.
func (b *Batch) PutTaskBack(q Turn, message string, after time.Duration, counted bool) {
	b.do(`update task set state = 'waiting', run = run + 1, lease_until = null, queued_at = null, message = $3, due_at = clock_timestamp() + $4::interval,
		tries = case when $5 then tries else tries - 1 end where id = $1 and run = $2 and state = 'running'`, q.Task, q.Run, message, after, counted)
}

// Result is the file that came of long work.
type Result struct {
	Task   int64
	Digest string
}

// OldResults queues the locking of some results that were finished before an
// instant, the oldest first.
func (b *Batch) OldResults(before time.Time, limit int, to *[]Result) {
	b.all(collect(to, func(r *Result) []any { return []any{&r.Task, &r.Digest} }),
		`select id, digest from task where digest is not null and finished_at < $1 order by finished_at limit $2 for update skip locked`, before, limit)
}

// DropResult queues the removal of a result. A file that something else refers
// to stays for that.
func (b *Batch) DropResult(r Result) {
	b.do(`update task set digest = null where id = $1`, r.Task)
	b.do(`select drop_unused_file($1)`, r.Digest)
}
