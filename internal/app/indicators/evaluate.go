package indicators

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/indicator"
	"baolei/internal/core/names"
	"baolei/internal/core/scoring"
	"baolei/internal/core/scoring/jsonscan"
	"baolei/internal/core/signing"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// step is how many assessments are scored between two round trips: some 12 MB of
// findings.
const step = 1000

// evaluation scores the assessments of a cycle by another set.
type evaluation struct {
	t      *Trial
	sheet  *scoring.Sheet
	doc    jsonscan.Document
	lost   map[string]int // clause → findings
	grades map[string]*GradeCount
	text   *signing.Text
	lines  []MoveLine // scores that change, or of whose findings some no longer count
	public []string   // branches in their publicity whose public score would change

	lock   bool                         // the assessments before they are read
	keep   func([]store.Rescored) error // takes the scores, some at a time; may be nil
	report func(done int) error         // hears how far it is, and may stop it; may be nil
}

func newEvaluation(t *Trial) *evaluation {
	e := &evaluation{t: t, sheet: t.To.Table().NewSheet(), lost: map[string]int{}, grades: map[string]*GradeCount{}, text: moveText(t)}
	for i := len(t.To.Grades) - 1; i >= 0; i-- {
		e.grade(t.To.Grades[i])
	}
	for i := len(t.From.Grades) - 1; i >= 0; i-- {
		e.grade(t.From.Grades[i])
	}
	return e
}

// grade lists a grade, from the highest down, those of the new version first.
func (e *evaluation) grade(g indicator.Grade) {
	if e.grades[g.Code] == nil {
		e.grades[g.Code] = &GradeCount{store.GradeCount{Code: g.Code}, g.Name}
		e.t.Grades = append(e.t.Grades, GradeCount{GradeCount: store.GradeCount{Code: g.Code}})
	}
}

// run scores all assessments.
func (e *evaluation) run(ctx context.Context, send app.Reader) error {
	for after := int64(0); e.t.Why == ""; {
		var rows []store.MoveRow
		var b store.Batch
		b.MoveRows(e.t.Cycle.ID, after, step, e.lock, &rows)
		if err := send(ctx, &b); err != nil {
			return err
		}
		if len(rows) == 0 {
			break
		}
		after = rows[len(rows)-1].Assessment
		if err := e.some(rows); err != nil {
			return err
		}
	}
	e.finish()
	return nil
}

// some scores some assessments and hands the scores on.
func (e *evaluation) some(rows []store.MoveRow) error {
	list := make([]store.Rescored, 0, len(rows))
	for i := range rows {
		r, err := e.score(&rows[i])
		if err != nil {
			return fmt.Errorf("assessment %d: %w", rows[i].Assessment, err)
		}
		list = append(list, r)
	}
	if e.keep != nil && e.t.Why == "" {
		if err := e.keep(list); err != nil {
			return err
		}
	}
	if e.report != nil {
		return e.report(e.t.Branches)
	}
	return nil
}

// kindFor is the kind of branch by which the new version scores it; ok is false
// where the branch must say its kind and has not.
func (e *evaluation) kindFor(m *store.MoveRow) (kind string, ok bool) {
	if !e.t.To.Table().HasKinds() {
		return "", true
	}
	for _, k := range e.t.To.Kinds {
		if k.Code == m.KindNow {
			return k.Code, true
		}
	}
	return "", false
}

func (e *evaluation) score(m *store.MoveRow) (store.Rescored, error) {
	kind, ok := e.kindFor(m)
	if !ok {
		e.t.Why = "这套指标分类型考核，请先由系统管理员在组织里填明类型：" + m.Name + "等支部还没有填。"
		return store.Rescored{}, nil
	}
	r := store.Rescored{Assessment: m.Assessment, Kind: kind, Counts: m.Counts}
	self, err := e.level(kind, m.SelfSaid, &r.Self)
	if err != nil {
		return r, err
	}
	hasReview := m.Review.Grade != ""
	review := 0
	if hasReview {
		if review, err = e.level(kind, m.ReviewSaid, &r.Review); err != nil {
			return r, err
		}
	}
	r.Reviewed = e.reviewed(kind, m.Done)
	e.tell(m, &r, self, review, hasReview)
	return r, nil
}

// level scores what was stated at a level, and counts what no longer counts.
func (e *evaluation) level(kind string, said []byte, to *store.Score) (lost int, err error) {
	if bad := e.doc.Parse(said); bad != nil {
		return 0, bad
	}
	if bad := e.sheet.Reset(kind); bad != nil {
		return 0, bad
	}
	left, bad := e.sheet.AddArray(&e.doc)
	if bad != nil {
		return 0, bad
	}
	if bad := e.sheet.Finish(); bad != nil {
		return 0, bad
	}
	for _, clause := range left {
		if was, _ := e.t.From.Find(clause); was != nil { // others were lost by an earlier move
			e.lost[clause]++
			lost++
		}
	}
	*to = store.ScoreOf(e.sheet.Result())
	return lost, nil
}

// reviewed is how many of the items of the new version the review has dealt with.
func (e *evaluation) reviewed(kind string, done []string) int {
	n := 0
	for _, code := range done {
		if item, _, ok := e.t.To.Item(code); ok && item.AppliesTo(kind) {
			n++
		}
	}
	return n
}

// tell notes what changes for a branch.
func (e *evaluation) tell(m *store.MoveRow, r *store.Rescored, self, review int, hasReview bool) {
	t := e.t
	t.Branches++
	t.Lost += self + review
	line := func(level store.Level, was store.Total, now store.Score, lost int) bool {
		differs := was.Points != now.Total || was.Grade != now.Grade
		if differs || lost > 0 {
			e.lines = append(e.lines, MoveLine{Assessment: m.Assessment, Level: level, Name: m.Name, Committee: m.Committee,
				OldTotal: was.Points, OldGrade: was.Grade, NewTotal: now.Total, NewGrade: now.Grade, Lost: lost})
		}
		return differs
	}
	differs := line(store.Self, m.Self, r.Self, self)
	e.count(m.Self.Grade, func(g *GradeCount) { g.SelfOld++ })
	e.count(r.Self.Grade, func(g *GradeCount) { g.SelfNew++ })
	if hasReview {
		differs = line(store.Review, m.Review, r.Review, review) || differs
		e.count(m.Review.Grade, func(g *GradeCount) { g.ReviewOld++ })
		e.count(r.Review.Grade, func(g *GradeCount) { g.ReviewNew++ })
	}
	if differs {
		t.Changed++
	}
	if m.State == workflow.Publicised && r.Counts && (m.Counted.Points != r.Review.Total || m.Counted.Grade != r.Review.Grade) {
		e.public = append(e.public, m.Name)
	}
	if m.State.Signed() {
		t.Settled++
		e.text.Line("branch", m.Assessment, int64(m.Review.Points), m.Review.Grade, int64(r.Review.Total), r.Review.Grade)
	}
}

func (e *evaluation) count(grade string, add func(*GradeCount)) {
	if g := e.grades[grade]; g != nil {
		add(g)
	}
}

// publicNamed is how many branches in their publicity are named.
const publicNamed = 5

// inPublicity is why a cycle is not moved while branches are in their publicity
// whose public score would change: what was objected to, or not, was another.
func (e *evaluation) inPublicity() string {
	n := len(e.public)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("有 %d 个支部正在公示，换用后公示的得分或等次会变：%s。请等公示期满、党委报送以后重新试算；也可以从下一个周期起使用新版。", n, names.Few(e.public, publicNamed, "个"))
}

func (e *evaluation) finish() {
	if e.t.Why == "" {
		e.t.Why = e.inPublicity()
	}
	for i, g := range e.t.Grades {
		e.t.Grades[i] = *e.grades[g.Code]
	}
	e.t.fates(e.lost)
	e.t.Digest = e.text.Digest()
}
