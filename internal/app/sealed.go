package app

import (
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/names"
	"baolei/internal/store"
)

// Seal keeps a branch's figures from a person who is to spot-check it.
type Seal = store.Seal

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

// SealsWithin are the seals that what adds up an organisation's branches in a
// cycle has to keep: whoever may see the other branches' figures would find the
// sealed ones by taking those off the sum.
func SealsWithin(seals []Seal, cycle, organisation int64) []Seal {
	var within []Seal
	for _, s := range seals {
		if s.Cycle == cycle && s.Within(organisation) {
			within = append(within, s)
		}
	}
	return within
}

// sealsNamed is how many sealed branches a sentence names.
const sealsNamed = 3

// SealedNames names sealed branches within a sentence.
func SealedNames(seals []Seal) string {
	branches := make([]string, len(seals))
	for i, s := range seals {
		branches[i] = s.BranchName
	}
	return names.Few(branches, sealsNamed, "个支部")
}

// WhySealed tells a person why something is not shown and when it will be.
func WhySealed(seals []Seal) string {
	return "您密封抽查的" + SealedNames(seals) + "在其中，交回抽查结果之前不显示，以免推算出它的得分；交回以后照常显示。"
}

// UnsealedSums refuses what holds the figures of sealed branches among others.
func UnsealedSums(seals []Seal) error {
	if len(seals) == 0 {
		return nil
	}
	return fault.New(fault.Forbidden, WhySealed(seals))
}
