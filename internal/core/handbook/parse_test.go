package handbook

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"baolei/internal/core/record"
)

const sample = `开头的一段。

## 第一节 甲
甲的**正文**。
` + "```流程 主题党日" + `
记录：主题党日，党课
考评: B2.4、B3.3

1. 先定主题，
   再通知。
2） 当天登记。
` + "```" + `
还是甲。
### 甲之一
` + "```" + `
## 不是标题
` + "```" + `
## 第一节 甲
`

func TestAChapterFallsIntoSectionsAndFlows(t *testing.T) {
	doc := Parse(sample)
	var heads []string
	for _, s := range doc.Sections {
		heads = append(heads, strings.Repeat("#", s.Level)+s.Title+"|"+s.Anchor)
	}
	want := []string{"|", "##第一节 甲|h-第一节甲", "###甲之一|h-甲之一", "##第一节 甲|h-第一节甲-2"}
	if !slices.Equal(heads, want) {
		t.Fatalf("headings %q, want %q", heads, want)
	}
	blocks := doc.Sections[1].Blocks
	if len(blocks) != 3 || blocks[0].Markdown != "甲的**正文**。" || blocks[2].Markdown != "还是甲。" {
		t.Fatalf("blocks %+v", blocks)
	}
	f := blocks[1].Flow
	wantFlow := &Flow{Title: "主题党日", Anchor: "h-主题党日", Items: []string{"B2.4", "B3.3"}, Steps: []string{"先定主题，再通知。", "当天登记。"}, Line: 5,
		Products: []Product{{record.ActivityRecord, "theme_party_day", "主题党日"}, {record.ActivityRecord, "party_class", "党课"}}}
	if !reflect.DeepEqual(f, wantFlow) {
		t.Errorf("flow %+v, want %+v", f, wantFlow)
	}
	if !strings.Contains(doc.Sections[2].Blocks[0].Markdown, "## 不是标题") {
		t.Errorf("what stands in a code block became a heading: %+v", doc.Sections[2])
	}
}

func TestProblemsAreToldWithTheirLines(t *testing.T) {
	known := func(code string) bool { return code == "B2.4" }
	for body, want := range map[string]struct {
		line int
		text string
	}{
		"一\n```流程 甲\n记录：聚餐\n1. 吃\n```":                              {3, "没有“聚餐”这种记录"},
		"```流程 甲\n考评：B9.9\n1. 做\n```":                               {1, "“B9.9”不在现行指标里"},
		"```流程 甲\n考评：B2.4\n```":                                     {1, "没有步骤"},
		"```流程\n考评：B2.4\n1. 做\n```":                                 {1, "没有名称"},
		"```流程 甲\n1. 做\n```":                                        {1, "没有写记录，也没有写考评项目"},
		"```流程 甲\n先说一句\n考评：B2.4\n1. 做\n```":                         {2, "看不懂“先说一句”"},
		"```流程 甲\n考评：B2.4\n1. 做":                                    {1, "没有结束"},
		"看[这里](/handbook/dues#h-没有)。":                               {1, "没有对应的章或标题"},
		"一\n\n看[这里](#h-没有)。":                                        {3, "没有对应的章或标题"},
		"看[这里](/handbook/none)和[首页](/)和[上一节](/handbook/work#h-甲)":   {1, "链接 /handbook/none"},
		"## 甲\n看[本节](#h-%E7%94%B2)和[它](</handbook/nowhere> \"题\")。": {2, "链接 /handbook/nowhere"},
	} {
		list := Check([]Text{{Chapter: "dues", Body: body}, {Chapter: "work", Body: "## 甲\n"}}, known)
		if len(list) != 1 || list[0].Chapter != "dues" || list[0].Line != want.line || !strings.Contains(list[0].Text, want.text) {
			t.Errorf("%q: %+v, want line %d, %q", body, list, want.line, want.text)
		}
	}
}

// A heading that others link to and that is gone is told at those who link.
func TestALinkFromAnotherChapterIsTold(t *testing.T) {
	texts := []Text{{Chapter: "work", Body: "[费](/handbook/dues#h-标准)"}, {Chapter: "dues", Body: "## 标准\n"}}
	if list := Check(texts, inEmbedded); len(list) != 0 {
		t.Fatalf("told without reason: %+v", list)
	}
	texts[1].Body = "## 新的标准\n"
	if list := Check(texts, inEmbedded); len(list) != 1 || list[0].Chapter != "work" {
		t.Errorf("told %+v", list)
	}
}

// Whatever is typed: nothing is lost but what makes up headings and flows, and
// no two anchors are the same.
func TestNoLineOfATextIsLost(t *testing.T) {
	line := rapid.SampledFrom([]string{"", "文字", "## 节", "### 小节", "```", "```go", "~~~", "```流程 甲", "1. 步骤", "记录：党课", "  ```", "考评：B2.4", "## ", "| 表 |"})
	rapid.Check(t, func(t *rapid.T) {
		body := strings.Join(rapid.SliceOfN(line, 0, 30).Draw(t, "lines"), "\n")
		doc := Parse(body)
		seen := map[string]bool{}
		kept := 0
		for _, s := range doc.Sections {
			if s.Level > 0 && (s.Anchor == "" || seen[s.Anchor]) {
				t.Fatalf("anchor %q of %q stands twice or is empty", s.Anchor, s.Title)
			}
			seen[s.Anchor] = true
			for _, b := range s.Blocks {
				kept += strings.Count(b.Markdown, "文字")
				if b.Flow != nil {
					kept += strings.Count(strings.Join(b.Flow.Steps, ""), "文字")
					if seen[b.Flow.Anchor] {
						t.Fatalf("anchor %q stands twice", b.Flow.Anchor)
					}
					seen[b.Flow.Anchor] = true
				}
			}
		}
		lost := 0
		for _, p := range doc.problems {
			lost += strings.Count(p.Text, "看不懂“文字”")
		}
		if want := strings.Count(body, "文字"); kept+lost != want {
			t.Fatalf("%d of %d lines are there, %d told, of %q", kept, want, lost, body)
		}
	})
}
