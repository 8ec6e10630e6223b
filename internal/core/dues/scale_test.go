package dues

import (
	"testing"

	"pgregory.net/rapid"

	"baolei/internal/core/record"
)

// The amounts are worked out from the rule: the rate of the bracket times the
// whole base, half a fen and more rounded up.
func TestTheNationalScale(t *testing.T) {
	for _, c := range []struct {
		basis     record.Basis
		base, due record.Fen
		because   string
	}{
		{record.Wage, 3000_00, 15_00, "3000 × 0.5 %"},
		{record.Wage, 3000_01, 30_00, "3000.01 × 1 % = 30.0001"},
		{record.Wage, 4200_00, 42_00, "4200 × 1 %"},
		{record.Wage, 5000_00, 50_00, "5000 × 1 %"},
		{record.Wage, 5000_01, 75_00, "5000.01 × 1.5 % = 75.00015"},
		{record.Wage, 6789_33, 101_84, "6789.33 × 1.5 % = 101.83995"},
		{record.Wage, 10000_00, 150_00, "10000 × 1.5 %"},
		{record.Wage, 10000_01, 200_00, "10000.01 × 2 % = 200.0002"},
		{record.Wage, 2345_00, 11_73, "2345 × 0.5 % = 11.725: half a fen counts"},
		{record.Wage, 2344_80, 11_72, "2344.80 × 0.5 % = 11.724"},
		{record.Pension, 5000_00, 25_00, "5000 × 0.5 %"},
		{record.Pension, 5000_01, 50_00, "5000.01 × 1 % = 50.0001"},
		{record.Pension, 12000_00, 120_00, "12000 × 1 %"},
		{record.Farmer, 50, 50, "as agreed"},
		{record.Farmer, 0, 20, "at least 0.2 yuan"},
		{record.Farmer, 300, 100, "at most 1 yuan"},
		{record.Fixed, 8000_00, 20, "0.2 yuan whatever the base"},
		{record.Reduced, 0, 0, "let off"},
		{record.Reduced, 5_00, 5_00, "as allowed"},
	} {
		if got := Due(c.basis, c.base); got != c.due {
			t.Errorf("%s of %s owes %s, want %s (%s)", c.basis, c.base, got, c.due, c.because)
		}
	}
}

var anyBasis = rapid.SampledFrom([]record.Basis{record.Wage, record.Pension, record.Farmer, record.Fixed, record.Reduced})

func bases(most record.Fen) *rapid.Generator[record.Fen] {
	return rapid.Map(rapid.Int64Range(0, int64(most)), func(n int64) record.Fen { return record.Fen(n) })
}

func bracket(steps []Step, base record.Fen) int {
	for i, s := range steps {
		if s.UpTo == 0 || base <= s.UpTo {
			return i
		}
	}
	return len(steps)
}

func TestMoreNeverOwesLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anyBasis.Draw(t, "basis")
		low := bases(MostBase).Draw(t, "low")
		high := low + bases(MostBase-low).Draw(t, "more")
		if Due(b, low) > Due(b, high) {
			t.Fatalf("%s: %s owes %s, and %s only %s", b, low, Due(b, low), high, Due(b, high))
		}
	})
}

// Within a bracket the due is the bracket's rate of the base to within half a
// fen; 1000 × due differs from base × rate by at most 500.
func TestWithinABracketTheRateHoldsToHalfAFen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SampledFrom([]record.Basis{record.Wage, record.Pension}).Draw(t, "basis")
		base := bases(20_000_00).Draw(t, "base")
		rate := Scale(b)[bracket(Scale(b), base)].PerMille
		off := int64(Due(b, base))*1000 - int64(base)*rate
		if off > 500 || off <= -500 {
			t.Fatalf("%s of %s owes %s, which is off by %d thousandths of a fen", b, base, Due(b, base), off)
		}
	})
}

func TestDuesAreNeverNegativeNorMoreThanTheBase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anyBasis.Draw(t, "basis")
		base := record.Fen(rapid.Int64Range(-100, int64(MostBase)).Draw(t, "base"))
		due := Due(b, base)
		if due < 0 || due > max(base, FarmerMost) {
			t.Fatalf("%s of %s owes %s", b, base, due)
		}
	})
}

func TestABaseMustFitItsBasis(t *testing.T) {
	for _, c := range []struct {
		basis record.Basis
		base  record.Fen
		fits  bool
	}{
		{record.Wage, 1, true}, {record.Wage, 0, false}, {record.Wage, MostBase, true}, {record.Wage, MostBase + 1, false},
		{record.Pension, 0, false}, {record.Farmer, 20, true}, {record.Farmer, 100, true}, {record.Farmer, 19, false}, {record.Farmer, 101, false},
		{record.Fixed, 0, true}, {record.Reduced, 0, true}, {record.Reduced, -1, false}, {"", 100, false}, {"tithe", 100, false},
	} {
		if got := Check("base", c.basis, c.base) == nil; got != c.fits {
			t.Errorf("%s of %s: fits %v, want %v", c.basis, c.base, got, c.fits)
		}
	}
}
