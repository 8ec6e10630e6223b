package store

import (
	"encoding/json"
	"strings"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// Taken is a record on which a finding of the self-assessment rests.
type Taken struct {
	Clause string
	record.Ref
	On        calendar.Date // of the record; so the next two
	Name      string
	Files     int
	Frozen    bool // it was kept as it was at submission
	Corrected bool // and was changed or taken back since
}

// takenKinds tells of each kind of record that can be taken where a row r of
// taken_record leads to: version, whether it was taken back, day, name and
// files; and all that is kept of it when it is frozen. It is the only place that
// knows of each.
var takenKinds = []struct{ columns, body, from string }{
	{`version, removed_at is not null as gone, occurred_on as day, title as name, ` + filesOf(record.ActivityRecord) + ` as files`,
		`to_jsonb(t) || jsonb_build_object('chair', (select name from member where id = chair_id), 'recorder', (select name from member where id = recorder_id),
		'group', (select name from party_group where id = group_id), 'present_names', (select jsonb_agg(name order by id) from member where id = any(present)),
		'leave_names', (select jsonb_agg(name order by id) from member where id = any(on_leave)), 'absent_names', (select jsonb_agg(name order by id) from member where id = any(absent)))`,
		`activity t where r.kind = 'activity' and id = r.record_id`},
	{`version, removed_at is not null, occurred_on, title, ` + filesOf(record.PlanRecord), `to_jsonb(t)`, `study_plan t where r.kind = 'study_plan' and id = r.record_id`},
	{`version, removed_at is not null, occurred_on, title, ` + filesOf(record.HonourRecord), `to_jsonb(t) || jsonb_build_object('member', (select name from member where id = member_id))`,
		`honour t where r.kind = 'honour' and id = r.record_id`},
	{`version, removed_at is not null, occurred_on, title, ` + filesOf(record.RuleRecord), `to_jsonb(t)`, `branch_rule t where r.kind = 'branch_rule' and id = r.record_id`},
	{`version, removed_at is not null, elected_on, '支委会任期', ` + filesOf(record.TermRecord), `to_jsonb(t)`, `committee_term t where r.kind = 'committee_term' and id = r.record_id`},
	{`version, removed_at is not null, opened_on, post, 0`, `to_jsonb(t) || jsonb_build_object('holdings', (select jsonb_agg(m.name || ' ' || lower(h.period) || ' – ' || coalesce(upper(h.period)::text, '')
		order by h.period) from seat_holding h join member m on m.id = h.member_id where h.seat_id = t.id))`, `seat t where r.kind = 'seat' and id = r.record_id`},
	{`version, removed_at is not null, asked_on, (select name from member where id = member_id) || '的组织关系', 0`, `to_jsonb(t)`, `transfer t where r.kind = 'transfer' and id = r.record_id`},
	{`version, removed_at is not null, occurred_on, kind, 0`, `to_jsonb(t) - 'text_sealed' - 'member_id'`, `sanction t where r.kind = 'sanction' and id = r.record_id`},
	{`d.version + coalesce(t.version, 0), false, x.month, to_char(x.month, 'FMMM月') || '党费', 0`,
		`jsonb_build_object('due', d.due, 'paid', d.paid, 'handed_up', t.handed_up, 'handed_up_on', t.handed_up_on, 'published_on', t.published_on, 'published_at', t.published_at)`,
		`(select make_date((r.record_id / 100)::int, (r.record_id % 100)::int, 1) as month where r.kind = 'dues_month') x
		cross join lateral (select sum(due) as due, sum(paid) as paid, coalesce(sum(version), 0)::int as version from dues where branch_id = a.branch_id and month = x.month) d
		left join dues_month t on t.branch_id = a.branch_id and t.month = x.month`},
}

// takenRecord joins what the rows of taken_record r of an assessment a name.
func takenRecord(body bool) string {
	var parts []string
	for i, k := range takenKinds {
		columns := k.columns
		if body {
			columns += ", " + k.body
			if i == 0 {
				columns += " as body"
			}
		}
		parts = append(parts, "select "+columns+" from "+k.from)
	}
	return `from taken_record r join assessment a on a.id = r.assessment_id cross join lateral (` + strings.Join(parts, " union all ") + `) x `
}

var takenHeads, takenBodies = takenRecord(false), takenRecord(true)

// TakenRecords queues the records on which an assessment's findings rest, by
// clause and day, without what is in them. Names and days are those at
// submission, once it is submitted.
func (b *Batch) TakenRecords(assessment int64, to *[]Taken) {
	b.all(collect(to, func(t *Taken) []any {
		return []any{&t.Clause, &t.Kind, &t.ID, day{&t.On}, &t.Name, &t.Files, &t.Frozen, &t.Corrected}
	}), `select r.clause, r.kind, r.record_id, coalesce((r.frozen ->> '_day')::date, x.day) as day, coalesce(r.frozen ->> '_name', x.name), x.files, r.frozen is not null,
		r.frozen is not null and (x.gone or x.version <> (r.frozen ->> '_version')::int)
		`+takenHeads+`where r.assessment_id = $1 order by r.clause, day, r.record_id`, assessment)
}

// Take queues the records on which a finding rests from now on, in the place of
// those before.
func (b *Batch) Take(assessment int64, clause string, refs []record.Ref, by int64, at time.Time) {
	b.DropTaken(assessment, clause)
	kinds, list := make([]string, len(refs)), make([]int64, len(refs))
	for i, r := range refs {
		kinds[i], list[i] = string(r.Kind), r.ID
	}
	b.do(`insert into taken_record (assessment_id, clause, kind, record_id, taken_by, taken_at)
		select $1, $2, k, id, $5, $6 from unnest($3::text[], $4::bigint[]) as t (k, id)`, assessment, clause, kinds, list, by, at)
}

// DropTaken queues that a finding rests on no records any more.
func (b *Batch) DropTaken(assessment int64, clause string) {
	b.do(`delete from taken_record where assessment_id = $1 and clause = $2`, assessment, clause)
}

// FreezeTaken queues the keeping of all taken records as they stand.
func (b *Batch) FreezeTaken(assessment int64) {
	b.do(`update taken_record u set frozen = f.body from (
		select r.clause, r.kind, r.record_id, x.body || jsonb_build_object('_version', x.version, '_day', x.day, '_name', x.name, '_files', x.files) as body
		`+takenBodies+`where r.assessment_id = $1) f
		where u.assessment_id = $1 and u.clause = f.clause and u.kind = f.kind and u.record_id = f.record_id`, assessment)
}

// ThawTaken queues that no record is kept as it was: the submission was taken back.
func (b *Batch) ThawTaken(assessment int64) {
	b.do(`update taken_record set frozen = null where assessment_id = $1 and frozen is not null`, assessment)
}

// FrozenRecord queues a taken record with what was in it at submission; body is
// nil before.
func (b *Batch) FrozenRecord(assessment int64, ref record.Ref, body *map[string]any, found *bool) {
	b.one(found, scanOne(body), `select frozen from taken_record where assessment_id = $1 and kind = $2 and record_id = $3 limit 1`, assessment, string(ref.Kind), ref.ID)
}

// SuggestionsOf queues what the record book suggested at submission, in the form
// that SaveSuggestions was given; nil while the branch may still change what it
// states.
func (b *Batch) SuggestionsOf(assessment int64, to *[]byte) {
	var found bool
	b.one(&found, scanOne(to), `select s.suggestions from suggestion s join assessment a on a.id = s.assessment_id
		where a.id = $1 and a.state not in ('draft', 'returned')`, assessment)
}

// SaveSuggestions queues the keeping of what the record book suggests at
// submission, as JSON.
func (b *Batch) SaveSuggestions(assessment int64, suggestions json.RawMessage, at time.Time) {
	b.do(`insert into suggestion (assessment_id, suggestions, made_at) values ($1, $2, $3)
		on conflict (assessment_id) do update set suggestions = excluded.suggestions, made_at = excluded.made_at`, assessment, suggestions, at)
}

// Suggestions queues what the record book suggested at submission; nil before
// the first one.
func (b *Batch) Suggestions(assessment int64, to *[]byte) {
	b.one(nil, scanOne(to), `select suggestions from suggestion where assessment_id = $1`, assessment)
}
