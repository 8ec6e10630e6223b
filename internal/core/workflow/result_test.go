package workflow_test

import (
	"slices"
	"testing"

	"baolei/internal/core/workflow"
)

// While the cycle runs what is signed is a result; once it has ended, what was
// reported. No branch ever gets a result by the end of its cycle.
func TestWhatIsAResult(t *testing.T) {
	for _, c := range []struct {
		state          workflow.State
		running, ended bool
	}{
		{workflow.Draft, false, false}, {workflow.Returned, false, false}, {workflow.Submitted, false, false},
		{workflow.Verified, true, false}, {workflow.Publicised, true, false}, {workflow.Reported, true, true}, {workflow.Final, true, true},
	} {
		if c.state.HasResult(false) != c.running || c.state.HasResult(true) != c.ended {
			t.Errorf("%s: running %v, ended %v", c.state, c.state.HasResult(false), c.state.HasResult(true))
		}
		if slices.Contains(workflow.WithResult(true), c.state) != c.ended || slices.Contains(workflow.WithResult(false), c.state) != c.running {
			t.Errorf("%s is listed otherwise than it is", c.state)
		}
		if c.state.Within(false) != c.state.Chinese() || !c.ended == (c.state.Within(true) == c.state.Chinese()) {
			t.Errorf("%s is called %s in an ended cycle", c.state, c.state.Within(true))
		}
	}
}
