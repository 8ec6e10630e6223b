package sampling

import (
	"encoding/json"
	"slices"
	"testing"
)

// changes are what may be done to one value of a JSON document. Each returns the
// changed value and whether it can be done to this kind of value at all.
var changes = []struct {
	name   string
	change func(any) (any, bool)
}{
	{"a character more", func(v any) (any, bool) { s, ok := v.(string); return s + "1", ok }},
	{"a character less", func(v any) (any, bool) {
		s, ok := v.(string)
		return s[:max(len(s)-1, 0)], ok && s != ""
	}},
	{"another first character", func(v any) (any, bool) {
		s, ok := v.(string)
		if !ok || s == "" {
			return nil, false
		}
		first := "0"
		if s[0] == '0' {
			first = "7"
		}
		return first + string([]rune(s)[1:]), true
	}},
	{"empty", func(v any) (any, bool) { s, ok := v.(string); return "", ok && s != "" }},
	{"one more", func(v any) (any, bool) { n, ok := v.(float64); return n + 1, ok }},
	{"one less", func(v any) (any, bool) { n, ok := v.(float64); return n - 1, ok }},
	{"the opposite", func(v any) (any, bool) { b, ok := v.(bool); return !b, ok }},
	{"null", func(any) (any, bool) { return nil, true }},
	{"first dropped", func(v any) (any, bool) { l, ok := v.([]any); return l[min(1, len(l)):], ok && len(l) > 0 }},
	{"first doubled", func(v any) (any, bool) {
		l, ok := v.([]any)
		return append(slices.Clone(l[:min(1, len(l))]), l...), ok && len(l) > 0
	}},
	{"turned round", func(v any) (any, bool) {
		l, ok := v.([]any)
		l = slices.Clone(l)
		slices.Reverse(l)
		return l, ok && len(l) > 1
	}},
}

func parse(t *testing.T, file []byte) any {
	t.Helper()
	var tree any
	if err := json.Unmarshal(file, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// paths lists the places of all values below v: keys are strings, places in
// lists are ints.
func paths(v any, prefix []any) [][]any {
	var all [][]any
	visit := func(step, child any) {
		path := append(slices.Clone(prefix), step)
		all = append(append(all, path), paths(child, path)...)
	}
	switch v := v.(type) {
	case map[string]any:
		for key, child := range v {
			visit(key, child)
		}
	case []any:
		for i, child := range v {
			visit(i, child)
		}
	}
	return all
}

// alter changes the value at path and tells whether it could be changed.
func alter(tree *any, path []any, change func(any) (any, bool)) bool {
	if len(path) == 0 {
		changed, ok := change(*tree)
		*tree = changed
		return ok
	}
	switch v := (*tree).(type) {
	case map[string]any:
		key := path[0].(string)
		child := v[key]
		ok := alter(&child, path[1:], change)
		v[key] = child
		return ok
	case []any:
		return alter(&v[path[0].(int)], path[1:], change)
	}
	return false
}
