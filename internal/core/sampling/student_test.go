package sampling

import (
	"math"
	"testing"
)

// Published tables of the 0.975 quantile. For 1 degree of freedom it is
// tan(0.475π), for 2 it is 0.95·√(2/(1 − 0.95²)).
func TestStudentTable(t *testing.T) {
	for df, want := range map[int]float64{
		3: 3.182446305, 4: 2.776445105, 5: 2.570581836, 6: 2.446911851, 7: 2.364624252, 8: 2.306004135,
		9: 2.262157163, 10: 2.228138852, 11: 2.200985160, 12: 2.178812830, 15: 2.131449546, 20: 2.085963447,
		29: 2.045229642, 30: 2.042272456, 40: 2.021075390, 60: 2.000297822, 100: 1.983971519, 120: 1.979930405,
	} {
		if got := student95(df); math.Abs(got-want) > 1e-9 {
			t.Errorf("t of %d degrees of freedom is %.9f, want %.9f", df, got, want)
		}
	}
	exact := map[int]float64{1: math.Tan(0.475 * math.Pi), 2: 0.95 * math.Sqrt(2/(1-0.95*0.95))}
	for df, want := range exact {
		if got := student95(df); math.Abs(got-want) > 1e-11 {
			t.Errorf("t of %d degrees of freedom is %.12f, want %.12f", df, got, want)
		}
	}
}

// The density integrated by Simpson's rule between −t and t gives 0.95 again; in
// the angle θ with t = √df·tan θ the density is proportional to cos^(df−1)θ.
func TestStudentByIntegration(t *testing.T) {
	for _, df := range []int{1, 2, 3, 4, 7, 8, 25, 64, 333, 1000, 4999, 50_000} {
		edge := math.Atan(student95(df) / math.Sqrt(float64(df)))
		density := func(theta float64) float64 { return math.Pow(math.Cos(theta), float64(df-1)) }
		all := simpson(density, 0, math.Pi/2)
		if got := simpson(density, 0, edge) / all; math.Abs(got-0.95) > 1e-9 {
			t.Errorf("%d degrees of freedom: %.12f within, want 0.95", df, got)
		}
	}
}

func simpson(f func(float64) float64, from, to float64) float64 {
	const steps = 20_000
	h := (to - from) / steps
	total := f(from) + f(to)
	for i := 1; i < steps; i++ {
		total += f(from+float64(i)*h) * float64(2+2*(i%2))
	}
	return total * h / 3
}

// With many degrees of freedom it nears the normal distribution's 1.959963985
// from above; the first correction is (z³ + z)/(4·df).
func TestStudentNearsNormal(t *testing.T) {
	const z = 1.959963984540054
	for _, df := range []int{10_000, 100_001} {
		want := z + (z*z*z+z)/(4*float64(df))
		if got := student95(df); math.Abs(got-want) > 1e-7 {
			t.Errorf("t of %d degrees of freedom is %.9f, want %.9f", df, got, want)
		}
	}
}
