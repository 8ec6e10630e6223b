package answer

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// reasonLimit bounds why a clause does not apply, in characters.
const reasonLimit = 200

// mostCounted is beyond any count of a branch's year: what is above it is a slip
// of the hand.
const mostCounted = 100_000

// Values is a finding as the fields of its form, for forms that carry an answer
// along unseen. Decode reads it back.
func Values(c *indicator.Clause, f scoring.Finding) url.Values {
	v := url.Values{}
	set := func(name, value string) { v.Set(Field(c, name), value) }
	if f.NotApplicable {
		set(notApplies, "true")
		set(reason, f.Reason)
		return v
	}
	switch c.Kind {
	case scoring.Once, scoring.Veto:
		set(occurred, strconv.FormatBool(f.Occurred))
	case scoring.PerCase, scoring.Stepped:
		set(count, strconv.FormatInt(f.Count, 10))
	case scoring.PerMissing:
		set(actual, strconv.FormatInt(f.Actual, 10))
		if f.HasExpected {
			set(expected, strconv.FormatInt(f.Expected, 10))
		}
	case scoring.Range:
		set(amount, f.Amount.String())
	case scoring.Choice:
		set(option, f.Option)
	case scoring.Tiers:
		for _, o := range c.Options { // a level that the answer does not name is none
			set(tier+o.Code, "0")
		}
		for _, t := range f.Counts {
			set(tier+t.Option, strconv.FormatInt(t.Count, 10))
		}
	}
	return v
}

// Decode reads the fields of a clause from a posted form. clear tells that the
// answer is taken back: the clause is to be unanswered. What cannot be read is
// Invalid, with its message by field; whether the figures are within bounds is
// for scoring to say.
func Decode(r *http.Request, c *indicator.Clause) (f scoring.Finding, clear bool, err error) {
	return decode(r.PostForm, c)
}

func decode(v url.Values, c *indicator.Clause) (scoring.Finding, bool, error) {
	p := posted{values: v, clause: c}
	if err := p.strict(); err != nil {
		return scoring.Finding{}, false, err
	}
	f := scoring.Finding{Clause: c.Code}
	switch {
	case p.has(cleared):
		return f, true, p.must(cleared, "true")
	case p.has(notApplies):
		f.NotApplicable, f.Reason = true, p.text(reason)
		return f, false, p.reason(f.Reason)
	}
	empty, err := p.read(&f)
	return f, empty && err == nil, err
}

// posted is what was posted about one clause.
type posted struct {
	values url.Values
	clause *indicator.Clause
}

// strict refuses fields that the clause's form does not have, and fields twice.
func (p posted) strict() error {
	known := map[string]bool{}
	for _, name := range fields(p.clause) {
		known[Field(p.clause, name)] = true
	}
	for name, values := range p.values {
		if !strings.HasPrefix(name, p.clause.Code+":") {
			continue
		}
		if !known[name] || len(values) != 1 {
			return fault.New(fault.Invalid, "没有读懂提交的内容，请刷新页面后再填。")
		}
	}
	return nil
}

func (p posted) has(name string) bool { return p.values.Has(Field(p.clause, name)) }

func (p posted) text(name string) string {
	return strings.TrimSpace(p.values.Get(Field(p.clause, name)))
}

func (p posted) bad(name, message string) error { return fault.Field(Field(p.clause, name), message) }

func (p posted) must(name, value string) error {
	if p.text(name) != value {
		return p.bad(name, "没有读懂提交的内容，请刷新页面后再填。")
	}
	return nil
}

func (p posted) reason(text string) error {
	if err := p.must(notApplies, "true"); err != nil {
		return err
	}
	if text == "" || !utf8.ValidString(text) {
		return p.bad(reason, "请写明为什么不适用。")
	}
	if utf8.RuneCountInString(text) > reasonLimit {
		return p.bad(reason, "原因最多 200 字，请精简。")
	}
	return nil
}

// read reads the answer itself; empty tells that every field was left empty.
func (p posted) read(f *scoring.Finding) (empty bool, err error) {
	switch p.clause.Kind {
	case scoring.Once, scoring.Veto:
		return p.readOnce(f)
	case scoring.PerCase, scoring.Stepped:
		n, set, err := p.whole(count)
		f.Count = n
		return !set, err
	case scoring.PerMissing:
		return p.readMissing(f)
	case scoring.Range:
		return p.readRange(f)
	case scoring.Choice:
		f.Option = p.text(option)
		if _, ok := p.clause.Option(f.Option); !ok && f.Option != scoring.NoOption {
			return false, p.bad(option, "请选择其中一项。")
		}
		return false, nil
	case scoring.Tiers:
		return p.readTiers(f)
	}
	return false, fault.New(fault.Invalid, "没有读懂提交的内容，请刷新页面后再填。")
}

func (p posted) readOnce(f *scoring.Finding) (bool, error) {
	switch p.text(occurred) {
	case "true":
		f.Occurred = true
	case "false":
	default:
		return false, p.bad(occurred, "请选择其中一项。")
	}
	return false, nil
}

func (p posted) readMissing(f *scoring.Finding) (bool, error) {
	held, said, err := p.whole(actual)
	if err != nil {
		return false, err
	}
	due, given, err := p.whole(expected)
	if err != nil {
		return false, err
	}
	standard := p.clause.Expected
	own := given && (standard == nil || due != *standard)
	switch {
	case !said && !own:
		return true, nil
	case !said:
		return false, p.bad(actual, "还要填写实有数，填好后保存。")
	case !given && standard == nil:
		return false, p.bad(expected, "还要填写应有数，填好后保存。")
	}
	f.Actual = held
	if own {
		f.Expected, f.HasExpected = due, true
	}
	return false, nil
}

func (p posted) readRange(f *scoring.Finding) (bool, error) {
	points, err := scoring.ParsePoints(p.text(amount))
	if err != nil {
		return false, p.bad(amount, "请选择其中一档。")
	}
	if c := p.clause; points != 0 && (points < c.Min || points > c.Max || (points-c.Min)%max(c.Step, 1) != 0) {
		return false, p.bad(amount, "没有这一档，请从所列各档中选择。")
	}
	f.Amount = points
	return false, nil
}

// readTiers takes a level left empty as none of it, where any other is filled in.
func (p posted) readTiers(f *scoring.Finding) (bool, error) {
	empty := true
	for _, o := range p.clause.Options {
		n, set, err := p.whole(tier + o.Code)
		if err != nil {
			return false, err
		}
		if set {
			empty = false
			f.Counts = append(f.Counts, scoring.Tier{Option: o.Code, Count: n})
		}
	}
	return empty, nil
}

// whole reads a whole number from 0 on; set is false where it was left empty.
func (p posted) whole(name string) (n int64, set bool, err error) {
	text := p.text(name)
	if text == "" {
		return 0, false, nil
	}
	n, bad := strconv.ParseInt(text, 10, 64)
	if bad != nil || n < 0 {
		return 0, false, p.bad(name, "请填写 0 或更大的整数，例如 12。")
	}
	if n > mostCounted {
		return 0, false, p.bad(name, "这个数太大，最多 100000，请核对。")
	}
	return n, true, nil
}

// Blank tells whether nothing was filled in about a clause, in a form that
// holds many of which some may stay open.
func Blank(r *http.Request, c *indicator.Clause) bool {
	for _, name := range fields(c) {
		if name == expected && c.Expected != nil {
			continue // it is filled in beforehand
		}
		if strings.TrimSpace(r.PostForm.Get(Field(c, name))) != "" {
			return false
		}
	}
	return true
}

// Typed reads a clause from fields that were posted before and come back.
func Typed(v url.Values, c *indicator.Clause) (f scoring.Finding, clear bool, err error) {
	return decode(v, c)
}
