package home

import (
	"slices"
	"strings"
	"testing"

	"baolei/internal/app/rectification"
	"baolei/internal/core/rectify"
	"baolei/web/page"
	"baolei/web/ui"
)

// The measures are the secretary's to write: the clerk is told so, and may look.
func TestTheClerkIsNotAskedForTheSecretarysSteps(t *testing.T) {
	for _, s := range []rectify.State{rectify.Planning, rectify.Mending, rectify.Checking} {
		counts := []rectification.Count{{Year: 2025, State: s, Files: 1}}
		parts := mendingParts(rectification.Waits{Clerk: counts})
		if len(parts) != 1 || !strings.Contains(parts[0].Say, "您可以查看台账") || strings.Contains(parts[0].Say, "请逐项") || parts[0].Actions[0].Kind == ui.Primary {
			t.Errorf("in %s the clerk is told %+v", s, parts)
		}
		parts = mendingParts(rectification.Waits{Branch: counts})
		if primary := parts[0].Actions[0].Kind == ui.Primary; primary != (s != rectify.Checking) {
			t.Errorf("in %s the secretary's button is primary: %v", s, primary)
		}
	}
}

// What came back is not told as what goes on as planned.
func TestAFileThatWasSentBackSaysSo(t *testing.T) {
	for _, s := range []rectify.State{rectify.Planning, rectify.Mending} {
		counts := []rectification.Count{{Year: 2025, State: s, Files: 1, Back: 1}}
		for _, w := range []rectification.Waits{{Branch: counts}, {Clerk: counts}} {
			if p := mendingParts(w)[0]; !strings.Contains(p.Say, "退回") {
				t.Errorf("in %s %s is told %q", s, p.ID, p.Say)
			}
		}
	}
}

// Of files of two years and in several states none hides another; only what is
// the person's own to do is said to wait.
func TestEachYearAndStateHasALine(t *testing.T) {
	counts := []rectification.Count{{Year: 2026, State: rectify.Planning, Files: 1, Late: 0}, {Year: 2025, State: rectify.Checking, Files: 2}, {Year: 2025, State: rectify.Mending, Files: 1, Late: 1}, {Year: 2024, State: rectify.Ended, Files: 4}}
	for _, x := range []struct {
		waits       rectification.Waits
		own, others []string
	}{
		{rectification.Waits{Branch: counts}, []string{"2025 年考评：本支部正在整改，完成一项登记一项，全部完成后提请党委检查。", "2026 年考评：本支部为后进整转，请逐项写明整改措施、责任人和期限。"}, []string{"2025 年考评：整改已完成，等党委检查。"}},
		{rectification.Waits{Committee: counts}, []string{"2025 年考评：2 个支部整改完成，等您检查。"}, nil},
		{rectification.Waits{Office: counts}, nil, nil},
	} {
		p := mendingParts(x.waits)[0]
		if own, others := says(p.waits()), says(p.Others); !slices.Equal(own, x.own) || !slices.Equal(others, x.others) {
			t.Errorf("%s: own %q, others %q", p.ID, own, others)
		}
		var stats []string
		for _, s := range p.Stats {
			stats = append(stats, s.Label+" "+s.Value)
		}
		if want := []string{"2025 年 · 整改中 1", "2025 年 · 待党委检查 2", "2026 年 · 制定措施 1", "有措施逾期 1"}; !slices.Equal(stats, want) {
			t.Errorf("%s counts %q", p.ID, stats)
		}
		if p.Stats[1].Href != page.RectificationsAtURL(2025, "checking", false, 1) {
			t.Errorf("two files to check are listed at %s", p.Stats[1].Href)
		}
		if p.Stats[3].Href != page.RectificationsAtURL(0, "", true, 1) {
			t.Errorf("what is late is listed at %s", p.Stats[3].Href)
		}
	}
}
