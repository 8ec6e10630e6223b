package indicator

import (
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// MaxSource is the number of bytes that a set's file may have; the embedded
// one has some 30,000.
const MaxSource = 4 << 20

// Read reads and checks a set. It returns all problems at once, by line, each
// naming the file as name; the set is nil if there are any. A reader that fails
// is a problem too: whoever must tell the two apart reads the text beforehand.
func Read(name string, src io.Reader) (*Set, []Problem) {
	rep := &report{file: name}
	text, err := io.ReadAll(io.LimitReader(src, MaxSource+1))
	switch {
	case err != nil:
		rep.add(place{line: 1}, "读取失败：%v", err)
		return nil, rep.problems
	case len(text) > MaxSource:
		rep.add(place{line: 1}, "文件超过 %d MB，请检查是不是指标体系", MaxSource>>20)
		return nil, rep.problems
	}
	root := rep.document(text)
	if root == nil {
		return nil, rep.sorted()
	}
	rep.paths = pathsBelow(root)
	set := newReader(rep).set(root)
	if len(rep.problems) > 0 {
		return nil, rep.sorted()
	}
	if err := set.compile(); err != nil {
		rep.add(place{line: 1}, "%v", err)
		return nil, rep.problems
	}
	return set, nil
}

// reader holds what the parts of a set must know of each other.
type reader struct {
	*report
	areas, items, clauses map[string]int // codes taken, and the lines they stand in
	kinds                 map[string]int
	subject               Subject
	gradeVeto             bool // some veto sets the grade
	sums                  []areaSum
}

func newReader(rep *report) *reader {
	return &reader{report: rep, areas: map[string]int{}, items: map[string]int{}, clauses: map[string]int{}, kinds: map[string]int{}}
}

func (r *reader) set(n *yaml.Node) *Set {
	m := r.mapping(n, "指标体系", "code", "name", "version", "subject", "kinds", "categories", "grades", "veto_grade", "areas")
	s := &Set{
		Code: m.code("code", map[string]int{}), Name: m.needText("name"), Version: m.needText("version"),
		Subject: Subject(m.word("subject", string(Branch), string(Member))),
	}
	r.subject = s.Subject
	for _, n := range m.list("kinds") {
		s.Kinds = append(s.Kinds, r.kind(n))
	}
	if len(s.Kinds) > 63 {
		r.add(m.at("kinds"), "支部类型最多 63 种")
	}
	r.readCategories(s, m)
	r.readGrades(s, m)
	for _, n := range m.needList("areas") {
		s.Areas = append(s.Areas, r.area(s, n))
	}
	r.checkVetoGrade(s, m)
	r.checkSums(s, m)
	return s
}

func (r *reader) kind(n *yaml.Node) BranchKind {
	m := r.mapping(n, "支部类型", "code", "name")
	return BranchKind{m.code("code", r.kinds), m.needText("name")}
}

func (r *reader) checkVetoGrade(s *Set, m mapping) {
	s.VetoGrade = m.text("veto_grade")
	if s.VetoGrade == "" {
		if r.gradeVeto {
			r.add(m.at("veto_grade"), "有一票否决的评分点，须以 %s 写明否决后的等次", field("veto_grade"))
		}
		return
	}
	if _, ok := s.Grade(s.VetoGrade); !ok {
		r.add(m.at("veto_grade"), "%s 的“%s”不在 %s 之中", field("veto_grade"), s.VetoGrade, field("grades"))
	}
}

func title(what, code string) string {
	if code == "" {
		return what
	}
	return fmt.Sprintf("%s %s ", what, code)
}
