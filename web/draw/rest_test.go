package draw

import (
	"strings"
	"testing"

	"baolei/internal/core/sampling"
)

// −0.118 to 1.432 rounds outwards to −0.12 and 1.44; 2 and 2.5 stay. Of a rough
// interval 95 % is never promised.
func TestAnEstimatePromisesNoMoreThanHolds(t *testing.T) {
	sound := sampling.Estimate{N: 60, K: 12, Mean: 0.657, Interval: true, Low: -0.118, High: 1.432}
	if got, want := answer(sound), "60 个支部里查了 12 个：考核分平均比抽查高 0.66 分，有 95% 的把握在 −0.12 至 1.44 分之间。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	rough := sampling.Estimate{N: 60, K: 4, Mean: 2.25, Interval: true, Low: 2, High: 2.5, Rough: sampling.Rough{FewDrawn: true, HeavyTickets: true}}
	got := answer(rough)
	if strings.Contains(got, "有 95% 的把握") || !strings.HasSuffix(got, "，估计在 2.00 至 2.50 分之间；有的层抽查不足 10 个，有支部超过 5 张签，区间粗略，把握可能不到 95%。") {
		t.Errorf("%q", got)
	}
}
