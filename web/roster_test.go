package web

import (
	"testing"

	"baolei/web/page"
)

// rosterDesks are the pages of organisation and roster with what the year has
// in them: a seat that is held, two party groups, a transfer that waits.
func (c *city) rosterDesks(t *testing.T) []desk {
	t.Helper()
	branch := c.organisation(t, "CZ-02")
	member := c.number(t, `select m.id from member m join membership s on s.member_id = m.id where s.branch_id = $1 and m.name = '周洁'`, branch)
	coming := c.number(t, `select id from transfer where branch_id = $1 and done_on is null`, branch)
	seat := c.number(t, `select min(id) from seat where branch_id = $1`, branch)
	term := c.number(t, `select id from committee_term where branch_id = $1`, branch)
	group := c.number(t, `select min(id) from party_group where branch_id = $1`, branch)
	return []desk{
		{"organisation", "wangming", page.BookOrganisationURL(branch)},
		{"organisation-read", "chenjing", page.BookOrganisationURL(branch)},
		{"organisation-vacant", "cz-03", page.BookOrganisationURL(c.organisation(t, "CZ-03"))},
		{"seat-new", "liufang", page.NewSeatURL(branch)},
		{"seat", "wangming", page.SeatURL(branch, seat)},
		{"seat-succeed", "wangming", page.SucceedURL(branch, seat)},
		{"term-new", "wangming", page.NewTermURL(branch)},
		{"term", "wangming", page.TermURL(branch, term)},
		{"group-new", "wangming", page.NewGroupURL(branch)},
		{"group", "liufang", page.GroupURL(branch, group)},
		{"group-members", "wangming", page.GroupMembersURL(branch)},
		{"roster-read", "chenjing", page.RosterURL(branch)},
		{"roster-left", "wangming", page.RosterURL(branch) + "?show=out"},
		{"roster-change", "liufang", page.ChangeMemberURL(branch, member)},
		{"transfer-in", "wangming", page.TransferInURL(branch)},
		{"transfer-out", "wangming", page.TransferOutURL(branch, member)},
		{"transfer", "wangming", page.TransferURL(branch, coming)},
	}
}
