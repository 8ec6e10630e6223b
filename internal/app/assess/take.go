package assess

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// Offer is a suggestion as a person saw it offered, to be taken.
type Offer struct {
	Clause  string
	Version int    // of the finding that the person saw, 0 for none
	Digest  string // of the suggestion: see OfferDigest
}

// OfferDigest stands for what a suggestion proposes and rests on. Where it is
// another one when the form arrives, something was recorded in between.
func OfferDigest(v *app.Dossier, clause string) string {
	s, ok := v.Suggested[clause]
	if !ok {
		return ""
	}
	return digest(v.Set.Encode(s.Finding), s.Records)
}

// Take takes the suggestion for a clause: the finding, and the records that it
// rests on.
func (s *Service) Take(ctx context.Context, actor access.Actor, assessment int64, key string, o Offer) (View, error) {
	return s.TakeAll(ctx, actor, assessment, key, []Offer{o})
}

// TakeAll takes several suggestions at once: all of them, or none where one of
// them, or an answer that it would replace, is no longer what the person saw.
func (s *Service) TakeAll(ctx context.Context, actor access.Actor, assessment int64, key string, offers []Offer) (View, error) {
	if len(offers) == 0 {
		return View{}, fault.Field("take", "请先勾选要采用的建议。")
	}
	return s.change(ctx, actor, assessment, key, func(h *hand) error {
		for _, o := range offers {
			now, suggested := h.doc.Suggested[o.Clause]
			if !suggested {
				return app.NotFound()
			}
			if OfferDigest(h.doc, o.Clause) != o.Digest {
				return app.Stale()
			}
			if err := h.say(app.Statement{Finding: now.Finding, Version: o.Version}); err != nil {
				return err
			}
		}
		return nil
	})
}

// reasonLimit is how long a reason may be, in characters.
const reasonLimit = 500

// Depart is the branch's reason why it states something else than its record
// book suggests. It is asked for and never required.
type Depart struct {
	Clause  string
	Reason  string
	Version int // of the finding that the person saw
}

// SaveDeparture saves such a reason; an empty one takes it back.
func (s *Service) SaveDeparture(ctx context.Context, actor access.Actor, assessment int64, key string, in Depart) (View, error) {
	in.Reason = strings.TrimSpace(in.Reason)
	if utf8.RuneCountInString(in.Reason) > reasonLimit {
		return View{}, fault.Field("departure", "理由最多 500 字，请精简后再保存。")
	}
	return s.change(ctx, actor, assessment, key, func(h *hand) error {
		now, said := h.doc.Findings[app.Self][in.Clause]
		if !said {
			return app.NotFound()
		}
		return h.put(app.Statement{Finding: now.Said, Version: in.Version, Reason: in.Reason})
	})
}

// Claim names the honours that a clause claims; the counts follow from them.
type Claim struct {
	Clause  string
	Honours []int64 // records of this branch
	Version int     // of the finding that the person saw, 0 for none
}

// ClaimHonours states a clause by the honours that it claims. One that is
// claimed elsewhere already is refused.
func (s *Service) ClaimHonours(ctx context.Context, actor access.Actor, assessment int64, key string, in Claim) (View, error) {
	return s.change(ctx, actor, assessment, key, func(h *hand) error {
		rule, item := h.doc.Set.Find(in.Clause)
		if item == nil || !item.AppliesTo(h.doc.Kind) {
			return app.NotFound()
		}
		list, counts := h.advised.HonoursOf(rule)
		if !counts {
			return app.NotFound()
		}
		var refs []record.Ref
		f := scoring.Finding{Clause: rule.Code}
		levels := map[string]int64{}
		for _, one := range list {
			if slices.Contains(in.Honours, one.ID) {
				refs = append(refs, record.Ref{Kind: record.HonourRecord, ID: one.ID})
				levels[string(one.Level)]++
			}
		}
		if len(refs) < len(in.Honours) { // not this branch's, or not of this clause
			return app.NotFound()
		}
		f.Count, f.Occurred = int64(len(refs)), len(refs) > 0
		for _, o := range rule.Options {
			f.Counts = append(f.Counts, scoring.Tier{Option: o.Code, Count: levels[o.Code]})
		}
		before := h.doc.Findings[app.Self][rule.Code]
		if err := h.put(app.Statement{Finding: f, Version: in.Version, Reason: before.Reason}); err != nil {
			return err
		}
		return h.rest(rule, refs)
	})
}
