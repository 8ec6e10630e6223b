package burden

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/core/indicator"
)

// The embedded set, of a branch of 20 members that examines itself in December.
//
// Each month: a party day (kind, day, title; place, chair, recorder, attendance,
// reasons, content: 9) and a committee meeting (the same and resolutions: 10),
// 2 things and 19 fields. Each quarter's last month besides: a members' meeting
// (10) and a class (3 + chair, attendance, reasons, content: 7), 2 and 17.
//
// In December besides, what a year asks for once: a party check-up (3 + 2 = 5),
// three plans (3 each: 9), an analysis of thought (3 + 3 = 6), a talk with each
// member (20 × (3 + 3) = 120), help (3 + 3 = 6), a warning class (3 + 4 = 7) and
// six rules (3 each: 18), 1+3+1+20+1+1+6 = 33 things and 171 fields; and one
// self-assessment, of whose 61 clauses records answer 24: 37 fields.
func TestWhatTheEmbeddedSetAsks(t *testing.T) {
	got := Of(indicator.Embedded(), "", 20, 2026, time.December)
	plain, quarter, december := Asked{2, 19}, Asked{4, 36}, Asked{4 + 33 + 1, 36 + 171 + 37}
	want := Year{plain, plain, quarter, plain, plain, quarter, plain, plain, quarter, plain, plain, december}
	if got != want {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if sum, all := got.Sum(), (Asked{12*2 + 3*2 + 2 + 34, 12*19 + 3*17 + 17 + 208}); sum != all {
		t.Errorf("the year asks for %v, want %v", sum, all)
	}
}

func TestNobodyIsAskedTwice(t *testing.T) {
	questions := []Question{{"B1", "B1a", "已开展主题党日", true}, {"B1", "B1b", "主题党日次数", false}, {"B2", "B2a", "来访人数", false},
		{"B2", "B2b", "来访 人数", false}, {"B3", "B3a", "党员大会（次）", false}, {"B4", "B4a", "", false}, {"B4", "B4b", "", false},
		{"B5", "B5a", "已交纳党费的党员人数", false}, {"B5", "B5b", "获得荣誉数", false}, {"B5", "B5c", "在册党员人数", false}}
	var got []string
	for _, r := range Repeats(questions) {
		got = append(got, r.Clause+" "+r.Held)
	}
	want := []string{"B1b 记实本“组织生活和活动”", "B2b B2a“来访人数”", "B3a 记实本“组织生活和活动”", "B5a 记实本“党费”", "B5b 记实本“荣誉”", "B5c 记实本“党员名册”"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A question that records answer is never a repeated one, and adding a question
// takes no warning away.
func TestMoreQuestionsWarnMore(t *testing.T) {
	question := rapid.Custom(func(t *rapid.T) Question {
		return Question{"B1", rapid.StringMatching(`B1[a-z]`).Draw(t, "clause"), rapid.SampledFrom([]string{"党费", "人数", "主题党日", "其他", ""}).Draw(t, "label"), rapid.Bool().Draw(t, "measured")}
	})
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(question, 1, 8).Draw(t, "questions")
		few, all := Repeats(list[:len(list)-1]), Repeats(list)
		if len(all) < len(few) || !slices.Equal(all[:len(few)], few) {
			t.Fatalf("of fewer %v, of all %v", few, all)
		}
		for _, r := range all {
			if r.Measured {
				t.Fatalf("%v is answered by records", r)
			}
		}
	})
}

func TestADraftAsksWhatItsSetAsks(t *testing.T) {
	set := indicator.Embedded()
	if of, draft := QuestionsOf(set), QuestionsOfDraft(set.Draft()); !slices.Equal(of, draft) {
		t.Errorf("the set asks %v, its draft %v", of, draft)
	}
}
