package store

import (
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
	"baolei/internal/core/workflow"
)

// Narrow says which standings of a cycle a list has, and in which order. What is
// left at zero does not narrow.
type Narrow struct {
	Cycle  int64   // 0 for the latest
	Roots  []int64 // all below these work committees; empty:
	Above  []int64 // all that these verify or whose committee they are
	Person int64   // who looks: what is sealed from this person is in no list that figures narrow, and last in their order

	Committee int64 // or a general branch
	States    []workflow.State
	Grade     string
	Reach     string   // how far the branches came; see reached and figures
	Attaining []string // grades, for Reach
	Text      string   // in the branch's name or at the start of its code
	Of        string   // which total From and Until are about: "self", or else the one that counts
	From      *int64   // hundredths of a point
	Until     *int64   // below this
	Gap       string   // "self_over", "self_under", "checked", "spot_over"
	Moved     []ItemAt // lost, or won, on any of these items
	Differs   []ItemAt // self-assessment and review differ on any of these items

	Order      string // "branch" (and ""), "committee", "state", "self", "review", "spot", "counts", "due"
	Descending bool
	Offset     int
	Limit      int
}

// ItemAt is where a kind of branch has an item among its scores, from 1, and its
// score where nothing was lost, or, of an item that earns, won.
type ItemAt struct {
	Kind  string
	At    int
	Plain int64
}

// conditions collects conditions with their arguments; ? stands for the next one.
type conditions struct {
	where []string
	args  []any
}

func (c *conditions) and(sql string, args ...any) {
	for _, a := range args {
		c.args = append(c.args, a)
		sql = strings.Replace(sql, "?", "$"+strconv.Itoa(len(c.args)), 1)
	}
	c.where = append(c.where, sql)
}

// next adds an argument and returns what stands for it.
func (c *conditions) next(arg any) string {
	c.args = append(c.args, arg)
	return "$" + strconv.Itoa(len(c.args))
}

// chosenCycle is the cycle of a list, which is the first argument.
const chosenCycle = `(case when $1::bigint = 0 then (select id from cycle order by year desc limit 1) else $1 end)`

const claimedStates = `a.state not in ('draft', 'returned')`

// hasResult tells that a branch of the list has a result: which states do is looked
// up once for all rows, so that an index on them serves.
var (
	signed      = stateArray(workflow.WithResult(false))
	hasResult   = `a.state = any((select case when closing_at is null then ` + signed + ` else ` + stateArray(workflow.WithResult(true)) + ` end from cycle where id = ` + chosenCycle + `)::text[])`
	isDelivered = `a.state = any(` + stateArray(workflow.WithResult(true)) + `)`
	isSigned    = `a.state = any(` + signed + `)`
)

// stateArray writes states as an array.
func stateArray(states []workflow.State) string {
	return `'{` + strings.Join(stateTexts(states), `,`) + `}'::text[]`
}

// knownStates leaves out what is no state, and so in no statement.
func knownStates(states []workflow.State) []workflow.State {
	all := workflow.States()
	return slices.DeleteFunc(slices.Clone(states), func(s workflow.State) bool { return !slices.Contains(all, s) })
}

// unsealed tells that the figures are not kept from the person, once for all rows.
const unsealed = `a.id <> all(array(select s2.assessment_id from spot_checker x2 join spot_check s2 on s2.id = x2.spot_check_id join draw d2 on d2.id = s2.draw_id
	where x2.person_id = ? and x2.ended_at is null and s2.handed_in_at is null and d2.sealed))`

func (n *Narrow) conditions() *conditions {
	c := &conditions{}
	c.args = append(c.args, n.Cycle)
	c.and(`a.cycle_id = ` + chosenCycle)
	if len(n.Roots) > 0 {
		c.and(`a.root_id = any(?)`, n.Roots)
	} else {
		c.and(`(a.nearest_id = any(?) or a.committee_id = any(?))`, n.Above, n.Above)
	}
	if n.Committee != 0 {
		c.and(`(a.committee_id = ? or a.nearest_id = ?)`, n.Committee, n.Committee)
	}
	if len(n.States) > 0 {
		c.and(`a.state = any(` + stateArray(knownStates(n.States)) + `)`) // as they are, so that few are planned for where there are few
	}
	if n.Text != "" {
		like := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(n.Text)
		c.and(`(b.name like ? or lower(b.code) like ?)`, "%"+like+"%", strings.ToLower(like)+"%")
	}
	if reached[n.Reach] != "" {
		c.and(reached[n.Reach])
	}
	if n.figures(c) {
		c.and(unsealed, n.Person)
	}
	return c
}

// reached is how far branches came, which nobody is kept from.
var reached = map[string]string{"none": `not ` + hasResult, "claimed": claimedStates, "sent": isDelivered,
	"again":     `exists (select from reopening x where x.assessment_id = a.id) and not ` + isDelivered,
	"contested": `exists (select from objection x where x.assessment_id = a.id and x.decision is null)`}

// figures adds what narrows by figures, and tells whether anything does.
func (n *Narrow) figures(c *conditions) bool {
	before := len(c.where)
	if n.Grade != "" {
		c.and(hasResult+` and a.counts_grade = ?`, n.Grade)
	}
	switch n.Reach {
	case "yes":
		c.and(hasResult+` and a.counts_grade = any(?)`, n.Attaining)
	case "sent_yes":
		c.and(isDelivered+` and a.counts_grade = any(?)`, n.Attaining)
	case "no":
		c.and(hasResult+` and a.counts_grade <> all(?)`, n.Attaining)
	case "has":
		c.and(hasResult)
	case "unsent":
		c.and(hasResult + ` and not ` + isDelivered)
	}
	total, has := "a.counts_total", hasResult
	if n.Of == "self" {
		total, has = "a.self_total", claimedStates
	}
	if n.From != nil {
		c.and(has+` and `+total+` >= ?`, *n.From)
	}
	if n.Until != nil {
		c.and(has+` and `+total+` < ?`, *n.Until)
	}
	if gap := gaps[n.Gap]; gap != "" {
		c.and(gap)
	}
	anyItem(c, n.Moved, `a.counts_items[x.place] <> x.plain`)
	anyItem(c, n.Differs, `a.self_items[x.place] <> a.review_items[x.place]`)
	return len(c.where) > before
}

var gaps = map[string]string{
	"self_over": hasResult + ` and a.self_total > a.review_total`, "self_under": hasResult + ` and a.self_total < a.review_total`,
	"checked": hasResult + ` and s.handed_in_at is not null`, "spot_over": hasResult + ` and s.handed_in_at is not null and a.review_total > s.spot_total`,
}

func anyItem(c *conditions, items []ItemAt, holds string) {
	if len(items) == 0 {
		return
	}
	var kinds []string
	var places []int32
	var plain []int64
	for _, i := range items {
		kinds, places, plain = append(kinds, i.Kind), append(places, int32(i.At)), append(plain, i.Plain) //nolint:gosec // a place in a set's table
	}
	c.and(hasResult+` and exists (select from unnest(?::text[], ?::int[], ?::bigint[]) as x (kind, place, plain) where x.kind = a.kind and `+holds+`)`, kinds, places, plain)
}

func stateTexts(states []workflow.State) []string {
	var list []string
	for _, s := range states {
		list = append(list, string(s))
	}
	return list
}

// from is the FROM clause with what the conditions ask about, and with the branch
// and what order is by where it is a list.
func (n *Narrow) from(list bool) string {
	from := ` from assessment a`
	if list || n.Text != "" {
		from += ` join organisation b on b.id = a.branch_id`
	}
	if list && n.Order == "committee" {
		from += ` join organisation m on m.id = a.committee_id`
	}
	if n.Gap != "" || list && n.Order == "spot" {
		from += ` left join spot_check s on s.assessment_id = a.id`
	}
	return from + ` where `
}

// MostCounted is up to where CountNarrowed counts.
const MostCounted = 10_000

// CountNarrowed queues how many standings n leaves; one more than MostCounted
// stands for any number above it.
func (b *Batch) CountNarrowed(n Narrow, count *int) {
	c := n.conditions()
	b.one(nil, func(r pgx.Row) error { return r.Scan(count) },
		`select count(*) from (select 1`+n.from(false)+strings.Join(c.where, " and ")+` limit `+strconv.Itoa(MostCounted+1)+`) x`, c.args...)
}

// Counted is how many branches of a committee stand in a state with a grade that
// counts.
type Counted struct {
	Committee     int64
	CommitteeName string
	State         workflow.State
	Ended         bool // the cycle has
	Grade         string
	N             int
}

// CountedBelow queues the branches of a cycle, 0 for the latest, that some
// organisations verify or whose committee they are, counted by committee in order
// of their codes.
func (b *Batch) CountedBelow(cycle int64, above []int64, to *[]Counted) {
	b.all(collect(to, func(x *Counted) []any {
		return []any{&x.Committee, &x.CommitteeName, &x.State, &x.Ended, &x.Grade, &x.N}
	}), `
		select a.committee_id, m.name, a.state, c.closing_at is not null, a.counts_grade, count(*)
		from assessment a join cycle c on c.id = a.cycle_id join organisation m on m.id = a.committee_id
		where a.cycle_id = `+chosenCycle+` and (a.nearest_id = any($2) or a.committee_id = any($2))
		group by a.committee_id, m.code, m.name, a.state, c.id, a.counts_grade order by m.code`, cycle, above)
}

// WithMoreTime queues how many branches of a city are still assessing themselves
// in a cycle, 0 for the latest, on a day until which they were given more time.
func (b *Batch) WithMoreTime(cycle, root int64, today calendar.Date, n *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(n) }, `select count(*) from assessment
		where cycle_id = `+chosenCycle+` and root_id = $2 and (extended_until is not null or reply_by is not null)
		  and state in ('draft', 'returned') and greatest(extended_until, case when state = 'returned' then reply_by end) >= $3`, cycle, root, date(today))
}
