package handbook

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Both versions can be read from a comparison, line for line.
func TestADiffHoldsBothVersions(t *testing.T) {
	line := rapid.SampledFrom([]string{"", "甲", "乙", "甲乙丙丁戊", "甲乙丙丁己", "## 节"})
	rapid.Check(t, func(t *rapid.T) {
		old := strings.Join(rapid.SliceOfN(line, 0, 12).Draw(t, "old"), "\n")
		now := strings.Join(rapid.SliceOfN(line, 0, 12).Draw(t, "now"), "\n")
		var was, is []string
		kept := 0
		for _, d := range Diff(old, now) {
			if d.Change != Added {
				was = append(was, plain(d.Pieces))
				if d.From != len(was) {
					t.Fatalf("line %d of the old is numbered %d", len(was), d.From)
				}
			}
			if d.Change != Dropped {
				is = append(is, plain(d.Pieces))
				if d.To != len(is) {
					t.Fatalf("line %d of the new is numbered %d", len(is), d.To)
				}
			}
			if d.Change == Kept {
				kept++
			}
		}
		if strings.Join(was, "\n") != strings.TrimRight(old, "\n") || strings.Join(is, "\n") != strings.TrimRight(now, "\n") {
			t.Fatalf("the diff of %q and %q holds %q and %q", old, now, was, is)
		}
		if old == now && kept != len(was) {
			t.Fatalf("%q differs from itself", old)
		}
	})
}

func TestARewrittenLineIsMarkedWhereItDiffers(t *testing.T) {
	list := Diff("一\n每月收一次党费。\n三\n", "一\n每季收一次党费。\n三\n四\n")
	var told []string
	for _, d := range list {
		told = append(told, string("=-+"[d.Change])+marks(d.Pieces))
	}
	want := "=一 -每[月]收一次党费。 +每[季]收一次党费。 =三 +四"
	if got := strings.Join(told, " "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// 3,000 lines of which none is the same are too many for the table; they are
// told whole, and quickly.
func TestALongRewritingIsToldWhole(t *testing.T) {
	var old, now strings.Builder
	for i := range 3000 {
		old.WriteString("旧" + strings.Repeat("字", i%7) + "\n")
		now.WriteString("新" + strings.Repeat("词", i%7) + "\n")
	}
	if n := len(Diff(old.String(), now.String())); n != 6000 {
		t.Errorf("%d lines, want 6000", n)
	}
}
