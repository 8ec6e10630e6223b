package sampling

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPopulationReads(t *testing.T) {
	file := "A-01\t机关工委\t1\nA-02\t东=1\t100\n支\tz\t7\n"
	pop, err := ParsePopulation([]byte(file))
	want := Population{{"A-01", "机关工委", 1}, {"A-02", "东=1", 100}, {"支", "z", 7}}
	if err != nil || !slices.Equal(pop, want) {
		t.Fatalf("%v, %v", pop, err)
	}
	if got := string(pop.Text()); got != file {
		t.Errorf("written back as %q", got)
	}
	strata := []Stratum{{"z", 1, 7}, {"东=1", 1, 100}, {"机关工委", 1, 1}} // z is 7a, 东 e4…, 机 e6…
	if got := pop.Strata(); !slices.Equal(got, strata) {
		t.Errorf("strata %v, want %v", got, strata)
	}
}

// Each file is refused, and the line at fault is named.
func TestPopulationsThatAreRefused(t *testing.T) {
	for file, line := range map[string]int{
		"A\ts\t1":                    1, // no LF at the end
		"A\ts\t1\nB\ts\t1":           2,
		"\n":                         1,
		"A\ts\t1\n\n":                2,
		"A\ts\n":                     1,
		"A\ts\t1\t\n":                1,
		"A\ts\t1\nB\t\t1\n":          2,
		"\ts\t1\n":                   1,
		"A\t*\t1\n":                  1,
		"A\ts\t1\nA\ts\t1\n":         2,
		"B\ts\t1\nA\ts\t1\n":         2,
		"a\ts\t1\nB\ts\t1\n":         2, // bytewise: B before a
		"A\ts\t0\n":                  1,
		"A\ts\t101\n":                1,
		"A\ts\t01\n":                 1,
		"A\ts\t+1\n":                 1,
		"A\ts\t-1\n":                 1,
		"A\ts\t1.0\n":                1,
		"A\ts\t１\n":                  1,
		"A\ts\t 1\n":                 1,
		"A\ts\t\n":                   1,
		"A\ts\t4294967297\n":         1,
		"A\ts\t1\r\n":                1,
		"A\ts\t1\nB\rC\ts\t1\n":      2,
		"\ufeffA\ts\t1\n":            1,
		"A\ts\t1\n\ufeffB\ts\t1\n":   2,
		"A\ts\t1\nB\xff\ts\t1\n":     2,
		"A\ts\t1\n\xe6\x9c\ts\t1\n":  2, // half a character
		"A\x00\ts\t1\nA\x00\ts\t1\n": 2,
	} {
		_, err := ParsePopulation([]byte(file))
		fault, ok := errors.AsType[*LineError](err)
		if !ok || fault.Line != line {
			t.Errorf("%q: %v, want line %d at fault", file, err, line)
		}
	}
}

func TestEmptyFilesHoldNothing(t *testing.T) {
	if pop, err := ParsePopulation(nil); err != nil || len(pop) != 0 {
		t.Errorf("%v, %v", pop, err)
	}
	if in, err := ParseInspectors(nil); err != nil || len(in) != 0 {
		t.Errorf("%v, %v", in, err)
	}
}

// sha256sum of an empty file, and of "abc" (FIPS 180-2, B.1).
func TestDigest(t *testing.T) {
	for text, want := range map[string]string{
		"":    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
	} {
		if got := Digest([]byte(text)); got != want {
			t.Errorf("digest of %q is %s", text, got)
		}
	}
}

func TestEntriesThatWouldBreakTheFile(t *testing.T) {
	for _, e := range []Entry{
		{"A\tB", "s", 1}, {"A\nB\ts\t1\nC", "s", 1}, {"A", "s\t1\nB\ts", 1}, {"", "s", 1}, {"A", "", 1},
		{"A", "*", 1}, {"A", "s", 0}, {"A", "s", 101}, {"A\r", "s", 1}, {"\xff", "s", 1},
	} {
		if pop, err := NewPopulation([]Entry{e}); err == nil {
			t.Errorf("%+v was taken as %v", e, pop)
		}
	}
	if _, err := NewPopulation([]Entry{{"A", "s", 1}, {"A", "z", 2}}); err == nil {
		t.Error("a code was taken twice")
	}
}

func TestPopulationSurvivesItsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pop := anyPopulation(t)
		read, err := ParsePopulation(pop.Text())
		if err != nil || !slices.Equal(read, pop) {
			t.Fatalf("%v, %v", read, err)
		}
	})
}

// What is read is what its text says: no two files read alike, so one list has
// one digest.
func FuzzPopulation(f *testing.F) {
	f.Add([]byte("A-01\t机关工委\t1\nA-02\t东=1\t100\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		pop, err := ParsePopulation(file)
		if err != nil {
			if _, ok := errors.AsType[*LineError](err); !ok {
				t.Fatalf("no line named: %v", err)
			}
			return
		}
		if string(pop.Text()) != string(file) {
			t.Fatalf("%q was read as %q", file, pop.Text())
		}
		for i, e := range pop {
			if e.Code == "" || e.Stratum == "" || e.Stratum == AllStrata || e.Tickets < 1 || e.Tickets > MaxTickets ||
				i > 0 && strings.Compare(pop[i-1].Code, e.Code) >= 0 {
				t.Fatalf("entry %d, %+v, was taken", i, e)
			}
		}
	})
}

// Results come back in the file's own order, figures finite.
func FuzzResults(f *testing.F) {
	f.Add([]byte("A-02\t86.50\t-3\nA-01\t86.5\t84\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		results, err := ParseResults(file)
		if err == nil && len(results) != strings.Count(string(file), "\n") {
			t.Fatalf("%d results of %q", len(results), file)
		}
		for _, r := range results {
			if v, _ := r.Review.Float64(); r.Code == "" || v > 1e40 || v < -1e40 {
				t.Fatalf("%+v was taken", r)
			}
		}
	})
}
