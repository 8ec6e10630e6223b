package jsonscan

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestScaledGoesByValue(t *testing.T) {
	long := strings.Repeat("0", 100_000)
	for _, c := range []struct {
		number string
		scale  int
		want   int64
		ok     bool
	}{
		{"0", 0, 0, true}, {"-0", 0, 0, true}, {"-0.0e5", 0, 0, true}, {"0e99999999999999999999", 0, 0, true},
		{"2.0", 0, 2, true}, {"20e-1", 0, 2, true}, {"0.002e3", 0, 2, true}, {"1e2", 0, 100, true}, {"1E+2", 0, 100, true},
		{"2.5", 0, 0, false}, {"1e-1", 0, 0, false}, {"-3", 0, -3, true}, {"-2.50", 2, -250, true},
		{"1.500", 2, 150, true}, {"0.005", 2, 0, false}, {"0.01", 2, 1, true}, {"1e-2", 2, 1, true}, {"1e-3", 2, 0, false},
		{"9223372036854775807", 0, 9223372036854775807, true}, {"9223372036854775808", 0, 0, false},
		{"92233720368547758.07", 2, 9223372036854775807, true}, {"92233720368547758.08", 2, 0, false},
		{"9.223372036854775807e18", 0, 9223372036854775807, true}, {"18446744073709551617", 0, 0, false},
		{"99999999999999999999", 0, 0, false}, {"1e400", 0, 0, false}, {"1e-400", 2, 0, false},
		{"1e999999999999999999999999", 0, 0, false}, {"1e-999999999999999999999999", 2, 0, false},
		{"1" + long + "e-100000", 0, 1, true}, {"0." + long + "1e100001", 0, 1, true}, {"1" + long, 0, 0, false},
	} {
		v, ok := Scaled([]byte(c.number), c.scale)
		if v != c.want || ok != c.ok {
			t.Errorf("%.40s × 10^%d is %d, %v; want %d, %v", c.number, c.scale, v, ok, c.want, c.ok)
		}
	}
}

// Scaled must agree with exact arithmetic on any number.
func TestScaledAgreesWithRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`-?(0|[1-9][0-9]{0,21})(\.[0-9]{1,21})?([eE][+-]?[0-9]{1,2})?`).Draw(t, "number")
		scale := rapid.IntRange(0, 2).Draw(t, "scale")
		r, ok := new(big.Rat).SetString(number)
		if !ok || !IsNumber(number) {
			t.Fatalf("%s is no number", number)
		}
		r.Mul(r, big.NewRat(pow10(scale), 1))
		whole := r.IsInt() && r.Num().IsInt64() && r.Num().Int64() != -1<<63
		want := int64(0)
		if whole {
			want = r.Num().Int64()
		}
		if v, ok := Scaled([]byte(number), scale); v != want || ok != whole {
			t.Fatalf("%s: %d, %v; want %d, %v", number, v, ok, want, whole)
		}
	})
}

func TestIsNumber(t *testing.T) {
	for s, want := range map[string]bool{"1": true, "-1.50": true, "": false, "1 ": false, "01": false, "１": false, "1_000": false} {
		if IsNumber(s) != want {
			t.Error(fmt.Sprintf("%q", s), !want)
		}
	}
}
