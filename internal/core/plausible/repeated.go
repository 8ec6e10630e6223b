package plausible

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"baolei/internal/core/record"
)

// sameFiles finds files that stand in several records, here or elsewhere.
func sameFiles(b Book) []Hint {
	uses := slices.Clone(b.Files)
	slices.SortFunc(uses, func(a, c Use) int {
		return cmp.Or(cmp.Compare(a.Digest, c.Digest), cmp.Compare(a.Branch, c.Branch), cmp.Compare(a.Ref.Kind, c.Ref.Kind), cmp.Compare(a.Ref.ID, c.Ref.ID))
	})
	var hints []Hint
	for i := 0; i < len(uses); {
		j := i
		for j < len(uses) && uses[j].Digest == uses[i].Digest {
			j++
		}
		if h, ok := sameFile(uses[i:j]); ok {
			hints = append(hints, h)
		}
		i = j
	}
	return hints
}

// sameFile tells of one file, own places before those of others.
func sameFile(uses []Use) (Hint, bool) {
	h := Hint{Kind: SameFile}
	var places []string
	own := 0
	for _, u := range uses {
		if u.Branch != "" {
			places = append(places, u.Branch)
			continue
		}
		own++
		h.Records = append(h.Records, u.Ref)
		places = append(places, u.Where)
	}
	places = slices.Compact(places)
	if own == 0 || len(uses) < 2 {
		return Hint{}, false
	}
	h.Text = fmt.Sprintf("文件“%s”在 %d 处使用：%s。", uses[0].Name, len(uses), strings.Join(places, "、"))
	return h, true
}

// Texts shorter than shortText repeat by nature; two longer ones repeat each
// other from alike on, the share of their runs of four characters in common.
const (
	shortText = 40 // characters
	run       = 4  // characters
	alike     = 0.8
)

// sameTexts finds activities whose texts repeat each other.
func sameTexts(b Book) []Hint {
	list := byDay(b.Activities)
	runs := make([]map[string]bool, len(list))
	for i := range list {
		runs[i] = runsOf(list[i].Content + list[i].Resolutions)
	}
	var hints []Hint
	told := make([]bool, len(list))
	for i := range list {
		if told[i] || runs[i] == nil {
			continue
		}
		refs, days := []record.Ref{ref(&list[i])}, []string{list[i].On.Short()}
		for j := i + 1; j < len(list); j++ {
			if !told[j] && runs[j] != nil && similar(runs[i], runs[j]) {
				told[j] = true
				refs, days = append(refs, ref(&list[j])), append(days, list[j].On.Short())
			}
		}
		if len(refs) > 1 {
			hints = append(hints, Hint{SameText, fmt.Sprintf("“%s”等 %d 条记录（%s）内容几乎相同。", list[i].Title, len(refs), strings.Join(days, "、")), refs})
		}
	}
	return hints
}

// runsOf cuts a text into its runs of four letters or digits; nil for a text
// that is too short to tell.
func runsOf(text string) map[string]bool {
	var letters []rune
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters = append(letters, r)
		}
	}
	if len(letters) < shortText {
		return nil
	}
	runs := map[string]bool{}
	for i := 0; i+run <= len(letters); i++ {
		runs[string(letters[i:i+run])] = true
	}
	return runs
}

func similar(a, b map[string]bool) bool {
	small, large := a, b
	if len(small) > len(large) {
		small, large = large, small
	}
	if float64(len(small)) < alike*float64(len(large)) {
		return false // they cannot have enough in common
	}
	common := 0
	for r := range small {
		if large[r] {
			common++
		}
	}
	return float64(common) >= alike*float64(len(a)+len(b)-common)
}
