package page

import "strconv"

// Addresses of a member's own pages.
const (
	MeURL              = "/me"
	MyDataURL          = "/me/data"
	MyIndexURL         = "/me/index"
	MyIndexWithdrawURL = "/me/index/withdraw"
)

// MeOfURL are a member's own pages of a year.
func MeOfURL(year int) string { return MeURL + "?year=" + strconv.Itoa(year) }

// MyIndexOfURL is the own index of a year.
func MyIndexOfURL(year int) string { return MyIndexURL + "?year=" + strconv.Itoa(year) }

// MemberIndexListURL is the members' index of a branch; cycle 0 is the latest.
func MemberIndexListURL(branch, cycle int64) string {
	return withCycle(BookPartURL(branch, "index", 0), cycle)
}

// MemberIndexURL is one member's index, as the branch checks it.
func MemberIndexURL(branch, member, cycle int64) string {
	return withCycle(of(BookPartURL(branch, "index", 0), member), cycle)
}

// MemberReopenURL opens a checked index again.
func MemberReopenURL(branch, member int64) string {
	return of(BookPartURL(branch, "index", 0), member) + "/reopen"
}

// MemberAgreeURL checks several indices as they were stated.
func MemberAgreeURL(branch int64) string { return BookPartURL(branch, "index", 0) + "/agree" }

// CityAverageURL is where the average of the city's members is taken.
func CityAverageURL(cycle int64) string { return CycleURL(cycle) + "/average" }

func withCycle(address string, cycle int64) string {
	if cycle == 0 {
		return address
	}
	return address + "?cycle=" + strconv.FormatInt(cycle, 10)
}
