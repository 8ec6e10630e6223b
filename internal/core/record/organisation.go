package record

import "baolei/internal/core/calendar"

// Seat is a place on the branch committee, with who held it when, oldest first.
type Seat struct {
	Entry
	Post     string
	Opened   calendar.Date
	Closed   calendar.Date // zero while the seat exists
	Holdings []Holding
}

// Holding is one person's time on a seat.
type Holding struct {
	ID     int64
	Member int64
	Name   string
	Since  calendar.Date
	Until  calendar.Date // the first day without; zero where open
}

// Term is a term of the branch committee.
type Term struct {
	Entry
	Elected calendar.Date
	Due     calendar.Date // re-election
	Note    string
}

// PlanKind is a kind of plan.
type PlanKind string

// The kinds of plan (annex, B2.1).
const (
	Yearly   PlanKind = "yearly"
	Periodic PlanKind = "periodic"
	Thematic PlanKind = "thematic"
)

var planKinds = []Named{{string(Yearly), "年度计划"}, {string(Periodic), "月度或季度学习计划"}, {string(Thematic), "专题教育计划"}}

// PlanKinds returns every kind with its name.
func PlanKinds() []Named { return append([]Named(nil), planKinds...) }

// Chinese returns the kind's name; "" for an unknown kind.
func (k PlanKind) Chinese() string { return wordOf(planKinds, string(k)) }

// Plan is a plan of work or study.
type Plan struct {
	Entry
	Kind            PlanKind
	Year            int
	Title           string
	Content         string
	CleanGovernment bool // clean government is in it (annex, B5.2)
	On              calendar.Date
	Files           int
}

// RuleKind is what a rule is about.
type RuleKind string

var ruleKinds = []Named{{"study", "学习制度"}, {"meeting", "会议制度"}, {"life", "组织生活制度"}, {"dues", "党费制度"}, {"archive", "档案制度"}, {"other", "其他制度"}}

// RuleKinds returns every kind with its name.
func RuleKinds() []Named { return append([]Named(nil), ruleKinds...) }

// Chinese returns the kind's name; "" for an unknown kind.
func (k RuleKind) Chinese() string { return wordOf(ruleKinds, string(k)) }

// Rule is a basic rule of the branch.
type Rule struct {
	Entry
	Kind     RuleKind
	Title    string
	Content  string
	On       calendar.Date // adopted
	Repealed calendar.Date // zero while in force
	Files    int
}
