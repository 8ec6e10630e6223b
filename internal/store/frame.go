package store

import (
	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/sampling"
)

// Framed is a reported assessment that a draw may take, with what names it and
// what may give it more tickets.
type Framed struct {
	Assessment    int64
	Code, Name    string
	Committee     string // its code
	CommitteeName string
	Kind          string
	Grade         string // of the review, its code
	Total         int64  // of the review, hundredths

	Examined  bool  // whether it was verified last year
	Apart     int64 // how far self-assessment and review were apart then, hundredths
	Hints     int   // about this year's records, at submission
	CheckedIn int   // the latest year before this one in which a spot check was handed in; 0 for never
}

// Frame queues the reported assessments of a cycle below a root that have not
// been drawn yet, by branch code.
func (b *Batch) Frame(cycle, root int64, to *[]Framed) {
	b.all(collect(to, func(f *Framed) []any {
		return []any{&f.Assessment, &f.Code, &f.Name, &f.Committee, &f.CommitteeName, &f.Kind, &f.Grade, &f.Total, &f.Examined, &f.Apart, &f.Hints, &f.CheckedIn}
	}), `with this as (select id, year from cycle where id = $1),
		last as (select a.branch_id, abs(a.self_total - a.review_total) as apart from assessment a join cycle c on c.id = a.cycle_id join this t on c.year = t.year - 1
		  where `+isSigned+`),
		checked as (select a.branch_id, max(c.year) as year from spot_check s join assessment a on a.id = s.assessment_id join cycle c on c.id = a.cycle_id join this t on c.year < t.year
		  where s.handed_in_at is not null group by a.branch_id)
		select a.id, b.code, b.name, m.code, m.name, a.kind, a.review_grade, a.review_total, l.apart is not null, coalesce(l.apart, 0), coalesce(jsonb_array_length(h.hints), 0), coalesce(k.year, 0)
		from assessment a join organisation b on b.id = a.branch_id join organisation m on m.id = a.committee_id
		left join last l on l.branch_id = a.branch_id left join checked k on k.branch_id = a.branch_id left join hint h on h.assessment_id = a.id
		where a.cycle_id = $1 and a.root_id = $2 and a.state = 'reported' and not exists (select from spot_check s where s.assessment_id = a.id)
		order by b.code collate "C"`, cycle, root)
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
}

// Inspectors queues the persons with an appointment as spot checker at a root
// in force on a day, by account. They stand back from a cycle's reported
// branches where they have, or had since a day, an appointment at the branch or
// above it below the root, and from those on whose assessment they acted.
func (b *Batch) Inspectors(cycle, root int64, today, since calendar.Date, to *[]Inspector) {
	b.all(func(r pgx.Row) error {
		var i Inspector
		if err := r.Scan(&i.Person, &i.Account, &i.Name, &i.StandsBack); err != nil {
			return err
		}
		*to = append(*to, i)
		return nil
	}, `with frame as (
		  select a.id, a.branch_id, a.nearest_id, a.committee_id, b.code from assessment a join organisation b on b.id = a.branch_id
		  where a.cycle_id = $1 and a.root_id = $2 and a.state = 'reported'),
		inspector as (
		  select p.id, p.account, p.name from person p where p.disabled_at is null and exists (select from appointment x
		    where x.person_id = p.id and x.role = 'spot_checker' and x.organisation_id = $2 and x.period @> $3::date)),
		place as (
		  select x.person_id, x.organisation_id from appointment x join inspector i on i.id = x.person_id
		  where x.organisation_id <> $2 and x.period && daterange($4::date, null)),
		away as (
		  select p.person_id, f.code from place p join frame f on f.branch_id = p.organisation_id
		  union select p.person_id, f.code from place p join frame f on f.nearest_id = p.organisation_id
		  union select p.person_id, f.code from place p join frame f on f.committee_id = p.organisation_id
		  union select t.person_id, f.code from act t join inspector i on i.id = t.person_id join frame f on f.id = t.assessment_id
		    where t.level in ('self', 'review', 'sign'))
		select i.id, i.account, i.name, array(select w.code from away w where w.person_id = i.id order by w.code collate "C")
		from inspector i order by i.account collate "C"`, cycle, root, date(today), date(since))
}
