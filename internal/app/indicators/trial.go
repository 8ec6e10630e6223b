package indicators

import (
	"context"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// Aliases of what a trial tells.
type (
	MoveLine  = store.MoveLine
	CycleMove = store.CycleMove
	Task      = store.Task
)

// The states in which a trial in the background may be.
const TaskFailed = store.TaskFailed

// Trial tells what moving a cycle to another version of its set would do, before
// anything is done.
type Trial struct {
	Cycle    app.Cycle
	From, To *app.Set
	Why      string // why it cannot even be tried; "" where it can
	Count    int    // branches of the cycle
	Large    bool   // so many that it is tried and moved in the background
	Known    bool   // the figures below are there
	At       time.Time
	store.MoveCounts
	Lines    []MoveLine // a page of the scores that change, or of whose findings some no longer count; of drafts only the latter
	AllLines int
	Grades   []GradeCount
	Fates    []FateCount
	Lacking  []Branch // some that have no kind by which they could be scored, as it is now
	Digest   string   // of what is signed
	Moves    []CycleMove
	Trying   *Task // the latest trial in the background, where there was one
	Moving   *Task // a move that goes on in the background

	trial int64 // the stored one
	own   int64 // the task that does it
	last  *Task // the latest move in the background, however it ended
}

// Branch is a branch of the cycle, by id and name, with its committee's.
type Branch = store.MoveBranch

// GradeCount is how many branches have a grade by the old version and by the new
// one, by submitted self-assessment and by signed review.
type GradeCount struct {
	store.GradeCount
	Name string
}

// FateCount is what becomes of a clause, and how many of the findings about it
// no longer count, at both levels.
type FateCount struct {
	indicator.Fate
	Lost int
}

// LinesPage is how many lines of a trial a page has, and LackingShown how many
// branches without a kind are listed.
const (
	LinesPage    = 50
	LackingShown = 200
)

// Try tells what moving a cycle to another published set would do, with a page,
// from 1, of its lines. Without a set it only tells which cycle it is and how it
// was moved before. Of a large cycle it tells what the latest trial in the
// background found.
func (s *Service) Try(ctx context.Context, actor access.Actor, cycle, to int64, page int) (*Trial, error) {
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
	if t.Large {
		if err := s.stored(ctx, t, page); err != nil {
			return nil, err
		}
		return t, s.lacking(ctx, t, s.Store.Read)
	}
	e := newEvaluation(t)
	if err := e.run(ctx, s.Store.Read); err != nil {
		return nil, err
	}
	lines := e.shown()
	from := min((max(page, 1)-1)*LinesPage, len(lines))
	t.At, t.Known, t.AllLines = s.Now(), true, len(lines)
	t.Lines = lines[from:min(from+LinesPage, len(lines))]
	return t, s.lacking(ctx, t, s.Store.Read)
}

// lacking reads which branches have no kind by which the new version could score
// them; there may be more or fewer than when it was tried.
func (s *Service) lacking(ctx context.Context, t *Trial, send app.Reader) error {
	if !t.To.Table().HasKinds() {
		return nil
	}
	var b store.Batch
	b.LackingKind(t.Cycle.ID, t.To.KindCodes(), LackingShown, &t.Lacking, &t.Unkinded)
	return send(ctx, &b)
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
	var found, closed, moving bool
	var draws int
	var sets []store.IndicatorSet
	var task Task
	var b store.Batch
	b.Cycle(cycle, &t.Cycle, &found)
	b.MoveBars(cycle, &closed, &draws, &t.Count)
	b.IndicatorSets(&sets)
	b.CycleMoves(cycle, &t.Moves)
	b.LatestTask(MoveKind, map[string]int64{"cycle": cycle}, &task, &moving)
	if err := send(ctx, &b); err != nil {
		return err
	}
	if !found {
		return app.NotFound()
	}
	if moving {
		t.last = &task
	}
	if moving && task.ID != t.own && (task.State == store.TaskWaiting || task.State == store.TaskRunning) {
		t.Moving = &task
	}
	t.Large = t.Count > s.AtOnce
	t.Why = t.bar(closed, draws)
	var err error
	if t.From, err = s.Sets.Within(ctx, t.Cycle.Set, send); err != nil {
		return err
	}
	if to == t.Cycle.Set {
		return fault.Field("to", "这个周期现在用的就是这一套"+t.movedBy(to)+"。要换别的，请另选一套。")
	}
	for _, one := range sets {
		if one.ID == to && one.Subject == string(indicator.Branch) {
			t.To, err = s.Sets.Within(ctx, to, send)
		}
	}
	if t.To == nil && to != 0 && err == nil {
		return fault.Field("to", "请选择另一套已发布的党支部指标。")
	}
	return err
}

// movedBy tells who moved the cycle to the set that it has, "" where it was opened
// with it.
func (t *Trial) movedBy(to int64) string {
	if len(t.Moves) == 0 || t.Moves[0].To != to {
		return ""
	}
	return "，由 " + t.Moves[0].By + " 于 " + calendar.Minute(t.Moves[0].At) + " 换用"
}

// bar is what keeps a cycle from being moved.
func (t *Trial) bar(closed bool, draws int) string {
	switch {
	case closed:
		return "这个周期已经确认办结，不能再换用指标。新版可以从下一个周期起使用。"
	case draws > 0:
		return "这个周期已经公布过抽查名单，名单上的得分已经固定，不能再换用指标。新版可以从下一个周期起使用。"
	case t.Moving != nil:
		return "这个周期正在换用新版，请等办完后再看。"
	}
	return ""
}

// stored reads what the latest trial in the background found, and whether one
// goes on.
func (s *Service) stored(ctx context.Context, t *Trial, page int) error {
	var task Task
	var found bool
	var b store.Batch
	b.LatestTask(TrialKind, trialArgs{t.Cycle.ID, t.From.ID, t.To.ID}.about(), &task, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	if found && task.State != store.TaskDone {
		t.Trying = &task
	}
	if err := s.tried(ctx, t, s.Store.Read); err != nil || !t.Known {
		return err
	}
	b = store.Batch{}
	b.MoveLines(t.trial, (max(page, 1)-1)*LinesPage, LinesPage, &t.Lines, &t.AllLines)
	return s.Store.Read(ctx, &b)
}

// tried reads the figures of the latest trial in the background.
func (s *Service) tried(ctx context.Context, t *Trial, send app.Reader) error {
	var m CycleMove
	var b store.Batch
	b.LatestTrial(t.Cycle.ID, t.From.ID, t.To.ID, &m, &t.Known)
	if err := send(ctx, &b); err != nil || !t.Known {
		return err
	}
	t.trial, t.At, t.Digest = m.ID, m.At, m.Digest
	t.MoveCounts = m.MoveCounts
	for _, g := range m.Grades {
		t.Grades = append(t.Grades, GradeCount{g, t.gradeName(g.Code)})
	}
	t.fates(m.Clauses)
	return nil
}

func (t *Trial) gradeName(code string) string {
	if g, ok := t.To.Grade(code); ok {
		return g.Name
	}
	g, _ := t.From.Grade(code)
	return g.Name
}

func (t *Trial) fates(lost map[string]int) {
	for _, f := range indicator.Fates(t.From.Set, t.To.Set) {
		t.Fates = append(t.Fates, FateCount{f, lost[f.Clause]})
	}
}
