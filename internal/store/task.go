package store

import (
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
)

// TaskState is how far long work has come.
type TaskState string

// The states of long work.
const (
	TaskWaiting TaskState = "waiting" // for a process that takes it
	TaskRunning TaskState = "running"
	TaskDone    TaskState = "done"
	TaskFailed  TaskState = "failed" // until its owner asks again
)

// Task is long work that a person asked for. What it is queued with comes
// first, what became of it after.
type Task struct {
	ID     int64
	Kind   string          // which work
	Args   json.RawMessage // of that kind
	Key    string          // the same for the same work, which is then done once
	Title  string          // in the words of who asked
	Owner  int64
	Action access.Action // what the owner must be allowed to do at the place
	Root   int64
	// Committee and Branch complete the place; 0 where the work is about more.
	Committee, Branch int64
	MadeAt            time.Time

	State                 TaskState
	Run                   int // counts who had it in hand
	Tries                 int // since it was last asked for
	Done, Total           int // steps
	Message               string
	Digest, FileName      string // of the result; "" without one
	MediaType             string
	Size                  int // bytes
	StartedAt, FinishedAt time.Time
}

// Place is where the work stands, for deciding on rights.
func (t *Task) Place() access.Place {
	return access.Place{Root: t.Root, Committee: t.Committee, Nearest: t.Committee, Branch: t.Branch}
}

// AddTask queues long work, in the transaction that asks for it. Where work of
// that key is there already, id is that one's and nothing is added.
func (b *Batch) AddTask(t Task, id *int64) {
	b.one(nil, scanID(id), `
		insert into task (kind, args, key, title, owner_id, action, root_id, committee_id, branch_id, made_at)
		values ($1, coalesce($2::jsonb, '{}'), $3, $4, $5, $6, $7, nullif($8, 0), nullif($9, 0), $10)
		on conflict (key) do update set key = excluded.key returning id`,
		t.Kind, t.Args, t.Key, t.Title, t.Owner, string(t.Action), t.Root, t.Committee, t.Branch, t.MadeAt)
}

const taskColumns = `select t.id, t.kind, t.args, t.key, t.title, t.owner_id, t.action, t.root_id, coalesce(t.committee_id, 0), coalesce(t.branch_id, 0), t.made_at,
	t.state, t.run, t.tries, t.done, t.total, t.message, coalesce(t.digest, ''), t.file_name, coalesce(f.media_type, ''), coalesce(f.size, 0), t.started_at, t.finished_at `

const selectTask = taskColumns + `from task t left join file f on f.digest = t.digest `

func (t *Task) fields() []any {
	return []any{&t.ID, &t.Kind, &t.Args, &t.Key, &t.Title, &t.Owner, &t.Action, &t.Root, &t.Committee, &t.Branch, &t.MadeAt,
		&t.State, &t.Run, &t.Tries, &t.Done, &t.Total, &t.Message, &t.Digest, &t.FileName, &t.MediaType, &t.Size, maybe{&t.StartedAt}, maybe{&t.FinishedAt}}
}

// Task queues one piece of long work of a person.
func (b *Batch) Task(owner, id int64, t *Task, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(t.fields()...) }, selectTask+`where t.owner_id = $1 and t.id = $2`, owner, id)
}

// Tasks queues a person's long work, the latest first.
func (b *Batch) Tasks(owner int64, offset, limit int, to *[]Task, total *int) {
	b.all(collect(to, (*Task).fields), selectTask+`where t.owner_id = $1 order by t.id desc limit $2 offset $3`, owner, limit, offset)
	b.one(nil, scanOne(total), `select count(*) from task where owner_id = $1`, owner)
}

// RetryTask queues that failed work is to be tried again; where it has not
// failed, or is another's, the whole transaction stops.
func (b *Batch) RetryTask(owner, id int64) {
	b.one(nil, ignore, `with u as (update task set state = 'waiting', run = run + 1, tries = 0, due_at = clock_timestamp(), queued_at = null, message = '', finished_at = null
		where owner_id = $1 and id = $2 and state = 'failed' returning 1) select guard(count(*)) from u`, owner, id)
}
