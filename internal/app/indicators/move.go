package indicators

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/signing"
	"baolei/internal/store"
)

// Aliases of what a trial tells.
type (
	MoveLine  = store.MoveLine
	CycleMove = store.CycleMove
)

// Trial tells what moving a cycle to another version of its set would do, before
// anything is done.
type Trial struct {
	Cycle    app.Cycle
	From, To *app.Set
	Why      string // why it cannot be done; "" where it can
	Branches int
	Settled  int        // branches whose review is signed
	Lines    []MoveLine // scores that change, or of whose findings some no longer count
	Grades   []GradeCount
	Fates    []FateCount
	Changed  int    // branches whose total or grade changes
	Lost     int    // findings that no longer count
	Digest   string // of what is signed
	Moves    []CycleMove
}

// GradeCount is how many branches have a grade by the old version and by the new
// one, by self-assessment and by review.
type GradeCount struct {
	Code, Name           string
	SelfOld, SelfNew     int
	ReviewOld, ReviewNew int
}

// FateCount is what becomes of a clause, and how many of the findings about it
// no longer count, at both levels.
type FateCount struct {
	indicator.Fate
	Lost int
}

// Try tells what moving a cycle to another published set would do. Without a set
// it only tells which cycle it is and how it was moved before.
func (s *Service) Try(ctx context.Context, actor access.Actor, cycle, to int64) (*Trial, error) {
	if _, err := s.mover(ctx, actor, cycle); err != nil {
		return nil, err
	}
	t := &Trial{}
	if err := s.begin(ctx, t, cycle, to, s.Store.Read); err != nil {
		return nil, s.notThere(ctx, actor, cycle, err)
	}
	if t.To == nil || t.Why != "" {
		return t, nil
	}
	return t, newEvaluation(t).run(ctx, s.Store.Read, nil)
}

func (s *Service) mover(ctx context.Context, actor access.Actor, cycle int64) (int64, error) {
	for _, at := range actor.At(access.Officer) {
		if access.Allow(actor, access.MoveCycle, access.Place{Root: at}).Allowed {
			return at, nil
		}
	}
	return 0, s.Refuse(ctx, actor, access.MoveCycle, "cycle", cycle, fault.New(fault.Forbidden, "换用新版指标由工委经办办理。"))
}

// notThere puts the search for what is not there on record.
func (s *Service) notThere(ctx context.Context, actor access.Actor, cycle int64, err error) error {
	if fault.KindOf(err) == fault.NotFound {
		return s.Refuse(ctx, actor, access.MoveCycle, "cycle", cycle, err)
	}
	return err
}

// begin reads the cycle and both sets, and what keeps it from being moved.
func (s *Service) begin(ctx context.Context, t *Trial, cycle, to int64, send app.Reader) error {
	var found, closed bool
	var draws int
	var sets []store.IndicatorSet
	t.Moves = nil
	var b store.Batch
	b.Cycle(cycle, &t.Cycle, &found)
	b.MoveBars(cycle, &closed, &draws)
	b.IndicatorSets(&sets)
	b.CycleMoves(cycle, &t.Moves)
	if err := send(ctx, &b); err != nil {
		return err
	}
	if !found {
		return app.NotFound()
	}
	var err error
	if t.From, err = s.Sets.Within(ctx, t.Cycle.Set, send); err != nil {
		return err
	}
	switch {
	case closed:
		t.Why = "这个周期已经办结，不能再换用指标。新版可以从下一个周期起使用。"
	case draws > 0:
		t.Why = "这个周期已经公布过抽查名单，名单上的得分已经固定，不能再换用指标。新版可以从下一个周期起使用。"
	}
	for _, one := range sets {
		if one.ID == to && one.Subject == string(indicator.Branch) && to != t.Cycle.Set {
			t.To, err = s.Sets.Within(ctx, to, send)
		}
	}
	if t.To == nil && to != 0 && err == nil {
		return fault.Field("to", "请选择另一套已发布的党支部指标。")
	}
	return err
}

// Move moves a cycle to another published set, as it was tried and signed.
type Move struct {
	Key       string
	Cycle, To int64
	Reason    string
	Digest    string // of the trial that the person saw
}

// moveLimit is how long a move may take: it locks the assessments of its cycle,
// and other savings wait or are put off meanwhile.
const moveLimit = 2 * time.Minute

// Move scores all assessments of a cycle by the other set, in one transaction:
// whoever looks sees all by the old one or all by the new one. Where the figures
// of a branch whose review is signed are no longer what was shown, it is refused
// as stale. No finding is changed or deleted.
func (s *Service) Move(ctx context.Context, actor access.Actor, in Move) error {
	in.Reason = strings.TrimSpace(in.Reason)
	if _, err := s.mover(ctx, actor, in.Cycle); err != nil {
		return err
	}
	if err := app.Proven(actor, s.Now()); err != nil {
		return err
	}
	if n := utf8.RuneCountInString(in.Reason); n < 2 || n > 400 {
		return fault.Field("reason", "请写明换用新版的理由，2 至 400 个字。")
	}
	err := s.Store.TxWithin(ctx, moveLimit, func(ctx context.Context, tx *store.Tx) error {
		var fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, in.Key, &fresh)
		b.LockAssessments(in.Cycle)
		if err := tx.Read(ctx, &b); err != nil || !fresh {
			return err
		}
		return s.move(ctx, tx, actor, in)
	})
	return s.notThere(ctx, actor, in.Cycle, err)
}

func (s *Service) move(ctx context.Context, tx *store.Tx, actor access.Actor, in Move) error {
	t := &Trial{}
	if err := s.begin(ctx, t, in.Cycle, in.To, tx.Read); err != nil {
		return err
	}
	switch {
	case t.Why != "":
		return fault.New(fault.Conflict, t.Why)
	case t.To == nil:
		return fault.Field("to", "请选择另一套已发布的党支部指标。")
	}
	err := newEvaluation(t).run(ctx, tx.Read, func(list []store.Rescored) error {
		var b store.Batch
		b.SaveRescored(list)
		return tx.Read(ctx, &b)
	})
	switch {
	case err != nil:
		return err
	case t.Why != "":
		return fault.New(fault.Conflict, t.Why)
	}
	if err := app.Seen(in.Digest, t.Digest); err != nil {
		return err
	}
	var b store.Batch
	b.MoveCycle(in.Cycle, t.From.ID, t.To.ID)
	b.AddCycleMove(CycleMove{Cycle: in.Cycle, From: t.From.ID, To: t.To.ID, Reason: in.Reason, Digest: in.Digest, Branches: t.Branches, Changed: t.Changed, Lost: t.Lost, At: s.Now()}, actor.Person, t.Lines)
	b.AllStale()
	b.Audit(s.Done(actor, access.MoveCycle, "cycle", in.Cycle, map[string]any{"from_set": t.From.Code, "set": t.To.Code, "changed": fmt.Sprint(t.Changed), "digest": in.Digest}))
	return tx.Commit(ctx, &b)
}

// moveText begins what is signed: the cycle and both sets. Then follow the
// figures of branches whose review is signed; the others go on changing until
// they are.
func moveText(t *Trial) *signing.Text {
	return signing.New("cycle moved").Line("cycle", t.Cycle.ID, t.Cycle.Year).Line("from", t.From.ID, t.From.Code).Line("to", t.To.ID, t.To.Code)
}
