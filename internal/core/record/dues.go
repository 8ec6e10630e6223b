package record

import "baolei/internal/core/calendar"

// Basis is by which part of the national scale a member pays.
type Basis string

// The bases.
const (
	Wage    Basis = "wage"    // monthly pay
	Pension Basis = "pension" // monthly pension
	Farmer  Basis = "farmer"  // a fixed amount
	Fixed   Basis = "fixed"   // students, the unemployed, those on relief
)

var bases = []Named{{string(Wage), "在职"}, {string(Pension), "离退休"}, {string(Farmer), "农民"}, {string(Fixed), "学生等定额"}}

// Bases returns every basis with its name.
func Bases() []Named { return append([]Named(nil), bases...) }

// Chinese returns the basis's name; "" for an unknown one.
func (b Basis) Chinese() string { return wordOf(bases, string(b)) }

// Fen is an amount of money, in hundredths of a yuan.
type Fen int64

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
	Version int
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
