package examine

import (
	"baolei/internal/app"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// Standing is where the review of an item stands.
type Standing uint8

// The standings.
const (
	Open    Standing = iota // nobody has dealt with it
	Again                   // the branch changed it since the last look
	Agreed                  // dealt with as the branch stated it
	Changed                 // dealt with otherwise than the branch stated it
)

// Item is an item with what both sides say about it.
type Item struct {
	*indicator.Item
	Self, Review scoring.ItemPart
	Entry        app.ItemEntry // who dealt with it
	Note         string        // the branch's
	Standing     Standing
	Differs      bool // the review states something else
	NeedsReason  bool // and does not say why
	Departs      bool // the branch states something else than its record book suggested at submission
	Claims       bool // the branch claims points
	Loses        bool // the branch states something that costs points, a veto included
	Evidence     int
	Remarks      int // sent or not
	Unsent       int // remarks that the next return sends
}

// items puts both explanations side by side, in table order.
func items(doc *app.Dossier, self, review scoring.Explanation) []Item {
	selfParts, reviewParts := parts(self), parts(review)
	var list []Item
	for i, item := range doc.Set.Applies(doc.Kind) {
		list = append(list, makeItem(doc, item, selfParts[i], reviewParts[i]))
	}
	return list
}

// parts lists the items of an explanation, which holds all for the branch's
// kind in table order.
func parts(e scoring.Explanation) []scoring.ItemPart {
	var list []scoring.ItemPart
	for _, c := range e.Categories {
		for _, a := range c.Areas {
			list = append(list, a.Items...)
		}
	}
	return list
}

func makeItem(doc *app.Dossier, item *indicator.Item, self, review scoring.ItemPart) Item {
	it := Item{Item: item, Self: self, Review: review, Entry: doc.Entries[app.Review][item.Code],
		Note: doc.Entries[app.Self][item.Code].Note, Evidence: len(doc.EvidenceFor(app.Self, item.Code))}
	for i := range item.Clauses {
		code := item.Clauses[i].Code
		it.Differs = it.Differs || doc.Differs(app.Self, app.Review, code)
		it.Departs = it.Departs || doc.Departs(code)
		it.NeedsReason = it.NeedsReason || NeedsReason(doc, code)
	}
	for _, c := range self.Clauses {
		it.Claims = it.Claims || self.Direction == scoring.Earn && c.Amount > 0
		it.Loses = it.Loses || c.Vetoed || self.Direction == scoring.Deduct && c.Amount > 0
	}
	for _, r := range doc.Remarks {
		if r.Item == item.Code {
			it.Remarks++
			if r.SentAt.IsZero() {
				it.Unsent++
			}
		}
	}
	it.Standing = standing(doc, it)
	return it
}

func standing(doc *app.Dossier, it Item) Standing {
	switch {
	case changedSinceLook(doc, it.Code):
		return Again
	case it.Entry.DoneAt.IsZero():
		return Open
	case it.Differs:
		return Changed
	}
	return Agreed
}

// Plain tells whether an item may be agreed with among many at a glance: the
// branch answered all of it, states no loss, claims nothing, sets nothing aside
// and does not depart from its record book; the review states the same; nobody
// has remarked on it; and it is not on the bottom line, which is looked at item
// by item.
func (it Item) Plain(doc *app.Dossier) bool {
	_, area, _ := doc.Set.Item(it.Code)
	if it.Standing != Open || it.Differs || it.Claims || it.Loses || it.Departs || it.Remarks > 0 || area.Category == scoring.Bottom.String() {
		return false
	}
	for _, c := range it.Self.Clauses {
		if !c.Answered || c.Finding.NotApplicable {
			return false
		}
	}
	return true
}
