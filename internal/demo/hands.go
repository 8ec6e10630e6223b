package demo

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/store"
)

// hands are who does what in a year that is copied in: whoever holds the role at
// the organisation, else one person for everybody.
type hands struct {
	by   int64
	held map[post]int64
}

// post is a role at an organisation.
type post struct {
	role access.Role
	at   int64
}

func (h hands) of(role access.Role, organisation int64) int64 {
	if person := h.held[post{role, organisation}]; person != 0 {
		return person
	}
	return h.by
}

// hands finds who holds which role; where nobody does, an officer stands in.
func (c *City) hands(ctx context.Context) (hands, error) {
	officer, err := c.Actor(ctx, "lishan", since)
	if err != nil {
		return hands{}, err
	}
	var all []store.Appointment
	var b store.Batch
	b.Appointments(0, since, &all)
	if err := c.Store.Read(ctx, &b); err != nil {
		return hands{}, err
	}
	h := hands{by: officer.Person, held: map[post]int64{}}
	for _, a := range all {
		h.held[post{a.Role, a.Organisation}] = a.Person
	}
	return h, nil
}
