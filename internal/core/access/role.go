// Package access says who may do what, as a table that a lay person can read
// (policy.go), and finds the reason for each yes and no.
//
// It knows people by their appointments in force and objects by where they
// stand in the tree of organisations. It decides on rights alone: whether the
// state, the date and earlier acts allow an action is workflow's business.
package access

import "slices"

// Role is what an appointment lets a person be at an organisation.
type Role string

// The roles, as glossary terms.
const (
	BranchClerk        Role = "branch_clerk"
	BranchSecretary    Role = "branch_secretary"
	Reviewer           Role = "reviewer"
	CommitteeSecretary Role = "committee_secretary"
	SpotChecker        Role = "spot_checker"
	Officer            Role = "officer"
	Member             Role = "member"
	SystemAdmin        Role = "system_admin"
	SecurityAdmin      Role = "security_admin"
	Auditor            Role = "auditor"
)

// Level is an organisation's place in the tree.
type Level string

// The levels from the root down.
const (
	WorkCommittee  Level = "work_committee"
	PartyCommittee Level = "party_committee"
	GeneralBranch  Level = "general_branch"
	Branch         Level = "branch"
)

// roles lists each role with its Chinese name and the levels it can be held at.
var roles = []struct {
	role    Role
	chinese string
	levels  []Level
}{
	{BranchClerk, "支部委员", []Level{Branch}},
	{BranchSecretary, "支部书记", []Level{Branch}},
	{Reviewer, "考核员", []Level{PartyCommittee, GeneralBranch}},
	{CommitteeSecretary, "党委书记", []Level{PartyCommittee}},
	{SpotChecker, "抽查员", []Level{WorkCommittee}},
	{Officer, "工委经办", []Level{WorkCommittee}},
	{Member, "党员", []Level{Branch}},
	{SystemAdmin, "系统管理员", []Level{WorkCommittee}},
	{SecurityAdmin, "安全管理员", []Level{WorkCommittee}},
	{Auditor, "审计管理员", []Level{WorkCommittee}},
}

// Chinese returns the role's name as people say it; "" for an unknown role.
func (r Role) Chinese() string {
	for _, x := range roles {
		if x.role == r {
			return x.chinese
		}
	}
	return ""
}

// HeldAt tells whether the role can be held at organisations of a level.
func (r Role) HeldAt(l Level) bool {
	for _, x := range roles {
		if x.role == r {
			return slices.Contains(x.levels, l)
		}
	}
	return false
}

// Roles returns every role, in the order of the table.
func Roles() []Role {
	all := make([]Role, len(roles))
	for i, x := range roles {
		all[i] = x.role
	}
	return all
}

// Chinese returns the level's name as people say it; "" for an unknown level.
func (l Level) Chinese() string {
	switch l {
	case WorkCommittee:
		return "机关工委"
	case PartyCommittee:
		return "机关党委"
	case GeneralBranch:
		return "党总支"
	case Branch:
		return "党支部"
	}
	return ""
}
