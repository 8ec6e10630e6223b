package access

import (
	"slices"
	"strings"
	"testing"
)

// The tree of the test: root 1; committee 10 with branch 100 right below it and
// general branch 20 with branch 200; committee 30 with branch 300.
var places = map[string]Place{
	"branch 100": {Branch: 100, Nearest: 10, Committee: 10, Root: 1, Assigned: []int64{7}},
	"branch 200": {Branch: 200, Nearest: 20, Committee: 10, Root: 1},
	"branch 300": {Branch: 300, Nearest: 30, Committee: 30, Root: 1, Public: true},
	"the city":   {Root: 1},
}

// expected was written by hand from the rules of who does what, not from
// policy.go: for each role at an organisation, what it may do where. What is
// not listed must be refused.
var expected = []struct {
	role Role
	at   int64
	may  string // "action action … @ place; …"
}{
	{BranchClerk, 100, "board.view assessment.view assessment.view_figures assessment.view_desk spot.view finding.save record.view record.save member.check rectification.view @ branch 100"},
	{BranchSecretary, 100, "board.view assessment.view assessment.view_figures assessment.view_desk spot.view finding.save assessment.submit assessment.withdraw record.view record.save member.check sanction.view sanction.save member.unmask slip.print objection.make spot.answer rectification.view rectification.keep @ branch 100"},
	{Member, 100, "member.own @ branch 100"},
	{Member, 300, "assessment.view_figures member.own objection.make @ branch 300"},
	{Reviewer, 10, "assessment.view assessment.view_figures assessment.view_desk spot.view record.view outlook.view board.view calibration.view slip.print rectification.view review.save assessment.return @ branch 100; assessment.view assessment.view_figures assessment.view_desk spot.view record.view outlook.view board.view calibration.view slip.print rectification.view @ branch 200"},
	{Reviewer, 20, "assessment.view assessment.view_figures assessment.view_desk spot.view record.view outlook.view board.view calibration.view slip.print rectification.view review.save assessment.return @ branch 200"},
	{CommitteeSecretary, 10, "assessment.view assessment.view_figures assessment.view_desk spot.view record.view outlook.view result.export board.view calibration.view slip.print sanction.view review.save assessment.return assessment.sign assessment.report assessment.publicise objection.decide outcome.view rectification.view rectification.check @ branch 100;" +
		"assessment.view assessment.view_figures assessment.view_desk spot.view record.view outlook.view result.export board.view calibration.view slip.print sanction.view assessment.return assessment.sign assessment.report assessment.publicise objection.decide outcome.view rectification.view rectification.check @ branch 200"},
	{SpotChecker, 1, "assessment.view spot.save spot.hand_in spot.view record.view @ branch 100"},
	{Officer, 1, "assessment.view assessment.view_figures assessment.view_desk spot.view record.view outlook.view result.export board.view calibration.view slip.print cycle.view cycle.open assessment.extend draw.manage organisation.view calendar.keep burden.view handbook.keep indicator_set.keep cycle.move_set report.view report.decide assessment.reopen spot.propose spot.confirm cycle.close outcome.view rectification.view rectification.end @ branch 100;" +
		"assessment.view assessment.view_figures assessment.view_desk spot.view record.view outlook.view result.export board.view calibration.view slip.print cycle.view cycle.open assessment.extend draw.manage organisation.view calendar.keep burden.view handbook.keep indicator_set.keep cycle.move_set report.view report.decide assessment.reopen spot.propose spot.confirm cycle.close outcome.view rectification.view rectification.end @ branch 200;" +
		"assessment.view assessment.view_figures assessment.view_desk spot.view record.view outlook.view result.export board.view calibration.view slip.print cycle.view cycle.open assessment.extend draw.manage organisation.view calendar.keep burden.view handbook.keep indicator_set.keep cycle.move_set report.view report.decide assessment.reopen spot.propose spot.confirm cycle.close outcome.view rectification.view rectification.end @ branch 300;" +
		"assessment.view assessment.view_figures assessment.view_desk spot.view record.view outlook.view result.export board.view calibration.view slip.print cycle.view cycle.open assessment.extend draw.manage organisation.view calendar.keep burden.view handbook.keep indicator_set.keep cycle.move_set report.view report.decide assessment.reopen spot.propose spot.confirm cycle.close outcome.view rectification.view rectification.end @ the city"},
	{SystemAdmin, 1, everywhere("organisation.view organisation.manage account.manage")},
	{SecurityAdmin, 1, everywhere("organisation.view appointment.manage")},
	{Auditor, 1, everywhere("audit.read")},
}

func everywhere(actions string) string {
	var s []string
	for place := range places {
		s = append(s, actions+" @ "+place)
	}
	return strings.Join(s, ";")
}

var actions = []Action{ViewAssessment, ViewSelf, ViewDesk, SaveFinding, Submit, Withdraw, SaveReview, Return, Sign, Report, SaveSpot,
	HandIn, ViewSpot, ViewCycle, OpenCycle, Extend, ManageDraw, ViewOrgs, ManageOrgs, ManageAccounts, Appoint, ReadAudit,
	ViewRecords, SaveRecord, ViewSanction, SaveSanction, Unmask, OwnPages, CheckMember, KeepCalendar, ViewBurden, KeepHandbook, KeepSets, MoveCycle, ViewOutlook, ExportResults, ViewBoard, ViewCalibration, PrintSlip,
	Publicise, Object, DecideObjection, ViewReports, DecideReport, Reopen, AnswerSpot, ProposeSpot, ConfirmSpot, Close, ViewOutcome, ViewRectification, KeepRectification, CheckRectification, EndRectification}

func TestEachRoleMayDoWhatIsWrittenAndNothingElse(t *testing.T) {
	for _, e := range expected {
		actor := Actor{Person: 7, Appointments: []Appointment{{Role: e.role, Organisation: e.at}}}
		may := parse(e.may)
		for name, place := range places {
			for _, action := range actions {
				want := slices.Contains(may[name], string(action))
				if got := Allow(actor, action, place).Allowed; got != want {
					t.Errorf("%s at %d, %s on %s: allowed %v, want %v", e.role, e.at, action, name, got, want)
				}
			}
		}
	}
}

func TestEveryRuleIsAboutAKnownActionAndRole(t *testing.T) {
	for _, r := range policy {
		if !slices.Contains(actions, r.Action) || r.Role.Chinese() == "" {
			t.Errorf("rule %v names something that the test does not know", r)
		}
	}
}

// A draw is published, and the handbook is for everybody, but not for nobody.
func TestWhatIsOpenIsOpenToWhoeverIsSignedIn(t *testing.T) {
	for _, action := range []Action{ViewDraw, ReadHandbook, CheckSlip} {
		if !Allow(Actor{Person: 7}, action, Place{}).Allowed || Allow(Actor{}, action, Place{}).Allowed || Allow(Actor{Person: 7, MustChangePass: true}, action, Place{}).Allowed {
			t.Errorf("%s is not open to just those who are signed in", action)
		}
	}
}

func TestNobodyMayDoAnything(t *testing.T) {
	secretary := []Appointment{{Role: BranchSecretary, Organisation: 100}}
	for name, a := range map[string]Actor{
		"nobody":                     {Appointments: secretary},
		"must change the password":   {Person: 7, MustChangePass: true, Appointments: secretary},
		"no appointment":             {Person: 7},
		"appointment at no place":    {Person: 7, Appointments: []Appointment{{Role: BranchSecretary}}},
		"not assigned, spot checker": {Person: 8, Appointments: []Appointment{{Role: SpotChecker, Organisation: 1}}},
	} {
		for _, action := range actions {
			if Allow(a, action, places["branch 100"]).Allowed {
				t.Errorf("%s: %s is allowed", name, action)
			}
		}
	}
}

func parse(may string) map[string][]string {
	out := map[string][]string{}
	for part := range strings.SplitSeq(may, ";") {
		what, where, _ := strings.Cut(part, "@")
		out[strings.TrimSpace(where)] = strings.Fields(what)
	}
	return out
}
