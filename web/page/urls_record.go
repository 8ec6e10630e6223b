package page

import (
	"net/url"
	"strconv"

	"baolei/internal/core/record"
)

// recordParts are the parts of the record book in which kinds of record stand;
// a kind without a page of its own for each record leads to its part.
var recordParts = map[record.Kind]struct {
	part string
	own  bool
}{
	record.ActivityRecord: {"activities", true}, record.PlanRecord: {"plans", true}, record.HonourRecord: {"honours", true}, record.RuleRecord: {"rules", true}, record.SanctionRecord: {"sanctions", true},
	record.MemberRecord: {"roster", false}, record.TransferRecord: {"roster", false}, record.DuesRecord: {"dues", true},
	record.TermRecord: {"organisation", false}, record.SeatRecord: {"organisation", false}, record.GroupRecord: {"organisation", false},
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

// NewRecordURL is where something that is missing is recorded: the form of a
// new record of a kind, about a member or party group where those are not 0.
// Records without a form of their own are entered in their part.
func NewRecordURL(branch int64, kind record.Kind, code string, member, group int64) string {
	address := "/book/" + strconv.FormatInt(branch, 10)
	p, known := recordParts[kind]
	if !known {
		return address
	}
	address += "/" + p.part
	if !p.own || kind == record.DuesRecord || kind == record.SanctionRecord {
		return address
	}
	q := url.Values{}
	if code != "" {
		q.Set("kind", code)
	}
	if member != 0 {
		q.Set("member", strconv.FormatInt(member, 10))
	}
	if group != 0 {
		q.Set("group", strconv.FormatInt(group, 10))
	}
	if len(q) > 0 {
		return address + "/new?" + q.Encode()
	}
	return address + "/new"
}
