package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

func planFields(p *record.Plan) []any {
	return append(entryFields(&p.Entry), &p.Kind, &p.Year, &p.Title, &p.Content, &p.CleanGovernment, day{&p.On}, &p.Files)
}

var selectPlan = `select ` + entryColumns + `, t.kind, t.year, t.title, t.content, t.clean_government, t.occurred_on, ` + filesOf(record.PlanRecord) + ` from study_plan t `

// Plans queues a branch's plans for a year, in the order of their kinds.
func (b *Batch) Plans(branch int64, year int, to *[]record.Plan) {
	b.all(collect(to, planFields), selectPlan+`where t.branch_id = $1 and t.year = $2 and t.removed_at is null order by array_position(array['yearly', 'periodic', 'thematic'], t.kind), t.occurred_on, t.id`, branch, year)
}

// Plan queues one plan of a branch.
func (b *Batch) Plan(branch, id int64, p *record.Plan, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(planFields(p)...) }, selectPlan+`where t.branch_id = $1 and t.id = $2 and t.removed_at is null`, branch, id)
}

// AddPlan queues a new plan.
func (b *Batch) AddPlan(branch int64, p *record.Plan, by int64, at time.Time, id *int64) {
	b.one(nil, scanID(id), `insert into study_plan (branch_id, committee_id, kind, year, title, content, clean_government, occurred_on, recorded_by, recorded_at)
		select id, committee_id, $2, $3, $4, $5, $6, $7, $8, $9 from organisation where id = $1 returning id`,
		branch, string(p.Kind), p.Year, p.Title, p.Content, p.CleanGovernment, date(p.On), by, at)
}

// ChangePlan queues new content of a plan; KeepOld goes before it.
func (b *Batch) ChangePlan(p *record.Plan) {
	b.one(nil, ignore, `with u as (update study_plan set kind = $3, year = $4, title = $5, content = $6, clean_government = $7, occurred_on = $8, version = version + 1
		where id = $1 and version = $2 and removed_at is null returning 1) select guard(count(*)) from u`,
		p.ID, p.Version, string(p.Kind), p.Year, p.Title, p.Content, p.CleanGovernment, date(p.On))
}

func ruleFields(u *record.Rule) []any {
	return append(entryFields(&u.Entry), &u.Kind, &u.Title, &u.Content, day{&u.On}, day{&u.Repealed}, &u.Files)
}

var selectRule = `select ` + entryColumns + `, t.kind, t.title, t.content, t.occurred_on, t.repealed_on, ` + filesOf(record.RuleRecord) + ` from branch_rule t `

// Rules queues a branch's rules that were in force on any day of a window.
func (b *Batch) Rules(branch int64, w calendar.Window, to *[]record.Rule) {
	b.all(collect(to, ruleFields), selectRule+`where t.branch_id = $1 and t.removed_at is null and t.occurred_on <= $3 and (t.repealed_on is null or t.repealed_on > $2) order by t.occurred_on, t.id`,
		branch, date(w.From), date(w.Until))
}

// Rule queues one rule of a branch.
func (b *Batch) Rule(branch, id int64, u *record.Rule, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(ruleFields(u)...) }, selectRule+`where t.branch_id = $1 and t.id = $2 and t.removed_at is null`, branch, id)
}

// AddRule queues a new rule.
func (b *Batch) AddRule(branch int64, u *record.Rule, by int64, at time.Time, id *int64) {
	b.one(nil, scanID(id), `insert into branch_rule (branch_id, committee_id, kind, title, content, occurred_on, repealed_on, recorded_by, recorded_at)
		select id, committee_id, $2, $3, $4, $5, $6, $7, $8 from organisation where id = $1 returning id`,
		branch, string(u.Kind), u.Title, u.Content, date(u.On), date(u.Repealed), by, at)
}

// ChangeRule queues new content of a rule; KeepOld goes before it.
func (b *Batch) ChangeRule(u *record.Rule) {
	b.one(nil, ignore, `with u as (update branch_rule set kind = $3, title = $4, content = $5, occurred_on = $6, repealed_on = $7, version = version + 1
		where id = $1 and version = $2 and removed_at is null returning 1) select guard(count(*)) from u`,
		u.ID, u.Version, string(u.Kind), u.Title, u.Content, date(u.On), date(u.Repealed))
}
