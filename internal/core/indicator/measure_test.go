package indicator

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"baolei/internal/core/scoring"
)

// The clauses for which the record book must at least suggest a finding.
const measured = "B1.4a B2.1a B2.4a B2.6a B2.6b B3.1a B3.2a B3.3a B3.3b B3.3c B3.3d B3.4a B3.5a B4.6a B5.2a B5.3a B6.1a P1a P2a P3a P4a P5a L5a L6a"

func TestEmbeddedNamesItsMeasures(t *testing.T) {
	var got []string
	for _, a := range Embedded().Areas {
		for _, it := range a.Items {
			for _, c := range it.Clauses {
				if c.Measure != nil {
					got = append(got, c.Code)
				}
			}
		}
	}
	if strings.Join(got, " ") != measured {
		t.Errorf("got %s", got)
	}
	groups, _, _ := Embedded().Clause("B3.3c")
	if m := groups.Measure; m.Name != Activities || fmt.Sprint(m.Kinds) != "[group_meeting]" || m.Each != Month || !m.Groups {
		t.Errorf("B3.3c: %+v", m)
	}
	late, _, _ := Embedded().Clause("B3.2a")
	if m := late.Measure; m.Late != "late" || m.Long != "over_a_year" {
		t.Errorf("B3.2a: %+v", m)
	}
	lost, _, _ := Embedded().Clause("L5a")
	seats, _, _ := Embedded().Clause("B3.1a")
	if lost.Measure.From != 15*scoring.Point || seats.Measure.Months != 3 {
		t.Errorf("L5a: %+v, B3.1a: %+v", lost.Measure, seats.Measure)
	}
}

// Without its measures the embedded set scores the same.
func TestMeasuresBearUponNoScore(t *testing.T) {
	bare, problems := Read("bare.yaml", bytes.NewReader(regexp.MustCompile(`(?m)^ *measure: .*\n`).ReplaceAll(Source(), nil)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	findings := []scoring.Finding{{Clause: "B2.4a", Actual: 10}, {Clause: "B3.2a", Option: "late"}, {Clause: "P1a", Counts: []scoring.Tier{{Option: "municipal", Count: 1}}}}
	with, _ := Embedded().Table().Score("", findings)
	without, bad := bare.Table().Score("", findings)
	// 80 − 2 − 1 + 4
	if bad != nil || with.Total != 8100 || without.Total != with.Total || Embedded().Summary() != bare.Summary() {
		t.Errorf("%s with, %s without: %v", with.Total, without.Total, bad)
	}
}

// metered is a sound set with a measure to break in one place at a time.
const metered = `code: s-2
name: 小表
version: "1"
categories:
  - {code: base, name: 基本分, weight: 10}
grades:
  - {code: low, name: 低}
areas:
  - code: A
    title: 甲
    category: base
    weight: 10
    items:
      - code: A1
        title: 一
        weight: 10
        clauses:
          - code: A1a
            kind: per_missing
            label: 次数
            amount: 1
            expected: 4
            measure:
              name: activities
              kinds: [party_class, study]
              each: quarter
          - code: A1b
            kind: choice
            label: 换届
            options:
              - {code: x, label: 甲, amount: 1}
              - {code: y, label: 乙, amount: 2}
            measure: {name: reelection, late: x, over_a_year: y}
          - code: A1c
            kind: tiers
            label: 荣誉
            options:
              - {code: national, label: 甲, amount: 1}
            measure: {name: honours, kinds: [innovation]}
          - {code: A1d, kind: per_case, label: 组织关系, amount: 1, measure: {name: transfers, months: 6}}
          - {code: A1e, kind: once, label: 计划, amount: 1}
`

func TestMeteredSetIsSound(t *testing.T) {
	if _, problems := Read("s.yaml", strings.NewReader(metered)); len(problems) > 0 {
		t.Fatal(problems)
	}
}

func TestProblemsOfMeasuresAreToldWithTheirLines(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		want           []string
	}{
		{"unknown measure", "name: activities", "name: activity", []string{"24: 评分点 A1a 的 measure 没有“activity”这种口径，可用：activities、talks"}},
		{"no name", "              name: activities\n", "", []string{"24: 评分点 A1a 的 measure 缺少 name"}},
		{"does not fit", "name: activities", "name: member_index", []string{"24: 评分点 A1a 的口径 member_index 用不到 per_missing 类评分点，可用于：range"}},
		{"unknown kind of record", "study]", "studies]", []string{"25: 评分点 A1a 的 measure 没有“studies”这种记录，可用：theme_party_day"}},
		{"kind of another record", "kinds: [innovation]", "kinds: [party_class]", []string{"39: 评分点 A1c 的 measure 没有“party_class”这种记录，可用：central_work、"}},
		{"kind twice", "study]", "party_class]", []string{"25: 评分点 A1a 的 measure 的“party_class”重复"}},
		{"no kinds", "              kinds: [party_class, study]\n", "", []string{"24: 评分点 A1a 的 measure 缺少 kinds"}},
		{"unknown key", "each: quarter", "each: quarter\n              every: month", []string{"27: 评分点 A1a 的 measure 没有“every”这个键，可用：name、kinds、each、by"}},
		{"key of another measure", "each: quarter", "each: quarter\n              months: 3", []string{"27: 评分点 A1a 的 measure 没有“months”这个键"}},
		{"no span", "              each: quarter\n", "", []string{"24: 评分点 A1a 的 measure 缺少 each"}},
		{"unknown span", "each: quarter", "each: week", []string{"26: 评分点 A1a 的 measure 的 each 只能是 month、quarter、year"}},
		{"more than there are", "expected: 4", "expected: 5", []string{"22: 评分点 A1a 的 expected 5 达不到：按这个口径一年最多计 4"}},
		{"unknown option", "late: x", "late: z", []string{"33: 评分点 A1b 的 measure 的 late“z”不在评分点的选项之中"}},
		{"no option", "late: x, ", "", []string{"33: 评分点 A1b 的 measure 缺少 late"}},
		{"option that nothing is", "{code: national,", "{code: county,", []string{"39: 评分点 A1c 的选项 county 用口径 honours 数不出"}},
		{"no months", ", months: 6", "", []string{"40: 评分点 A1d 的 measure 缺少 months"}},
		{"months of 0", "months: 6", "months: 0", []string{"40: 评分点 A1d 的 measure 的 months 须在 1 到 120 之间"}},
		{"span where none is", "label: 计划, amount: 1", "label: 计划, amount: 1, measure: {name: activities, kinds: [oath], each: year}", []string{"41: 评分点 A1e 的 measure 没有“each”这个键"}},
		{"plans beyond their kinds", "name: activities\n              kinds: [party_class, study]\n              each: quarter", "name: plans\n              kinds: [yearly]", []string{"22: 评分点 A1a 的 expected 4 达不到：按这个口径一年最多计 1"}},
		{"no mapping", "measure: {name: transfers, months: 6}", "measure: transfers", []string{"40: 评分点 A1d 的 measure 须是“键: 值”的形式"}},
		{"unknown kind of clause", "kind: per_missing", "kind: per_lack", []string{"19: 评分点 A1a 的类型“per_lack”不存在"}},
		{"unknown kind of clause with options", "kind: choice", "kind: chance", []string{"28: 评分点 A1b 的类型“chance”不存在"}},
		{"unknown kind of clause and measure", "kind: per_missing\n            label: 次数\n            amount: 1\n            expected: 4\n            measure:\n              name: activities", "kind: per_lack\n            label: 次数\n            amount: 1\n            expected: 4\n            measure:\n              name: activity", []string{"19: 评分点 A1a 的类型", "24: 评分点 A1a 的 measure 没有“activity”这种口径"}},
		{"of a member", `version: "1"`, "version: \"1\"\nsubject: member", []string{"25: 评分点 A1a 的口径 activities 用于支部指标", "34: ", "40: ", "41: "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(metered, c.old) {
				t.Fatalf("%q is not in the set", c.old)
			}
			set, problems := Read("s.yaml", strings.NewReader(strings.Replace(metered, c.old, c.new, 1)))
			if set != nil {
				t.Error("a set in spite of problems")
			}
			checkProblems(t, problems, c.want)
		})
	}
}
