package oversee

import (
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/workflow"
)

// Tally counts branches by state, and those that have attained.
type Tally struct {
	All      int
	In       map[workflow.State]int
	Ended    bool // the cycle has: only what was reported is a result
	Attained int  // with a result that attains; see workflow.State.HasResult
	Reported int  // of them, those that were reported
	Sealed   bool // a branch is among them whose figures are sealed from the person: how many attained is not told
}

// count counts the lines. A branch without a result has not attained.
func count(set *app.Set, lines []Line) Tally {
	t := Tally{In: map[workflow.State]int{}}
	for _, l := range lines {
		t.add(set, l.State, l.grade, l.Ended, 1)
	}
	if slices.ContainsFunc(lines, func(l Line) bool { return l.Hidden }) {
		t.seal()
	}
	return t
}

// add adds n branches in a state, with the grade that would count.
func (t *Tally) add(set *app.Set, state workflow.State, grade string, ended bool, n int) {
	t.All += n
	t.In[state] += n
	t.Ended = ended
	if !state.HasResult(ended) || !set.Attains(grade) {
		return
	}
	t.Attained += n
	if state.Delivered() {
		t.Reported += n
	}
}

// seal takes out what tells by a difference how a sealed branch stands.
func (t *Tally) seal() { t.Sealed, t.Attained, t.Reported = true, 0, 0 }

// seal takes it out of the tallies of a cycle in which a sealed branch is counted:
// of the whole, which counts the branches below some organisations, and of its
// committee.
func seal(seals []app.Seal, cycle int64, at []int64, whole *Tally, committees []CommitteeTally) {
	for _, s := range seals {
		if s.Cycle != cycle || !slices.ContainsFunc(at, s.Within) {
			continue
		}
		whole.seal()
		for i := range committees {
			if committees[i].ID == s.Committee {
				committees[i].seal()
			}
		}
	}
}

// Sent is the tally by what was reported alone: what the rate would be if the
// cycle ended now.
func (t Tally) Sent() Tally {
	t.Attained = t.Reported
	return t
}

// Results counts the branches that have one.
func (t Tally) Results() int {
	n := 0
	for _, s := range workflow.WithResult(t.Ended) {
		n += t.In[s]
	}
	return n
}

// Signed counts the branches whose review is signed.
func (t Tally) Signed() int {
	return t.In[workflow.Verified] + t.In[workflow.Publicised] + t.Delivered()
}

// Delivered counts the branches whose result has gone to the work committee.
func (t Tally) Delivered() int { return t.In[workflow.Reported] + t.In[workflow.Final] }

// Submitted counts the branches that have handed in their self-assessment and
// not got it back.
func (t Tally) Submitted() int { return t.In[workflow.Submitted] + t.Signed() }

// Rate is the attainment rate in hundredths of a percent, rounded down so that
// it never shows a target that was not reached. Without branches it is 0.
func (t Tally) Rate() int {
	if t.All == 0 {
		return 0
	}
	return t.Attained * 100_00 / t.All
}

// Reaches tells whether the rate is at least a target, in hundredths of a
// percent, without rounding.
func (t Tally) Reaches(target int) bool { return t.All > 0 && t.Attained*100_00 >= target*t.All }

// Missing is how many more branches must attain for a target.
func (t Tally) Missing(target int) int {
	need := (target*t.All + 100_00 - 1) / 100_00
	return max(0, need-t.Attained)
}

// CommitteeTally is the tally of a party committee.
type CommitteeTally struct {
	ID   int64
	Name string
	Tally
}

// byCommittee counts by party committee, in the order of the lines.
func byCommittee(set *app.Set, lines []Line) []CommitteeTally {
	var order []CommitteeTally
	of := map[int64][]Line{}
	for _, l := range lines {
		if _, there := of[l.Committee]; !there {
			order = append(order, CommitteeTally{ID: l.Committee, Name: l.CommitteeName})
		}
		of[l.Committee] = append(of[l.Committee], l)
	}
	for i := range order {
		order[i].Tally = count(set, of[order[i].ID])
	}
	return order
}
