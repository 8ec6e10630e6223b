package sampling

import (
	"fmt"
	"slices"
	"time"
)

// Difference is one thing in a bundle that is not as it recomputes.
type Difference struct {
	Where   string // path in the JSON, as "drawn[3].number"
	Message string // a plain Chinese sentence
}

// Verify recomputes a whole bundle from its two files, its seed and its sizes,
// and tells each difference. None means that the draw is what it says it is.
func Verify(b Bundle) []Difference {
	lists, err := b.check()
	if err != nil {
		return []Difference{{"", "抽查包不合规，无法重算：" + err.Error()}}
	}
	v := &verification{}
	v.digests(b)
	v.seeds(b)
	v.draw(b, lists)
	return v.found
}

type verification struct{ found []Difference }

func (v *verification) add(where, format string, args ...any) {
	v.found = append(v.found, Difference{where, fmt.Sprintf(format, args...)})
}

func (v *verification) digest(where, name, stated, computed string) {
	if stated != computed {
		v.add(where, "%s的摘要不符：写的是 %s，重算得 %s", name, stated, computed)
	}
}

func (v *verification) digests(b Bundle) {
	a := b.Announcement
	v.digest("announcement.population_digest", "总体名单", a.PopulationDigest, Digest([]byte(a.Population)))
	v.digest("announcement.inspectors_digest", "检查人员名单", a.InspectorsDigest, Digest([]byte(a.Inspectors)))
	if a.Tickets != nil {
		v.digest("announcement.tickets.reasons_digest", "加签理由", a.Tickets.ReasonsDigest, Digest([]byte(a.Tickets.Reasons)))
	}
	v.digest("notice_digest", "公告", b.NoticeDigest, Digest(a.Notice()))
	v.digest("digest", "整个抽查包", b.Digest, b.OwnDigest())
}

// seeds checks that two people stood behind the seed, that the announcement
// came first, and that every step followed the one before.
func (v *verification) seeds(b Bundle) {
	if b.Seed.EnteredBy == b.Seed.ConfirmedBy {
		v.add("seed.confirmed_by", "种子由 %q 一人录入并确认，应由另一人确认", b.Seed.EnteredBy)
	}
	last := b.Announcement.At
	step := func(where, what string, at time.Time) {
		if at.Before(last) {
			v.add(where, "%s的时间 %s 早于前一步的时间 %s", what, stamp(at), stamp(last))
		}
		last = at
	}
	for i, r := range b.Refused {
		step(fmt.Sprintf("refused_seeds[%d].entered_at", i), "录入未采用种子", r.EnteredAt)
		step(fmt.Sprintf("refused_seeds[%d].refused_at", i), "拒绝种子", r.RefusedAt)
	}
	step("seed.entered_at", "录入种子", b.Seed.EnteredAt)
	step("seed.confirmed_at", "确认种子", b.Seed.ConfirmedAt)
	step("drawn_at", "抽取", b.DrawnAt)
}

func stamp(at time.Time) string { return at.Format(time.RFC3339) }

func (v *verification) draw(b Bundle, lists Lists) {
	drawn, assignments, err := b.redraw(lists)
	if err != nil {
		v.add("drawn", "按公布的材料无法重抽：%s", err)
		if drawn == nil {
			return
		}
	}
	v.drawn(b.Drawn, drawn)
	if err == nil {
		v.assignments(b.Assignments, assignments)
	}
}

func (v *verification) drawn(stated, computed []Drawn) {
	if len(stated) != len(computed) {
		v.add("drawn", "应抽出 %d 个支部，写的是 %d 个", len(computed), len(stated))
	}
	for i := range min(len(stated), len(computed)) {
		where, s, c := fmt.Sprintf("drawn[%d]", i), stated[i], computed[i]
		switch {
		case s.Code != c.Code:
			v.add(where+".code", "第 %d 个抽出的应是支部 %q，写的是 %q", i+1, c.Code, s.Code)
		case s.Entry != c.Entry:
			v.add(where, "支部 %q 的分层或票数与总体名单不符：写的是 %q、%d 票，名单上是 %q、%d 票",
				s.Code, s.Stratum, s.Tickets, c.Stratum, c.Tickets)
		case s.Number != c.Number:
			v.add(where+".number", "支部 %q 的号码应是 %s，写的是 %s", s.Code, c.Number, s.Number)
		}
	}
}

func (v *verification) assignments(stated, computed []Assignment) {
	if len(stated) != len(computed) {
		v.add("assignments", "应为 %d 个支部指派检查人员，写的是 %d 个", len(computed), len(stated))
	}
	for i := range min(len(stated), len(computed)) {
		where, s, c := fmt.Sprintf("assignments[%d]", i), stated[i], computed[i]
		switch {
		case s.Branch != c.Branch:
			v.add(where+".branch", "第 %d 项指派应属支部 %q，写的是 %q", i+1, c.Branch, s.Branch)
		case !slices.Equal(s.Inspectors, c.Inspectors):
			v.add(where+".inspectors", "支部 %q 的检查人员应是 %q，写的是 %q", s.Branch, c.Inspectors, s.Inspectors)
		}
	}
}
