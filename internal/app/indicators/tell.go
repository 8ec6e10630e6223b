package indicators

import (
	"fmt"
	"strings"

	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// tell notes what changes for a branch. Grades and changed totals count claims
// only: a self-assessment that is submitted, a review that is signed. What is
// still a draft is counted apart, but for the findings that are lost in it.
func (e *evaluation) tell(m *store.MoveRow, r *store.Rescored, self, review int, hasReview bool) {
	claimed, signed := m.State.Claimed(), m.State.Signed()
	e.t.Branches++
	e.t.Lost += self + review
	selfDiffers := e.line(m, store.Self, m.Self, r.Self, self, !claimed)
	reviewDiffers := hasReview && e.line(m, store.Review, m.Review, r.Review, review, !signed)
	switch {
	case selfDiffers && claimed || reviewDiffers && signed:
		e.t.Changed++
	case selfDiffers || reviewDiffers:
		e.t.DraftsChanged++
	}
	if claimed {
		e.t.Claimed++
		e.count(m.Self.Grade, func(g *GradeCount) { g.SelfOld++ })
		e.count(r.Self.Grade, func(g *GradeCount) { g.SelfNew++ })
	}
	if signed {
		e.signed(m, r)
	}
}

// line notes a score that changes or loses findings, and tells whether it changes.
func (e *evaluation) line(m *store.MoveRow, level store.Level, was store.Total, now store.Score, lost int, draft bool) bool {
	differs := was.Points != now.Total || was.Grade != now.Grade
	if differs || lost > 0 {
		e.lines = append(e.lines, MoveLine{Assessment: m.Assessment, Level: level, Name: m.Name, Committee: m.Committee,
			OldTotal: was.Points, OldGrade: was.Grade, NewTotal: now.Total, NewGrade: now.Grade, Lost: lost, Draft: draft})
	}
	if draft {
		e.t.DraftsLost += lost
	}
	return differs
}

// signed notes a branch whose review is signed: its figures are what the mover
// signs.
func (e *evaluation) signed(m *store.MoveRow, r *store.Rescored) {
	e.t.Settled++
	e.count(m.Review.Grade, func(g *GradeCount) { g.ReviewOld++ })
	e.count(r.Review.Grade, func(g *GradeCount) { g.ReviewNew++ })
	e.text.Line("branch", m.Assessment, int64(m.Review.Points), m.Review.Grade, int64(r.Review.Total), r.Review.Grade)
	if !r.Counts || m.Counted.Points == r.Review.Total && m.Counted.Grade == r.Review.Grade {
		return
	}
	switch m.State {
	case workflow.Reported:
		e.t.Reported++
	case workflow.Publicised:
		if e.t.Public++; len(e.t.PublicNamed) < publicNamed {
			e.t.PublicNamed = append(e.t.PublicNamed, m.Name)
		}
	case workflow.Draft, workflow.Submitted, workflow.Returned, workflow.Verified, workflow.Final:
	}
}

func (e *evaluation) count(grade string, add func(*GradeCount)) {
	if g := e.grades[grade]; g != nil {
		add(g)
	}
}

// shown are the lines that are listed: a draft only where findings of it are
// lost, since its score is nobody's claim yet.
func (e *evaluation) shown() []MoveLine {
	var list []MoveLine
	for _, l := range e.lines {
		if !l.Draft || l.Lost > 0 {
			list = append(list, l)
		}
	}
	return list
}

// publicNamed is how many branches in their publicity are named.
const publicNamed = 5

// WhyNot tells why the cycle is not moved though it can be tried, and what to do;
// "" where it may be. A branch without a kind cannot be scored; and while branches
// are in their publicity, what was objected to, or not, is the public score.
func (t *Trial) WhyNot() string {
	var parts []string
	if t.Unkinded > 0 {
		parts = append(parts, fmt.Sprintf("这套指标分类型考核，有 %d 个支部还没有填明类型，无法算分。请先由系统管理员在组织里填明。", t.Unkinded))
	}
	if t.Public > 0 {
		list := strings.Join(t.PublicNamed, "、")
		if t.Public > len(t.PublicNamed) {
			list += "等"
		}
		parts = append(parts, fmt.Sprintf("有 %d 个支部正在公示，换用后公示的得分或等次会变：%s。请等公示期满、党委报送以后重新试算；也可以从下一个周期起使用新版。", t.Public, list))
	}
	return strings.Join(parts, "")
}
