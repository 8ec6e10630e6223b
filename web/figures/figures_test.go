package figures

import (
	"strings"
	"testing"
	"time"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/ui"
)

func TestPointsReadAsPeopleWriteThem(t *testing.T) {
	for p, want := range map[scoring.Points][2]string{0: {"0.0", "0"}, 300: {"3.0", "3"}, 9650: {"96.5", "96.5"}, 6725: {"67.25", "67.25"}, -200: {"−2.0", "−2"}, -25: {"−0.25", "−0.25"}} {
		if got := [2]string{Points(p), Short(p)}; got != want {
			t.Errorf("%d: %v, want %v", p, got, want)
		}
	}
}

func TestAmountsCarryTheirSign(t *testing.T) {
	for _, tt := range []struct {
		d    scoring.Direction
		p    scoring.Points
		want string
		tone ui.Tone
	}{{scoring.Deduct, 200, "−2.0", ui.Lost}, {scoring.Earn, 900, "+9.0", ui.Good}, {scoring.Deduct, 0, "0", ui.Neutral}, {scoring.Earn, 0, "0", ui.Neutral}} {
		if got, tone := Amount(tt.d, tt.p); got != tt.want || tone != tt.tone {
			t.Errorf("%v %d: %q %q", tt.d, tt.p, got, tone)
		}
	}
}

// The track of 2018 ends at 80 + 40 = 120: 96.5 / 120 = 0.804, 80 / 120 = 0.666,
// 90 / 120 = 0.75, 110 / 120 = 0.916. From 96.5 to 110 it is 13.5.
func TestTheBarFollowsTheSet(t *testing.T) {
	b := Bar(indicator.Embedded(), Total{Points: 9650, Grade: "attained"})
	if b.Total != "96.5" || b.Grade != (ui.BadgeProps{Text: "达标", Tone: ui.Good}) || b.Fill != 804 || b.Next != "距优秀还差 13.5 分" {
		t.Errorf("%+v", b)
	}
	want := []ui.Mark{{At: 666, Value: "80"}, {At: 750, Value: "90", Label: "达标"}, {At: 916, Value: "110", Label: "优秀"}}
	for i, m := range want {
		if b.Marks[i] != m {
			t.Errorf("mark %+v, want %+v", b.Marks[i], m)
		}
	}
	if below := Bar(indicator.Embedded(), Total{Points: -500, Grade: "lagging"}); below.Fill != 0 || below.Total != "−5.0" || below.Grade.Tone != ui.Lost || below.Next != "还差 85 分脱离后进整转" {
		t.Errorf("below zero: %+v", below)
	}
	if vetoed := Bar(indicator.Embedded(), Total{Points: 11500, Grade: "lagging", Vetoed: true}); vetoed.Next != "已触发一票否决" {
		t.Errorf("vetoed: %q", vetoed.Next)
	}
}

// However the counts come, the highest level stands first, as in the annex.
func TestLevelsAreNamedFromTheHighest(t *testing.T) {
	c, _, _ := indicator.Embedded().Clause("P4a")
	f := scoring.Finding{Clause: "P4a", Counts: []scoring.Tier{{Option: c.Options[2].Code, Count: 2}, {Option: c.Options[1].Code, Count: 1}, {Option: c.Options[0].Code}}}
	if got := Said(c, f); got != "省级 1 例、市委市政府 2 例" {
		t.Errorf("%q", got)
	}
}

func explain(t *testing.T, said ...scoring.Finding) scoring.Explanation {
	t.Helper()
	e, bad := indicator.Embedded().Table().Explain("", said)
	if bad != nil {
		t.Fatal(bad)
	}
	return e
}

func item(t *testing.T, e scoring.Explanation, code string) scoring.ItemPart {
	t.Helper()
	for _, c := range e.Categories {
		for _, a := range c.Areas {
			for _, it := range a.Items {
				if it.Item == code {
					return it
				}
			}
		}
	}
	t.Fatalf("no item %s", code)
	return scoring.ItemPart{}
}

func line(d ui.Derivation) string {
	var parts []string
	for _, l := range d.Lines {
		parts = append(parts, l.Label+"|"+l.How+"|"+l.Value+"|"+l.Who)
	}
	return strings.Join(append(parts, d.Total), "\n")
}

// B2.4 weighs 3: 12 − 10 = 2 missing × 1 = 2, 3 − 2 = 1. B1.1 weighs 4: 3 × 2 =
// 6, at most 4, so that 2 are given back and 0 is left. L5: 4 people reach 3, flat 5.
func TestAnItemExplainsItself(t *testing.T) {
	e := explain(t, scoring.Finding{Clause: "B2.4a", Actual: 10}, scoring.Finding{Clause: "B1.1a", Count: 3}, scoring.Finding{Clause: "L5a", Count: 4},
		scoring.Finding{Clause: "P1a", Counts: []scoring.Tier{{Option: "provincial", Count: 1}, {Option: "municipal", Count: 2}}},
		scoring.Finding{Clause: "B3.3c", NotApplicable: true, Reason: "未设党小组"}, scoring.Finding{Clause: "L1a", Occurred: true})
	who := func(clause string) string { return "王明 12月23日 18:02" }
	for code, want := range map[string]string{
		"B2.4": "本项分值||3.0|\n已开展主题党日|应 12 次，实 10 次，少 2 次 × 1 分|−2.0|王明 12月23日 18:02\n1.0",
		"B1.1": "本项分值||4.0|\n未及时学习贯彻的部署|3 项 × 2 分|−6.0|王明 12月23日 18:02\n本项封顶|合计扣 6 分，最多扣 4 分|+2.0|\n0.0",
		"L5":   "底线分被扣 15 分以上的党员|4 人，满 3 人按 5 分计|−5.0|王明 12月23日 18:02\n−5.0",
		"P1":   "中心工作表彰|省级 1 项 × 5 分；市委市政府 2 项 × 4 分|+13.0|王明 12月23日 18:02\n本项封顶|合计加 13 分，最多加 12 分|−1.0|\n12.0",
		"L1":   "执行部署不到位被通报批评|有，一票否决，定为后进整转|否决|王明 12月23日 18:02\n0.0",
	} {
		if got := line(Item(indicator.Embedded(), item(t, e, code), who)); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", code, got, want)
		}
	}
}

// B1 15 − 4 = 11, B2 15 − 2 = 13, the other base areas whole: 80 − 6 = 74; P1 12;
// L5 takes 5: 74 + 12 − 5 = 81.
func TestTheTotalExplainsItself(t *testing.T) {
	e := explain(t, scoring.Finding{Clause: "B2.4a", Actual: 10}, scoring.Finding{Clause: "B1.1a", Count: 3}, scoring.Finding{Clause: "L5a", Count: 4},
		scoring.Finding{Clause: "P1a", Counts: []scoring.Tier{{Option: "national", Count: 2}}})
	d := Sums(indicator.Embedded(), e, func(area string) string { return "?area=" + area })
	if d.Total != "81.0" {
		t.Errorf("total %s, want 81.0", d.Total)
	}
	values := map[string]string{}
	for _, l := range d.Lines {
		values[l.Href] = l.Value
	}
	for href, want := range map[string]string{"?area=B1": "11.0", "?area=B2": "13.0", "?area=P": "12.0", "?area=L": "−5.0"} {
		if values[href] != want {
			t.Errorf("%s: %q, want %q", href, values[href], want)
		}
	}
}

func TestAreasTellWhatIsOpen(t *testing.T) {
	e := explain(t, scoring.Finding{Clause: "B1.1a", Count: 1}, scoring.Finding{Clause: "B1.2a"}) // B1.2 has a second clause
	groups := Areas(indicator.Embedded(), e, "B1", true, func(area string) string { return area })
	if len(groups) != 3 || groups[0].Title != "基本分 80" || groups[1].Title != "先锋分 40" || groups[2].Title != "底线分" {
		t.Fatalf("%+v", groups)
	}
	if first := groups[0].Areas[0]; first.State != "4 项未填" || first.Done || !first.Current {
		t.Errorf("B1 has 5 items, one of them answered: %+v", first)
	}
	if signed := Areas(indicator.Embedded(), e, "B1", false, func(area string) string { return area })[0].Areas[0]; strings.Contains(signed.State, "未填") || !strings.HasSuffix(signed.State, " / 15") || signed.Done {
		t.Errorf("where nothing is to be filled in: %+v", signed)
	}
	if done, all := Done(e); done != 1 || all != 52 {
		t.Errorf("%d of %d items done, want 1 of 52", done, all)
	}
}

func TestTimesAreShanghais(t *testing.T) {
	if got := When(time.Date(2026, time.December, 22, 18, 2, 0, 0, time.UTC)); got != "12月23日 02:02" {
		t.Error(got)
	}
}

// 35.39 % is 35.3 % and something, 81.81 % not more than 81.9 %; what is exact
// stays as it is, also 0.29, which as a binary fraction is a bit less.
func TestIntervalsAreRoundedOutwards(t *testing.T) {
	for ends, want := range map[[2]int]string{{3539, 8181}: "35.3% – 81.9%", {3540, 8180}: "35.4% – 81.8%", {0, 100_00}: "0% – 100%", {29, 9991}: "0.2% – 100%"} {
		if got := PercentRange(ends[0], ends[1]); got != want {
			t.Errorf("%v: %q, want %q", ends, got, want)
		}
	}
	for ends, want := range map[[2]float64]([2]float64){{-0.118, 1.432}: {-0.12, 1.44}, {0.29, 0.29}: {0.29, 0.29}, {-0.29, 0.1 + 0.2}: {-0.29, 0.3}} {
		if low, high := Outwards(ends[0], ends[1], 2); low != want[0] || high != want[1] {
			t.Errorf("%v: %v to %v, want %v", ends, low, high, want)
		}
	}
}
