package page

// BookOrganisationURL is the branch committee, its terms and the party groups of
// a branch, as its record book has them; their forms lie below it.
func BookOrganisationURL(branch int64) string { return BookURL(branch) + "/organisation" }

// NewSeatURL is the form that adds a seat on the branch committee.
func NewSeatURL(branch int64) string { return BookOrganisationURL(branch) + "/seats/new" }

// SeatURL is the form that corrects a seat.
func SeatURL(branch, seat int64) string { return of(BookOrganisationURL(branch)+"/seats", seat) }

// SucceedURL is the form for a change of who holds a seat.
func SucceedURL(branch, seat int64) string { return SeatURL(branch, seat) + "/succeed" }

// NewTermURL is the form that adds a term of the branch committee.
func NewTermURL(branch int64) string { return BookOrganisationURL(branch) + "/terms/new" }

// TermURL is the form that corrects a term.
func TermURL(branch, term int64) string { return of(BookOrganisationURL(branch)+"/terms", term) }

// NewGroupURL is the form that adds a party group.
func NewGroupURL(branch int64) string { return BookOrganisationURL(branch) + "/groups/new" }

// GroupURL is the form that changes a party group.
func GroupURL(branch, group int64) string { return of(BookOrganisationURL(branch)+"/groups", group) }

// GroupMembersURL is the form that puts members into party groups.
func GroupMembersURL(branch int64) string { return BookOrganisationURL(branch) + "/groups/members" }
