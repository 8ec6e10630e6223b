package slip

import (
	"context"
	"encoding/json"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Now is how a slip stands to the result as it is now.
type Now uint8

// The ways in which it may stand.
const (
	Same     Now = iota // every word
	Reworded            // the figures are the same, something beside them is not
	Changed             // other figures
	Reopened            // there is no signed result at present
)

// Proof is what the paper's code proves.
type Proof struct {
	store.Slip
	Body  Body
	Now   Now
	Total scoring.Points // as it is now, where the figures have changed
	Grade string         // its grade's name
}

// Prove tells whoever holds a print whether it is genuine, and whether the
// result has changed since. A token that was never printed is not found.
func (s *Service) Prove(ctx context.Context, actor access.Actor, token string) (Proof, error) {
	var p Proof
	var found bool
	var b store.Batch
	b.SlipByToken(token, &p.Slip, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return p, err
	}
	if !found {
		return p, s.Refuse(ctx, actor, access.CheckSlip, "slip", 0, app.NotFound())
	}
	if err := json.Unmarshal(p.Slip.Body, &p.Body); err != nil {
		return p, fmt.Errorf("slip %d: %w", p.ID, err)
	}
	var x beside
	doc, err := s.OpenDossier(ctx, p.Assessment, x.read(p.Assessment))
	if err != nil {
		return p, err
	}
	if err := doc.Unsealed(actor); err != nil {
		return p, s.Refuse(ctx, actor, access.CheckSlip, "assessment", doc.ID, err)
	}
	return p, s.compare(actor, &p, doc, x)
}

func (s *Service) compare(actor access.Actor, p *Proof, doc *app.Dossier, x beside) error {
	now, err := s.of(actor, doc, x)
	if fault.KindOf(err) == fault.Invalid {
		p.Now = Reopened
		return nil
	}
	if err != nil {
		return err
	}
	var is Body
	if err := json.Unmarshal(now.Body, &is); err != nil {
		return err
	}
	switch {
	case now.Digest == p.Digest:
		p.Now = Same
	case sameFigures(p.Body, is):
		p.Now = Reworded
	default:
		p.Now, p.Total, p.Grade = Changed, is.Total, is.GradeName
	}
	return nil
}

// sameFigures compares what counts: sums, grade and every finding.
func sameFigures(a, b Body) bool {
	if a.Base != b.Base || a.Pioneer != b.Pioneer || a.Bottom != b.Bottom || a.Total != b.Total || a.Grade != b.Grade || len(a.Findings) != len(b.Findings) {
		return false
	}
	for i := range a.Findings {
		if string(a.Findings[i]) != string(b.Findings[i]) {
			return false
		}
	}
	return true
}
