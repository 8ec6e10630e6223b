package page

// RosterURL is a branch's roster; its parts lie below it.
func RosterURL(branch int64) string { return BookURL(branch) + "/roster" }

// FindMemberURL takes a name or an identity card to look for.
func FindMemberURL(branch int64) string { return RosterURL(branch) + "/find" }

// NewMemberURL is the form that adds a member.
func NewMemberURL(branch int64) string { return RosterURL(branch) + "/new" }

// TransferInURL is the form for a member who comes from elsewhere.
func TransferInURL(branch int64) string { return RosterURL(branch) + "/in" }

// MemberURL is one member's page.
func MemberURL(branch, member int64) string { return of(RosterURL(branch), member) }

// ChangeMemberURL is the form that changes a member.
func ChangeMemberURL(branch, member int64) string { return MemberURL(branch, member) + "/change" }

// UnmaskURL shows a member's identity card or telephone in full.
func UnmaskURL(branch, member int64) string { return MemberURL(branch, member) + "/unmask" }

// TransferOutURL is the form for a member who leaves.
func TransferOutURL(branch, member int64) string { return MemberURL(branch, member) + "/out" }

// TransferURL is one transfer of a branch.
func TransferURL(branch, transfer int64) string {
	return of(RosterURL(branch)+"/transfers", transfer)
}

// DropTransferURL takes a transfer back.
func DropTransferURL(branch, transfer int64) string { return TransferURL(branch, transfer) + "/drop" }
