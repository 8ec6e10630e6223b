package app

import (
	"time"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/signing"
)

// Signature is what signing an assessment asks for besides the right to: a fresh
// proof of who signs, and that what they saw is still what is there.
type Signature struct {
	Seen string                // the digest of what the person saw, as the form carried it
	Of   func(*Dossier) string // the digest of what is there
}

// give checks a signature and returns its digest, for the log.
func (s *Signature) give(actor access.Actor, doc *Dossier, now time.Time) (string, error) {
	if err := Proven(actor, now); err != nil {
		return "", err
	}
	digest := s.Of(doc)
	return digest, Seen(s.Seen, digest)
}

// VerificationText is what the signature on a verification is about: the branch,
// the set, the version, all that the review states and why, which items were
// dealt with, the score of each item and the totals, in hundredths.
func (doc *Dossier) VerificationText() *signing.Text {
	t := signing.New("verification").Line("assessment", doc.ID).Line("cycle", doc.Cycle.ID, doc.Cycle.Year).Line("set", doc.Set.Code).
		Line("committee", doc.Committee, doc.CommitteeName).Line("branch", doc.BranchCode, doc.BranchName, doc.Kind).Line("version", doc.Version, doc.Round)
	for _, clause := range doc.Set.Clauses {
		if f, ok := doc.Findings[Review][clause]; ok {
			t.Line("finding", clause, doc.Set.Encode(f.Said), f.Reason)
		}
	}
	for i, item := range doc.Set.Applies(doc.Kind) {
		var score any = ""
		if i < len(doc.Review.Items) {
			score = doc.Review.Items[i]
		}
		t.Line("item", item.Code, score, doc.Entries[Review][item.Code].Version)
	}
	r := doc.Review
	return t.Line("score", int64(r.Base), int64(r.Pioneer), int64(r.Bottom), int64(r.Total), r.Vetoed, r.Grade)
}

// Proven refuses to let an actor sign whose last proof of who they are is older
// than access.ProofLife: as a mistake in the field "password", so that the form
// comes back and asks for it.
func Proven(actor access.Actor, now time.Time) error {
	if actor.Proven(now) {
		return nil
	}
	return fault.Field("password", "距上次输入密码已超过 5 分钟，没有办理。请输入登录密码后再提交，填写的内容还在。")
}

// Seen compares the digest of what a person saw when signing with that of what
// is there now, within the transaction that holds it: nobody signs what has
// changed meanwhile.
func Seen(seen, now string) error {
	if seen == "" || seen != now {
		return Stale()
	}
	return nil
}
