package sampling

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"slices"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const testSeed = "31415926535897932384"

// The published test vector of the draw; both can be had from
// printf '31415926535897932384\nA-01\n1' | sha256sum.
func TestTicketsOfThePublishedVector(t *testing.T) {
	pop := Population{{"A-01", "s", 1}, {"A-02", "s", 1}}
	drawn, err := Draw(pop, testSeed, map[string]int{"s": 2})
	if err != nil {
		t.Fatal(err)
	}
	want := []Drawn{
		{pop[1], "11677322c93abe7a7e87a5fb1731884f26bbeea7b0adb9fdc6e1fdaf74d479e3"},
		{pop[0], "9fc1b992a926e27e05bac68f4733488e008b000a13d8dc60785975d4631b2bac"},
	}
	if !slices.Equal(drawn, want) {
		t.Errorf("drawn %v, want %v", drawn, want)
	}
}

func TestSeedsThatAreRefused(t *testing.T) {
	for _, seed := range []string{
		"", "1234567890123456789", " 31415926535897932384", "3141592653589793238x",
		"31415926535897932384\n", "-31415926535897932384", "３１４１５９２６５３５８９７９３２３８４",
	} {
		if CheckSeed(seed) == nil {
			t.Errorf("seed %q was taken", seed)
		}
	}
	if err := CheckSeed("00000000000000000000"); err != nil {
		t.Errorf("twenty digits were refused: %v", err)
	}
}

func TestSizesThatAreRefused(t *testing.T) {
	pop := Population{{"A", "x", 1}, {"B", "y", 1}}
	for _, sizes := range []map[string]int{nil, {}, {"x": 0}, {"x": -1}, {"x": 2}, {"z": 1}, {"*": 1}, {"x": 1, "y": 2}} {
		if _, err := Draw(pop, testSeed, sizes); err == nil {
			t.Errorf("sizes %v were taken", sizes)
		}
	}
}

// drawByInteger draws as a sceptic would write it down: every ticket of every
// branch as an integer, sorted, a branch counting at its first appearance.
func drawByInteger(pop Population, seed, stratum string, k int) []string {
	type ticket struct {
		value *big.Int
		code  string
	}
	var tickets []ticket
	for _, e := range pop {
		for n := 1; e.Stratum == stratum && n <= e.Tickets; n++ {
			sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%d", seed, e.Code, n))
			tickets = append(tickets, ticket{new(big.Int).SetBytes(sum[:]), e.Code})
		}
	}
	sort.Slice(tickets, func(i, j int) bool { return tickets[i].value.Cmp(tickets[j].value) < 0 })
	var codes []string
	for _, t := range tickets {
		if len(codes) < k && !slices.Contains(codes, t.code) {
			codes = append(codes, t.code)
		}
	}
	return codes
}

func codesOf(drawn []Drawn, stratum string) []string {
	var codes []string
	for _, d := range drawn {
		if d.Stratum == stratum {
			codes = append(codes, d.Code)
		}
	}
	return codes
}

func TestDrawAgreesWithIndependentVerifier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pop, sizes, seed := anyPopulation(t), map[string]int{}, anySeed(t)
		for _, s := range pop.Strata() {
			if k := rapid.IntRange(0, s.Branches).Draw(t, "size"); k > 0 {
				sizes[s.Name] = k
			}
		}
		if len(sizes) == 0 {
			sizes[pop[0].Stratum] = 1
		}
		drawn, err := Draw(pop, seed, sizes)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, s := range pop.Strata() {
			want = append(want, drawByInteger(pop, seed, s.Name, sizes[s.Name])...)
		}
		var got []string
		for _, d := range drawn {
			got = append(got, d.Code)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("drawn %q, the verifier says %q", got, want)
		}
	})
}

func TestLargerSizeKeepsWhoWasDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pop, seed := anyPopulation(t), anySeed(t)
		s := rapid.SampledFrom(pop.Strata()).Draw(t, "stratum")
		all := mustDraw(t, pop, seed, map[string]int{s.Name: s.Branches})
		for k := 1; k <= s.Branches; k++ {
			if part := mustDraw(t, pop, seed, map[string]int{s.Name: k}); !slices.Equal(part, all[:k]) {
				t.Fatalf("%d drawn are not the first of all", k)
			}
		}
	})
}

// More tickets can only make a branch's number smaller, and leave the others' as
// they are.
func TestMoreTicketsNeverSpareABranch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pop, seed := anyPopulation(t), anySeed(t)
		i := rapid.IntRange(0, len(pop)-1).Draw(t, "branch")
		more := slices.Clone(pop)
		more[i].Tickets = rapid.IntRange(pop[i].Tickets, MaxTickets).Draw(t, "tickets")
		s := pop[i].Stratum
		k := rapid.IntRange(1, len(codesOf(mustDrawAll(t, pop, seed), s))).Draw(t, "k")
		before := codesOf(mustDraw(t, pop, seed, map[string]int{s: k}), s)
		after := codesOf(mustDraw(t, more, seed, map[string]int{s: k}), s)
		if slices.Contains(before, pop[i].Code) && !slices.Contains(after, pop[i].Code) {
			t.Fatalf("%q was spared for holding %d tickets instead of %d", pop[i].Code, more[i].Tickets, pop[i].Tickets)
		}
	})
}

// Entries may come in any order: the population is sorted before it is drawn
// from, and who else is in it does not change a branch's number.
func TestOrderOfEntriesIsIrrelevant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pop, seed := anyPopulation(t), anySeed(t)
		shuffled, err := NewPopulation(rapid.Permutation([]Entry(pop)).Draw(t, "order"))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(mustDrawAll(t, shuffled, seed), mustDrawAll(t, pop, seed)) {
			t.Fatal("the draw depends on the order of the entries")
		}
	})
}

func mustDraw(t interface{ Fatal(...any) }, pop Population, seed string, sizes map[string]int) []Drawn {
	drawn, err := Draw(pop, seed, sizes)
	if err != nil {
		t.Fatal(err)
	}
	return drawn
}

func mustDrawAll(t interface{ Fatal(...any) }, pop Population, seed string) []Drawn {
	sizes := map[string]int{}
	for _, s := range pop.Strata() {
		sizes[s.Name] = s.Branches
	}
	return mustDraw(t, pop, seed, sizes)
}

func anySeed(t *rapid.T) string {
	return rapid.StringMatching(`[0-9]{20,30}`).Draw(t, "seed")
}

func anyPopulation(t *rapid.T) Population {
	codes := rapid.SliceOfNDistinct(rapid.StringMatching(`[A-C支]-?[0-9甲]{1,3}`), 1, 25, rapid.ID[string]).Draw(t, "codes")
	entries := make([]Entry, len(codes))
	for i, code := range codes {
		entries[i] = Entry{
			Code:    code,
			Stratum: rapid.SampledFrom([]string{"东", "西=1", "z"}).Draw(t, "stratum"),
			Tickets: rapid.SampledFrom([]int{1, 1, 2, 5, 100}).Draw(t, "tickets"),
		}
	}
	pop, err := NewPopulation(entries)
	if err != nil {
		t.Fatal(err)
	}
	return pop
}

// gridPopulation has n branches in one stratum with these tickets in turn.
func gridPopulation(n int, tickets ...int) Population {
	pop := make(Population, n)
	for i := range pop {
		pop[i] = Entry{fmt.Sprintf("B-%06d", i), "全部", tickets[i%len(tickets)]}
	}
	return pop
}

func gridSeed(trial int) string { return fmt.Sprintf("%020d", trial) }

// BenchmarkDraw draws a twentieth of so many branches.
func BenchmarkDraw(b *testing.B) {
	for _, branches := range []int{50_000, 500_000} {
		for _, tickets := range []int{1, 5} {
			b.Run(fmt.Sprintf("branches=%d/tickets=%d", branches, tickets), func(b *testing.B) {
				pop, sizes := gridPopulation(branches, tickets), map[string]int{"全部": branches / 20}
				for trial := 0; b.Loop(); trial++ {
					if _, err := Draw(pop, gridSeed(trial), sizes); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkVerify recomputes a whole published draw, as the page does: read the
// files, draw, assign two inspectors to each drawn branch.
func BenchmarkVerify(b *testing.B) {
	for _, branches := range []int{50_000, 500_000} {
		b.Run(fmt.Sprintf("branches=%d", branches), func(b *testing.B) {
			pop := gridPopulation(branches, 1, 2, 3)
			a := testAnnouncement()
			a.Population, a.DrawnBefore, a.Items, a.Tickets = string(pop.Text()), nil, nil, explained(pop)
			a.Sizes = []Size{{"全部", 500}}
			bundle, err := NewBundle(a, nil, ConfirmedSeed{SeedEntry{testSeed, "x", at(1)}, "y", at(2)}, at(3))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if found := Verify(bundle); len(found) > 0 {
					b.Fatal(found)
				}
			}
		})
	}
}

func TestWithoutLeavesOutWhoWasDrawn(t *testing.T) {
	pop := gridPopulation(10, 1)
	first := mustDraw(t, pop, testSeed, map[string]int{"全部": 4})
	rest := pop.Without(codesOf(first, "全部"))
	second := mustDraw(t, rest, gridSeed(7), map[string]int{"全部": 6})
	if len(rest) != 6 || strings.Join(codesOf(first, "全部"), "") == "" {
		t.Fatalf("%d branches are left of 10 after 4 were drawn", len(rest))
	}
	for _, d := range second {
		if slices.Contains(codesOf(first, "全部"), d.Code) {
			t.Errorf("%s was drawn twice", d.Code)
		}
	}
}
