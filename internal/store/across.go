package store

import (
	"github.com/jackc/pgx/v5"
)

// ItemPart is what is stated and said about one item of one assessment.
type ItemPart struct {
	Findings    []Finding
	Entries     []ItemEntry
	Evidence    []Evidence
	Remarks     []Remark
	Suggestions []byte // what the record book suggested at submission about the item's clauses; nil where nothing was kept
}

// ItemParts queues what is stated and said about one item of several
// assessments, by assessment. Each that is asked for gets an entry in to.
func (b *Batch) ItemParts(assessments []int64, item string, clauses []string, to map[int64]*ItemPart) {
	for _, id := range assessments {
		to[id] = &ItemPart{}
	}
	var id int64
	b.all(func(r pgx.Row) error {
		var f Finding
		if err := r.Scan(&id, &f.Level, &f.Clause, &f.Value, &f.Reason, &f.Copied, &f.Version, &f.SavedBy, &f.SavedName, &f.SavedAt); err != nil {
			return err
		}
		to[id].Findings = append(to[id].Findings, f)
		return nil
	}, `select f.assessment_id, f.level, f.clause, f.value, f.reason, f.copied, f.version, f.saved_by, p.name, f.saved_at
		from finding f join person p on p.id = f.saved_by where f.assessment_id = any($1) and f.clause = any($2) and f.level in ('self', 'review')`, assessments, clauses)
	b.all(func(r pgx.Row) error {
		var e ItemEntry
		if err := r.Scan(&id, &e.Level, &e.Note, &e.DoneBy, &e.DoneName, maybe{&e.DoneAt}, &e.Changed, &e.Version, &e.SavedAt); err != nil {
			return err
		}
		e.Item = item
		to[id].Entries = append(to[id].Entries, e)
		return nil
	}, `select e.assessment_id, e.level, e.note, coalesce(e.done_by, 0), coalesce(d.name, ''), e.done_at, e.changed, e.version, e.saved_at
		from item_entry e left join person d on d.id = e.done_by where e.assessment_id = any($1) and e.item = $2`, assessments, item)
	b.besides(assessments, item, clauses, to)
}

// besides queues what belongs to the item and is no statement.
func (b *Batch) besides(assessments []int64, item string, clauses []string, to map[int64]*ItemPart) {
	var id int64
	b.all(func(r pgx.Row) error {
		e := Evidence{Item: item}
		if err := r.Scan(&id, &e.Level, &e.AddedAt); err != nil {
			return err
		}
		to[id].Evidence = append(to[id].Evidence, e)
		return nil
	}, `select assessment_id, level, added_at from evidence where assessment_id = any($1) and item = $2`, assessments, item)
	b.all(func(r pgx.Row) error {
		m := Remark{Item: item}
		if err := r.Scan(&id, maybe{&m.SentAt}, maybe{&m.RepliedAt}); err != nil {
			return err
		}
		to[id].Remarks = append(to[id].Remarks, m)
		return nil
	}, `select assessment_id, sent_at, replied_at from remark where assessment_id = any($1) and item = $2`, assessments, item)
	b.all(func(r pgx.Row) error {
		var kept []byte
		if err := r.Scan(&id, &kept); err != nil {
			return err
		}
		to[id].Suggestions = kept
		return nil
	}, `select s.assessment_id, (select jsonb_agg(x) from jsonb_array_elements(s.suggestions) x where x ->> 'Clause' = any($2))
		from suggestion s where s.assessment_id = any($1)`, assessments, clauses)
}

// ItemTally is how far the review of an item is at several branches.
type ItemTally struct {
	Done  int // branches where it is dealt with
	Again int // branches that changed it since a reviewer last looked
}

// ItemTallies queues how far the review is at submitted assessments, by item;
// items of which nothing is to be told have no entry. items[i] is the item of
// clauses[i], for the whole set.
func (b *Batch) ItemTallies(assessments []int64, items, clauses []string, to map[string]ItemTally) {
	b.all(func(r pgx.Row) error {
		var item string
		var n ItemTally
		if err := r.Scan(&item, &n.Done, &n.Again); err != nil {
			return err
		}
		to[item] = n
		return nil
	}, `with done as (
		  select assessment_id as id, item from item_entry where assessment_id = any($1) and level = 'review' and done_at is not null),
		moved as (
		  select assessment_id as id, item from item_entry where assessment_id = any($1) and level = 'review' and changed
		  union select a.id, t.item from assessment a join finding f on f.assessment_id = a.id and f.level = 'self' and f.saved_at > a.returned_at
		    join unnest($2::text[], $3::text[]) as t (item, clause) on t.clause = f.clause where a.id = any($1)
		  union select a.id, e.item from assessment a join evidence e on e.assessment_id = a.id and e.level = 'self' and e.added_at > a.returned_at where a.id = any($1)
		  union select a.id, e.item from assessment a join item_entry e on e.assessment_id = a.id and e.level = 'self' and e.saved_at > a.returned_at where a.id = any($1)
		  union select a.id, m.item from assessment a join remark m on m.assessment_id = a.id and m.replied_at > a.returned_at where a.id = any($1)
		  except select id, item from done)
		select coalesce(d.item, m.item), coalesce(d.n, 0), coalesce(m.n, 0)
		from (select item, count(*) as n from done group by item) d full join (select item, count(*) as n from moved group by item) m on m.item = d.item`,
		assessments, items, clauses)
}
