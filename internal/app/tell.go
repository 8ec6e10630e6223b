package app

import (
	"fmt"

	"baolei/internal/core/access"
	"baolei/internal/store"
)

// notice is what happened to an assessment by a transition from the version that
// the dossier holds: it is told once, however often the form is sent.
func (doc *Dossier) notice(what string, by access.Actor, text, href string) store.Notice {
	return store.Notice{By: by.Person, Key: fmt.Sprintf("%s %d %d", what, doc.ID, doc.Version), Text: text, Href: href}
}

// TellReviewers queues a notice to who reviews the branch, of a submission or
// of its withdrawal. A committee's secretary sees on the first page how many
// there are, and is not told of each.
func (d Desk) TellReviewers(b *store.Batch, doc *Dossier, by access.Actor, what, text string) {
	n := doc.notice(what, by, doc.BranchName+text, ReviewAddress(doc.ID))
	n.MadeAt = d.Now()
	b.TellRoles(doc.Nearest, []access.Role{access.Reviewer}, n)
}

// TellBranch queues a notice to who keeps the branch's self-assessment.
func (d Desk) TellBranch(b *store.Batch, doc *Dossier, by access.Actor, what, text, href string) {
	n := doc.notice(what, by, doc.BranchName+text, href)
	n.MadeAt = d.Now()
	b.TellRoles(doc.Branch, []access.Role{access.BranchSecretary, access.BranchClerk}, n)
}
