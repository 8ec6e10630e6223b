// Package record holds what a branch keeps in its record book (工作记实本), as
// plain values: the roster, the organisation, plans, activities, dues, honours,
// disciplinary decisions and rules. The words for people stand beside the codes.
//
// It judges a record only by itself, and by the day on which it was entered:
// what is missing in it and whether it came late. What records mean for the
// examination is measure's business.
package record

import (
	"time"

	"baolei/internal/core/calendar"
)

// Entry is what all records have besides what they say.
type Entry struct {
	ID           int64
	Branch       int64
	Version      int // counts changes
	RecordedAt   time.Time
	RecordedBy   int64
	RecordedName string
}

// Kind names a table of records: in files, corrections and taken records.
type Kind string

// The kinds of record that can be evidence or have files.
const (
	ActivityRecord Kind = "activity"
	PlanRecord     Kind = "study_plan"
	HonourRecord   Kind = "honour"
	RuleRecord     Kind = "branch_rule"
	TermRecord     Kind = "committee_term"
	SeatRecord     Kind = "seat"
	TransferRecord Kind = "transfer"
	MemberRecord   Kind = "member"
	GroupRecord    Kind = "party_group"
	SanctionRecord Kind = "sanction"
	DuesRecord     Kind = "dues_month" // its id is the month as yyyymm
	MemberDues     Kind = "dues"       // in corrections only: its id is the member's, the month is in what was overwritten
)

// Ref names one record.
type Ref struct {
	Kind Kind
	ID   int64
}

// lateAfter is after how many days an entry counts as late.
const lateAfter = 15

// LateBy returns by how many days an entry came later than is usual: 0 where it
// came within 15 days of what it records.
func LateBy(occurred calendar.Date, recordedAt time.Time) int {
	return max(0, occurred.DaysUntil(calendar.DateOf(recordedAt))-lateAfter)
}
