package assess

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// hand is one person's change to what the branch states, with the record book
// at hand.
type hand struct {
	*Service
	doc     *app.Dossier
	b       *store.Batch
	actor   access.Actor
	advised *app.Advised
	claimed []record.Honour // that this change claims
	scored  bool            // the score is to be stored
}

// say puts a statement in, with its score, and settles on which records it
// rests from now on: those of the suggestion where it says the same, none where
// it no longer does. A reason why it differs stays as long as it does.
func (h *hand) say(in app.Statement) error {
	clause := in.Finding.Clause
	rule, item := h.doc.Set.Find(clause)
	if item == nil || !item.AppliesTo(h.doc.Kind) {
		return app.NotFound()
	}
	before, there := h.doc.Findings[app.Self][clause]
	suggested, advised := h.doc.Suggested[clause]
	same := advised && !in.Clear && measure.Same(rule, in.Finding, suggested.Finding)
	if in.Reason == "" && advised && !same {
		in.Reason = before.Reason
	}
	if same || in.Clear {
		in.Reason = ""
	}
	if err := h.put(in); err != nil {
		return err
	}
	switch {
	case same:
		return h.rest(rule, refsOf(suggested.Records))
	case !in.Clear && there && measure.Same(rule, in.Finding, before.Said):
		return nil
	}
	return h.rest(rule, nil)
}

// put puts a statement in, with its score.
func (h *hand) put(in app.Statement) error {
	score, err := h.doc.Say(h.b, app.Self, in, h.actor, h.Now())
	if err != nil {
		return err
	}
	h.doc.Self, h.scored = score, true
	return nil
}

// rest settles on which records the finding about a clause rests. Honours among
// them are claimed by it, those it had before are free.
func (h *hand) rest(rule *indicator.Clause, refs []record.Ref) error {
	had := h.doc.TakenFor(rule.Code)
	if slices.EqualFunc(had, refs, func(t app.TakenRecord, r record.Ref) bool { return t.Ref == r && !t.Frozen }) {
		return nil
	}
	h.b.Take(h.doc.ID, rule.Code, refs, h.actor.Person, h.Now())
	h.doc.Taken = slices.DeleteFunc(h.doc.Taken, func(t app.TakenRecord) bool { return t.Clause == rule.Code })
	for _, r := range refs {
		h.doc.Taken = append(h.doc.Taken, h.taken(rule.Code, r))
	}
	if _, counts := h.advised.HonoursOf(rule); counts {
		h.b.DropHonourClaims(h.doc.ID, rule.Code)
		return h.claim(rule, refs)
	}
	return nil
}

// taken is a record as the dossier shows it once it is taken.
func (h *hand) taken(clause string, r record.Ref) app.TakenRecord {
	t := app.TakenRecord{Clause: clause, Ref: r}
	for _, s := range h.doc.Suggested[clause].Records {
		if s.Ref == r {
			t.On, t.Name = s.On, s.Name
		}
	}
	for _, one := range h.advised.Facts.Honours {
		if r.Kind == record.HonourRecord && r.ID == one.ID {
			t.On, t.Name, t.Files = one.On, one.Title, one.Files
		}
	}
	return t
}

func refsOf(list []measure.Source) []record.Ref {
	var refs []record.Ref
	for _, s := range list {
		refs = append(refs, s.Ref)
	}
	return refs
}

// claim queues the claiming of honours for a clause. One that is claimed
// elsewhere is refused, and the first is named.
func (h *hand) claim(rule *indicator.Clause, refs []record.Ref) error {
	for _, one := range h.advised.Facts.Honours {
		if !slices.Contains(refs, record.Ref{Kind: record.HonourRecord, ID: one.ID}) {
			continue
		}
		for _, c := range h.advised.Facts.Claims {
			if c.Identity == one.Identity && (c.Elsewhere || c.Clause != rule.Code) {
				return h.claimedBy(one, c.Branch, c.Clause)
			}
		}
		h.claimed = append(h.claimed, one)
		h.b.ClaimHonour(h.doc.Cycle.ID, store.HonourClaim{Identity: one.Identity, Honour: one.ID, Assessment: h.doc.ID, Clause: rule.Code}, h.actor.Person, h.Now())
	}
	return nil
}

// claimedBy tells who claimed an honour first.
func (h *hand) claimedBy(one record.Honour, branch, clause string) error {
	_, item := h.doc.Set.Find(clause)
	number := clause
	if item != nil {
		number = h.doc.Set.Number(item.Code)
	}
	return fault.New(fault.Conflict, fmt.Sprintf("“%s”已由 %s 在 %s 申报，同一荣誉一个周期只申报一次。", one.Title, branch, number))
}

// overtaken names who was faster where another transaction claimed one of the
// honours of this change in between; other errors stay as they are.
func (h *hand) overtaken(ctx context.Context, err error) error {
	if h == nil || !store.Violates(err, "honour_claim_pkey") {
		return err
	}
	var identities []string
	for _, one := range h.claimed {
		identities = append(identities, one.Identity)
	}
	var first []store.HonourClaim
	var b store.Batch
	b.HonourClaims(h.doc.Cycle.ID, identities, &first)
	if readErr := h.Store.Read(ctx, &b); readErr != nil {
		return readErr
	}
	for _, c := range first {
		for _, one := range h.claimed {
			if c.Identity == one.Identity && c.Assessment != h.doc.ID {
				return h.claimedBy(one, c.BranchName, c.Clause)
			}
		}
	}
	return app.Stale()
}

// digest stands for a finding and the records that it rests on.
func digest(finding []byte, list []measure.Source) string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s %v", finding, refsOf(list)) // never fails
	return hex.EncodeToString(h.Sum(nil)[:8])
}
