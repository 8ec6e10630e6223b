package indicator

import (
	"math/rand/v2"
	"testing"

	"baolei/internal/core/scoring"
)

// shuffledEntries are findings of 40 clauses of the embedded set, for many
// branches, each in an order of its own.
func shuffledEntries(branches int) [][]scoring.Entry {
	rnd := rand.New(rand.NewPCG(1, 2))
	table := Embedded().Table()
	out := make([][]scoring.Entry, branches)
	for b := range out {
		for _, clause := range rnd.Perm(table.Clauses())[:40] {
			out[b] = append(out[b], someEntry(rnd, table, int32(clause)))
		}
	}
	return out
}

func someEntry(rnd *rand.Rand, table *scoring.Table, clause int32) scoring.Entry {
	e := scoring.Entry{Clause: clause}
	switch table.ClauseKind(clause) {
	case scoring.Once:
		e.Count = rnd.Int64N(4) / 3
	case scoring.PerCase, scoring.Stepped:
		e.Count = rnd.Int64N(4)
	case scoring.PerMissing:
		e.Count, e.Expected, e.HasExpected = rnd.Int64N(13), 12, true
	case scoring.Range:
		e.Amount = scoring.Points(rnd.Int64N(2) * 150)
	case scoring.Choice:
		e.Option = rnd.Int32N(3)
	case scoring.Tiers:
		for range 5 {
			e.Counts = append(e.Counts, rnd.Int64N(2))
		}
	}
	return e
}

// BenchmarkEngine scores 40 findings in shuffled order; one op is one branch.
func BenchmarkEngine(b *testing.B) {
	branches := shuffledEntries(256)
	sheet := Embedded().Table().NewSheet()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		scoreEntries(b, sheet, branches[i%len(branches)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "branches/s")
}

func scoreEntries(b *testing.B, sheet *scoring.Sheet, entries []scoring.Entry) {
	if err := sheet.Reset(""); err != nil {
		b.Fatal(err)
	}
	for i := range entries {
		if err := sheet.Add(&entries[i]); err != nil {
			b.Fatal(err)
		}
	}
	if err := sheet.Finish(); err != nil {
		b.Fatal(err)
	}
}
