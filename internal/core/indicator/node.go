package indicator

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"baolei/internal/core/scoring"
	"baolei/internal/core/scoring/jsonscan"
)

// mapping is a YAML mapping whose keys are known. Faults go to the report when
// they are met; the readers return a zero value then.
type mapping struct {
	*report
	what   string // what it describes, for messages
	here   place
	keys   map[string]*yaml.Node
	values map[string]*yaml.Node
	sound  bool
}

func (r *report) mapping(n *yaml.Node, what string, known ...string) mapping {
	m := mapping{report: r, what: what, here: r.of(n), keys: map[string]*yaml.Node{}, values: map[string]*yaml.Node{}}
	if n.Kind != yaml.MappingNode {
		r.add(r.of(n), "%s须是“键: 值”的形式", what)
		return m
	}
	m.sound = true
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode:
			r.add(r.under(n, key), "%s的键须是一个词，可用：%s", what, strings.Join(known, "、"))
		case !slices.Contains(known, key.Value):
			r.add(r.under(n, key), "%s没有“%s”这个键，可用：%s", what, key.Value, strings.Join(known, "、"))
		case m.keys[key.Value] != nil:
			r.add(r.under(n, key), "%s的 %s 重复，前一处在第 %d 行", what, field(key.Value), m.keys[key.Value].Line)
		case value.Kind == yaml.AliasNode:
			r.add(r.of(value), "%s的 %s 用了 YAML 别名，请直接写出内容", what, field(key.Value))
			m.keys[key.Value] = key
		default:
			m.keys[key.Value], m.values[key.Value] = key, value
		}
	}
	return m
}

// at is the place of a key; its line is the mapping's first where it is missing.
func (m mapping) at(key string) place {
	p := place{m.here.line, join(m.here.path, key)}
	if k := m.keys[key]; k != nil {
		p.line = k.Line
	}
	return p
}

func (m mapping) has(key string) bool { return m.keys[key] != nil }

// scalar is the text of a key. It reports what is no scalar, or empty.
func (m mapping) scalar(key string) (string, bool) {
	n := m.values[key]
	if n == nil {
		return "", false
	}
	if n.Kind != yaml.ScalarNode {
		m.add(m.of(n), "%s的 %s 须是单个值", m.what, field(key))
		return "", false
	}
	if n.Tag == "!!null" || strings.TrimSpace(n.Value) == "" {
		m.add(m.of(n), "%s的 %s 是空的，请填写或删去", m.what, field(key))
		return "", false
	}
	return n.Value, true
}

func (m mapping) need(key string) bool {
	if m.sound && !m.has(key) {
		m.add(m.at(key), "%s缺少 %s", m.what, field(key))
	}
	return m.has(key)
}

func (m mapping) text(key string) string {
	s, _ := m.scalar(key)
	return s
}

func (m mapping) needText(key string) string {
	m.need(key)
	return m.text(key)
}

var codeForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// code is a required code that is not among those taken. taken tells the lines.
func (m mapping) code(key string, taken map[string]int) string {
	m.need(key)
	s, ok := m.scalar(key)
	if !ok {
		return ""
	}
	if !codeForm.MatchString(s) {
		m.add(m.at(key), "编码“%s”只能用字母、数字、点、横线和下划线，最多 64 个", s)
		return ""
	}
	if line, twice := taken[s]; twice {
		m.add(m.at(key), "编码 %s 重复，前一处在第 %d 行", s, line)
		return s
	}
	taken[s] = m.at(key).line
	return s
}

// points reads an amount from 0 to scoring.MaxPoints, nil without one.
func (m mapping) points(key string) *scoring.Points {
	s, ok := m.scalar(key)
	if !ok {
		return nil
	}
	p, err := scoring.ParsePoints(s)
	if err != nil || p < 0 || p > scoring.MaxPoints {
		m.add(m.at(key), "%s的 %s 须是 0 到 %s、最多两位小数的分值，现为“%s”", m.what, field(key), scoring.MaxPoints, s)
		return nil
	}
	return &p
}

func (m mapping) needPoints(key string) (scoring.Points, bool) {
	m.need(key)
	if p := m.points(key); p != nil {
		return *p, true
	}
	return 0, false
}

// number reads a whole number of 0 or more, nil without one.
func (m mapping) number(key string) *int64 {
	s, ok := m.scalar(key)
	if !ok {
		return nil
	}
	if jsonscan.IsNumber(s) {
		if v, whole := jsonscan.Scaled([]byte(s), 0); whole && v >= 0 {
			return &v
		}
	}
	m.add(m.at(key), "%s的 %s 须是 0 或更大的整数，现为“%s”", m.what, field(key), s)
	return nil
}

// list are the members of a sequence, which must have some.
func (m mapping) list(key string) []*yaml.Node {
	n := m.values[key]
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		m.add(m.of(n), "%s的 %s 须是列表，至少一项", m.what, field(key))
		return nil
	}
	return n.Content
}

func (m mapping) needList(key string) []*yaml.Node {
	m.need(key)
	return m.list(key)
}

// word reads one of the words given, the first of which holds without one.
func (m mapping) word(key string, words ...string) string {
	s, ok := m.scalar(key)
	if !ok {
		return words[0]
	}
	if !slices.Contains(words, s) {
		var list choices
		for _, w := range words {
			list = append(list, coded{w, valueWord(w)})
		}
		m.add(m.at(key), "%s的 %s 只能是 %s，现为“%s”", m.what, field(key), list, s)
		return words[0]
	}
	return s
}
