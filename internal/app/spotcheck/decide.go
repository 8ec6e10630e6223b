package spotcheck

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/signing"
	"baolei/internal/store"
)

// reasons are so long, in characters.
const shortestReason, longestReason = 2, 400

// Choice is which level an officer wants to count for an item beyond the
// tolerance, and why.
type Choice struct {
	Item   string
	Level  app.Level // review or spot check
	Reason string
}

// Proposal is what an officer proposes to make of a check.
type Proposal struct {
	Assessment int64
	Key        string
	Digest     string   // of what the officer saw, see Comparison.Matter
	Choices    []Choice // one for each item beyond the tolerance
}

// LevelField names the choice about an item in faults.
func LevelField(item string) string { return "level-" + strings.ReplaceAll(item, ".", "-") }

// ReasonField names the reason about an item in faults.
func ReasonField(item string) string { return "reason-" + strings.ReplaceAll(item, ".", "-") }

// Propose takes an officer's proposal, for another officer to confirm.
func (s *Service) Propose(ctx context.Context, actor access.Actor, in Proposal) error {
	return s.decision(ctx, actor, step{access.ProposeSpot, in.Assessment, in.Key, in.Digest, true}, func(c *Comparison, b *store.Batch) error {
		items, err := c.chosen(in.Choices)
		if err != nil {
			return err
		}
		if c.Waiting() != nil {
			return c.overtaken(access.ProposeSpot)
		}
		b.ProposeDecision(c.SpotCheck, items, actor.Person, s.Now())
		b.TellRoles(c.Root, []access.Role{access.Officer}, store.Notice{By: actor.Person, Key: fmt.Sprintf("spot.proposed %d %d", c.SpotCheck, len(c.Decisions)),
			Text: c.BranchName + "的抽查认定等待另一位经办确认。", Href: app.SpotAddress(c.ID), MadeAt: s.Now()})
		return nil
	})
}

// chosen checks that there is one choice for each item beyond the tolerance.
func (c *Comparison) chosen(choices []Choice) ([]store.DecidedLevel, error) {
	given := map[string]Choice{}
	for _, choice := range choices {
		given[choice.Item] = choice
	}
	wrong := map[string]string{}
	var items []store.DecidedLevel
	for _, it := range c.Items {
		if !it.Beyond {
			continue
		}
		choice, name := given[it.Item], c.named(it.Item)
		delete(given, it.Item)
		if choice.Level != app.Review && choice.Level != app.Spot {
			wrong[LevelField(it.Item)] = name + "：请选择以考核为准，还是以抽查为准。"
		}
		choice.Reason = strings.TrimSpace(choice.Reason)
		if n := utf8.RuneCountInString(choice.Reason); n < shortestReason || n > longestReason {
			wrong[ReasonField(it.Item)] = name + "：请写明理由，2 至 400 字；支部和党委会看到。"
		}
		items = append(items, store.DecidedLevel{Item: it.Item, Level: choice.Level, Reason: choice.Reason})
	}
	if len(given) > 0 {
		return nil, app.Stale() // an item that is not beyond: no form of ours sends it
	}
	return items, fault.Fields(wrong)
}

// named is an item's number and title, for words in which several may stand.
func (c *Comparison) named(item string) string {
	name, _ := c.Set.Titled(item)
	return name
}

// Verdict is the second officer's word on a proposal.
type Verdict struct {
	Assessment int64
	Key        string
	Digest     string // of what the officer saw, the proposal included
	Reason     string // of sending it back
}

// Confirm confirms what another officer proposed. From then on the spot check
// counts in the items that were decided so, in the same transaction.
func (s *Service) Confirm(ctx context.Context, actor access.Actor, in Verdict) error {
	return s.decision(ctx, actor, step{access.ConfirmSpot, in.Assessment, in.Key, in.Digest, true}, func(c *Comparison, b *store.Batch) error {
		waiting := c.Waiting()
		score, err := c.Effect(waiting)
		if err != nil {
			return err
		}
		b.DecideSpot(waiting.ID, true, "", actor.Person, s.Now())
		b.SaveCounts(c.ID, score)
		s.tellDecided(b, actor, c, score)
		return nil
	})
}

// Effect is what counts for the branch once a proposal is confirmed.
func (c *Comparison) Effect(of *SpotDecision) (store.Score, error) {
	decided := map[string]bool{}
	for _, it := range of.Items {
		decided[it.Item] = it.Level == app.Spot
	}
	score, err := c.CountingScore(decided)
	if err != nil {
		return score, app.Unscorable(err)
	}
	return score, nil
}

// tellDecided tells branch and committee what counts now.
func (s *Service) tellDecided(b *store.Batch, actor access.Actor, c *Comparison, score store.Score) {
	text := fmt.Sprintf("%s的抽查已认定，计入 %s 分，等次不变。", c.BranchName, score.Total.String())
	if score.Grade != c.Counts.Grade {
		text = fmt.Sprintf("%s的抽查已认定，计入 %s 分，等次由“%s”变为“%s”。", c.BranchName, score.Total.String(), c.gradeName(c.Counts.Grade), c.gradeName(score.Grade))
	}
	n := store.Notice{By: actor.Person, Key: fmt.Sprintf("spot.decided %d", c.SpotCheck), Text: text, Href: app.SpotAddress(c.ID), MadeAt: s.Now()}
	b.TellRoles(c.Branch, []access.Role{access.BranchSecretary, access.BranchClerk}, n)
	b.TellRoles(c.Committee, []access.Role{access.CommitteeSecretary, access.Reviewer}, n)
}

func (c *Comparison) gradeName(code string) string {
	for _, g := range c.Set.Grades {
		if g.Code == code {
			return g.Name
		}
	}
	return code
}

// SendBack refuses what another officer proposed, with the reason. A new
// proposal may follow.
func (s *Service) SendBack(ctx context.Context, actor access.Actor, in Verdict) error {
	in.Reason = strings.TrimSpace(in.Reason)
	if n := utf8.RuneCountInString(in.Reason); n < shortestReason || n > longestReason {
		return fault.Field("reason", "请写明为什么退回，2 至 400 字。")
	}
	return s.decision(ctx, actor, step{access.ConfirmSpot, in.Assessment, in.Key, in.Digest, false}, func(c *Comparison, b *store.Batch) error {
		waiting := c.Waiting()
		b.DecideSpot(waiting.ID, false, in.Reason, actor.Person, s.Now())
		b.TellEach([]int64{waiting.ProposedBy}, store.Notice{By: actor.Person, Key: fmt.Sprintf("spot.sent_back %d", waiting.ID),
			Text: c.BranchName + "的抽查认定意见被退回：" + in.Reason, Href: app.SpotAddress(c.ID), MadeAt: s.Now()})
		return nil
	})
}

type step struct {
	action     access.Action
	assessment int64
	key, seen  string
	signs      bool // sending back decides nothing
}

// decision is one officer's step towards a decision on a check: right, state,
// who acted before, that what the officer saw is what is there, then act, then
// the record.
func (s *Service) decision(ctx context.Context, actor access.Actor, step step, act func(*Comparison, *store.Batch) error) error {
	action := step.action
	c := app.Change{Action: action, Assessment: step.assessment, Key: step.key}
	_, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		_, refused := app.Decide(doc.State, action, doc.Facts(actor.Person, s.Today()))
		if refused != nil && doc.SpotCheck == 0 {
			return refused
		}
		c, err := s.compared(ctx, doc, tx.Read)
		if err != nil {
			return err
		}
		digest := c.Matter().Digest()
		if step.seen != digest { // before the step is judged: what the person saw is not what is refused
			if err := c.overtaken(action); err != nil {
				return err
			}
		}
		if refused != nil {
			return refused
		}
		if step.signs {
			if err := app.Proven(actor, s.Now()); err != nil {
				return err
			}
		}
		if err := app.Seen(step.seen, digest); err != nil {
			return err
		}
		var b store.Batch
		if err := act(c, &b); err != nil {
			return err
		}
		b.Audit(s.Done(actor, action, "assessment", doc.ID, map[string]any{"draw": c.Draw.ID, "digest": digest}))
		return tx.Commit(ctx, &b)
	})
	if store.Violates(err, "spot_decision_one_waiting") {
		return fault.New(fault.Conflict, "另一位经办刚提出认定意见，请核对后确认或退回。")
	}
	return err
}

// overtaken tells the second of two officers who was first with a step, and
// when; nil where nobody was.
func (c *Comparison) overtaken(action access.Action) error {
	if len(c.Decisions) == 0 {
		return nil
	}
	switch last := &c.Decisions[len(c.Decisions)-1]; {
	case last.Confirmed:
		return app.Overtaken(last.DecidedName, last.DecidedAt, "确认了认定意见")
	case last.Waits() && action == access.ProposeSpot:
		return app.Overtaken(last.ProposedName, last.ProposedAt, "提出认定意见，等另一位经办确认")
	case !last.Waits() && action == access.ConfirmSpot:
		return app.Overtaken(last.DecidedName, last.DecidedAt, "退回了认定意见")
	}
	return nil
}

// Matter is what an officer signs: the check and the review of every item, what
// the branch answered, and the proposal that waits.
func (c *Comparison) Matter() *signing.Text {
	t := signing.New("spot check decision").Line("assessment", c.ID, c.Version).Line("draw", c.Draw.ID).Line("check", c.Check.Code, c.Check.Version)
	for i, it := range c.Items {
		t.Line("item", it.Item, int64(it.Review), int64(it.Spot), it.Beyond, len(c.Review.Items[i].Clauses), len(c.Spot.Items[i].Clauses))
	}
	t.Line("review", int64(c.Review.Total), c.Review.Grade).Line("spot", int64(c.Spot.Total), c.Spot.Grade)
	t.Line("answered", c.Answer.AnsweredAt)
	for _, a := range c.Answer.Texts {
		t.Line("answer", a.Item, a.Text)
	}
	t.Line("decisions", len(c.Decisions))
	if w := c.Waiting(); w != nil {
		t.Line("proposal", w.ID, w.ProposedBy)
		for _, it := range w.Items {
			t.Line("choice", it.Item, string(it.Level), it.Reason)
		}
	}
	return t
}
