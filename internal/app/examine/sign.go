package examine

import (
	"context"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// Sign is a committee secretary's signature.
type Sign struct {
	Assessment int64
	Key        string
	Version    int    // of the assessment that the person saw
	Digest     string // of the view that the person saw
}

// Sign signs a verification. What was changed after the person looked is not
// signed: that is a conflict. Who has not lately proved who they are has to.
func (s *Service) Sign(ctx context.Context, actor access.Actor, in Sign) error {
	c := app.Change{Action: access.Sign, Assessment: in.Assessment, Key: in.Key, Signature: &app.Signature{Seen: in.Digest, Of: digest}}
	facts := func(doc *app.Dossier) workflow.Facts { return s.facts(doc, actor) }
	return s.Move(ctx, actor, c, in.Version, facts, func(_ context.Context, _ *store.Tx, doc *app.Dossier, b *store.Batch) error {
		doc.ReopenedAt = time.Time{} // what it counted before it was opened again is over
		if err := rescore(doc, b); err != nil {
			return err
		}
		b.Act(doc.ID, "sign", actor.Person)
		s.TellBranch(b, doc, actor, "signed", "的考核已签署，可以看每一项的得分和理由。", app.ResultAddress(doc.ID))
		return nil
	})
}

// WhyNotSign tells why the person cannot sign as things stand; empty where
// nothing hinders.
func (v *View) WhyNotSign() string {
	return workflow.WhyNot(v.State, access.Sign, v.Facts)
}
