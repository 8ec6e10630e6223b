package sampling

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func mustConfidence(t interface{ Fatal(...any) }, text string) *big.Rat {
	c, err := ParseConfidence(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSampleSizeByHand(t *testing.T) {
	for _, row := range []struct {
		n, k       int
		confidence string
		want       int
	}{
		{10, 1, "0.95", 10}, // (10−n)/10 ≤ 0.05 from n = 9.5 on
		{20, 1, "0.95", 19}, // (20−n)/20 ≤ 1/20 just at n = 19, which rounding would miss
		{100, 1, "0.95", 95},
		{10, 2, "0.9", 7},  // (10−n)(9−n)/90 ≤ 0.1: 4·3 = 12 > 9, 3·2 = 6 ≤ 9
		{10, 3, "0.9", 5},  // C(7,5)/C(10,5) = 21/252 ≤ 0.1, C(7,4)/C(10,4) = 35/210 > 0.1
		{5, 5, "0.999", 1}, // any branch drawn is off
		{1, 1, "0.5", 1},
		{4, 2, "0.5", 1},      // C(2,1)/C(4,1) = 1/2 ≤ 1/2
		{4, 2, "0.500001", 2}, // C(2,2)/C(4,2) = 1/6
		{999_999_999, 999_999_999, "0.95", 1},
		{999_999_999, 1, "0.5", 500_000_000}, // 999,999,999/2 = 499,999,999.5, so the next whole
	} {
		got, err := SampleSize(row.n, row.k, mustConfidence(t, row.confidence))
		if err != nil || got != row.want {
			t.Errorf("SampleSize(%d, %d, %s) = %d, %v, want %d", row.n, row.k, row.confidence, got, err, row.want)
		}
	}
}

func TestTolerableByHand(t *testing.T) {
	for _, row := range []struct {
		n, drawn   int
		confidence string
		want       int
	}{
		{10, 5, "0.9", 3},   // C(8,5)/252 = 56/252 > 0.1, C(7,5)/252 = 21/252 ≤ 0.1
		{20, 19, "0.95", 1}, // one faulty branch is missed with 1/20
		{20, 18, "0.95", 2}, // one: 2/20; two: 1/C(20,2) = 1/190
		{7, 7, "0.99", 1},   // all seen, none off
		{7, 1, "0.99", 7},   // six off: 1/7 > 0.01; seven: impossible
	} {
		got, err := TolerableFewerThan(row.n, row.drawn, mustConfidence(t, row.confidence))
		if err != nil || got != row.want {
			t.Errorf("TolerableFewerThan(%d, %d, %s) = %d, %v, want %d", row.n, row.drawn, row.confidence, got, err, row.want)
		}
	}
}

// missChance multiplies out the chance to draw m branches one after the other
// and meet none of the k that are off.
func missChance(n, k, m int) *big.Rat {
	chance := big.NewRat(1, 1)
	for i := range m {
		chance.Mul(chance, big.NewRat(int64(max(n-k-i, 0)), int64(n-i)))
	}
	return chance
}

func TestPlansAreTheSmallest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 80).Draw(t, "n")
		k := rapid.IntRange(1, n).Draw(t, "k")
		c := mustConfidence(t, rapid.StringMatching(`0\.[0-9]{0,3}[1-9]`).Draw(t, "c"))
		risk := new(big.Rat).Sub(big.NewRat(1, 1), c)
		size, err := SampleSize(n, k, c)
		if err != nil {
			t.Fatal(err)
		}
		if missChance(n, k, size).Cmp(risk) > 0 || missChance(n, k, size-1).Cmp(risk) <= 0 {
			t.Fatalf("%d is not the smallest size", size)
		}
		fewer, err := TolerableFewerThan(n, k, c)
		if err != nil {
			t.Fatal(err)
		}
		if missChance(n, fewer, k).Cmp(risk) > 0 || missChance(n, fewer-1, k).Cmp(risk) <= 0 {
			t.Fatalf("%d is not the smallest number ruled out by %d clean ones", fewer, k)
		}
	})
}

func TestConfidencesThatAreRefused(t *testing.T) {
	for _, text := range []string{
		"", "0", "1", "0.0", "1.0", "1.5", "-0.5", "+0.5", "95%", "0.95 ", "9.5e-1", "19/20", "0x0.8p0",
		".", "0.", ".95", "0.9.5", "0,95", "NaN", "Inf", "0_0.9", "０.９",
	} {
		if c, err := ParseConfidence(text); err == nil {
			t.Errorf("confidence %q was taken as %v", text, c)
		}
	}
}

func TestPlansThatAreRefused(t *testing.T) {
	half := big.NewRat(1, 2)
	for _, row := range [][2]int{{0, 0}, {10, 0}, {10, 11}, {0, 1}, {-1, 1}, {1_000_000_000, 1}} {
		if _, err := SampleSize(row[0], row[1], half); err == nil {
			t.Errorf("SampleSize(%d, %d) was taken", row[0], row[1])
		}
		if _, err := TolerableFewerThan(row[0], row[1], half); err == nil {
			t.Errorf("TolerableFewerThan(%d, %d) was taken", row[0], row[1])
		}
	}
	if _, err := SampleSize(10, 1, big.NewRat(1, 1)); err == nil {
		t.Error("certainty was taken as a confidence")
	}
}

func BenchmarkSampleSize(b *testing.B) {
	c := big.NewRat(95, 100)
	for b.Loop() {
		if _, err := SampleSize(50_000, 500, c); err != nil {
			b.Fatal(err)
		}
	}
}
