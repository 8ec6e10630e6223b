package scoring

import (
	"strings"
	"unicode"
)

// The codes of an Error.
const (
	CodeBadJSON         = "bad_json"
	CodeWrongField      = "wrong_field"
	CodeUnknownClause   = "unknown_clause"
	CodeDuplicateClause = "duplicate_clause"
	CodeUnknownOption   = "unknown_option"
	CodeOutOfRange      = "out_of_range"
	CodeMissingReason   = "missing_reason"
)

// Error tells why findings cannot be scored.
type Error struct {
	Code    string // one of the Code constants
	Clause  string // empty where no clause is concerned, or if an unknown one is
	Message string // Chinese, for the person; says what to do
}

// Error makes e an error.
func (e *Error) Error() string {
	if e.Clause == "" {
		return e.Code + ": " + e.Message
	}
	return e.Code + " " + e.Clause + ": " + e.Message
}

func errUnknownClause(code string) *Error {
	return &Error{CodeUnknownClause, code, "指标体系里没有评分点“" + brief(code) + "”，请核对编码"}
}

func errNotForKind(code string) *Error {
	return &Error{CodeUnknownClause, code, "评分点 " + code + " 不用于这一类支部，请删去"}
}

func errTwice(code string) *Error {
	return &Error{CodeDuplicateClause, code, "评分点 " + code + " 填了不止一次，请只留一条"}
}

func errFieldNeeded(code, field string) *Error {
	return &Error{CodeWrongField, code, "评分点 " + code + " 缺少 " + field + "，请补上"}
}

func errExpectedNeeded(code string) *Error {
	return &Error{CodeWrongField, code, "评分点 " + code + " 没有默认的应有数，请填写应有多少（expected）"}
}

func errOptionTwice(code, option string) *Error {
	return &Error{CodeWrongField, code, "评分点 " + code + " 的档次“" + brief(option) + "”填了不止一次，请合为一个次数"}
}

func (c *clause) errOption(option string) *Error {
	known := ""
	for _, o := range c.options {
		known += o.Code + "、"
	}
	if c.kind == Choice {
		known += NoOption + "、"
	}
	return &Error{CodeUnknownOption, c.code, "评分点 " + c.code + " 没有选项“" + brief(option) + "”，可选：" + strings.TrimSuffix(known, "、")}
}

func errNegative(code, field string) *Error {
	return &Error{CodeOutOfRange, code, "评分点 " + code + " 的 " + field + " 不能为负，请填 0 或更大的整数"}
}

func errTooMuch(code string) *Error {
	return &Error{CodeOutOfRange, code, "评分点 " + code + " 的次数太大，算出的分值超出可计算的范围，请核对"}
}

func errSumTooMuch() *Error {
	return &Error{CodeOutOfRange, "", "各评分点相加超出可计算的范围，请核对次数"}
}

func (c *clause) errRange() *Error {
	return &Error{CodeOutOfRange, c.code, "评分点 " + c.code + " 的分值须为 0，或从 " + c.min.String() + " 到 " +
		c.max.String() + "、每档 " + c.step.String()}
}

func errReason(code string) *Error {
	return &Error{CodeMissingReason, code, "评分点 " + code + " 填了不适用，请写明理由"}
}

func errKindNotAsked() *Error {
	return &Error{CodeWrongField, "", "这套指标不分支部类型，请删去 kind"}
}

func errKindUnknown(kind string, kinds []string) *Error {
	known := strings.Join(kinds, "、")
	if kind == "" {
		return &Error{CodeWrongField, "", "这套指标分支部类型，请填 kind，可填：" + known}
	}
	return &Error{CodeWrongField, "", "没有支部类型“" + brief(kind) + "”，kind 可填：" + known}
}

// checkReason asks for a reason that can be read: white space, control and
// formatting characters alone are none. Whatever else Unicode does not know yet,
// or leaves to private use as rare Han characters are, may well be a word.
func checkReason(code, reason string) *Error {
	for _, r := range reason {
		if !unicode.In(r, unicode.White_Space, unicode.Cc, unicode.Cf) {
			return nil
		}
	}
	return errReason(code)
}

func errNoClause() *Error {
	return &Error{CodeWrongField, "", "有一条评分情况没有写明评分点，请填 clause（文字）"}
}

func errFieldSurplus(code, field string) *Error {
	return &Error{CodeWrongField, code, "评分点 " + code + " 不用 " + brief(field) + "，请删去"}
}

func errFieldType(code, field, want string) *Error {
	return &Error{CodeWrongField, code, "评分点 " + code + " 的 " + field + " 须是" + want}
}

func errReasonAlone(code string) *Error {
	return &Error{CodeWrongField, code, "评分点 " + code + " 写了 reason 却没有 applicable，不适用时请加 \"applicable\":false"}
}

func errApplicable(code string) *Error {
	return &Error{CodeWrongField, code, "评分点 " + code + " 的 applicable 只能是 false；适用时请删去它，直接填写情况"}
}

func errValueBesideNot(code string) *Error {
	return &Error{CodeWrongField, code, "评分点 " + code + " 填了不适用，就不要再填其他内容"}
}

func errWhole(code, field string) *Error {
	return &Error{CodeOutOfRange, code, "评分点 " + code + " 的 " + field + " 须是 0 到 9223372036854775807 的整数"}
}

// brief keeps what somebody sent from filling a message.
func brief(s string) string {
	const most = 40
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
