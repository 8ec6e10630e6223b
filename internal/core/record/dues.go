package record

import (
	"time"

	"baolei/internal/core/calendar"
)

// Basis is by which part of the national scale a member pays.
type Basis string

// The bases.
const (
	Wage    Basis = "wage"    // monthly pay
	Pension Basis = "pension" // monthly pension
	Farmer  Basis = "farmer"  // a fixed amount
	Fixed   Basis = "fixed"   // students, the unemployed, those on relief
	Reduced Basis = "reduced" // less or nothing, as the committee above has allowed; the base is what it allowed
)

var bases = []Named{{string(Wage), "在职"}, {string(Pension), "离退休"}, {string(Farmer), "农民"}, {string(Fixed), "学生等定额"}, {string(Reduced), "经批准少交免交"}}

// Bases returns every basis with its name.
func Bases() []Named { return append([]Named(nil), bases...) }

// Chinese returns the basis's name; "" for an unknown one.
func (b Basis) Chinese() string { return wordOf(bases, string(b)) }

// Dues is what a member owes and paid for a month.
type Dues struct {
	Branch  int64
	Month   calendar.Month
	Member  int64
	Name    string // the member's
	Basis   Basis
	Base    Fen // monthly pay or pension that the scale is applied to
	Due     Fen
	Paid    Fen
	PaidOn  calendar.Date // zero where nothing was paid
	Note    string        // why it is as it is: approved by whom, paid for by whom
	Version int
	// Who first recorded it, and when.
	RecordedAt   time.Time
	RecordedName string
}

// Settled tells whether what is due was paid.
func (d *Dues) Settled() bool { return d.Paid >= d.Due }

// DuesElsewhere tells that another branch recorded a member's dues of a month.
type DuesElsewhere struct {
	Member     int64
	Month      calendar.Month
	BranchName string
}

// DuesMonth is what the branch did with a month's dues as a whole.
type DuesMonth struct {
	Branch      int64
	Month       calendar.Month
	HandedUp    Fen
	HandedUpOn  calendar.Date // zero while not
	PublishedOn calendar.Date // zero while not
	PublishedAt string        // where
	Version     int
}
