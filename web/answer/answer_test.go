package answer

import (
	"context"
	"maps"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// sets are the embedded set and one with every kind and option of the format.
func sets(t testing.TB) []*indicator.Set {
	t.Helper()
	const name = "../../internal/core/indicator/testdata/county-2026.yaml"
	src, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close() //nolint:errcheck // it was only read
	county, problems := indicator.Read(name, src)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return []*indicator.Set{indicator.Embedded(), county}
}

// clauses lists every clause of the sets with its item and set.
type asked struct {
	set    *indicator.Set
	item   *indicator.Item
	clause *indicator.Clause
}

func clauses(t testing.TB) []asked {
	t.Helper()
	var all []asked
	for _, set := range sets(t) {
		for a := range set.Areas {
			for i := range set.Areas[a].Items {
				item := &set.Areas[a].Items[i]
				for c := range item.Clauses {
					all = append(all, asked{set, item, &item.Clauses[c]})
				}
			}
		}
	}
	return all
}

func render(t interface{ Fatal(...any) }, c templ.Component) string {
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// submitted is what a browser would post of the rendered fields.
func submitted(markup string) url.Values {
	v := url.Values{}
	z := html.NewTokenizer(strings.NewReader(markup))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		if tok.Data != "input" || tok.Type == html.EndTagToken {
			continue
		}
		attr := map[string]string{}
		for _, a := range tok.Attr {
			attr[a.Key] = a.Val
		}
		_, checked := attr["checked"]
		_, disabled := attr["disabled"]
		if attr["name"] != "" && !disabled && (attr["type"] != "radio" || checked) {
			v.Add(attr["name"], attr["value"])
		}
	}
	return v
}

// finding draws an answer to a clause in the form in which Decode gives it: an
// expected number that equals the clause's own is not said again.
func finding(t *rapid.T, c *indicator.Clause) scoring.Finding {
	f := scoring.Finding{Clause: c.Code}
	n := func(name string) int64 { return rapid.Int64Range(0, 100_000).Draw(t, name) }
	switch c.Kind {
	case scoring.Once, scoring.Veto:
		f.Occurred = rapid.Bool().Draw(t, "occurred")
	case scoring.PerCase, scoring.Stepped:
		f.Count = n("count")
	case scoring.PerMissing:
		f.Actual = n("actual")
		if due := n("expected"); c.Expected == nil || due != *c.Expected && rapid.Bool().Draw(t, "own") {
			f.Expected, f.HasExpected = due, true
		}
	case scoring.Range:
		if k := rapid.Int64Range(-1, int64((c.Max-c.Min)/c.Step)).Draw(t, "step"); k >= 0 {
			f.Amount = c.Min + scoring.Points(k)*c.Step
		}
	case scoring.Choice:
		f.Option = scoring.NoOption
		if k := rapid.IntRange(-1, len(c.Options)-1).Draw(t, "option"); k >= 0 {
			f.Option = c.Options[k].Code
		}
	case scoring.Tiers:
		for i, o := range c.Options {
			if i == 0 || rapid.Bool().Draw(t, o.Code) {
				f.Counts = append(f.Counts, scoring.Tier{Option: o.Code, Count: n("count")})
			}
		}
	}
	return f
}

// equal tells whether two findings state the same; a level that is not named
// states none.
func equal(a, b scoring.Finding) bool {
	named := func(tiers []scoring.Tier) map[string]int64 {
		m := map[string]int64{}
		for _, t := range tiers {
			if t.Count != 0 {
				m[t.Option] = t.Count
			}
		}
		return m
	}
	if !maps.Equal(named(a.Counts), named(b.Counts)) {
		return false
	}
	return a.Clause == b.Clause && a.Occurred == b.Occurred && a.Count == b.Count && a.Actual == b.Actual && a.Expected == b.Expected &&
		a.HasExpected == b.HasExpected && a.Amount == b.Amount && a.Option == b.Option && a.NotApplicable == b.NotApplicable && a.Reason == b.Reason
}

// What a control shows, posted unchanged, is the finding that it was made of.
func TestTheControlPostsWhatWasSaid(t *testing.T) {
	for _, q := range clauses(t) {
		t.Run(q.set.Code+"/"+q.clause.Code+"/"+q.clause.Kind.String(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				said := finding(t, q.clause)
				e, bad := q.set.Table().Explain(kindFor(q.set, q.item), []scoring.Finding{said})
				if bad != nil {
					t.Fatal(bad)
				}
				posted := submitted(render(t, Control(q.clause, said, true, Shown{Set: q.set, Item: part(e, q.item.Code)})))
				got, clear, err := decode(posted, q.clause)
				if err != nil || clear || !equal(got, said) {
					t.Fatalf("said %+v, posted %v, read %+v, clear %v, %v", said, posted, got, clear, err)
				}
				if again, _, err := decode(Values(q.clause, said), q.clause); err != nil || !equal(again, said) {
					t.Fatalf("carried along unseen %+v became %+v, %v", said, again, err)
				}
			})
		})
	}
}

// A control of an unanswered clause answers nothing by itself.
func TestAnUnansweredControlSaysNothing(t *testing.T) {
	for _, q := range clauses(t) {
		posted := submitted(render(t, Control(q.clause, scoring.Finding{}, false, Shown{Set: q.set})))
		f, clear, err := decode(posted, q.clause)
		if err == nil && !clear {
			t.Errorf("%s %s: an untouched form states %+v", q.clause.Code, q.clause.Kind, f)
		}
	}
}

func kindFor(set *indicator.Set, item *indicator.Item) string {
	if len(set.Kinds) == 0 {
		return ""
	}
	if len(item.Kinds) > 0 {
		return item.Kinds[0]
	}
	return set.Kinds[0].Code
}

func part(e scoring.Explanation, item string) *scoring.ItemPart {
	for _, c := range e.Categories {
		for _, a := range c.Areas {
			for i := range a.Items {
				if a.Items[i].Item == item {
					return &a.Items[i]
				}
			}
		}
	}
	return nil
}

func TestNotApplicableNeedsAReason(t *testing.T) {
	c, _, _ := indicator.Embedded().Clause("B3.3c")
	na := Field(c, notApplies)
	for text, ok := range map[string]bool{"未设党小组": true, " 未设党小组 ": true, "": false, "  ": false, strings.Repeat("长", 201): false, strings.Repeat("长", 200): true} {
		f, clear, err := decode(url.Values{na: {"true"}, Field(c, reason): {text}}, c)
		if ok != (err == nil) || clear {
			t.Errorf("reason of %d characters: %v", len([]rune(text)), err)
		}
		if ok && (!f.NotApplicable || f.Reason != strings.TrimSpace(text)) {
			t.Errorf("read %+v", f)
		}
	}
}

func TestTakingAnAnswerBack(t *testing.T) {
	for _, q := range clauses(t) {
		name, value := ClearField(q.clause)
		if _, clear, err := decode(url.Values{name: {value}}, q.clause); err != nil || !clear {
			t.Errorf("%s: clear %v, %v", q.clause.Code, clear, err)
		}
	}
}

// Each line is refused, with its message at the field.
func TestWhatCannotBeReadIsTold(t *testing.T) {
	for _, tt := range []struct{ clause, field, value string }{
		{"B1.1a", count, "1.5"}, {"B1.1a", count, "-1"}, {"B1.1a", count, "zwei"}, {"B1.1a", count, "9223372036854775808"}, {"B1.1a", count, "1e3"},
		{"B1.2a", occurred, ""}, {"B1.2a", occurred, "yes"},
		{"B2.2a", amount, "0.5"}, {"B2.2a", amount, "1.25"}, {"B2.2a", amount, "3.5"}, {"B2.2a", amount, "-1"}, {"B2.2a", amount, ""}, {"B2.2a", amount, "NaN"},
		{"B2.4a", actual, "x"}, {"B2.4a", expected, "-3"},
		{"B3.2a", option, "ever"}, {"B3.2a", option, ""},
		{"P1a", tier + "provincial", "-1"}, {"P1a", tier + "provincial", "1,5"},
		{"L1a", occurred, "maybe"},
	} {
		c, _, ok := indicator.Embedded().Clause(tt.clause)
		if !ok {
			t.Fatalf("no clause %s", tt.clause)
		}
		v := url.Values{Field(c, tt.field): {tt.value}}
		_, _, err := decode(v, c)
		message := fieldsOf(err)[Field(c, tt.field)]
		if fault.KindOf(err) != fault.Invalid || message == "" {
			t.Errorf("%s %s=%q: %v", tt.clause, tt.field, tt.value, err)
			continue
		}
		shown := render(t, Control(c, scoring.Finding{}, false, Shown{Set: indicator.Embedded(), Errors: fieldsOf(err), Typed: v}))
		if !strings.Contains(shown, message) {
			t.Errorf("%s: the control does not tell %q", tt.clause, message)
		}
	}
}

func fieldsOf(err error) map[string]string {
	if e, ok := err.(*fault.Error); ok { //nolint:errorlint // decode returns it as it is
		return e.Fields
	}
	return nil
}

func TestFieldsThatAreNotTheClausesAreRefused(t *testing.T) {
	c, _, _ := indicator.Embedded().Clause("B1.1a")
	for _, v := range []url.Values{
		{"B1.1a:count": {"1", "2"}}, {"B1.1a:count": {"1"}, "B1.1a:amount": {"4"}}, {"B1.1a:count": {"1"}, "B1.1a:": {""}}, {"B1.1a:clear": {"no"}},
	} {
		if f, clear, err := decode(v, c); err == nil {
			t.Errorf("%v was read as %+v, clear %v", v, f, clear)
		}
	}
}

func TestHintsTellTheRuleAndTheRoom(t *testing.T) {
	set := indicator.Embedded()
	said := []scoring.Finding{
		{Clause: "B2.4a", Actual: 10}, // 12 − 10 = 2 missing × 1 of at most 3
		{Clause: "B1.1a", Count: 3},   // 3 × 2 = 6 of at most 4
		{Clause: "P1a", Counts: []scoring.Tier{{Option: "provincial", Count: 1}}}, // 5 of at most 12
	}
	e, bad := set.Table().Explain("", said)
	if bad != nil {
		t.Fatal(bad)
	}
	for clause, want := range map[string]string{
		"B2.4a": "每少 1 次扣 1 分，本项最多还能扣 1 分", "B1.1a": "每 1 项扣 2 分，本项已扣满 4 分", "P1a": "本项最多还能加 7 分", "B1.2a": "未制定扣 1 分，本项最多扣 3 分",
		"B1.4a": "未组织扣 2 分", "B2.2a": "视情扣 1–3 分", "L5a": "每 1 人扣 1 分，满 3 人扣 5 分", "L1a": "",
	} {
		c, item, _ := set.Clause(clause)
		if got := hint(c, part(e, item.Code), true); got != want {
			t.Errorf("%s: %q, want %q", clause, got, want)
		}
		if got := hint(c, part(e, item.Code), false); strings.Contains(got, "还能") {
			t.Errorf("%s, only looked at: %q", clause, got)
		}
	}
}

// Whatever is posted is refused or read as a finding whose form reads back as it.
func FuzzDecode(f *testing.F) {
	all := clauses(f)
	for i, q := range all {
		for _, name := range fields(q.clause) {
			f.Add(uint16(i), url.Values{Field(q.clause, name): {"1"}}.Encode())
		}
	}
	f.Add(uint16(0), "B1.1a%3Acount=07")
	f.Fuzz(func(t *testing.T, i uint16, body string) {
		v, err := url.ParseQuery(body)
		if err != nil {
			return
		}
		q := all[int(i)%len(all)]
		got, clear, err := decode(v, q.clause)
		if err != nil || clear {
			return
		}
		again, clear, err := decode(Values(q.clause, got), q.clause)
		if err != nil || clear || !equal(got, again) {
			t.Fatalf("%q read as %+v, and back as %+v, clear %v, %v", body, got, again, clear, err)
		}
		var html strings.Builder
		if err := Control(q.clause, got, true, Shown{Set: q.set}).Render(context.Background(), &html); err != nil {
			t.Fatal(err)
		}
	})
}
