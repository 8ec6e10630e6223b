package store

import (
	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/sampling"
)

// Framed is a reported assessment that a draw may take, with what names it.
type Framed struct {
	Branch     int64
	Code, Name string
	Committee  int64
	Kind       string
	Grade      string // of the review, its code
}

// Frame queues the reported assessments of a cycle below a root that have not
// been drawn yet, in no order: who needs one sorts what is narrower by then.
func (b *Batch) Frame(cycle, root int64, to *[]Framed) {
	b.all(func(r pgx.Row) error {
		var f Framed
		if err := r.Scan(&f.Branch, &f.Code, &f.Name, &f.Committee, &f.Kind, &f.Grade); err != nil {
			return err
		}
		*to = append(*to, f)
		return nil
	}, `select a.branch_id, b.code, b.name, a.committee_id, a.kind, a.review_grade
		from assessment a join organisation b on b.id = a.branch_id
		where a.cycle_id = $1 and a.root_id = $2 and a.state = 'reported' and not exists (select from spot_check s where s.assessment_id = a.id)`, cycle, root)
}

// Named is an organisation with what names it.
type Named struct{ Code, Name string }

// NamedCommittees queues what names those that assessments below a root belong to, by id.
func (b *Batch) NamedCommittees(root int64, to *map[int64]Named) {
	*to = map[int64]Named{}
	b.all(func(r pgx.Row) error {
		var id int64
		var n Named
		if err := r.Scan(&id, &n.Code, &n.Name); err != nil {
			return err
		}
		(*to)[id] = n
		return nil
	}, `select id, code, name from organisation where root_id = $1 and level = 'party_committee'
		union all select id, code, name from organisation where id = $1`, root)
}

// Risk is what may give a branch more tickets. Of a branch of which nothing is
// known it is the zero value.
type Risk struct {
	Examined  bool  // whether it was verified last year
	Apart     int64 // how far self-assessment and review were apart then, hundredths
	Hints     int   // about this year's records, at submission
	CheckedIn int   // the latest year before this one in which a spot check was handed in; 0 for never
}

// Risks queues what may give the branches below a root more tickets in a draw of
// a cycle, by branch.
func (b *Batch) Risks(cycle, root int64, to *map[int64]Risk) {
	risks := map[int64]Risk{}
	*to = risks
	b.risk(func(branch, apart int64) {
		r := risks[branch]
		r.Examined, r.Apart = true, apart
		risks[branch] = r
	}, `select a.branch_id, abs(a.self_total - a.review_total) from assessment a
		where a.cycle_id in (select l.id from cycle c join cycle l on l.year = c.year - 1 where c.id = $1) and a.root_id = $2
		  and `+isSigned, cycle, root)
	b.risk(func(branch, hints int64) {
		r := risks[branch]
		r.Hints = int(hints)
		risks[branch] = r
	}, `select a.branch_id, jsonb_array_length(h.hints) from hint h join assessment a on a.id = h.assessment_id
		where a.cycle_id = $1 and a.root_id = $2 and a.state = 'reported' and h.hints <> '[]'`, cycle, root)
	b.risk(func(branch, year int64) {
		r := risks[branch]
		r.CheckedIn = int(year)
		risks[branch] = r
	}, `select a.branch_id, max(c.year) from spot_check s join assessment a on a.id = s.assessment_id join cycle c on c.id = a.cycle_id
		where s.handed_in_at is not null and a.root_id = $2 and c.year < (select year from cycle where id = $1) group by a.branch_id`, cycle, root)
}

func (b *Batch) risk(take func(branch, figure int64), sql string, args ...any) {
	b.all(func(r pgx.Row) error {
		var branch, figure int64
		if err := r.Scan(&branch, &figure); err != nil {
			return err
		}
		take(branch, figure)
		return nil
	}, sql, args...)
}

// NotDrawn queues how many reported branches of a cycle have not been drawn yet,
// by committee's id.
func (b *Batch) NotDrawn(cycle, root int64, to *map[int64]int) {
	*to = map[int64]int{}
	b.all(func(r pgx.Row) error {
		var committee int64
		var n int
		if err := r.Scan(&committee, &n); err != nil {
			return err
		}
		(*to)[committee] = n
		return nil
	}, `select a.committee_id, count(*) from assessment a
		where a.cycle_id = $1 and a.root_id = $2 and a.state = 'reported' and not exists (select from spot_check s where s.assessment_id = a.id) group by a.committee_id`, cycle, root)
}

// Held queues what the checks below a root found, by committee and year up to
// the cycle's: how many were handed in, and of how many the totals were within
// that draw's tolerance for a branch.
func (b *Batch) Held(cycle, root int64, to *[]sampling.Held) {
	b.all(collect(to, func(h *sampling.Held) []any { return []any{&h.Committee, &h.Year, &h.Checked, &h.Held} }), `
		select m.code, c.year, count(*), count(*) filter (where abs(coalesce(x.review_total, a.review_total) - s.spot_total) <= d.branch_tolerance)
		from spot_check s join draw d on d.id = s.draw_id join assessment a on a.id = s.assessment_id join organisation m on m.id = a.committee_id
		join cycle c on c.id = a.cycle_id left join spot_beside x on x.spot_check_id = s.id
		where s.handed_in_at is not null and a.root_id = $2 and c.year <= (select year from cycle where id = $1)
		group by m.code, c.year order by m.code collate "C", c.year`, cycle, root)
}

// DrawnBefore queues the codes of the branches drawn in a cycle so far.
func (b *Batch) DrawnBefore(cycle int64, to *[]string) {
	b.all(func(r pgx.Row) error {
		var code string
		if err := r.Scan(&code); err != nil {
			return err
		}
		*to = append(*to, code)
		return nil
	}, `select b.code from spot_check s join assessment a on a.id = s.assessment_id join organisation b on b.id = a.branch_id
		where a.cycle_id = $1 order by b.code collate "C"`, cycle)
}

// Inspector is a person who may be drawn or put in to check, with the codes of
// the branches of the cycle to stand back from.
type Inspector struct {
	Person     int64
	Account    string
	Name       string
	StandsBack []string
	Officer    bool // sees reported figures as an officer, whatever is sealed from the inspector
}

// Inspectors queues the persons with an appointment as spot checker at a root
// in force on a day, by account. They stand back from a cycle's reported
// branches where they have, or had since a day, an appointment at the branch or
// above it below the root, and from those on whose assessment they acted.
func (b *Batch) Inspectors(cycle, root int64, today, since calendar.Date, to *[]Inspector) {
	b.all(func(r pgx.Row) error {
		var i Inspector
		if err := r.Scan(&i.Person, &i.Account, &i.Name, &i.StandsBack, &i.Officer); err != nil {
			return err
		}
		*to = append(*to, i)
		return nil
	}, `with inspector as materialized (
		  select p.id, p.account, p.name from person p where p.disabled_at is null and exists (select from appointment x
		    where x.person_id = p.id and x.role = 'spot_checker' and x.organisation_id = $2 and x.period @> $3::date)),
		place as materialized (
		  select x.person_id, x.organisation_id from appointment x join inspector i on i.id = x.person_id
		  where x.organisation_id <> $2 and x.period && daterange($4::date, null)),
		away as materialized (
		  select p.person_id, a.id from place p join assessment a on a.branch_id = p.organisation_id and a.cycle_id = $1
		  union select p.person_id, a.id from place p join assessment a on a.nearest_id = p.organisation_id and a.cycle_id = $1
		  union select p.person_id, a.id from place p join assessment a on a.committee_id = p.organisation_id and a.cycle_id = $1
		  union select t.person_id, t.assessment_id from inspector i join act t on t.person_id = i.id where t.level in ('self', 'review', 'sign')),
		back as (
		  select w.person_id, array_agg(b.code order by b.code collate "C") as codes
		  from away w join assessment a on a.id = w.id join organisation b on b.id = a.branch_id
		  where a.cycle_id = $1 and a.root_id = $2 and a.state = 'reported' group by w.person_id)
		select i.id, i.account, i.name, coalesce(k.codes, '{}'),
		  exists (select from appointment x where x.person_id = i.id and x.role = 'officer' and x.organisation_id = $2 and x.period @> $3::date)
		from inspector i left join back k on k.person_id = i.id order by i.account collate "C"`,
		cycle, root, date(today), date(since))
}
