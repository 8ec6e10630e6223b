package store

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
)

// Facts queues everything that a branch recorded about a year which suggestions
// are made from, as one statement. Texts are left out, those present only told
// of talks, and dues are one line a month: what is due, and how much of it is paid.
func (b *Batch) Facts(branch int64, year int, to *measure.Facts) {
	b.facts(`select $1::bigint as branch_id, $2::int as year, (select id from cycle where year = $2) as cycle_id`, "", to, nil, branch, year)
}

// FactsOf is Facts for the branch and year of an assessment while the branch may
// still change it. Afterwards frozen is what the book suggested at submission, in
// the form that SaveSuggestions was given, and there are no facts. It is one
// statement.
func (b *Batch) FactsOf(assessment int64, to *measure.Facts, frozen *[]byte) {
	b.facts(`select a.branch_id, c.year, c.id as cycle_id from assessment a join cycle c on c.id = a.cycle_id where a.id = $1 and a.state in ('draft', 'returned')`,
		` union all select 'frozen', coalesce((select s.suggestions from suggestion s join assessment a on a.id = s.assessment_id
		  where a.id = $1 and a.state not in ('draft', 'returned'))::json, '[]')`, to, frozen, assessment)
}

func (b *Batch) facts(of, also string, to *measure.Facts, frozen *[]byte, args ...any) {
	b.all(func(r pgx.Row) error {
		var list string
		var rows []byte
		if err := r.Scan(&list, &rows); err != nil {
			return err
		}
		if list == "frozen" {
			*frozen = append([]byte(nil), rows...)
			return nil
		}
		for _, l := range factLists {
			if l.name == list {
				return l.read(rows, to)
			}
		}
		return fmt.Errorf("read facts: no list %q", list)
	}, `with w as (select *, make_date(year, 1, 1) as first, make_date(year, 12, 31) as last from (`+of+`) x)`+factSQL+also, args...)
}

// factList is one list of facts: the SQL of its rows, within the branch, year
// and days of w, and how they are read.
type factList struct {
	name string
	sql  string
	read func([]byte, *measure.Facts) error
}

// entryOf is what facts keep of an entry.
func entryOf(id int64) record.Entry { return record.Entry{ID: id} }

var factLists = []factList{
	{"branch", `select w.year, o.founded_on, o.closed_on from organisation o where o.id = w.branch_id`, factBranch},
	{"member", `select m.id, m.name, s.duty, lower(s.period) as since, upper(s.period) as until from membership s join member m on m.id = s.member_id
		where s.branch_id = w.branch_id and s.period && daterange(w.first, w.last, '[]')`, factMember},
	{"group", `select t.id, t.name, t.formed_on, t.dissolved_on from party_group t where t.branch_id = w.branch_id and t.removed_at is null
		and t.formed_on <= w.last and (t.dissolved_on is null or t.dissolved_on > w.first)`, factGroup},
	{"seat", `select t.id, t.post, t.opened_on, t.closed_on, (select coalesce(json_agg(json_build_object('member', h.member_id, 'since', lower(h.period), 'until', upper(h.period))), '[]')
		from seat_holding h where h.seat_id = t.id) as holdings from seat t where t.branch_id = w.branch_id and t.removed_at is null
		and t.opened_on <= w.last and (t.closed_on is null or t.closed_on > w.first)`, factSeat},
	{"term", `select t.id, t.elected_on, t.due_on from committee_term t where t.branch_id = w.branch_id and t.removed_at is null`, factTerm},
	{"transfer", `select t.id, m.name, t.asked_on, t.done_on from transfer t join member m on m.id = t.member_id where t.branch_id = w.branch_id and t.removed_at is null
		and t.asked_on <= w.last and (t.done_on is null or t.done_on >= w.first)`, factTransfer},
	{"plan", `select t.id, t.kind, t.year, t.title, t.clean_government, t.occurred_on from study_plan t where t.branch_id = w.branch_id and t.year = w.year and t.removed_at is null`, factPlan},
	{"activity", `select t.id, t.kinds, t.group_id, t.occurred_on, t.title, t.chair_id, case when 'talk' = any(t.kinds) then t.present else '{}' end as present from activity t
		where t.branch_id = w.branch_id and t.occurred_on between w.first and w.last and t.removed_at is null`, factActivity},
	{"dues", `select t.month, sum(t.due) as due, sum(least(t.paid, t.due)) as paid from dues t where t.branch_id = w.branch_id and t.month between w.first and w.last group by t.month`, factDues},
	{"dues_month", `select t.month, t.handed_up_on, t.published_on from dues_month t where t.branch_id = w.branch_id and t.month between w.first and w.last`, factDuesMonth},
	{"honour", `select t.id, t.kind, t.level, t.title, t.occurred_on, t.identity, ` + filesOf(record.HonourRecord) + ` as files from honour t
		where t.branch_id = w.branch_id and t.occurred_on between w.first and w.last and t.removed_at is null`, factHonour},
	{"sanction", `select t.id, t.kind, t.occurred_on from sanction t where t.branch_id = w.branch_id and t.occurred_on between w.first and w.last and t.removed_at is null`, factSanction},
	{"rule", `select t.id, t.kind, t.title, t.occurred_on, t.repealed_on from branch_rule t where t.branch_id = w.branch_id and t.removed_at is null
		and t.occurred_on <= w.last and (t.repealed_on is null or t.repealed_on > w.first)`, factRule},
	{"index", `select count(t.id) as members, coalesce(sum(t.check_total), 0) as total, coalesce(json_agg(t.check_bottom order by t.member_id), '[]') as lost,
		(select average from city_average where cycle_id = w.cycle_id order by id desc limit 1) as city
		from member_index t where t.cycle_id = w.cycle_id and t.branch_id = w.branch_id and t.state = 'checked'`, factIndex},
	{"claim", `select c.identity, c.clause, a.branch_id <> w.branch_id as elsewhere, o.name as branch from honour_claim c
		join assessment a on a.id = c.assessment_id join organisation o on o.id = a.branch_id
		where c.cycle_id = w.cycle_id and c.identity in (select identity from honour where branch_id = w.branch_id and occurred_on between w.first and w.last and removed_at is null)`, factClaim},
}

// factSQL gathers all lists, each in a row of its own.
var factSQL = func() string {
	var parts []string
	for _, l := range factLists {
		parts = append(parts, fmt.Sprintf(` select '%s', coalesce(json_agg(x), '[]') from w cross join lateral (%s) x`, l.name, l.sql))
	}
	return strings.Join(parts, " union all")
}()

// rowsOf reads a list and makes a fact of each row.
func rowsOf[R, T any](body []byte, to *[]T, fact func(R) T) error {
	var rows []R
	if err := json.Unmarshal(body, &rows); err != nil {
		return fmt.Errorf("read facts: %w", err)
	}
	for _, r := range rows {
		*to = append(*to, fact(r))
	}
	return nil
}

// jsonDay is a DATE within JSON, which may be null.
type jsonDay struct{ calendar.Date }

// UnmarshalJSON reads a day.
func (d *jsonDay) UnmarshalJSON(text []byte) (err error) {
	if string(text) == "null" {
		return nil
	}
	d.Date, err = calendar.Parse(strings.Trim(string(text), `"`))
	return err
}
