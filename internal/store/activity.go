package store

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

var selectActivity = `select ` + entryColumns + `, t.kinds, coalesce(t.group_id, 0), t.occurred_on, coalesce(t.begins, -1), coalesce(t.minutes, 0), t.title, t.place,
	coalesce(t.chair_id, 0), coalesce(t.recorder_id, 0), t.content, t.resolutions, t.present, t.on_leave, t.absent, t.reasons, ` + filesOf(record.ActivityRecord) + ` from activity t `

func activityFields(a *record.Activity) []any {
	return append(entryFields(&a.Entry), &a.Kinds, &a.Group, day{&a.On}, &a.Begins, &a.Minutes, &a.Title, &a.Place, &a.Chair, &a.Recorder,
		&a.Content, &a.Resolutions, &a.Present, &a.OnLeave, &a.Absent, &a.Reasons, &a.Files)
}

// Activities queues a branch's activities within a window, the latest first.
func (b *Batch) Activities(branch int64, w calendar.Window, to *[]record.Activity) {
	b.all(collect(to, activityFields), selectActivity+`where t.branch_id = $1 and t.occurred_on between $2 and $3 and t.removed_at is null
		order by t.occurred_on desc, t.id desc`, branch, date(w.From), date(w.Until))
}

// ActivityHeads queues a branch's activities within a window, the latest first,
// without their texts: of content and resolutions only the first character is
// there, which tells that something was written.
func (b *Batch) ActivityHeads(branch int64, w calendar.Window, to *[]record.Activity) {
	heads := strings.NewReplacer("t.content,", "left(t.content, 1),", "t.resolutions,", "left(t.resolutions, 1),").Replace(selectActivity)
	b.all(collect(to, activityFields), heads+`where t.branch_id = $1 and t.occurred_on between $2 and $3 and t.removed_at is null
		order by t.occurred_on desc, t.id desc`, branch, date(w.From), date(w.Until))
}

// GoneActivity is an activity whose record was taken back.
type GoneActivity struct {
	Title  string
	On     calendar.Date
	By     string
	At     time.Time
	Reason string
}

// GoneActivities queues a branch's activities within a window whose records were
// taken back, the latest first.
func (b *Batch) GoneActivities(branch int64, w calendar.Window, to *[]GoneActivity) {
	b.all(collect(to, func(g *GoneActivity) []any { return []any{&g.Title, day{&g.On}, &g.By, &g.At, &g.Reason} }),
		`select t.title, t.occurred_on, p.name, c.made_at, c.reason from activity t
		join lateral (select made_by, made_at, reason from correction where branch_id = $1 and kind = 'activity' and record_id = t.id order by id desc limit 1) c on true
		join person p on p.id = c.made_by
		where t.branch_id = $1 and t.occurred_on between $2 and $3 and t.removed_at is not null order by t.occurred_on desc, t.id desc`,
		branch, date(w.From), date(w.Until))
}

// Activity queues one activity of a branch.
func (b *Batch) Activity(branch, id int64, a *record.Activity, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(activityFields(a)...) },
		selectActivity+`where t.branch_id = $1 and t.id = $2 and t.removed_at is null`, branch, id)
}

func activityArgs(a *record.Activity) []any {
	kinds := make([]string, len(a.Kinds))
	for i, k := range a.Kinds {
		kinds[i] = string(k)
	}
	var begins, minutes any
	if a.Begins >= 0 {
		begins = a.Begins
	}
	if a.Minutes > 0 {
		minutes = a.Minutes
	}
	reasons, err := json.Marshal(a.Reasons)
	if err != nil || a.Reasons == nil {
		reasons = []byte("{}") // a map of strings cannot fail
	}
	return []any{kinds, optional(a.Group), date(a.On), begins, minutes, a.Title, a.Place, optional(a.Chair), optional(a.Recorder), a.Content, a.Resolutions,
		ids(a.Present), ids(a.OnLeave), ids(a.Absent), reasons}
}

// ids is the parameter for a list of references; never null.
func ids(list []int64) []int64 {
	if list == nil {
		return []int64{}
	}
	return list
}

// AddActivity queues a new activity, under the id that was taken for it before
// where it has one; id is set when the batch has run.
func (b *Batch) AddActivity(branch int64, a *record.Activity, by int64, at time.Time, id *int64) {
	b.one(nil, scanID(id), `
		insert into activity (id, branch_id, committee_id, kinds, group_id, occurred_on, begins, minutes, title, place, chair_id, recorder_id, content, resolutions,
		  present, on_leave, absent, reasons, recorded_by, recorded_at) overriding system value
		select coalesce($19, nextval(pg_get_serial_sequence('activity', 'id'))), id, committee_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
		from organisation where id = $1 returning id`,
		append(append([]any{branch}, activityArgs(a)...), by, at, optional(a.ID))...)
}

// ChangeActivity queues new content of an activity; KeepOld goes before it.
func (b *Batch) ChangeActivity(a *record.Activity) {
	b.one(nil, ignore, `with u as (update activity set kinds = $3, group_id = $4, occurred_on = $5, begins = $6, minutes = $7, title = $8, place = $9, chair_id = $10,
		recorder_id = $11, content = $12, resolutions = $13, present = $14, on_leave = $15, absent = $16, reasons = $17, version = version + 1
		where id = $1 and version = $2 and removed_at is null returning 1) select guard(count(*)) from u`,
		append([]any{a.ID, a.Version}, activityArgs(a)...)...)
}
