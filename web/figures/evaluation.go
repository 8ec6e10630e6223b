package figures

import (
	"strconv"
	"strings"

	"baolei/internal/core/evaluation"
	"baolei/web/ui"
)

// Evaluation tells of each question how a branch's members answered it: "好 6、
// 较好 2". Answers that nobody gave are left out.
func Evaluation(t evaluation.Tally) []ui.Definition {
	var list []ui.Definition
	for q, question := range evaluation.Questions() {
		var said []string
		for a, answer := range evaluation.Answers() {
			if n := t.Of(q, a); n > 0 {
				said = append(said, answer.Label+" "+strconv.Itoa(n))
			}
		}
		list = append(list, ui.Definition{Term: question.Text, Text: strings.Join(said, "、")})
	}
	return list
}
