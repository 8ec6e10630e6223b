package indicator

import (
	"reflect"
	"strings"
)

// fieldAt finds the field of a part by its key in the file; of a measure that is
// not there it is not valid.
func fieldAt(part reflect.Value, key string) reflect.Value {
	for part.Kind() == reflect.Pointer {
		if part.IsNil() {
			return reflect.Value{}
		}
		part = part.Elem()
	}
	first, rest, below := strings.Cut(key, ".")
	for i := range part.NumField() {
		if tag, _, _ := strings.Cut(part.Type().Field(i).Tag.Get("yaml"), ","); tag == first {
			if below {
				return fieldAt(part.Field(i), rest)
			}
			return part.Field(i)
		}
	}
	return reflect.Value{}
}

func cellOf(part any, key string) string {
	f := fieldAt(reflect.ValueOf(part), key)
	if !f.IsValid() {
		return ""
	}
	if f.Kind() != reflect.Slice {
		return toWord(part, key, f.String())
	}
	var list []string
	for i := range f.Len() {
		list = append(list, toWord(part, key, f.Index(i).String()))
	}
	return strings.Join(list, "、")
}

// wordsOf are the words that a cell has for the codes of a key.
func wordsOf(part any, key string) map[string]string {
	switch key {
	case "kind":
		return kindNames
	case "subject", "direction", "effect", "measure.each", "measure.by":
		return valueWords
	case "measure.name":
		names := map[string]string{}
		for code, name := range measureNames {
			names[string(code)] = name
		}
		return names
	case "measure.kinds":
		c, ok := part.(*DraftClause)
		if !ok || c.Measure == nil {
			return nil
		}
		return recordWords(c.Measure.Name)
	}
	return nil
}

// recordWords are the words for the kinds of record that a measure counts.
func recordWords(measure string) map[string]string {
	words := map[string]string{}
	for _, u := range measureRules {
		if string(u.name) == measure {
			for _, k := range u.kinds {
				words[k.Code] = k.Chinese
			}
		}
	}
	return words
}

func toWord(part any, key, code string) string {
	if w, ok := wordsOf(part, key)[code]; ok {
		return w
	}
	return code
}

func toCode(part any, key, word string) string {
	words := wordsOf(part, key)
	if _, is := words[word]; is {
		return word
	}
	for code, w := range words {
		if w == word && (key != "measure.by" || code == "group" || code == "branch") {
			return code
		}
	}
	return word
}
