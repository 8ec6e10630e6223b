package spotcheck

import (
	"maps"
	"testing"
)

// Of 70 with 7 off, 20 drawn miss all of them with C(63,20)/C(70,20) =
// 50·49·48·47·46·45·44/(70·69·68·67·66·65·64) = 0.0833: 91.67 %, so 91 % for certain.
// Of 4 with 1 off, 1 drawn meets it with 25 %, 2 with 50 %, 4 for certain.
func TestConfidence(t *testing.T) {
	for _, c := range []struct{ n, k, drawn, want int }{
		{70, 7, 20, 91}, {4, 1, 1, 25}, {4, 1, 2, 50}, {4, 1, 4, 100}, {4, 2, 3, 100}, {10, 1, 9, 90}, {200, 1, 1, 0}, {1000, 1, 1, 0}, {1, 1, 1, 100}, {0, 0, 0, 0}, {3, 1, 4, 0},
	} {
		if got := Confidence(c.n, c.k, c.drawn); got != c.want {
			t.Errorf("Confidence(%d, %d, %d) = %d, want %d", c.n, c.k, c.drawn, got, c.want)
		}
	}
	if got := Enough(4, 1, 50); got != 2 {
		t.Errorf("Enough(4, 1, 50) = %d, want 2", got)
	}
	if got := Enough(0, 1, 50); got != 0 {
		t.Errorf("of none, %d are enough", got)
	}
}

// The chance to miss 1 of 4 with 2 drawn is ½, and to miss 2 of them
// C(2,2)/C(4,2) = 1/6. So with 2 drawn and none off, 80 % confidence says fewer
// than 2, and 50 % fewer than 1.
func TestTolerated(t *testing.T) {
	for _, c := range []struct{ n, drawn, percent, want int }{{4, 2, 80, 2}, {4, 2, 50, 1}, {4, 2, 84, 3}, {4, 4, 99, 1}, {4, 0, 90, 0}, {4, 5, 90, 0}} {
		if got := Tolerated(c.n, c.drawn, c.percent); got != c.want {
			t.Errorf("Tolerated(%d, %d, %d) = %d, want %d", c.n, c.drawn, c.percent, got, c.want)
		}
	}
}

func TestSharesGoByProportionAndLeaveNobodyOut(t *testing.T) {
	strata := []Stratum{{Name: "a", Branches: 30, Tickets: 30}, {Name: "b", Branches: 9, Tickets: 9}, {Name: "c", Branches: 1, Tickets: 1}}
	// 10 of 40 are a quarter: 7.5, 2.25 and 0.25, rounded up.
	if got, want := Propose(strata, 10), map[string]int{"a": 8, "b": 3, "c": 1}; !maps.Equal(got, want) {
		t.Errorf("shares %v, want %v", got, want)
	}
	// 10 of 80 tickets: 3.75, 4.5 and 1.75 rounded up, and no more than there are.
	strata = []Stratum{{Name: "held", Branches: 30, Tickets: 30}, {Name: "off", Branches: 12, Tickets: 36}, {Name: "c", Branches: 1, Tickets: 14}}
	if got, want := Propose(strata, 10), map[string]int{"held": 4, "off": 5, "c": 1}; !maps.Equal(got, want) {
		t.Errorf("shares %v, want %v", got, want)
	}
	if got := Propose(nil, 3); len(got) != 0 {
		t.Errorf("shares of nothing: %v", got)
	}
}
