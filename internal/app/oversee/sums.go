package oversee

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/calendar"
	"baolei/internal/core/rollup"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// sumsAtRead is how many committees a page adds up by itself; the background does
// the rest.
const sumsAtRead = 50

// sums is what a work committee's pages read of a cycle: its cost does not grow
// with the branches.
type sums struct {
	marked   []int64 // cycles in which something changed since
	whole    []store.Rollup
	parts    []store.Rollup // the first committees by code
	count    int            // committees
	moreTime int            // branches still assessing themselves with more time than the others
	root     int64
	seals    []app.Seal // what is sealed from the person
}

// queue queues the sums of a city in a cycle, 0 for the latest, for a person.
func (x *sums) queue(b *store.Batch, person, cycle, root int64, committees int, today calendar.Date) {
	x.root = root
	b.SealsFrom(person, &x.seals)
	b.MarkedCycles(&x.marked)
	b.RollupsOf(cycle, []int64{root}, &x.whole)
	b.CommitteeRollups(cycle, root, 0, committees, &x.parts, &x.count)
	b.WithMoreTime(cycle, root, today, &x.moreTime)
}

// tallies are those of the city and of its first committees, as far as the person
// may see them.
func (x *sums) tallies(c app.Cycle, set *app.Set) (Tally, []CommitteeTally) {
	shape := rollup.ShapeOf(set.Set)
	whole := Tally{In: map[workflow.State]int{}, Ended: c.Ended()}
	if len(x.whole) > 0 {
		whole = tallyOf(c, set, shape, x.whole[0])
	}
	var list []CommitteeTally
	for _, r := range x.parts {
		list = append(list, CommitteeTally{ID: r.Organisation, Name: r.Name, Tally: tallyOf(c, set, shape, r)})
	}
	seal(x.seals, c.ID, []int64{x.root}, &whole, list)
	return whole, list
}

// tallyOf is the tally of a roll-up; of one in another set's layout, which is
// being added up anew, it is empty.
func tallyOf(c app.Cycle, set *app.Set, shape *rollup.Shape, r store.Rollup) Tally {
	t := Tally{In: map[workflow.State]int{}, Ended: c.Ended()}
	if r.Set != set.ID || !shape.Fits(r.Rollup) {
		return t
	}
	t.All, t.Attained, t.Reported = int(r.Branches), shape.Attained(r.Rollup, set.Attaining(), t.Ended), shape.Attained(r.Rollup, set.Attaining(), true)
	for _, s := range workflow.States() {
		if n := shape.In(r.Rollup, s); n > 0 {
			t.In[s] = n
		}
	}
	return t
}

// late counts the branches whose next step is overdue on a day, of which moreTime
// have more time than the others for their self-assessment.
func (t Tally) late(c app.Cycle, today calendar.Date, moreTime int) int {
	n := 0
	if t.Ended { // nothing is to be done any more
		return n
	}
	if c.Self.Until.Before(today) {
		n += t.In[workflow.Draft] + t.In[workflow.Returned] - moreTime
	}
	if c.Review.Until.Before(today) {
		n += t.In[workflow.Submitted]
	}
	if calendar.ReportDue(c.Year).Before(today) {
		n += t.In[workflow.Verified] + t.In[workflow.Publicised]
	}
	return n
}

// twice reads, and once more where something changed since it was added up.
func (s *Service) twice(ctx context.Context, read func() (cycles []app.Cycle, marked []int64, err error)) error {
	cycles, marked, err := read()
	if err != nil || len(marked) == 0 {
		return err
	}
	fresh, _, err := s.SumUp(ctx, cycles, marked, sumsAtRead)
	if err != nil || !fresh {
		return err
	}
	_, _, err = read()
	return err
}
