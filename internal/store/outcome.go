package store

import (
	"github.com/jackc/pgx/v5"

	"baolei/internal/core/workflow"
)

// CycleOutcome is how an organisation came out of a closed cycle.
type CycleOutcome struct {
	Cycle, Organisation, Committee int64
	Year, Target                   int
	Set                            int64
	Level, Code, Name              string
	Branches                       int
	Grades                         map[string]int
}

func (o *CycleOutcome) fields() []any {
	return []any{&o.Cycle, &o.Organisation, &o.Committee, &o.Year, &o.Target, &o.Set, &o.Level, &o.Code, &o.Name, &o.Branches, &o.Grades}
}

const selectOutcome = `select u.cycle_id, o.id, coalesce(o.committee_id, 0), c.year, c.target, c.set_id, o.level, o.code, o.name, u.branches, u.grades
	from cycle_outcome u join organisation o on o.id = u.organisation_id join cycle c on c.id = u.cycle_id
	left join organisation m on m.id = o.committee_id `

// OutcomeOf queues how one organisation came out of a cycle.
func (b *Batch) OutcomeOf(cycle, organisation int64, o *CycleOutcome, found *bool) {
	b.one(found, func(r pgx.Row) error { return r.Scan(o.fields()...) }, selectOutcome+`where u.cycle_id = $1 and o.id = $2`, cycle, organisation)
}

// OutcomesBelow queues how the party committees below a root came out of a cycle,
// by code, each followed by its general branches. Committee is 0 for all.
func (b *Batch) OutcomesBelow(cycle, root, committee int64, limit, offset int, to *[]CycleOutcome) {
	b.all(collect(to, (*CycleOutcome).fields), selectOutcome+`where u.cycle_id = $1 and o.root_id = $2 and o.level <> 'work_committee' and ($3 = 0 or o.committee_id = $3)
		order by m.code collate "C", o.level = 'general_branch', o.code collate "C" limit $4 offset $5`, cycle, root, committee, limit, offset)
}

// OutcomesOfYears queues how organisations came out of every closed cycle, the
// first year first.
func (b *Batch) OutcomesOfYears(organisations []int64, to *[]CycleOutcome) {
	b.all(collect(to, (*CycleOutcome).fields), selectOutcome+`where o.id = any($1) order by c.year, coalesce(m.code, '') collate "C"`, organisations)
}

// OutcomeCount is how many organisations of a level there are, and how many of
// them missed the cycle's target.
type OutcomeCount struct {
	Level       string
	All, Missed int
}

// OutcomeCounts queues how many organisations below a root missed the target of a
// cycle, by level; attaining are the grades that attain. Committee is 0 for all.
func (b *Batch) OutcomeCounts(cycle, root, committee int64, attaining []string, to *[]OutcomeCount) {
	b.all(collect(to, func(c *OutcomeCount) []any { return []any{&c.Level, &c.All, &c.Missed} }), `
		select o.level, count(*)::int, (count(*) filter (where n.attained * 10000 < c.target::bigint * u.branches))::int
		from cycle_outcome u join organisation o on o.id = u.organisation_id join cycle c on c.id = u.cycle_id
		cross join lateral (select coalesce(sum(g.value::bigint), 0) as attained from jsonb_each_text(u.grades) as g where g.key = any($4)) as n
		where u.cycle_id = $1 and o.root_id = $2 and o.level <> 'work_committee' and ($3 = 0 or o.committee_id = $3) group by 1 order by 1 desc`, cycle, root, committee, attaining)
}

// OutcomeLine is a branch at the end of a cycle.
type OutcomeLine struct {
	Assessment, Branch, Nearest, Committee int64
	Code, Name                             string
	CommitteeCode, CommitteeName           string
	State                                  workflow.State
	Counts                                 Total
	Rectification                          int64 // 0 where there is no file
}

// OutcomeLines queues branches of a cycle in the order of committee and branch
// code, those after the given codes. Grades are those that are listed, with "" for
// branches without a result; nil for all. Committee is 0 for all.
func (b *Batch) OutcomeLines(cycle, root, committee int64, grades []string, afterCommittee, afterBranch string, limit int, to *[]OutcomeLine) {
	graded, some := `$3::text[] is null`, ``
	if grades != nil { // as the index has it; few may have come out so
		graded = `case when a.state = 'final' then a.counts_grade else '' end = any($3::text[])`
		some = ` and id in (select a.committee_id from assessment a where a.cycle_id = $1 and ` + graded + `)`
	}
	b.all(collect(to, func(l *OutcomeLine) []any {
		return []any{&l.Assessment, &l.Branch, &l.Nearest, &l.Committee, &l.Code, &l.Name, &l.CommitteeCode, &l.CommitteeName, &l.State,
			&l.Counts.Points, &l.Counts.Vetoed, &l.Counts.Grade, &l.Rectification}
	}), `with m as (select id, code, name from organisation where root_id = $7 and level = 'party_committee' and ($2 = 0 or id = $2) and code collate "C" >= $4`+some+`)
		select l.* from m cross join lateral (
		  select a.id, a.branch_id, a.nearest_id, a.committee_id, b.code, b.name, m.code as committee_code, m.name as committee_name, a.state, a.counts_total, a.counts_vetoed, a.counts_grade, coalesce(r.id, 0) as file
		  from assessment a join organisation b on b.id = a.branch_id left join rectification r on r.assessment_id = a.id
		  where a.cycle_id = $1 and a.committee_id = m.id and `+graded+`
		    and (m.code collate "C" > $4 or b.code collate "C" > $5)
		  order by b.code collate "C" limit $6) as l
		order by m.code collate "C", l.code collate "C" limit $6`, cycle, committee, grades, afterCommittee, afterBranch, limit, root)
}
