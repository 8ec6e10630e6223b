package indicators

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/access"
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
	Why      string // why it cannot be done; "" where it can
	Count    int    // branches of the cycle
	Large    bool   // so many that it is tried and moved in the background
	Known    bool   // the figures below are there
	At       time.Time
	Branches int
	Settled  int        // branches whose review is signed
	Lines    []MoveLine // a page of the scores that change, or of whose findings some no longer count
	AllLines int
	Grades   []GradeCount
	Fates    []FateCount
	Changed  int    // branches whose total or grade changes
	Lost     int    // findings that no longer count
	Digest   string // of what is signed
	Moves    []CycleMove
	Trying   *Task // the latest trial in the background, where there was one
	Moving   *Task // a move that goes on in the background

	trial int64 // the stored one
	own   int64 // the task that does it
	last  *Task // the latest move in the background, however it ended
}

// GradeCount is how many branches have a grade by the old version and by the new
// one, by self-assessment and by review.
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

// LinesPage is how many lines of a trial a page has.
const LinesPage = 50

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
	switch {
	case t.To == nil || t.Why != "":
		return t, nil
	case t.Large:
		return t, s.stored(ctx, t, page)
	}
	e := newEvaluation(t)
	if err := e.run(ctx, s.Store.Read); err != nil {
		return nil, err
	}
	if t.Why != "" { // found on the way
		return t, nil
	}
	from := min((max(page, 1)-1)*LinesPage, len(e.lines))
	t.At, t.Known, t.AllLines = s.Now(), true, len(e.lines)
	t.Lines = e.lines[from:min(from+LinesPage, len(e.lines))]
	return t, nil
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
		return fault.Field("to", "这个周期现在用的就是这一套，可能刚由别的经办换用。要换别的，请另选一套。")
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
	t.Branches, t.Settled, t.Changed, t.Lost = m.Branches, m.Settled, m.Changed, m.Lost
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

// TrialKind is the long work of trying what moving a large cycle would do.
const TrialKind = "set-trial"

type trialArgs struct {
	Cycle int64 `json:"cycle"`
	From  int64 `json:"from"`
	To    int64 `json:"to"`
}

func (a trialArgs) about() map[string]int64 {
	return map[string]int64{"cycle": a.Cycle, "from": a.From, "to": a.To}
}

// TriedBy tells of which cycle and set a task of TrialKind is.
func TriedBy(t Task) (cycle, to int64, err error) {
	var a trialArgs
	if err := json.Unmarshal(t.Args, &a); err != nil {
		return 0, 0, fmt.Errorf("read the arguments of task %d: %w", t.ID, err)
	}
	return a.Cycle, a.To, nil
}

// AskTrial has it tried in the background what moving a cycle to another set
// would do, and returns the task. A form sent twice asks once.
func (s *Service) AskTrial(ctx context.Context, actor access.Actor, key string, cycle, to int64) (task int64, err error) {
	root, err := s.mover(ctx, actor, cycle)
	if err != nil {
		return 0, err
	}
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		t := &Trial{}
		var fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, key, &fresh)
		b.HoldCycle(cycle)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if err := s.begin(ctx, t, cycle, to, tx.Read); err != nil {
			return err
		}
		if err := t.movable(); err != nil && fresh {
			return err
		}
		a := trialArgs{cycle, t.From.ID, to}
		args, err := json.Marshal(a)
		if err != nil {
			return err
		}
		b = store.Batch{}
		b.AddTask(store.Task{Kind: TrialKind, Args: args, Key: fmt.Sprintf("%s %d %s", TrialKind, actor.Person, key), Title: fmt.Sprintf("%d 年考评试算：换用 %s", t.Cycle.Year, t.To.Code),
			Owner: actor.Person, Action: access.MoveCycle, Root: root, MadeAt: s.Now()}, &task)
		return tx.Commit(ctx, &b)
	})
	return task, s.notThere(ctx, actor, cycle, err)
}

// TryLarge tries what moving a large cycle would do, and keeps what it finds.
// What it writes is not seen before it is done, so it can begin again at any time.
func (s *Service) TryLarge(ctx context.Context, run *app.Run) (app.Outcome, error) {
	var in trialArgs
	if err := run.Decode(&in); err != nil {
		return app.Outcome{}, err
	}
	t := &Trial{}
	if err := s.begin(ctx, t, in.Cycle, in.To, s.Store.Read); err != nil {
		return app.Outcome{}, err
	}
	if err := t.movable(); err != nil {
		return app.Outcome{}, fault.Wrap(fault.Invalid, err.Error(), err)
	}
	e := newEvaluation(t)
	e.report = func(done int) error { return run.Report(ctx, done, t.Count) }
	if err := e.run(ctx, s.Store.Read); err != nil {
		return app.Outcome{}, err
	}
	if t.Why != "" {
		return app.Outcome{}, fault.New(fault.Invalid, t.Why)
	}
	id, err := s.keepTrial(ctx, run, e)
	if err != nil {
		return app.Outcome{}, err
	}
	return app.Outcome{Message: "试算好了，还没有换。请核对谁的得分和等次会变，再决定换不换。", Also: func(b *store.Batch) { b.FinishTrial(id, s.Now()) }}, nil
}

// keepTrial writes the record of a trial and its lines, a part at a time: no
// statement grows with the city.
func (s *Service) keepTrial(ctx context.Context, run *app.Run, e *evaluation) (id int64, err error) {
	step := func(queue func(*store.Batch)) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
			var b store.Batch
			queue(&b)
			run.Step(&b, e.t.Branches, e.t.Count)
			return tx.Commit(ctx, &b)
		})
	}
	for more := true; more; {
		if err := step(func(b *store.Batch) { b.ClearTrials(run.ID, &more) }); err != nil {
			return 0, err
		}
	}
	m := s.record(e.t, Move{})
	err = step(func(b *store.Batch) { b.BeginTrial(m, run.Owner, run.ID, &id) })
	for part := range slices.Chunk(e.lines, store.LinesAtOnce) {
		if err != nil {
			return 0, err
		}
		err = step(func(b *store.Batch) { b.AddMoveLines(id, part) })
	}
	return id, err
}
