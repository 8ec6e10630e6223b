package indicators

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/internal/core/scoring/jsonscan"
	"baolei/internal/core/signing"
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
	for after := int64(0); ; {
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
		kind, known := e.t.To.KindOf(rows[i].KindNow)
		if !known {
			e.t.Unkinded++
			continue
		}
		r, err := e.score(&rows[i], kind)
		if err != nil {
			return fmt.Errorf("assessment %d: %w", rows[i].Assessment, err)
		}
		list = append(list, r)
	}
	if e.keep != nil && e.t.WhyNot() == "" {
		if err := e.keep(list); err != nil {
			return err
		}
	}
	if e.report != nil {
		return e.report(e.t.Branches)
	}
	return nil
}

func (e *evaluation) score(m *store.MoveRow, kind string) (store.Rescored, error) {
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

func (e *evaluation) finish() {
	for i, g := range e.t.Grades {
		e.t.Grades[i] = *e.grades[g.Code]
	}
	e.t.fates(e.lost)
	e.t.Digest = e.text.Digest()
}
