package outcome_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"baolei/internal/core/outcome"
)

// 11 of 12 are 91.66…%, shown as 91.66; 8 of 10 reach 80 % just so, 7 of 10 do not.
func TestRatesAgainstTheTarget(t *testing.T) {
	for _, c := range []struct {
		count   outcome.Count
		target  int
		rate    int
		reaches bool
	}{
		{outcome.Count{Branches: 12, Attained: 11}, 80_00, 91_66, true}, {outcome.Count{Branches: 10, Attained: 8}, 80_00, 80_00, true},
		{outcome.Count{Branches: 10, Attained: 7}, 80_00, 70_00, false}, {outcome.Count{Branches: 3, Attained: 2}, 66_67, 66_66, false},
		{outcome.Count{Branches: 5, Attained: 5}, 100_00, 100_00, true}, {outcome.Count{}, 60_00, 0, true},
	} {
		if c.count.Rate() != c.rate || c.count.Reaches(c.target) != c.reaches {
			t.Errorf("%+v at %d: rate %d, reaches %v", c.count, c.target, c.count.Rate(), c.count.Reaches(c.target))
		}
		if why := outcome.Organisation(c.count, c.target); (why == "") != c.reaches {
			t.Errorf("%+v at %d: %q", c.count, c.target, why)
		}
	}
	if why := outcome.Organisation(outcome.Count{Branches: 11, Attained: 8}, 80_00); why != "达标率 72.7%，未完成 80% 的目标（11 个支部中 8 个达标）" {
		t.Errorf("told %q", why) // 8 of 11 are 72.72…%
	}
	if why := outcome.Organisation(outcome.Count{Branches: 10, Attained: 7}, 80_00); why != "达标率 70%，未完成 80% 的目标（10 个支部中 7 个达标）" {
		t.Errorf("told %q", why)
	}
}

func TestWhichBranchesLose(t *testing.T) {
	for _, c := range []struct {
		result outcome.Result
		why    string // part of it; "" where the branch keeps its eligibility
	}{
		{outcome.Result{Final: true, Attains: true, Grade: "优秀"}, ""}, {outcome.Result{Final: true, Attains: true, Grade: "达标"}, ""},
		{outcome.Result{Final: true, Grade: "未达标"}, "未达标"}, {outcome.Result{Final: true, Grade: "后进整转", Vetoed: true}, "一票否决"},
		{outcome.Result{Attains: true, Grade: "优秀"}, "没有报送"},
	} {
		if why := outcome.Branch(c.result); (why == "") != (c.why == "") || !strings.Contains(why, c.why) {
			t.Errorf("%+v: %q, want %q in it", c.result, why, c.why)
		}
	}
}

func TestABranchIsToldWhetherItKeepsItsEligibility(t *testing.T) {
	for want, r := range map[string]outcome.Result{
		"保留当年先进党组织的参评资格：等次为“优秀”，已达标。":    {Final: true, Attains: true, Grade: "优秀"},
		"取消当年先进党组织的参评资格：等次为“未达标”，没有达标。":  {Final: true, Grade: "未达标"},
		"取消当年先进党组织的参评资格：一票否决，等次为“后进整转”。": {Final: true, Grade: "后进整转", Vetoed: true},
		"取消当年先进党组织的参评资格：没有报送考评结果，按未达标计。": {Grade: "优秀", Attains: true},
	} {
		if got := outcome.Eligibility(r); got != want {
			t.Errorf("%+v is told %q, want %q", r, got, want)
		}
	}
}

// Where every branch attains, no organisation loses; one that attains more never
// loses where one that attains less does not.
func TestMoreNeverLosesWhereLessDoesNot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.IntRange(1, 500_000).Draw(t, "branches")
		few := rapid.IntRange(0, all).Draw(t, "attained")
		more := rapid.IntRange(few, all).Draw(t, "more")
		target := rapid.IntRange(0, 100_00).Draw(t, "target")
		if outcome.Organisation(outcome.Count{Branches: all, Attained: few}, target) == "" && outcome.Organisation(outcome.Count{Branches: all, Attained: more}, target) != "" {
			t.Fatalf("%d of %d lose at %d, %d do not", more, all, target, few)
		}
		if outcome.Organisation(outcome.Count{Branches: all, Attained: all}, target) != "" {
			t.Fatalf("all of %d attained and lose", all)
		}
		if c := (outcome.Count{Branches: all, Attained: few}); c.Rate() >= target && !c.Reaches(target) || c.Reaches(target) && c.Rate() < target-1 {
			t.Fatalf("rate %d, target %d, reaches %v", c.Rate(), target, c.Reaches(target))
		}
	})
}

// Of the four grades: excellent five stars, attained four, the others none.
func TestStars(t *testing.T) {
	for _, c := range []struct {
		place   int
		attains bool
		want    int
	}{{0, true, 5}, {1, true, 4}, {2, false, 0}, {3, false, 0}, {9, true, 1}} {
		if got := outcome.Stars(c.place, c.attains); got != c.want {
			t.Errorf("place %d, attains %v: %d stars, want %d", c.place, c.attains, got, c.want)
		}
	}
}
