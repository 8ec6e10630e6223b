// Package examine lets a committee verify what its branches state: item by item
// beside the self-assessment, with reasons and remarks; return, sign, report.
//
// A review starts as a copy of the self-assessment. What a reviewer states
// instead stays through returns; an item that the branch changed after it was
// dealt with has to be dealt with again. Two reviewers on one item: the second
// learns who changed it and sees both versions. A form sent twice acts once.
package examine

import (
	"slices"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/workflow"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// What the log calls the acts that are no transition.
const (
	agreeAction access.Action = "review.agree"
	addAction   access.Action = "remark.add"
	dropAction  access.Action = "remark.drop"
)

// facts tells what deciding on this assessment rests on.
func (s *Service) facts(doc *app.Dossier, actor access.Actor) workflow.Facts {
	f := doc.Facts(actor.Person, s.Today())
	f.RemarksToSend = len(Unsent(doc))
	f.Unreviewed = len(doc.Set.Applies(doc.Kind)) - reviewed(doc)
	f.Unreasoned = unreasoned(doc)
	return f
}

// above keeps the appointments by which a person looks at branches from above:
// a branch does not see its review before it is sent back or signed.
func above(actor access.Actor) access.Actor {
	var kept []access.Appointment
	for _, a := range actor.Appointments {
		if a.Role == access.Reviewer || a.Role == access.CommitteeSecretary {
			kept = append(kept, a)
		}
	}
	actor.Appointments = kept
	return actor
}

// Unsent lists the remarks that the next return sends.
func Unsent(doc *app.Dossier) []app.Remark {
	var list []app.Remark
	for _, r := range doc.Remarks {
		if r.SentAt.IsZero() {
			list = append(list, r)
		}
	}
	return list
}

// reviewed counts the items that are dealt with as they stand.
func reviewed(doc *app.Dossier) int {
	n := 0
	for _, item := range doc.Set.Applies(doc.Kind) {
		if dealtWith(doc, item.Code) {
			n++
		}
	}
	return n
}

// dealtWith tells whether an item was dealt with and the branch has not changed
// it since.
func dealtWith(doc *app.Dossier, item string) bool {
	e := doc.Entries[app.Review][item]
	return !e.DoneAt.IsZero() && !doc.ChangedSince(item, e.DoneAt)
}

// changedSinceLook tells whether the branch changed an item after a reviewer
// last looked: after it was dealt with, or else after the return.
func changedSinceLook(doc *app.Dossier, item string) bool {
	e := doc.Entries[app.Review][item]
	if !e.DoneAt.IsZero() {
		return doc.ChangedSince(item, e.DoneAt)
	}
	return e.Changed || !doc.ReturnedAt.IsZero() && (doc.ChangedSince(item, doc.ReturnedAt) || repliedSince(doc, item, doc.ReturnedAt))
}

func repliedSince(doc *app.Dossier, item string, at time.Time) bool {
	return slices.ContainsFunc(doc.Remarks, func(r app.Remark) bool { return r.Item == item && r.RepliedAt.After(at) })
}

// unreasoned lists the numbers of the items where the review differs from the
// self-assessment and does not say why.
func unreasoned(doc *app.Dossier) []string {
	var open []string
	for _, item := range doc.Set.Applies(doc.Kind) {
		for i := range item.Clauses {
			if NeedsReason(doc, item.Clauses[i].Code) {
				open = append(open, doc.Set.Number(item.Code))
				break
			}
		}
	}
	return open
}

// NeedsReason tells whether the review of a clause differs from what the branch
// stated and does not say why.
func NeedsReason(doc *app.Dossier, clause string) bool {
	return doc.Differs(app.Self, app.Review, clause) && doc.Findings[app.Review][clause].Reason == ""
}
