package indicators

import (
	"slices"

	"baolei/internal/core/burden"
)

// Repeats are the questions that are new in the draft, or put in other words,
// and ask for what the record book or another question holds already.
func (w *Work) Repeats() []burden.Repeated {
	var before []burden.Question
	if w.before != nil {
		before = burden.QuestionsOf(w.before)
	}
	return slices.DeleteFunc(burden.Repeats(burden.QuestionsOfDraft(w.Content)), func(r burden.Repeated) bool { return slices.Contains(before, r.Question) })
}
