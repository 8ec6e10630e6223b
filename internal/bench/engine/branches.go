package engine

import (
	"math/rand/v2"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// figure is one stated number of a branch, as the peers take it: by clause and,
// for tiers, option. A yes is 1; amounts are hundredths.
type figure struct {
	clause   string
	option   string
	n        int64
	expected int64 // per_missing only

	name, expectedName string // the names of n and expected for cel-go
}

// branch is one assessment in the engine's form and in that of the peers.
type branch struct {
	entries []scoring.Entry
	figures []figure
}

// drawBranches draws findings on 40 of the set's clauses, in shuffled order.
func drawBranches(set *indicator.Set, n int) []branch {
	rnd := rand.New(rand.NewPCG(1, 2))
	table := set.Table()
	out := make([]branch, n)
	for i := range out {
		for _, index := range rnd.Perm(table.Clauses())[:40] {
			c, _, _ := set.Clause(table.ClauseCode(int32(index)))
			out[i].draw(rnd, c, int32(index))
		}
	}
	return out
}

func (b *branch) draw(rnd *rand.Rand, c *indicator.Clause, index int32) {
	e := scoring.Entry{Clause: index}
	f := figure{clause: c.Code, name: celName(c.Code, "")}
	switch c.Kind {
	case scoring.Once, scoring.Veto:
		e.Count = rnd.Int64N(4) / 3
		f.n = e.Count
	case scoring.PerCase, scoring.Stepped:
		e.Count = rnd.Int64N(4)
		f.n = e.Count
	case scoring.PerMissing:
		e.Count, e.Expected, e.HasExpected = rnd.Int64N(13), 12, true
		f.n, f.expected, f.expectedName = e.Count, e.Expected, celName(c.Code, "expected")
	case scoring.Range:
		e.Amount = scoring.Points(rnd.Int64N(2) * 150)
		f.n = int64(e.Amount)
	case scoring.Choice, scoring.Tiers:
		b.drawOptions(rnd, c, &e)
	}
	b.entries = append(b.entries, e)
	if c.Options == nil {
		b.figures = append(b.figures, f)
	}
}

func (b *branch) drawOptions(rnd *rand.Rand, c *indicator.Clause, e *scoring.Entry) {
	if c.Kind == scoring.Choice {
		e.Option = rnd.Int32N(int32(len(c.Options)) + 1)
		if e.Option > 0 {
			o := c.Options[e.Option-1].Code
			b.figures = append(b.figures, figure{clause: c.Code, option: o, n: 1, name: celName(c.Code, o)})
		}
		return
	}
	for _, o := range c.Options {
		n := rnd.Int64N(2)
		e.Counts = append(e.Counts, n)
		b.figures = append(b.figures, figure{clause: c.Code, option: o.Code, n: n, name: celName(c.Code, o.Code)})
	}
}

// outcome is what all of them must agree on.
type outcome struct {
	base, pioneer, bottom int64
	vetoed                bool
}

func byEngine(s *scoring.Sheet, b *branch) (outcome, error) {
	if err := s.Reset(""); err != nil {
		return outcome{}, err
	}
	for i := range b.entries {
		if err := s.Add(&b.entries[i]); err != nil {
			return outcome{}, err
		}
	}
	if err := s.Finish(); err != nil {
		return outcome{}, err
	}
	return outcome{int64(s.Base), int64(s.Pioneer), int64(s.Bottom), s.Vetoed}, nil
}
