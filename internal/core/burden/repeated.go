package burden

import (
	"cmp"
	"strings"
	"unicode"

	"baolei/internal/core/indicator"
	"baolei/internal/core/record"
)

// Question is a clause as a branch meets it.
type Question struct {
	Item, Clause string
	Label        string
	Measured     bool // its answer is suggested from records
}

// Repeated is a question for something that is held already.
type Repeated struct {
	Question
	Held string // where, in words
}

// held are words for what the record book holds, with the part that holds it.
var held = func() []record.Named {
	var list []record.Named
	for part, words := range map[string][]record.Named{"组织生活和活动": record.ActivityKinds(), "学习计划": record.PlanKinds(), "荣誉": record.HonourKinds(), "制度": record.RuleKinds()} {
		for _, w := range words {
			list = append(list, record.Named{Code: part, Chinese: w.Chinese})
		}
	}
	for word, part := range map[string]string{"党员人数": "党员名册", "党员数": "党员名册", "党费": "党费", "交纳党费": "党费", "缴纳党费": "党费", "荣誉": "荣誉", "获奖": "荣誉", "表彰": "荣誉", "换届": "班子和任期", "届满": "班子和任期", "组织关系": "组织关系转接", "委员空缺": "班子和任期", "党纪处分": "处理处分", "先锋指数": "党员先锋指数"} {
		list = append(list, record.Named{Code: part, Chinese: word})
	}
	return list
}()

// shortest is how many characters a word needs to tell anything.
const shortest = 2

// Repeats finds, in the order of the questions, those which are typed by hand
// although the record book holds something of that name, or another question
// has the same words. It compares names only: whether it is the same that is
// asked, people judge.
func Repeats(questions []Question) []Repeated {
	var list []Repeated
	asked := map[string]Question{}
	for _, q := range questions {
		words := letters(q.Label)
		before, twice := asked[words]
		switch part := heldBy(q.Label); {
		case q.Measured:
		case part != "":
			list = append(list, Repeated{q, "记实本“" + part + "”"})
		case twice && words != "":
			list = append(list, Repeated{q, before.Clause + "“" + before.Label + "”"})
		}
		if !twice {
			asked[words] = q
		}
	}
	return list
}

// heldBy names the part of the record book that holds what a label speaks of,
// by the longest word of it, of several the first; "" for none.
func heldBy(label string) string {
	best := record.Named{}
	for _, w := range held {
		if len([]rune(w.Chinese)) >= shortest && strings.Contains(label, w.Chinese) &&
			(len(w.Chinese) > len(best.Chinese) || len(w.Chinese) == len(best.Chinese) && earlier(label, w, best)) {
			best = w
		}
	}
	return best.Code
}

// earlier tells which of two words of a label comes first; of one word that two
// parts hold, the part is taken whose name does.
func earlier(label string, a, b record.Named) bool {
	return cmp.Or(cmp.Compare(strings.Index(label, a.Chinese), strings.Index(label, b.Chinese)), cmp.Compare(a.Code, b.Code)) < 0
}

func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// QuestionsOf are a set's.
func QuestionsOf(set *indicator.Set) []Question {
	var list []Question
	for _, area := range set.Areas {
		for _, item := range area.Items {
			for _, c := range item.Clauses {
				list = append(list, Question{item.Code, c.Code, c.Label, c.Measure != nil})
			}
		}
	}
	return list
}

// QuestionsOfDraft are a draft's.
func QuestionsOfDraft(d *indicator.Draft) []Question {
	var list []Question
	for _, area := range d.Areas {
		for _, item := range area.Items {
			for _, c := range item.Clauses {
				list = append(list, Question{item.Code, c.Code, c.Label, c.Measure != nil})
			}
		}
	}
	return list
}
