package indicator

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"baolei/internal/core/scoring"
)

func readTestSet(t *testing.T, name string) *Set {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	set, problems := Read(name, bytes.NewReader(text))
	for _, p := range problems {
		t.Error(p)
	}
	if set == nil {
		t.Fatal("no set")
	}
	return set
}

// village is the branch worked by hand at the head of county-2026.yaml.
func village() []scoring.Finding {
	return []scoring.Finding{
		{Clause: "A1.1a", Count: 5},
		{Clause: "A1.2a", Actual: 1},
		{Clause: "A1.3a", Option: "fair"},
		{Clause: "A2.1a", Amount: 250},
		{Clause: "A2.1b", Occurred: true},
		{Clause: "A2.2a", Counts: []scoring.Tier{{Option: "county", Count: 3}, {Option: "town", Count: 2}}},
		{Clause: "K1a", Count: 7},
		{Clause: "K2a", Count: 5},
		{Clause: "E1a", Occurred: true},
		{Clause: "E2a", Count: 2},
		{Clause: "D1a", Count: 4},
		{Clause: "D2a", Count: 7},
		{Clause: "R1a", Count: 3},
	}
}

type figures struct {
	base, pioneer, bottom, total scoring.Points
	grade                        string
}

func figuresOf(r scoring.Result) figures {
	return figures{r.Base, r.Pioneer, r.Bottom, r.Total, r.Grade}
}

func TestSecondSetGivesTheFiguresWorkedByHand(t *testing.T) {
	table := readTestSet(t, "county-2026.yaml").Table()
	zeroed := scoring.Finding{Clause: "Z1a", Occurred: true}
	vetoed := scoring.Finding{Clause: "Z2a", Occurred: true}
	for _, c := range []struct {
		name     string
		kind     string
		findings []scoring.Finding
		want     figures
	}{
		{"village", "village", village(), figures{7650, 1500, 2000, 7150, "fair"}},
		{"zeroing veto", "village", append(village(), zeroed), figures{7650, 1500, 2000, 0, "poor"}},
		{"grade veto", "village", append(village(), vetoed), figures{7650, 1500, 2000, 7150, "poor"}},
		{"blank enterprise", "enterprise", nil, figures{6800, 0, 0, 6800, "weak"}},
		// 68 and both E items, 15 of 20: 83; K3 all 3 of 3 posts there
		{"enterprise", "enterprise", []scoring.Finding{
			{Clause: "K3a", Actual: 3, Expected: 3, HasExpected: true},
			{Clause: "E1a", Occurred: true}, {Clause: "E2a", Count: 2},
		}, figures{6800, 1500, 0, 8300, "fair"}},
	} {
		r, err := table.Score(c.kind, c.findings)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := figuresOf(r); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

// A set with kinds asks for one of its own; one without takes none, whatever a
// branch has said for another.
func TestTheKindByWhichABranchIsScored(t *testing.T) {
	type answer struct {
		kind  string
		known bool
	}
	county := readTestSet(t, "county-2026.yaml")
	for said, want := range map[string]answer{"village": {"village", true}, "": {"", false}, "school": {"school", false}} {
		if kind, known := county.KindOf(said); known != want.known || known && kind != want.kind {
			t.Errorf("%q: %q, %v", said, kind, known)
		}
	}
	if kind, known := Embedded().KindOf("village"); kind != "" || !known {
		t.Errorf("without kinds: %q, %v", kind, known)
	}
}

func TestSecondSetByKindOfBranch(t *testing.T) {
	table := readTestSet(t, "county-2026.yaml").Table()
	// 15 items in all; K3 is the enterprises' alone, K1 and K2 the villages'.
	for kind, want := range map[string]int{"village": 14, "enterprise": 13} {
		r, err := table.Score(kind, nil)
		if err != nil || len(r.Items) != want {
			t.Errorf("%s: %d items, %v, want %d", kind, len(r.Items), err, want)
		}
	}
	for kind, code := range map[string]string{"": scoring.CodeWrongField, "school": scoring.CodeWrongField} {
		if _, err := table.Score(kind, nil); err == nil || err.Code != code {
			t.Errorf("kind %q: %v, want %s", kind, err, code)
		}
	}
	_, err := table.Score("enterprise", []scoring.Finding{{Clause: "K1a", Count: 1}})
	if err == nil || err.Code != scoring.CodeUnknownClause || err.Clause != "K1a" {
		t.Errorf("a village's clause for an enterprise: %v", err)
	}
}

func TestMemberSetGivesTheFiguresWorkedByHand(t *testing.T) {
	set := readTestSet(t, "member-2026.yaml")
	if set.Subject != Member {
		t.Errorf("subject %q", set.Subject)
	}
	r, err := set.Table().Score("", []scoring.Finding{
		{Clause: "M1a", Actual: 3}, {Clause: "M2a", Count: 4},
		{Clause: "X1a", Occurred: true}, {Clause: "X1b", Count: 4},
	})
	if err != nil {
		t.Fatal(err)
	}
	// 57.5 + 20 − 20
	if got, want := figuresOf(r), (figures{7750, 0, 2000, 5750, "basic"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
