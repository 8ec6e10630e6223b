package app

import (
	"baolei/internal/core/access"
	"baolei/internal/store"
)

// Objection is an objection to a publicised result.
type Objection = store.Objection

// Unnamed returns objections as the actor may see them: a member's name is for
// the committee's secretary, who decides, and for the member alone.
func Unnamed(actor access.Actor, place access.Place, list []Objection) []Objection {
	decides := access.Allow(actor, access.DecideObjection, place).Allowed
	shown := make([]Objection, 0, len(list))
	for _, o := range list {
		if o.AsMember && !decides && o.By != actor.Person {
			o.By, o.Name = 0, ""
		}
		shown = append(shown, o)
	}
	return shown
}

// Who names an objector as far as the name is known, by the capacity otherwise.
func Who(o Objection) string {
	switch {
	case !o.AsMember:
		return "支部书记 " + o.Name
	case o.Name != "":
		return "党员 " + o.Name
	}
	return "本支部党员"
}
