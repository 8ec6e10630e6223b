package app

import (
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
)

// Sealed tells whether a person must not see a branch's figures because that
// person is to spot-check it, whatever other appointments there are.
func Sealed(actor access.Actor, checkers []int64, sealed, handedIn bool) bool {
	return sealed && !handedIn && slices.Contains(checkers, actor.Person)
}

// Unsealed refuses the figures of the dossier to whom they are sealed from.
func (doc *Dossier) Unsealed(actor access.Actor) error {
	if Sealed(actor, doc.Checkers, doc.Sealed, doc.HandedIn) {
		return fault.New(fault.Forbidden, "您要抽查这个支部，交回抽查结果之前不显示自评和考核的得分。")
	}
	return nil
}
