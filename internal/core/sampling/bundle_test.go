package sampling

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// at is so many minutes after the announcement, in Shanghai's time.
func at(minutes int) time.Time {
	return time.Date(2024, 2, 29, 9, minutes, 0, 0, time.FixedZone("", 8*3600))
}

func testAnnouncement() Announcement {
	return Announcement{
		Title:       "2023 年度第 2 次抽查",
		Population:  "A-01\t东\t1\nA-02\t东\t3\nA-03\t东\t1\nB-01\t西\t1\nB-02\t西\t1\n",
		Inspectors:  "li\tA-01\nqian\t\nwang\t\nzhao\tA-01,B-02\n",
		Tickets:     NewTicketing([]string{"规则一。", "规则二。"}, []Reason{{"A-02", Unchecked, 1}, {"A-02", Apart, 1}}),
		Sizes:       []Size{{"东", 2}, {"西", 1}},
		PerBranch:   2,
		Tolerances:  Tolerances{Item: 50, Branch: 200, Committee: 150},
		Items:       []string{"base.1", "base.2"},
		DrawnBefore: []string{"A-00", "C-07"},
		SeedSource:  "福彩双色球 2024022 期",
		Sealed:      true,
		By:          "officer1",
		At:          at(0),
	}
}

func testBundle(t testing.TB) Bundle {
	t.Helper()
	refused := []RefusedSeed{{SeedEntry{"1234", "officer1", at(5)}, "officer2", at(6), "少录一位"}}
	seed := ConfirmedSeed{SeedEntry{testSeed, "officer1", at(10)}, "officer2", at(11)}
	b, err := NewBundle(testAnnouncement(), refused, seed, at(12))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBundleIsFoundSound(t *testing.T) {
	b := testBundle(t)
	read, err := ReadBundle(b.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read.Encode(), b.Encode()) {
		t.Errorf("read back as %s", read.Encode())
	}
	if found := Verify(read); len(found) > 0 {
		t.Errorf("differences in a sound bundle: %v", found)
	}
}

// The notice is what stands on paper before the seed; its lines are a format.
func TestNotice(t *testing.T) {
	a := testAnnouncement()
	a.PopulationDigest, a.InspectorsDigest, a.Tickets.ReasonsDigest = "aa", "bb", "cc"
	want := "title\t2023 年度第 2 次抽查\npopulation\taa\ninspectors\tbb\nrule\t规则一。\nrule\t规则二。\nreasons\tcc\nsize\t东\t2\nsize\t西\t1\nper_branch\t2\n" +
		"tolerance\titem\t50\ntolerance\tbranch\t200\ntolerance\tcommittee\t150\nitem\tbase.1\nitem\tbase.2\n" +
		"drawn_before\tA-00\ndrawn_before\tC-07\nseed_source\t福彩双色球 2024022 期\nsealed\ttrue\n" +
		"announced\tofficer1\t2024-02-29T01:00:00Z\n"
	if got := string(a.Notice()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBundlesThatAreNeverMade(t *testing.T) {
	seed := ConfirmedSeed{SeedEntry{testSeed, "officer1", at(10)}, "officer2", at(11)}
	for name, change := range map[string]func(*Announcement, *ConfirmedSeed){
		"one person for both":      func(_ *Announcement, s *ConfirmedSeed) { s.ConfirmedBy = s.EnteredBy },
		"seed before announcement": func(_ *Announcement, s *ConfirmedSeed) { s.EnteredAt = at(-1) },
		"drawn before":             func(a *Announcement, _ *ConfirmedSeed) { a.DrawnBefore = []string{"A-01"} },
		"drawn before unsorted":    func(a *Announcement, _ *ConfirmedSeed) { a.DrawnBefore = []string{"Z", "Y"} },
		"sizes unsorted":           func(a *Announcement, _ *ConfirmedSeed) { slices.Reverse(a.Sizes) },
		"size twice":               func(a *Announcement, _ *ConfirmedSeed) { a.Sizes = []Size{{"东", 1}, {"东", 1}} },
		"size above stratum":       func(a *Announcement, _ *ConfirmedSeed) { a.Sizes[1].Branches = 3 },
		"no inspectors left":       func(a *Announcement, _ *ConfirmedSeed) { a.PerBranch = 5 },
		"no inspector":             func(a *Announcement, _ *ConfirmedSeed) { a.PerBranch = 0 },
		"negative tolerance":       func(a *Announcement, _ *ConfirmedSeed) { a.Tolerances.Branch = -1 },
		"two lines in a title":     func(a *Announcement, _ *ConfirmedSeed) { a.Title = "x\nsealed\tfalse" },
		"no source":                func(a *Announcement, _ *ConfirmedSeed) { a.SeedSource = " " },
		"tickets unexplained":      func(a *Announcement, _ *ConfirmedSeed) { a.Tickets = NewTicketing(a.Tickets.Rules, nil) },
		"reasons without rules":    func(a *Announcement, _ *ConfirmedSeed) { a.Tickets.Rules = nil },
		"reason of nobody":         func(a *Announcement, _ *ConfirmedSeed) { a.Tickets.Reasons += "Z\thints\t1\n" },
		"reason by no rule":        func(a *Announcement, _ *ConfirmedSeed) { a.Tickets.Reasons = "A-02\tdislike\t2\n" },
		"reason given twice":       func(a *Announcement, _ *ConfirmedSeed) { a.Tickets.Reasons = "A-02\thints\t1\nA-02\thints\t1\n" },
		"reason of no tickets":     func(a *Announcement, _ *ConfirmedSeed) { a.Tickets.Reasons += "B-01\thints\t0\n" },
		"a rule of two lines":      func(a *Announcement, _ *ConfirmedSeed) { a.Tickets.Rules[0] = "x\nsealed\tfalse" },
		"no time":                  func(a *Announcement, _ *ConfirmedSeed) { a.At = time.Time{} },
		"short seed":               func(_ *Announcement, s *ConfirmedSeed) { s.Digits = "123" },
		"nobody entered":           func(_ *Announcement, s *ConfirmedSeed) { s.EnteredBy = "" },
		"population with CR":       func(a *Announcement, _ *ConfirmedSeed) { a.Population = "A\ts\t1\r\n" },
		"inspectors cut off":       func(a *Announcement, _ *ConfirmedSeed) { a.Inspectors = "li\t" },
	} {
		a, s := testAnnouncement(), seed
		change(&a, &s)
		if b, err := NewBundle(a, nil, s, at(12)); err == nil {
			t.Errorf("%s: made %+v", name, b)
		}
	}
}

// found tells whether a changed bundle is refused or found to differ.
func found(file []byte) bool {
	b, err := ReadBundle(file)
	return err != nil || len(Verify(b)) > 0
}

// Each value in the JSON in turn is changed, dropped, doubled, emptied or turned
// round; every change is found.
func TestEveryTamperingIsFound(t *testing.T) {
	file := testBundle(t).Encode()
	tried := 0
	for _, path := range paths(parse(t, file), nil) {
		for _, c := range changes {
			tree := parse(t, file)
			if !alter(&tree, path, c.change) {
				continue
			}
			tampered, err := json.Marshal(tree)
			if err != nil {
				t.Fatal(err)
			}
			if tried++; !found(tampered) {
				t.Errorf("%v: %s was not found", path, c.name)
			}
		}
	}
	if tried < 300 {
		t.Errorf("only %d changes were tried", tried)
	}
	if !found(append([]byte("{}"), file...)) || !found(append(file, '{', '}')) || found(append(file, ' ', '\n')) {
		t.Error("what stands around the bundle is judged wrongly")
	}
}

// Whoever writes both digests anew still cannot change what the seed decides.
func TestTamperingWithFittingDigestsIsFound(t *testing.T) {
	for name, change := range map[string]func(*Bundle){
		"branch left out":     func(b *Bundle) { b.Drawn, b.Assignments = b.Drawn[1:], b.Assignments[1:] },
		"order of the drawn":  func(b *Bundle) { b.Drawn[0], b.Drawn[1] = b.Drawn[1], b.Drawn[0] },
		"another branch":      func(b *Bundle) { b.Drawn[2].Code = "B-01~" },
		"its tickets":         func(b *Bundle) { b.Drawn[0].Tickets++ },
		"its number":          func(b *Bundle) { b.Drawn[0].Number = strings.Repeat("0", 64) },
		"number in capitals":  func(b *Bundle) { b.Drawn[0].Number = strings.ToUpper(b.Drawn[0].Number) },
		"inspector":           func(b *Bundle) { b.Assignments[0].Inspectors[0] = "friend" },
		"inspector left out":  func(b *Bundle) { b.Assignments[1].Inspectors = b.Assignments[1].Inspectors[:1] },
		"assignment left out": func(b *Bundle) { b.Assignments = b.Assignments[:2] },
		"assignments swapped": func(b *Bundle) { slices.Reverse(b.Assignments) },
		"size":                func(b *Bundle) { b.Announcement.Sizes[0].Branches = 1 },
		"seed":                func(b *Bundle) { b.Seed.Digits = "9" + b.Seed.Digits },
		"drawn too early":     func(b *Bundle) { b.DrawnAt = at(10) },
		"confirmed too early": func(b *Bundle) { b.Seed.ConfirmedAt = at(9) },
		"refused too late":    func(b *Bundle) { b.Refused[0].RefusedAt = at(20) },
		"one person for both": func(b *Bundle) { b.Seed.ConfirmedBy = b.Seed.EnteredBy },
		"code in the files": func(b *Bundle) {
			b.Announcement.Population = strings.ReplaceAll(b.Announcement.Population, b.Drawn[0].Code, b.Drawn[0].Code+"x")
		},
		"recusal": func(b *Bundle) {
			b.Announcement.Inspectors = "li\tA-01\nqian\t\nwang\tA-02,A-03\nzhao\tA-01,A-02,A-03,B-01\n"
		},
	} {
		b := testBundle(t)
		change(&b)
		b.Announcement = b.Announcement.Digests()
		b.NoticeDigest = Digest(b.Announcement.Notice())
		b.Digest = b.OwnDigest()
		if !found(b.Encode()) {
			t.Errorf("%s was not found", name)
		}
	}
}

// explained gives each branch's tickets beyond the first to one rule.
func explained(pop Population) *Ticketing {
	var reasons []Reason
	for _, e := range pop {
		if e.Tickets > 1 {
			reasons = append(reasons, Reason{e.Code, Hinted, e.Tickets - 1})
		}
	}
	return NewTicketing([]string{"规则。"}, reasons)
}

// What was published before there were rules has no word of them, and is sound.
func TestABundleOfTheFirstFormat(t *testing.T) {
	a := testAnnouncement()
	a.Tickets = nil
	b, err := NewBundle(a, nil, ConfirmedSeed{SeedEntry{testSeed, "officer1", at(10)}, "officer2", at(11)}, at(12))
	if err != nil {
		t.Fatal(err)
	}
	file := b.Encode()
	read, err := ReadBundle(file)
	if err != nil || len(Verify(read)) > 0 || read.Format != 1 || bytes.Contains(file, []byte("reasons")) || bytes.Contains(a.Notice(), []byte("rule")) {
		t.Errorf("format %d, %v, %v", read.Format, err, Verify(read))
	}
	for _, change := range [][2]string{{`"format": 1`, `"format": 2`}, {`"format": 1`, `"format": 3`}, {`"sizes"`, `"tickets": {"rules": [], "reasons": "", "reasons_digest": ""}, "sizes"`}} {
		if !found(bytes.Replace(file, []byte(change[0]), []byte(change[1]), 1)) {
			t.Errorf("%s in place of %s is not found", change[1], change[0])
		}
	}
}

func TestAnyBundleIsFoundSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pop, a := anyPopulation(t), testAnnouncement()
		a.Population, a.DrawnBefore, a.Items, a.Tickets = string(pop.Text()), nil, nil, explained(pop)
		a.Inspectors = "a\t\nb\t" + pop[0].Code + "\nc\t\n"
		a.Sizes = nil
		for _, s := range pop.Strata() {
			a.Sizes = append(a.Sizes, Size{s.Name, rapid.IntRange(1, s.Branches).Draw(t, "size")})
		}
		seed := ConfirmedSeed{SeedEntry{anySeed(t), "x", at(1)}, "y", at(2)}
		b, err := NewBundle(a, nil, seed, at(3))
		if err != nil {
			t.Fatal(err)
		}
		read, err := ReadBundle(b.Encode())
		if err != nil || len(Verify(read)) > 0 || !reflect.DeepEqual(read.Drawn, b.Drawn) {
			t.Fatalf("%v, %v", err, Verify(read))
		}
	})
}
