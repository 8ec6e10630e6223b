// Package evaluation is the members' evaluation of their branch (党员群众测评): a
// few questions, the answers there are, and when what was answered may be shown.
//
// It is anonymous and gives no points: it is a hint to whoever reviews. So
// answers exist only as sums, and the sums are shown once, after the evaluation
// is over and only from Least answers up. Shown while it goes on, two looks
// would tell by their difference what those who came in between had answered,
// and it is known who had; in steps of five that still tells where the five
// agree. After the end nothing is added any more, so there is no difference to
// take.
package evaluation

import (
	"fmt"

	"baolei/internal/core/calendar"
)

// Least is how many must have answered before anything is shown.
const Least = 5

// Question is something that members say about their branch.
type Question struct{ Code, Text string }

// Answer is one of the answers that every question has.
type Answer struct{ Code, Label string }

// The order of both is part of what is stored: new ones come at the end of the
// questions, and answers stay as they are.
var (
	questions = []Question{
		{"leading", "支部班子团结、带头，遇事拿得出办法"},
		{"life", "三会一课、主题党日按期开，有内容"},
		{"care", "关心党员，谈心谈话和教育管理到位"},
		{"service", "围绕中心工作，服务群众、解决问题"},
		{"conduct", "作风和纪律好，党务公开"},
	}
	answers = []Answer{{"good", "好"}, {"fair", "较好"}, {"middling", "一般"}, {"poor", "差"}, {"unknown", "不了解"}}
)

// Questions lists the questions in their order.
func Questions() []Question { return questions }

// Answers lists the answers in their order.
func Answers() []Answer { return answers }

// Tally is what a branch's members answered, summed up.
type Tally struct {
	Answered int
	Counts   []int32 // how often each answer was given, question by question
}

// Of is how often an answer was given to a question, by their places.
func (t Tally) Of(question, answer int) int {
	i := question*len(answers) + answer
	if i >= len(t.Counts) {
		return 0
	}
	return int(t.Counts[i])
}

// One is the tally of one member: the code of an answer by that of its question.
// missing lists the questions without an answer that there is.
func One(given map[string]string) (t Tally, missing []string) {
	t = Tally{Answered: 1, Counts: make([]int32, len(questions)*len(answers))}
	for q, question := range questions {
		found := false
		for a, answer := range answers {
			if given[question.Code] == answer.Code {
				t.Counts[q*len(answers)+a], found = 1, true
			}
		}
		if !found {
			missing = append(missing, question.Code)
		}
	}
	return t, missing
}

// Hidden tells on a day why a tally may not be shown; empty where it may. w is
// when members may answer.
func Hidden(t Tally, w calendar.Window, today calendar.Date) string {
	switch {
	case w.At(today) != calendar.Over:
		return fmt.Sprintf("测评到%s截止，之后显示汇总。", w.Until.Chinese())
	case t.Answered < Least:
		return fmt.Sprintf("作答不足 %d 人，为保护作答人不显示。", Least)
	}
	return ""
}
