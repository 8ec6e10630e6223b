package sampling

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestInspectorsRead(t *testing.T) {
	file := "li\tA-01\nwang\t\nzhao\tA-01,A-02\n"
	in, err := ParseInspectors([]byte(file))
	want := []Inspector{{"li", []string{"A-01"}}, {"wang", nil}, {"zhao", []string{"A-01", "A-02"}}}
	if err != nil || !reflect.DeepEqual(in, want) {
		t.Fatalf("%v, %v", in, err)
	}
	if got := string(InspectorsText(in)); got != file {
		t.Errorf("written back as %q", got)
	}
}

func TestInspectorsThatAreRefused(t *testing.T) {
	for file, line := range map[string]int{
		"li\t":                      1,
		"li\n":                      1,
		"\tA\n":                     1,
		"li\tA\tB\n":                1,
		"li\tA,\n":                  1,
		"li\t,A\n":                  1,
		"li\t\nwang\tA,,B\n":        2,
		"li\t\nwang\tA,B,A\n":       2,
		"li\t\nli\t\n":              2,
		"wang\t\nli\t\n":            2,
		"li\tA\r\n":                 1,
		"\ufeffli\t\n":              1,
		"li\t\nwang\t\xff\n":        2,
		"li\t\nwang\t\nzhao\tA\n\n": 4,
	} {
		_, err := ParseInspectors([]byte(file))
		fault, ok := errors.AsType[*LineError](err)
		if !ok || fault.Line != line {
			t.Errorf("%q: %v, want line %d at fault", file, err, line)
		}
	}
	for _, in := range []Inspector{{"a\tb", nil}, {"a", []string{"A,B"}}, {"a", []string{""}}, {"a\n", nil}, {"", nil}} {
		if taken, err := NewInspectors([]Inspector{in}); err == nil {
			t.Errorf("%+v was taken as %+v", in, taken)
		}
	}
}

func anyInspectors(t *rapid.T, pop Population) []Inspector {
	accounts := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{1,4}`), 2, 9, rapid.ID[string]).Draw(t, "accounts")
	inspectors := make([]Inspector, len(accounts))
	for i, account := range accounts {
		inspectors[i].Code = account
		for _, e := range pop {
			if rapid.IntRange(0, 3).Draw(t, "stands back") == 0 {
				inspectors[i].StandsBack = append(inspectors[i].StandsBack, e.Code)
			}
		}
	}
	sorted, err := NewInspectors(inspectors)
	if err != nil {
		t.Fatal(err)
	}
	return sorted
}

// inspectByInteger picks the smallest, then the next, by whole numbers.
func inspectByInteger(seed, branch string, inspectors []Inspector, needed int) []string {
	var picked []string
	for range needed {
		best, smallest := "", new(big.Int).Lsh(big.NewInt(1), 256)
		for _, in := range inspectors {
			sum := sha256.Sum256([]byte(strings.Join([]string{seed, branch, in.Code}, "\n")))
			value := new(big.Int).SetBytes(sum[:])
			if value.Cmp(smallest) < 0 && !slices.Contains(in.StandsBack, branch) && !slices.Contains(picked, in.Code) {
				best, smallest = in.Code, value
			}
		}
		if best != "" {
			picked = append(picked, best)
		}
	}
	return picked
}

func TestInspectAgreesWithIndependentVerifier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pop, seed := anyPopulation(t), anySeed(t)
		inspectors, needed := anyInspectors(t, pop), rapid.IntRange(1, 3).Draw(t, "needed")
		drawn := mustDrawAll(t, pop, seed)
		var want []Assignment
		var short []string
		for _, d := range drawn {
			picked := inspectByInteger(seed, d.Code, inspectors, needed)
			if want = append(want, Assignment{d.Code, picked}); len(picked) < needed {
				short = append(short, d.Code)
			}
		}
		got, err := Inspect(seed, drawn, inspectors, needed)
		if few, ok := errors.AsType[*TooFewError](err); ok {
			if !slices.Equal(few.Branches, short) || few.Needed != needed || got != nil {
				t.Fatalf("%v, want %q to be short", err, short)
			}
			return
		}
		if err != nil || len(short) > 0 || !reflect.DeepEqual(got, want) {
			t.Fatalf("%v, %v, want %v, short %q", got, err, want, short)
		}
	})
}

func TestInspectRefuses(t *testing.T) {
	drawn := []Drawn{{Entry: Entry{"A", "s", 1}}}
	inspectors := []Inspector{{"li", nil}, {"wang", nil}, {"zhao", []string{"A"}}}
	if _, err := Inspect("12", drawn, inspectors, 2); err == nil {
		t.Error("a short seed was taken")
	}
	if _, err := Inspect(testSeed, drawn, inspectors, 0); err == nil {
		t.Error("no inspectors for a branch were taken")
	}
	if _, err := Inspect(testSeed, []Drawn{{Entry: Entry{"A,B", "s", 1}}}, inspectors, 2); err == nil {
		t.Error("a code with a comma was taken: nobody could stand back from it")
	}
	_, err := Inspect(testSeed, drawn, inspectors, 3)
	if err == nil || !strings.Contains(err.Error(), "A") {
		t.Errorf("%v does not name the branch that lacks inspectors", err)
	}
}

func FuzzInspectors(f *testing.F) {
	f.Add([]byte("li\tA-01\nwang\t\nzhao\tA-01,A-02\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		inspectors, err := ParseInspectors(file)
		if err != nil {
			if _, ok := errors.AsType[*LineError](err); !ok {
				t.Fatalf("no line named: %v", err)
			}
			return
		}
		if string(InspectorsText(inspectors)) != string(file) {
			t.Fatalf("%q was read as %q", file, InspectorsText(inspectors))
		}
	})
}

func BenchmarkInspect2500By300(b *testing.B) {
	drawn, inspectors := make([]Drawn, 2_500), make([]Inspector, 300)
	for i, e := range gridPopulation(2_500, 1) {
		drawn[i].Entry = e
	}
	for i := range inspectors {
		inspectors[i].Code = fmt.Sprintf("u%03d", i)
	}
	for b.Loop() {
		if _, err := Inspect(testSeed, drawn, inspectors, InspectorsPerBranch); err != nil {
			b.Fatal(err)
		}
	}
}
