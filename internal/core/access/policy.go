package access

// Action is something that a person does; the words of the audit log.
type Action string

// The actions of the system.
const (
	ViewAssessment     Action = "assessment.view"         // know of it, and open its evidence
	ViewSelf           Action = "assessment.view_figures" // see self-assessment and review figures
	ViewDesk           Action = "assessment.view_desk"    // see all that the branch fills in: notes, remarks and replies too
	SaveFinding        Action = "finding.save"
	Submit             Action = "assessment.submit"
	Withdraw           Action = "assessment.withdraw"
	SaveReview         Action = "review.save"
	Return             Action = "assessment.return"
	Sign               Action = "assessment.sign"
	Report             Action = "assessment.report"
	Publicise          Action = "assessment.publicise"
	Object             Action = "objection.make"
	DecideObjection    Action = "objection.decide"
	ViewReports        Action = "report.view"   // the committees' reports, from the work committee
	DecideReport       Action = "report.decide" // accept a committee's report, or return it
	Reopen             Action = "assessment.reopen"
	AnswerSpot         Action = "spot.answer"  // a branch's answer to its spot check
	ProposeSpot        Action = "spot.propose" // propose what counts where a spot check differs
	ConfirmSpot        Action = "spot.confirm" // confirm what another officer proposed
	Close              Action = "cycle.close"  // propose and confirm the closing of a cycle
	ViewOutcome        Action = "outcome.view" // see what a closed cycle means: rates, eligibility, stars
	ViewRectification  Action = "rectification.view"
	KeepRectification  Action = "rectification.keep"  // measures, person responsible, deadline, progress
	CheckRectification Action = "rectification.check" // the committee's check of what was mended
	EndRectification   Action = "rectification.end"   // close a file
	SaveSpot           Action = "spot.save"
	HandIn             Action = "spot.hand_in"
	ViewSpot           Action = "spot.view" // see a spot check beside the other levels, once it is handed in
	ViewCycle          Action = "cycle.view"
	OpenCycle          Action = "cycle.open"
	Extend             Action = "assessment.extend" // give a branch more time
	ManageDraw         Action = "draw.manage"       // publish a population, type and confirm the seed, assign
	ViewDraw           Action = "draw.view"
	ViewOrgs           Action = "organisation.view"
	ManageOrgs         Action = "organisation.manage"
	ManageAccounts     Action = "account.manage"
	Appoint            Action = "appointment.manage"
	ReadAudit          Action = "audit.read"
	ViewRecords        Action = "record.view"
	SaveRecord         Action = "record.save"
	ViewSanction       Action = "sanction.view" // disciplinary decisions, in their own words
	SaveSanction       Action = "sanction.save"
	Unmask             Action = "member.unmask"    // see a member's identity card and telephone in full
	OwnPages           Action = "member.own"       // a member's own index, dues and attendance
	CheckMember        Action = "member.check"     // check a member's self-score
	ExportResults      Action = "result.export"    // take a cycle's results along as a file
	ViewOutlook        Action = "outlook.view"     // see how the year stands at the branches below
	ViewBoard          Action = "board.view"       // see sums over a committee or the city; at a branch, its own through the years
	KeepCalendar       Action = "calendar.keep"    // the days off and made up for, by which working days are counted
	ViewBurden         Action = "burden.view"      // what is asked of branches, month by month
	ViewCalibration    Action = "calibration.view" // compare how reviewers judged
	PrintSlip          Action = "slip.print"       // print what each point of a result was lost or won for
	CheckSlip          Action = "slip.check"       // prove a print genuine
	KeepHandbook       Action = "handbook.keep"
	KeepSets           Action = "indicator_set.keep" // see, change and publish indicator sets
	MoveCycle          Action = "cycle.move_set"     // move a running cycle to another version of its set
	ReadHandbook       Action = "handbook.read"
)

// Rule lets holders of a role do an action to objects that stand in a relation
// to the organisation of their appointment.
type Rule struct {
	Action Action
	Role   Role
	At     Relation
}

// policy is the whole of it: what no rule allows is refused.
var policy = []Rule{
	// Members are not here: evidence may name people, and what is public is the result.
	{ViewAssessment, BranchClerk, AtBranch},
	{ViewAssessment, BranchSecretary, AtBranch},
	{ViewAssessment, Reviewer, AtAnyAbove},
	{ViewAssessment, CommitteeSecretary, AtCommittee},
	{ViewAssessment, Officer, AtRoot},
	{ViewAssessment, SpotChecker, ByAssigning},

	// A spot checker is not here: the figures appear once the check is handed in.
	{ViewSelf, BranchClerk, AtBranch},
	{ViewSelf, BranchSecretary, AtBranch},
	{ViewSelf, Member, AtPublic},
	{ViewSelf, Reviewer, AtAnyAbove},
	{ViewSelf, CommitteeSecretary, AtCommittee},
	{ViewSelf, Officer, AtRoot},

	{ViewDesk, BranchClerk, AtBranch},
	{ViewDesk, BranchSecretary, AtBranch},
	{ViewDesk, Reviewer, AtAnyAbove},
	{ViewDesk, CommitteeSecretary, AtCommittee},
	{ViewDesk, Officer, AtRoot},

	{SaveFinding, BranchClerk, AtBranch},
	{SaveFinding, BranchSecretary, AtBranch},
	{Submit, BranchSecretary, AtBranch},
	{Withdraw, BranchSecretary, AtBranch},

	{SaveReview, Reviewer, AtNearest},
	{SaveReview, CommitteeSecretary, AtNearest},
	{Return, Reviewer, AtNearest},
	{Return, CommitteeSecretary, AtCommittee},
	{Sign, CommitteeSecretary, AtCommittee},
	{Report, CommitteeSecretary, AtCommittee},

	{Publicise, CommitteeSecretary, AtCommittee},
	{Object, BranchSecretary, AtBranch},
	{Object, Member, AtPublic},
	{DecideObjection, CommitteeSecretary, AtCommittee},
	{ViewReports, Officer, AtRoot},
	{DecideReport, Officer, AtRoot},
	{Reopen, Officer, AtRoot},
	{AnswerSpot, BranchSecretary, AtBranch},
	{ProposeSpot, Officer, AtRoot},
	{ConfirmSpot, Officer, AtRoot},
	{Close, Officer, AtRoot},
	{ViewOutcome, CommitteeSecretary, AtCommittee},
	{ViewOutcome, Officer, AtRoot},
	{ViewRectification, BranchClerk, AtBranch},
	{ViewRectification, BranchSecretary, AtBranch},
	{ViewRectification, Reviewer, AtAnyAbove},
	{ViewRectification, CommitteeSecretary, AtCommittee},
	{ViewRectification, Officer, AtRoot},
	{KeepRectification, BranchSecretary, AtBranch},
	{CheckRectification, CommitteeSecretary, AtCommittee},
	{EndRectification, Officer, AtRoot},

	{SaveSpot, SpotChecker, ByAssigning},
	{HandIn, SpotChecker, ByAssigning},
	{ViewSpot, SpotChecker, ByAssigning},
	{ViewSpot, BranchClerk, AtBranch},
	{ViewSpot, BranchSecretary, AtBranch},
	{ViewSpot, Reviewer, AtAnyAbove},
	{ViewSpot, CommitteeSecretary, AtCommittee},
	{ViewSpot, Officer, AtRoot},

	{ViewCycle, Officer, AtRoot},
	{OpenCycle, Officer, AtRoot},
	{Extend, Officer, AtRoot},
	{ManageDraw, Officer, AtRoot},

	{ViewRecords, BranchClerk, AtBranch},
	{ViewRecords, BranchSecretary, AtBranch},
	{ViewRecords, Reviewer, AtAnyAbove},
	{ViewRecords, CommitteeSecretary, AtCommittee},
	{ViewRecords, Officer, AtRoot},
	{ViewRecords, SpotChecker, ByAssigning},
	{SaveRecord, BranchClerk, AtBranch},
	{SaveRecord, BranchSecretary, AtBranch},
	{ViewSanction, BranchSecretary, AtBranch},
	{ViewSanction, CommitteeSecretary, AtCommittee},
	{SaveSanction, BranchSecretary, AtBranch},
	{Unmask, BranchSecretary, AtBranch},
	{OwnPages, Member, AtBranch},
	{CheckMember, BranchClerk, AtBranch},
	{CheckMember, BranchSecretary, AtBranch},
	{ViewOutlook, Reviewer, AtAnyAbove},
	{ViewOutlook, CommitteeSecretary, AtCommittee},
	{ViewOutlook, Officer, AtRoot},
	{ViewBoard, BranchClerk, AtBranch},
	{ViewBoard, BranchSecretary, AtBranch},
	{ViewBoard, Reviewer, AtAnyAbove},
	{ViewBoard, CommitteeSecretary, AtCommittee},
	{ViewBoard, Officer, AtRoot},
	{KeepCalendar, Officer, AtRoot},
	{ViewBurden, Officer, AtRoot},
	{ExportResults, CommitteeSecretary, AtCommittee},
	{ExportResults, Officer, AtRoot},
	{ViewCalibration, Reviewer, AtAnyAbove},
	{ViewCalibration, CommitteeSecretary, AtCommittee},
	{ViewCalibration, Officer, AtRoot},
	{PrintSlip, BranchSecretary, AtBranch},
	{PrintSlip, Reviewer, AtAnyAbove},
	{PrintSlip, CommitteeSecretary, AtCommittee},
	{PrintSlip, Officer, AtRoot},
	{KeepHandbook, Officer, AtRoot},
	{KeepSets, Officer, AtRoot},
	{MoveCycle, Officer, AtRoot},

	{ViewOrgs, Officer, AtRoot},
	{ViewOrgs, SystemAdmin, AtRoot},
	{ViewOrgs, SecurityAdmin, AtRoot},
	{ManageOrgs, SystemAdmin, AtRoot},
	{ManageAccounts, SystemAdmin, AtRoot},
	{Appoint, SecurityAdmin, AtRoot},
	{ReadAudit, Auditor, AtRoot},
}

// open lists what everybody who is signed in may do: a draw is published so
// that anyone can recompute it, the handbook is for everybody, and a print can be
// checked by whoever holds it.
var open = map[Action]bool{ViewDraw: true, ReadHandbook: true, CheckSlip: true}

// Decision is a yes or no with its reason: by which appointment, or by none.
type Decision struct {
	Allowed bool
	By      Appointment // the appointment that allows; zero for what is open to all
}

// Allow decides whether the actor may do the action to an object at a place.
// What no rule names is refused, and so is everything to nobody and to a person
// who must change the password first.
func Allow(a Actor, action Action, p Place) Decision {
	if a.Person == 0 || a.MustChangePass {
		return Decision{}
	}
	if open[action] {
		return Decision{Allowed: true}
	}
	for _, rule := range policy {
		if rule.Action != action {
			continue
		}
		for _, by := range a.Appointments {
			if by.Role == rule.Role && by.Organisation != 0 && rule.At.holds(a, by.Organisation, p) {
				return Decision{Allowed: true, By: by}
			}
		}
	}
	return Decision{}
}

// Root returns the work committee at which the actor may do an action to all
// that is below it; 0 for none.
func Root(a Actor, action Action) int64 {
	for _, by := range a.Appointments {
		if Allow(a, action, Place{Root: by.Organisation}).Allowed {
			return by.Organisation
		}
	}
	return 0
}

// Somewhere tells whether the actor holds a role that may do the action to some
// object. It keeps people away from whole screens; whether they may do it to the
// object in question is Allow's to say.
func Somewhere(a Actor, action Action) bool {
	if a.Person == 0 || a.MustChangePass {
		return false
	}
	if open[action] {
		return true
	}
	for _, rule := range policy {
		if rule.Action == action && a.Is(rule.Role) {
			return true
		}
	}
	return false
}
