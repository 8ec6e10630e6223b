package indicator

import (
	"reflect"
	"slices"
	"strings"
	"unicode"

	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// Tidy takes from all texts of a part of a draft what no field takes: spaces
// around them, and characters that do not show, but line ends; and from lists of
// texts the empty ones.
func Tidy[T any](part T) T {
	tidy(reflect.ValueOf(&part).Elem())
	return part
}

func tidy(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			tidy(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			tidy(v.Index(i))
		}
		if list, is := v.Interface().([]string); is {
			v.Set(reflect.ValueOf(slices.DeleteFunc(list, func(text string) bool { return text == "" })))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			tidy(v.Field(i))
		}
	case reflect.String:
		v.SetString(tidyText(v.String()))
	default:
	}
}

func tidyText(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case unicode.IsPrint(r) || unicode.Is(unicode.Zs, r):
			return r
		}
		return -1
	}, text))
}

// Fit takes from a clause what its kind does not take, once the kind was changed.
func (c *DraftClause) Fit() {
	kind, known := scoring.ParseKind(c.Kind)
	if !known {
		return
	}
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		if !slices.Contains([]string{"code", "kind", "label", "measure"}, key) && !slices.Contains(keysOf[kind], key) {
			v.Field(i).SetZero()
		}
	}
	if c.Measure != nil && !slices.ContainsFunc(measureRules, func(u measureRule) bool {
		return string(u.name) == c.Measure.Name && slices.Contains(u.fits, kind)
	}) {
		c.Measure = nil
	}
}

// Takes lists the keys that a clause of a kind may have besides code, kind, label
// and measure, in the order in which they are asked for.
func Takes(kind string) []string {
	k, _ := scoring.ParseKind(kind)
	return slices.Clone(keysOf[k])
}

// KindWords lists the kinds of clause in the order in which they are offered.
func KindWords() []string {
	return []string{"once", "per_case", "per_missing", "range", "choice", "tiers", "stepped", "veto"}
}

// MeasuresFor lists the measures that fit a clause of a kind in sets of a subject.
func MeasuresFor(subject, kind string) []MeasureName {
	k, _ := scoring.ParseKind(kind)
	var names []MeasureName
	for _, u := range measureRules {
		if string(u.subject()) == subject && slices.Contains(u.fits, k) {
			names = append(names, u.name)
		}
	}
	return names
}

// MeasureTakes lists the keys that a measure needs or may have for a clause of a
// kind besides its name, and the records whose kinds it may name.
func MeasureTakes(name, kind string) (keys []string, records []record.Named) {
	k, _ := scoring.ParseKind(kind)
	for _, u := range measureRules {
		if string(u.name) == name {
			need, may := u.keys(k)
			return append(slices.Clone(need[1:]), may...), u.kinds
		}
	}
	return nil, nil
}
