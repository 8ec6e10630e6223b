// Package assess lets a branch assess itself: findings, notes, replies and
// evidence, submitting and withdrawing.
//
// Two people on one clause: the second learns who changed it and when, sees
// both versions, and nothing typed is lost. A form sent twice acts once. A
// connection that breaks leaves either the whole change or none of it.
package assess

import (
	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/workflow"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// facts tells what deciding on this assessment rests on.
func (s *Service) facts(doc *app.Dossier, actor access.Actor) workflow.Facts {
	f := doc.Facts(actor.Person, s.Today())
	f.Unanswered = len(doc.Unanswered())
	f.ClaimsNoEvidence = doc.ClaimsWithoutEvidence()
	f.OpenRemarks = doc.OpenRemarks()
	return f
}
