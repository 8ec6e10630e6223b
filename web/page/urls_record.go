package page

import (
	"strconv"

	"baolei/internal/core/record"
)

// recordParts are the parts of the record book in which kinds of record stand;
// a kind without a page of its own for each record leads to its part.
var recordParts = map[record.Kind]struct {
	part string
	own  bool
}{
	record.ActivityRecord: {"activities", true}, record.PlanRecord: {"plans", true}, record.HonourRecord: {"honours", true}, record.RuleRecord: {"rules", true},
	record.SanctionRecord: {"sanctions", true}, record.TermRecord: {"organisation", false}, record.SeatRecord: {"organisation", false},
	record.TransferRecord: {"roster", false}, record.DuesRecord: {"dues", true},
}

// RecordURL is a record in a branch's record book.
func RecordURL(branch int64, r record.Ref) string {
	p, known := recordParts[r.Kind]
	address := "/book/" + strconv.FormatInt(branch, 10)
	if !known {
		return address
	}
	address += "/" + p.part
	if p.own {
		address = of(address, r.ID)
	}
	return address
}
