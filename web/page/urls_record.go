package page

import (
	"strconv"

	"baolei/internal/core/record"
)

// recordParts are the parts of the record book in which kinds of record have
// pages: own, one for each record. Other kinds lead to the book.
var recordParts = map[record.Kind]struct {
	part string
	own  bool
}{
	record.PlanRecord: {"plans", true}, record.HonourRecord: {"honours", true}, record.RuleRecord: {"rules", true}, record.SanctionRecord: {"sanctions", true},
	record.MemberRecord: {"roster", false}, record.TransferRecord: {"roster", false}, record.DuesRecord: {"dues", true},
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
