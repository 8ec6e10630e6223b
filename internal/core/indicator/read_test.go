package indicator

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// small is a sound set to break in one place at a time.
const small = `code: s-1
name: 小表
version: "1"
categories:
  - {code: base, name: 基本分, weight: 10}
  - {code: bottom, name: 底线分}
grades:
  - {code: low, name: 低}
  - {code: mid, name: 中, from: 5}
  - {code: high, name: 高, from: 8}
veto_grade: low
areas:
  - code: A
    title: 甲
    category: base
    weight: 10
    items:
      - code: A1
        title: 一
        weight: 6
        clauses:
          - code: A1a
            kind: range
            label: 幅度
            min: 1
            max: 3
            step: 0.5
          - {code: A1b, kind: once, label: 有无, amount: 1}
      - code: A2
        title: 二
        weight: 4
        clauses:
          - {code: A2a, kind: stepped, label: 例数, amount: 1, from: 3, flat: 5}
          - code: A2b
            kind: choice
            label: 选择
            options:
              - {code: x, label: 甲, amount: 1}
              - {code: y, label: 乙, amount: 2}
  - code: Z
    title: 底线
    category: bottom
    items:
      - {code: Z1, title: 否决, clauses: [{code: Z1a, kind: veto, label: 否决}]}
`

func TestSmallSetIsSound(t *testing.T) {
	if _, problems := Read("s.yaml", strings.NewReader(small)); len(problems) > 0 {
		t.Fatal(problems)
	}
}

// Each case replaces one piece of the small set and expects problems in these
// lines, with these words in them.
func TestProblemsAreToldWithTheirLines(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		want           []string
	}{
		{"item weights", "        weight: 6\n", "        weight: 7\n", []string{"16: 项目 A 的权重分是 10，各条相加是 11"}},
		{"area weights", "    weight: 10\n    items", "    weight: 9\n    items", []string{"5: 基本分的权重分是 10，各项目相加是 9", "16: 项目 A 的权重分是 9，各条相加是 10"}},
		{"clause twice", "code: A1b", "code: A1a", []string{"28: 编码 A1a 重复，前一处在第 22 行"}},
		{"item twice", "- code: A2\n", "- code: A1\n", []string{"29: 编码 A1 重复，前一处在第 18 行"}},
		{"area twice", "- code: Z\n", "- code: A\n", []string{"40: 编码 A 重复，前一处在第 13 行"}},
		{"option twice", "code: y", "code: x", []string{"39: 编码 x 重复"}},
		{"grade twice", "code: mid", "code: low", []string{"9: 编码 low 重复"}},
		{"unknown kind", "kind: once", "kind: twice", []string{"28: 评分点 A1b 的类型“twice”不存在"}},
		{"unknown kind and more", "kind: choice\n", "kind: chance\n            amount: x\n", []string{"35: 评分点 A2b 的类型“chance”不存在", "36: 评分点 A2b 的 amount 须是"}},
		{"option of an unknown kind", "kind: choice\n            label: 选择\n            options:\n              - {code: x, ", "kind: chance\n            label: 选择\n            options:\n              - {code: y, worth: 2, ", []string{"35: 评分点 A2b 的类型", "38: 评分点 A2b 的选项没有“worth”这个键", "39: 编码 y 重复"}},
		{"category twice", "  - {code: bottom, name: 底线分}\n", "  - {code: base, name: 底线分, weight: 3}\n", []string{"6: 编码 base 重复，前一处在第 5 行", "42: 项目 Z 的类别“bottom”不在 categories 之中"}},
		{"alias for a key", "name: 小表\n", "name: &subject 小表\n*subject : branch\n", []string{"3: 指标体系的键须是一个词"}},
		{"no kind", "kind: once, ", "", []string{"28: 评分点 A1b 缺少 kind"}},
		{"min over max", "min: 1\n", "min: 4\n", []string{"25: 评分点 A1a 的 min 4 大于 max 3"}},
		{"step misses max", "step: 0.5", "step: 0.75", []string{"27: 评分点 A1a 从 1 起每档 0.75，到不了 max 3"}},
		{"step of 0", "step: 0.5", "step: 0", []string{"27: 评分点 A1a 的 step 须大于 0"}},
		{"no step", "            step: 0.5\n", "", []string{"22: 评分点 A1a 缺少 step"}},
		{"bounds out of order", "from: 8", "from: 5", []string{"10: 等次由低到高排列，high 的 from 5 须大于前一等次的 5"}},
		{"lowest with a bound", "name: 低", "name: 低, from: 1", []string{"8: 最低的等次"}},
		{"grade without a bound", ", from: 5", "", []string{"9: 等次 mid 缺少 from"}},
		{"unknown key", "version:", "edition:", []string{"1: 指标体系缺少 version", "3: 指标体系没有“edition”这个键"}},
		{"unknown key of a clause", "label: 有无", "label: 有无, min: 1", []string{"28: 评分点没有“min”这个键"}},
		{"key twice", "name: 小表", "name: 小表\nname: 大表", []string{"3: 指标体系的 name 重复，前一处在第 2 行"}},
		{"three decimals", "amount: 1}\n      - code: A2", "amount: 0.125}\n      - code: A2", []string{"28: 评分点 A1b 的 amount"}},
		{"negative", "amount: 1}\n      - code: A2", "amount: -1}\n      - code: A2", []string{"28: 评分点 A1b 的 amount"}},
		{"amount 0", "amount: 1}\n      - code: A2", "amount: 0}\n      - code: A2", []string{"28: 评分点 A1b 的 amount 须大于 0"}},
		{"flat below", "flat: 5", "flat: 1.5", []string{"33: 评分点 A2a 从第 3 例起固定为 1.5，少于前一例的 2"}},
		{"half a case", "from: 3, flat", "from: 2.5, flat", []string{"33: 评分点 A2a 的 from 须是 0 或更大的整数"}},
		{"reserved option", "code: y", "code: none", []string{"39: 评分点 A2b 的选项编码 none 已留作"}},
		{"unknown category", "category: base", "category: basic", []string{"5: 基本分的权重分是 10，各项目相加是 0", "15: 项目 A 的类别“basic”不在 categories 之中"}},
		{"veto without a grade", "veto_grade: low\n", "", []string{"1: 有一票否决的评分点"}},
		{"unknown veto grade", "veto_grade: low", "veto_grade: lo", []string{"11: veto_grade 的“lo”不在 grades 之中"}},
		{"weight on the bottom line", "title: 否决, clauses", "title: 否决, weight: 1, clauses", []string{"44: 考评内容 Z1 属底线分，没有权重分"}},
		{"unknown kind of branch", "title: 二", "title: 二\n        kinds: [village]", []string{"31: 考评内容 A2 的支部类型“village”不在 kinds 之中"}},
		{"alias", "name: 小表", "name: &n 小表\nsubject: *n", []string{"3: 指标体系的 subject 用了 YAML 别名"}},
		{"bad code", "code: A1b", "code: A1 b", []string{"28: 编码“A1 b”只能用"}},
		{"empty", "name: 小表", "name:", []string{"2: 指标体系的 name 是空的"}},
		{"not a list", "grades:\n", "grades: 3\nx:\n", []string{"7: 指标体系的 grades 须是列表", "8: 指标体系没有“x”", "12: veto_grade"}},
		{"syntax", "name: 小表", "name: [小表", []string{"2: 不合 YAML 语法：方括号没有成对"}},
		{"indentation", "    title: 甲", "   title: 甲", []string{"14: 不合 YAML 语法：缩进不齐"}},
		{"dedented key", "            max: 3", "          max: 3", []string{"26: 不合 YAML 语法：缩进不齐"}},
		{"tab", "            max: 3", "\tmax: 3", []string{"26: 不合 YAML 语法：缩进不能用制表符"}},
		{"list in a mapping", "            max: 3", "            - max: 3", []string{"26: 不合 YAML 语法"}},
		{"no colon", "            max: 3", "            max 3", []string{"26: 不合 YAML 语法：少了冒号"}},
		{"open quote", "            max: 3", "            max: \"3", []string{"26: 不合 YAML 语法：引号没有成对"}},
		{"nameless alias", "            max: 3", "            max: *three", []string{"26: 不合 YAML 语法：“*”引用了没有定义"}},
		{"not UTF-8", "label: 有无", "label: 有\xff无", []string{"28: 不合 YAML 语法：文件不是 UTF-8"}},
		{"line break in a key", "version:", `"ver\nsion":`, []string{"1: 指标体系缺少 version", `3: 指标体系没有“ver\nsion”这个键`}},
		{"terminal control in a code", "code: A1b", `code: "A1\e[1mb"`, []string{`28: 编码“A1\x1b[1mb”只能用`}},
		{"second colon", "title: 二", "title: 二: 三", []string{"30: 不合 YAML 语法：这里不该有冒号"}},
		{"two documents", "label: 否决}]}\n", "label: 否决, min: 1}]}\n---\nx: y\n", []string{"44: 评分点没有“min”这个键", "45: 一个文件只能有一套"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(small, c.old) {
				t.Fatalf("%q is not in the set", c.old)
			}
			set, problems := Read("s.yaml", strings.NewReader(strings.Replace(small, c.old, c.new, 1)))
			if set != nil {
				t.Error("a set in spite of problems")
			}
			checkProblems(t, problems, c.want)
		})
	}
}

func checkProblems(t *testing.T, got []Problem, want []string) {
	t.Helper()
	ok := len(got) == len(want)
	for i := range want {
		ok = ok && strings.HasPrefix(got[i].String(), "s.yaml:"+want[i])
	}
	if !ok {
		t.Errorf("got %s\nwant %s", fmt.Sprint(got), want)
	}
}

func TestAllProblemsAreToldAtOnce(t *testing.T) {
	broken := strings.NewReplacer("weight: 6", "weight: 7", "kind: once", "kind: twice", "from: 8", "from: 4", "min: 1\n", "min: 9\n").Replace(small)
	_, problems := Read("s.yaml", strings.NewReader(broken))
	checkProblems(t, problems, []string{"10: 等次", "16: 项目 A", "25: 评分点 A1a", "28: 评分点 A1b"})
}

func TestSumsAreCheckedForEachKindOfBranch(t *testing.T) {
	source := strings.Replace(small, "version:", "kinds:\n  - {code: village, name: 村}\n  - {code: school, name: 学校}\nversion:", 1)
	source = strings.Replace(source, "title: 二", "title: 二\n        kinds: [village]", 1)
	_, problems := Read("s.yaml", strings.NewReader(source))
	checkProblems(t, problems, []string{"19: 项目 A 的权重分是 10，对学校各条相加是 6"})
}

func TestEmptyAndBrokenFiles(t *testing.T) {
	for _, text := range []string{"", "\n# nothing\n", "[]", "x", "\xff\xfe", "a: !!binary x", strings.Repeat("[", 100_000)} {
		if set, problems := Read("s.yaml", strings.NewReader(text)); set != nil || len(problems) == 0 {
			t.Errorf("%.20q is taken for a set", text)
		}
	}
	if _, problems := Read("s.yaml", iotest.ErrReader(errors.New("disk on fire"))); len(problems) != 1 {
		t.Errorf("a failing reader: %v", problems)
	}
}

// The fault stands after some 40,000 lines; searching them for it takes seconds.
func TestALargeBrokenFileIsToldAtOnce(t *testing.T) {
	text := strings.Repeat("x: {a: [1, 2]}\n", 40_000) + "\tb: 1\n"
	start := time.Now()
	if _, problems := Read("s.yaml", strings.NewReader(text)); len(problems) != 1 || problems[0].Line < 40_000 {
		t.Errorf("%v", problems)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}

// FuzzRead looks for texts that make the reader panic, or pass it and then fail
// to score.
func FuzzRead(f *testing.F) {
	f.Add(small)
	f.Add(string(jinhua2018))
	f.Add("a: &a [*a]")
	f.Add("code: {{}}\n- x: [")
	f.Fuzz(func(t *testing.T, text string) {
		set, problems := Read("f.yaml", strings.NewReader(text))
		if (set == nil) == (len(problems) == 0) {
			t.Fatalf("set %v with problems %v", set != nil, problems)
		}
		for _, p := range problems {
			if p.Line < 1 || p.Message == "" {
				t.Fatalf("problem %+v", p)
			}
		}
		if set == nil {
			return
		}
		kind := ""
		if len(set.Kinds) > 0 {
			kind = set.Kinds[0].Code
		}
		if _, err := set.Table().Score(kind, nil); err != nil {
			t.Fatalf("a sound set does not score: %v", err)
		}
	})
}
