package indicator

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sources are all sets that are at hand.
func sources(t testing.TB) map[string][]byte {
	t.Helper()
	texts := map[string][]byte{"small": []byte(small), "jinhua-2018": Source(), "pioneer-2026": MemberSource()}
	for _, name := range []string{"county-2026", "member-2026"} {
		text, err := os.ReadFile(filepath.Join("testdata", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = text
	}
	return texts
}

func draftOf(t testing.TB, text []byte) *Draft {
	t.Helper()
	d, err := ReadDraft(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestADraftHoldsAllOfASet(t *testing.T) {
	for name, text := range sources(t) {
		want, problems := Read(name, bytes.NewReader(text))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		got, problems := draftOf(t, text).Check()
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		want.table, got.table = nil, nil
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is another set once it has been a draft", name)
		}
	}
}

// words are what people may type into any field.
func typed(t *rapid.T, name string) string {
	return rapid.OneOf(rapid.SampledFrom([]string{"", "null", "~", "true", "4", "0.50", "-1", "1e3", "a: b", "- a", "# a", "“引”", "两\n行\n", " 空 ", "{x}", "*a", "&b", "|", "2026-01-02", "'", `"`, "\t", "0x1", "=1"}),
		rapid.StringMatching(`[ -~一-龥]{0,12}`)).Draw(t, name)
}

func TestADraftIsWrittenAndReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := func(name string) string { return typed(t, name) }
		figure := func(name string) Figure { return Figure(typed(t, name)) }
		d := &Draft{Code: text("code"), Name: text("name"), Version: text("version"), VetoGrade: text("veto grade"),
			Grades: []DraftGrade{{Code: text("grade"), From: figure("from")}}, Categories: []DraftCategory{{Code: "base", Weight: figure("weight")}},
			Areas: []DraftArea{{Code: "A", Title: text("area"), Weight: figure("area weight"), Items: []DraftItem{{Code: "A1", Ask: text("ask"), Text: text("text"), Weight: figure("item weight"),
				Clauses: []DraftClause{{Code: "A1a", Label: text("label"), Amount: figure("amount"), Options: []DraftOption{{Code: text("option"), Amount: figure("option amount")}},
					Measure: &DraftMeasure{Name: text("measure"), Kinds: []string{"x", text("kind")}, From: figure("measure from")}}}}}}}}
		back, err := ReadDraft(d.Text())
		if err != nil {
			t.Fatalf("%v in\n%s", err, d.Text())
		}
		if !reflect.DeepEqual(back, d) {
			t.Fatalf("got %+v\nwant %+v\nfrom\n%s", back, d, d.Text())
		}
	})
}

// Each problem leads to something that is in the file, or is missing right
// below something that is.
func TestProblemsLeadToTheirPlace(t *testing.T) {
	for _, c := range []struct{ old, now, want string }{
		{"name: 基本分, weight: 10}", "name: 基本分}", "categories.0.weight"},
		{"name: 中, from: 5", "name: 中", "grades.1.from"},
		{"veto_grade: low\n", "", "veto_grade"},
		{"    category: base\n    weight: 10\n", "    category: base\n", "areas.0.weight"},
		{"        weight: 6\n", "", "areas.0.items.0.weight"},
		{"            min: 1\n", "", "areas.0.items.0.clauses.0.min"},
		{"label: 有无, ", "", "areas.0.items.0.clauses.1.label"},
		{"label: 乙, amount: 2", "label: 乙, amount: x", "areas.0.items.1.clauses.1.options.1.amount"},
		{"title: 底线\n", "titel: 底线\n", "areas.1"},
		{"title: 底线\n", "titel: 底线\n", "areas.1.title"},
		{"title: 二\n", "title: 二\n        kinds: [a, b]\n", "areas.0.items.1.kinds.1"},
	} {
		if !strings.Contains(small, c.old) {
			t.Fatalf("%q is not in the set", c.old)
		}
		_, problems := Read("s.yaml", strings.NewReader(strings.Replace(small, c.old, c.now, 1)))
		if !slices.ContainsFunc(problems, func(p Problem) bool { return p.Path == c.want }) {
			t.Errorf("%q for %q: %+v, want one about %s", c.now, c.old, problems, c.want)
		}
	}
}

func TestProblemsAreToldInTheWordsOfPeople(t *testing.T) {
	broken := strings.NewReplacer("label: 有无, ", "", "step: 0.5", "step: 0", "from: 8", "from: 4").Replace(small)
	_, problems := Read("s.yaml", strings.NewReader(broken))
	var got []string
	for _, p := range problems {
		got = append(got, p.Plain)
	}
	want := []string{"等次由低到高排列，“高”的“起点”4 须大于前一等次的 5", "评分点 A1a 的“每档”须大于 0", "评分点缺少“填写内容”"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestCodesAreProposedThatNobodyUses(t *testing.T) {
	d := draftOf(t, Source())
	used := func(code string) bool { return code == "B1.6" || code == "B1.2c" }
	if got := d.NextItem("B1", used); got != "B1.7" { // the area has five, and the sixth is used elsewhere
		t.Errorf("item %s", got)
	}
	if got := d.NextItem("P", used); got != "P6" {
		t.Errorf("item %s", got)
	}
	item, _, _ := d.Item("B1.2")
	if got := d.NextClause(item, used); got != "B1.2d" { // it has a and b
		t.Errorf("clause %s", got)
	}
	if letters(25) != "z" || letters(26) != "aa" || letters(27) != "ab" {
		t.Error("letters after z")
	}
}

func TestCodesMustNotStandForSomethingElse(t *testing.T) {
	before := Embedded()
	other := *before
	other.Code, other.Areas = "other", []Area{{Code: "X", Items: []Item{{Code: "X1", Title: "旧", Clauses: []Clause{{Code: "X1a", Label: "旧条"}}}}}}
	d := draftOf(t, Source())
	if got := d.Reused(before, UsesOf([]*Set{&other})); len(got) != 0 {
		t.Fatalf("its own codes: %v", got)
	}
	d.Areas[0].Items = append(d.Areas[0].Items, DraftItem{Code: "X1", Clauses: []DraftClause{{Code: "X1a"}, {Code: "B2.1a"}, {Code: "new"}}})
	var paths []string
	for _, p := range d.Reused(before, UsesOf([]*Set{&other})) {
		paths = append(paths, p.Path)
	}
	// B1 has five items, so the new one is in place 5
	want := []string{"areas.0.items.5.code", "areas.0.items.5.clauses.0.code", "areas.0.items.5.clauses.1.code"}
	if !slices.Equal(paths, want) {
		t.Errorf("got %v", paths)
	}
}

func TestMovingKeepsEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "n")
		list := make([]int, n)
		for i := range list {
			list[i] = i
		}
		at, steps := rapid.IntRange(0, n-1).Draw(t, "at"), rapid.IntRange(-9, 9).Draw(t, "steps")
		Shift(list, at, steps)
		want := min(max(at+steps, 0), n-1)
		if list[want] != at {
			t.Fatalf("%d by %d: %v", at, steps, list)
		}
		rest := slices.DeleteFunc(slices.Clone(list), func(v int) bool { return v == at })
		if !slices.IsSorted(rest) || len(rest) != n-1 {
			t.Fatalf("the others moved: %v", list)
		}
	})
}

func TestAnItemMovesToAnotherArea(t *testing.T) {
	d := draftOf(t, Source())
	d.MoveItem("B1.1", "B2", 0)
	if got := d.Path("B1.1"); got != "areas.1.items."+strconv.Itoa(7) { // after the seven of B2
		t.Errorf("it stands at %s", got)
	}
	d.MoveItem("B2.2", "B2", -1)
	if got := d.Path("B2.2"); got != "areas.1.items.0" {
		t.Errorf("it stands at %s", got)
	}
	d.RemoveItem("B1.1")
	if item, _, _ := d.Item("B1.1"); item != nil {
		t.Error("it is still there")
	}
}

func TestASetIsTheSameOnceItHasBeenADraft(t *testing.T) {
	for name, text := range sources(t) {
		want, _ := Read(name, bytes.NewReader(text))
		got, problems := want.Draft().Check()
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		if changes := Compare(draftOf(t, text), want.Draft()); len(changes) > 0 {
			t.Errorf("%s: %+v", name, changes)
		}
		want.table, got.table = nil, nil
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is another set once it has been a draft", name)
		}
	}
}

func TestTextsAreTidiedAndClausesFitTheirKind(t *testing.T) {
	item := Tidy(DraftItem{Title: " a\x00b\u200b ", Text: "一\r\n二\u2028三\r", Clauses: []DraftClause{{Label: "\tc\x1b[1m", Measure: &DraftMeasure{Kinds: []string{"", " x ", "\u200b"}}}}})
	if item.Title != "ab" || item.Text != "一\n二三" || item.Clauses[0].Label != "c[1m" || !slices.Equal(item.Clauses[0].Measure.Kinds, []string{"x"}) {
		t.Errorf("got %+v", item)
	}
	c := DraftClause{Code: "a", Kind: "range", Label: "l", Amount: "1", Unit: "次", Min: "1", Options: []DraftOption{{Code: "x"}}, Measure: &DraftMeasure{Name: "honours"}}
	c.Fit()
	if want := (DraftClause{Code: "a", Kind: "range", Label: "l", Min: "1"}); !reflect.DeepEqual(c, want) {
		t.Errorf("got %+v", c)
	}
}
