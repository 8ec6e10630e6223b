package page

import (
	"errors"
	"slices"

	"baolei/internal/core/fault"
	"baolei/web/ui"
)

// Wrong returns what is wrong with each field of a form that was refused as it
// was filled in; ok is false for any other error. A refusal about the form as a
// whole stands under "".
func Wrong(err error) (fields map[string]string, ok bool) {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind != fault.Invalid {
		return nil, false
	}
	if len(f.Fields) == 0 {
		return map[string]string{"": f.Message}, true
	}
	return f.Fields, true
}

// Mistakes lists what is wrong for the summary on top of a form, in the order of
// its fields; each field's id is its name. What is about no field of the form
// comes last.
func Mistakes(wrong map[string]string, fields ...string) []ui.Mistake {
	var list []ui.Mistake
	for _, f := range fields {
		if wrong[f] != "" {
			list = append(list, ui.Mistake{Field: f, Text: wrong[f]})
		}
	}
	var others []string
	for f, text := range wrong {
		if !slices.Contains(fields, f) {
			others = append(others, text)
		}
	}
	slices.Sort(others)
	for _, text := range others {
		list = append(list, ui.Mistake{Field: "main", Text: text})
	}
	return list
}
