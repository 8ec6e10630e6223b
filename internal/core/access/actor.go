package access

import (
	"slices"
	"time"
)

// Appointment is a role that a person holds at an organisation.
type Appointment struct {
	Role         Role
	Organisation int64  // id
	Name         string // the organisation's name
}

// Actor is the person who acts, with the appointments in force now. Every use
// case takes one, so forgetting to ask who acts does not compile. The zero
// Actor is nobody and may do nothing.
type Actor struct {
	Person         int64 // id; 0 for nobody
	Account        string
	Name           string
	MustChangePass bool // a password set by somebody else: nothing else until it is changed
	Appointments   []Appointment
	ProvenAt       time.Time // when the person last proved by the password who they are; zero for never
}

// ProofLife is how long a proof of who one is suffices for signing.
const ProofLife = 5 * time.Minute

// Proven tells whether the actor's last proof still suffices for signing at an
// instant.
func (a Actor) Proven(at time.Time) bool {
	return !a.ProvenAt.IsZero() && at.Sub(a.ProvenAt) <= ProofLife
}

// Is tells whether the actor holds a role anywhere.
func (a Actor) Is(r Role) bool {
	return slices.ContainsFunc(a.Appointments, func(x Appointment) bool { return x.Role == r })
}

// At returns the ids of the organisations at which the actor holds any of the
// roles, each once, in order of the appointments.
func (a Actor) At(roles ...Role) []int64 {
	var at []int64
	for _, x := range a.Appointments {
		if slices.Contains(roles, x.Role) && !slices.Contains(at, x.Organisation) {
			at = append(at, x.Organisation)
		}
	}
	return at
}

// Place is where an object stands: the branch that it is about, and the
// organisations above. Zero fields mean that there is none.
type Place struct {
	Branch    int64
	Nearest   int64   // the organisation right above the branch, which verifies it
	Committee int64   // the party committee above, which signs and reports
	Root      int64   // the work committee
	Assigned  []int64 // persons assigned to spot-check it
	Public    bool    // results in publicity or later: members of the branch may read
}

// Relation is how an appointment's organisation stands to an object's place.
type Relation uint8

// The relations that rules ask for.
const (
	AtBranch    Relation = iota + 1 // the appointment is at the branch itself
	AtNearest                       // at the organisation right above the branch
	AtCommittee                     // at the party committee above the branch
	AtAnyAbove                      // at any organisation between the branch and the root
	AtRoot                          // at the work committee
	ByAssigning                     // at the work committee, and the person is assigned to the branch
	AtPublic                        // at the branch, and the results are public there
)

func (r Relation) holds(a Actor, at int64, p Place) bool {
	switch r {
	case AtBranch:
		return at == p.Branch
	case AtNearest:
		return at == p.Nearest
	case AtCommittee:
		return at == p.Committee
	case AtAnyAbove:
		return at == p.Nearest || at == p.Committee
	case AtRoot:
		return at == p.Root
	case ByAssigning:
		return at == p.Root && slices.Contains(p.Assigned, a.Person)
	case AtPublic:
		return at == p.Branch && p.Public
	}
	return false
}
