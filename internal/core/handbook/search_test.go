package handbook

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// source makes passages of the shipped handbook, of the text as it is written.
func source() []Passage {
	var list []Passage
	for _, t := range First() {
		doc := Parse(t.Body)
		for _, s := range doc.Sections {
			for _, b := range s.Blocks {
				if b.Flow == nil {
					list = append(list, NewPassage(t.Chapter, t.Title, s.Anchor, s.Title, b.Markdown))
				} else {
					list = append(list, NewPassage(t.Chapter, t.Title, b.Flow.Anchor, b.Flow.Title, strings.Join(b.Flow.Steps, "\n")))
				}
			}
		}
	}
	return list
}

func spaceless(text string) bool { return !strings.ContainsFunc(text, unicode.IsSpace) }

func plain(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

func marks(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Marked {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// Any two characters that stand beside each other find the passage, with the
// two marked.
func TestAnyTwoCharactersFindTheirPassage(t *testing.T) {
	all := source()
	tried := 0
	for i := range all {
		text := []rune(all[i].Text)
		for at := 0; at+1 < len(text); at++ {
			two := string(text[at : at+2])
			if !spaceless(two) {
				continue
			}
			tried++
			hits := Search(all, two).Hits
			here := slices.IndexFunc(hits, func(h Hit) bool { return h.Passage == &all[i] })
			if here < 0 || !strings.Contains(plain(hits[here].Excerpt), two) || !strings.Contains(marks(hits[here].Excerpt), "["+two[:1]) {
				t.Fatalf("%q does not find %s %s", two, all[i].Chapter, all[i].Title)
			}
		}
	}
	if tried < 8000 {
		t.Errorf("only %d pairs were tried", tried)
	}
}

func TestTheBestPassageComesFirst(t *testing.T) {
	all := source()
	for query, want := range map[string]string{
		"主题党日":        "主题党日",
		"收缴标准":        "收缴标准",
		"党费 标准":       "收缴标准",
		"换届":          "换届选举",
		"介绍人 政审":      "确定发展对象",
		"　ｂ２．４　主题党日 ": "主题党日",
		"组织关系":        "组织关系接转",
		"违纪，报告":       "违纪问题报告",
	} {
		found := Search(all, query)
		if len(found.Hits) == 0 || found.Hits[0].Title != want {
			t.Errorf("%q finds %q first, want %q", query, titles(found.Hits), want)
		}
	}
}

func titles(hits []Hit) []string {
	var list []string
	for _, h := range hits {
		list = append(list, h.Title)
	}
	return list
}

func TestOneCharacterIsTooShort(t *testing.T) {
	for _, query := range []string{"", " ", "党", " 党 ", "党 费", "　"} {
		if found := Search(source(), query); len(found.Words) != 0 || len(found.Hits) != 0 {
			t.Errorf("%q: %+v", query, found)
		}
	}
}

// What is not there as typed is found by its parts, and told apart.
func TestNearPassagesAreFound(t *testing.T) {
	for query, near := range map[string]bool{"主题党日": false, "党费、换届": true, "党费怎么计算": true, "党费 换届选举 宇宙": true, "宇宙飞船": true} {
		found := Search(source(), query)
		if found.Near != near {
			t.Errorf("%q: near %v, hits %q", query, found.Near, titles(found.Hits))
		}
		if query == "宇宙飞船" && len(found.Hits) > 0 {
			t.Errorf("%q finds %q", query, titles(found.Hits))
		}
		if query == "党费怎么计算" && len(found.Hits) == 0 {
			t.Errorf("%q finds nothing", query)
		}
	}
}

func TestWordsAreMarkedWhereTheyStand(t *testing.T) {
	p := NewPassage("dues", "党费", "h-a", "ＡＢ 标准", "第一行\n每月收党费，党费要公布。")
	found := Search([]Passage{p}, "ab 党费 %")
	if len(found.Hits) != 1 || marks(found.Hits[0].Head) != "[ＡＢ] 标准" || marks(found.Hits[0].Excerpt) != "第一行 每月收[党费]，[党费]要公布。" {
		t.Errorf("%+v", found.Hits)
	}
}

// Whatever is searched in whatever: pieces put together are the text again, and
// what is marked is one of the words.
func TestExcerptsAreTheText(t *testing.T) {
	letter := rapid.SampledFrom([]rune("党费ａA％_%主题 \n，<&İß🙂"))
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(letter, 0, 200).Draw(t, "text"))
		query := string(rapid.SliceOfN(letter, 2, 6).Draw(t, "query"))
		found := Search([]Passage{NewPassage("work", "章", "h", "题", text)}, query)
		for _, h := range found.Hits {
			var whole strings.Builder
			for _, p := range h.Excerpt {
				whole.WriteString(p.Text)
			}
			inner := strings.TrimSuffix(strings.TrimPrefix(whole.String(), "…"), "…")
			if !strings.Contains(strings.ReplaceAll(text, "\n", " "), inner) {
				t.Fatalf("excerpt %q is not of %q", inner, text)
			}
		}
		words := strings.Fields(fold(query))
		if long(words) && strings.Contains(fold(text), words[0]) && len(found.Hits) == 0 {
			t.Fatalf("%q is not found in %q", query, text)
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	all := source()
	for b.Loop() {
		Search(all, "党费 标准")
	}
}
