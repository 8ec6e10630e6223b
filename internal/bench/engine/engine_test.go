package engine

import (
	"context"
	"testing"

	"baolei/internal/core/indicator"
)

// batch is the number of branches that one SQL statement scores. Those that are
// scored one by one take turns among fewer, so that it is scoring that is timed
// and not fetching them from memory.
const (
	batch = 1000
	turns = 256
)

func expected(tb testing.TB, branches []branch) []outcome {
	tb.Helper()
	sheet := indicator.Embedded().Table().NewSheet()
	out := make([]outcome, len(branches))
	for i := range branches {
		o, err := byEngine(sheet, &branches[i])
		if err != nil {
			tb.Fatal(err)
		}
		out[i] = o
	}
	return out
}

// BenchmarkBranch scores the same branches by the engine and by its peers; one
// op is one branch.
func BenchmarkBranch(b *testing.B) {
	set := indicator.Embedded()
	branches := drawBranches(set, batch)
	want := expected(b, branches)
	b.Run("engine", func(b *testing.B) { benchEngine(b, set, branches) })
	b.Run("cel", func(b *testing.B) { benchCEL(b, set, branches, want) })
	b.Run("sql", func(b *testing.B) { benchSQL(b, set, branches, want) })
}

func report(b *testing.B, branches int) {
	b.ReportMetric(float64(branches)/b.Elapsed().Seconds(), "branches/s")
}

func benchEngine(b *testing.B, set *indicator.Set, branches []branch) {
	sheet := set.Table().NewSheet()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := byEngine(sheet, &branches[i%turns]); err != nil {
			b.Fatal(err)
		}
	}
	report(b, b.N)
}

func benchCEL(b *testing.B, set *indicator.Set, branches []branch, want []outcome) {
	program, err := celProgram(set)
	if err != nil {
		b.Fatal(err)
	}
	for i := range branches {
		if got, err := byCEL(program, celVars(&branches[i])); err != nil || got != want[i] {
			b.Fatalf("branch %d: %+v, %v, want %+v", i, got, err, want[i])
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := byCEL(program, celVars(&branches[i%turns])); err != nil {
			b.Fatal(err)
		}
	}
	report(b, b.N)
}

func benchSQL(b *testing.B, set *indicator.Set, branches []branch, want []outcome) {
	ctx := context.Background()
	conn, err := connect(ctx)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(ctx)
	if err := loadTables(ctx, conn, set, branches); err != nil {
		b.Fatal(err)
	}
	got, err := bySQL(ctx, conn, set)
	if err != nil || len(got) != len(want) {
		b.Fatal(len(got), err)
	}
	for i := range want {
		if got[i] != want[i] {
			b.Fatalf("branch %d: %+v, want %+v", i, got[i], want[i])
		}
	}
	b.ResetTimer()
	for done := 0; done < b.N; done += batch {
		if _, err := bySQL(ctx, conn, set); err != nil {
			b.Fatal(err)
		}
	}
	report(b, (b.N+batch-1)/batch*batch)
}
