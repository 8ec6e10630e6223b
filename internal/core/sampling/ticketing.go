package sampling

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// Ticketing is what is published about tickets beside their numbers: the rules
// in words, and which of them gave how many.
type Ticketing struct {
	Rules         []string `json:"rules"`          // sentences; none where every branch holds one ticket
	Reasons       string   `json:"reasons"`        // the file of reasons as text
	ReasonsDigest string   `json:"reasons_digest"` // its SHA-256, lower-case hex
}

// NewTicketing publishes rules and reasons. Without rules there are no reasons.
func NewTicketing(rules []string, reasons []Reason) *Ticketing {
	t := &Ticketing{Rules: notNil(rules), Reasons: string(ReasonsText(reasons))}
	t.ReasonsDigest = Digest([]byte(t.Reasons))
	return t
}

// ReasonsText writes the file of reasons: lines of branch code, rule and
// tickets, separated by tabs, rising by code and then by rule, byte by byte.
func ReasonsText(reasons []Reason) []byte {
	sorted := slices.Clone(reasons)
	slices.SortFunc(sorted, compareReasons)
	file := make([]byte, 0, len(sorted)*lineLength)
	for _, r := range sorted {
		file = append(file, r.Code...)
		file = append(file, '\t')
		file = append(file, r.Rule...)
		file = append(file, '\t')
		file = strconv.AppendInt(file, int64(r.Tickets), 10)
		file = append(file, '\n')
	}
	return file
}

func compareReasons(a, b Reason) int {
	return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Rule, b.Rule))
}

// ParseReasons reads a file of reasons, as strict as ParsePopulation. The first
// line that breaks a rule is told as a *LineError.
func ParseReasons(file []byte) ([]Reason, error) {
	return readLines(string(file), 3, parseReason)
}

func parseReason(before []Reason, row []string) (Reason, string) {
	tickets, ok := ParseCount(row[2])
	one := Reason{row[0], Rule(row[1]), tickets}
	switch {
	case !ok || tickets < 1 || tickets >= MaxTickets:
		return one, fmt.Sprintf("加签数 %q 应为 1 到 %d 的整数，不带符号和前导零", row[2], MaxTickets-1)
	case !one.Rule.known():
		return one, fmt.Sprintf("没有加签规则 %q", row[1])
	case len(before) > 0 && compareReasons(before[len(before)-1], one) >= 0:
		return one, fmt.Sprintf("支部 %q 的加签理由应按编码和规则的字节顺序排列且不重复", row[0])
	}
	return one, ""
}

func (r Rule) known() bool {
	return r == Proportion || r == Apart || r == Hinted || r == Unchecked
}

// check tells in Chinese where reasons and tickets do not agree: a branch holds
// one ticket, and one for each that a rule gave.
func (t *Ticketing) check(pop Population) error {
	reasons, err := ParseReasons([]byte(t.Reasons))
	if err != nil {
		return fmt.Errorf("加签理由：%w", err)
	}
	if len(t.Rules) == 0 && len(reasons) > 0 {
		return fmt.Errorf("没有公布加签规则，支部 %q 却有加签理由", reasons[0].Code)
	}
	for _, rule := range t.Rules {
		if err := checkWord(rule); err != nil {
			return err
		}
	}
	for _, e := range pop { // both rise by code
		tickets := 1
		for ; len(reasons) > 0 && reasons[0].Code == e.Code; reasons = reasons[1:] {
			tickets += reasons[0].Tickets
		}
		if tickets != e.Tickets {
			return fmt.Errorf("支部 %q 有 %d 张签，加签理由合计是 %d 张", e.Code, e.Tickets, tickets)
		}
	}
	if len(reasons) > 0 {
		return fmt.Errorf("支部 %q 有加签理由，却不在总体名单中，或次序不对", reasons[0].Code)
	}
	return nil
}
