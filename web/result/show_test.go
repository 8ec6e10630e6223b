package result

import (
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/core/indicator"
	"baolei/internal/core/workflow"
)

// A result page says of a closed cycle what it means for the branch; while the
// cycle runs nobody can know.
func TestAClosedCyclesResultSaysWhetherEligibilityIsKept(t *testing.T) {
	for _, x := range []struct {
		state  workflow.State
		grade  string
		vetoed bool
		closed bool
		want   string
	}{
		{workflow.Final, "excellent", false, true, "保留当年先进党组织的参评资格：等次为“优秀”，已达标。"},
		{workflow.Final, "lagging", true, true, "取消当年先进党组织的参评资格：一票否决，等次为“后进整转”。"},
		{workflow.Submitted, "excellent", false, true, "取消当年先进党组织的参评资格：没有报送考评结果，按未达标计。"},
		{workflow.Reported, "excellent", false, false, ""},
	} {
		doc := &app.Dossier{Set: app.LooseSet(indicator.Embedded())}
		doc.State, doc.Counts.Grade, doc.Counts.Vetoed = x.state, x.grade, x.vetoed
		if x.closed {
			doc.Cycle.ClosedAt = time.Date(2027, time.March, 15, 2, 0, 0, 0, time.UTC)
		}
		if v := showOf(&oversee.Result{Dossier: doc}, ""); v.Ends != x.want {
			t.Errorf("%s, %s: %q, want %q", x.state, x.grade, v.Ends, x.want)
		}
	}
}
