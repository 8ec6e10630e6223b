package store

import (
	"strconv"
	"strings"

	"baolei/internal/core/workflow"
)

// order is the ORDER BY of a list that is not in the order of a figure.
func (n *Narrow) order(c *conditions) string {
	switch n.Order {
	case "committee":
		return `m.code` + n.turn() + `, b.code`
	case "state":
		c.args = append(c.args, stateTexts(workflow.States()))
		return `array_position($` + strconv.Itoa(len(c.args)) + `::text[], a.state)` + n.turn() + `, b.code`
	case "due": // all of a cycle have the same day, but those with more time
		return `coalesce(greatest(a.extended_until, case when a.state = 'returned' then a.reply_by end), '-infinity'::date)` + n.turn() + `, b.code`
	}
	return `b.code` + n.turn()
}

func (n *Narrow) turn() string {
	if n.Descending {
		return " desc"
	}
	return ""
}

// figure is what a list in the order of a figure has it of, and which branches
// have one; "" for other orders. There is an index by each but the few of spot.
func (n *Narrow) figure() (of, has string) {
	switch n.Order {
	case "self":
		return `a.self_total`, claimedStates
	case "review":
		return `a.review_total`, isSigned
	case "spot":
		return `s.spot_total`, `s.handed_in_at is not null`
	case "counts":
		return `a.counts_total`, isSigned + ` and ` + hasResult // the first, by which there is an index, follows from the second
	}
	return "", ""
}

// Narrowed queues a page of the standings of a cycle that n leaves, in its order.
// Who lacks the figure that it is by comes last in either direction.
func (b *Batch) Narrowed(n Narrow, to *[]Standing) {
	c := n.conditions()
	where := strings.Join(c.where, " and ")
	of, has := n.figure()
	ids := ""
	if of == "" {
		order := n.order(c)
		ids = `array(select a.id` + n.from(true) + where + ` order by ` + order + ` limit ` + strconv.Itoa(n.Limit) + ` offset ` + n.number(c, n.Offset) + `)`
	} else {
		ids = n.byFigure(c, where, of, has)
	}
	listed := `from unnest(` + ids + `) with ordinality as listed (id, place) join assessment a on a.id = listed.id`
	b.all(scanStandings(to), strings.Replace(selectStanding, "from assessment a", listed, 1)+` order by listed.place`, c.args...)
}

// number writes where a page begins or ends. The statement for the first one holds
// it as it is, so that the server plans for few rows even once it has made a plan
// for any arguments; deeper pages share a statement.
func (n *Narrow) number(c *conditions, at int) string {
	if n.Offset == 0 {
		return strconv.Itoa(at)
	}
	return c.next(at) + `::int`
}

// byFigure gives the ids of a page in the order of a figure: those that have it,
// which an index brings in order, and, only where they do not fill the page, those
// that lack it or from whose figures n.Person is kept.
func (n *Narrow) byFigure(c *conditions, where, of, has string) string {
	open := `(` + has + ` and ` + strings.Replace(unsealed, "?", c.next(n.Person), 1) + `)`
	from, until := n.number(c, n.Offset), n.number(c, n.Offset+n.Limit)
	return `array(select unnest((h.has || array(select a.id` + n.from(true) + where + ` and not ` + open + ` order by b.code limit ` + until + ` - cardinality(h.has)))[` + from + ` + 1 : ` + until + `])
		from (select array(select a.id` + n.from(true) + where + ` and ` + open + ` order by ` + of + n.turn() + `, b.code limit ` + until + `) as has offset 0) h)`
}
