// Package dues knows the national scale of party dues, who belongs in a month's
// table, and who has not paid.
//
// It is pure: amounts are whole fen, months are those of Shanghai, and the day
// on which it is judged is given.
package dues

import (
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
)

// Step is a bracket of the scale. Its rate is taken of the whole base, not only
// of what lies above the bracket below.
type Step struct {
	UpTo     record.Fen // the highest base of the bracket; 0 for no bound
	PerMille int64      // 5 for 0.5 %
}

// The scale of 关于中国共产党党费收缴、使用和管理的规定 (中组发〔2008〕3号, in force
// since 2008-04-01): article 2 for monthly pay after tax, article 5 for
// pensions, article 6 for farmers and for students, the unemployed and those on
// relief.
var (
	wage    = []Step{{3000_00, 5}, {5000_00, 10}, {10000_00, 15}, {0, 20}}
	pension = []Step{{5000_00, 5}, {0, 10}}
)

// The fixed amounts of article 6.
const (
	FarmerLeast record.Fen = 20
	FarmerMost  record.Fen = 100
	FixedDue    record.Fen = 20
)

// MostBase is the highest base that is taken: more is a slip of the pen.
const MostBase record.Fen = 10_000_000_00

// Scale returns the brackets of a basis, the lowest first; none where the
// amount is fixed or agreed.
func Scale(b record.Basis) []Step {
	switch b {
	case record.Wage:
		return append([]Step(nil), wage...)
	case record.Pension:
		return append([]Step(nil), pension...)
	case record.Farmer, record.Fixed, record.Reduced:
	}
	return nil
}

// Due is what a base of a basis owes for a month, in whole fen. The rule is
// silent on parts of a fen: half a fen and more counts as one. Farmers owe what
// was agreed, within the bounds of article 6; whoever the committee above
// allowed less (article 8) owes what it allowed.
func Due(b record.Basis, base record.Fen) record.Fen {
	base = max(base, 0)
	switch b {
	case record.Farmer:
		return min(max(base, FarmerLeast), FarmerMost)
	case record.Fixed:
		return FixedDue
	case record.Reduced:
		return base
	case record.Wage, record.Pension:
	}
	for _, s := range Scale(b) {
		if s.UpTo == 0 || base <= s.UpTo {
			return (base*record.Fen(s.PerMille) + 500) / 1000
		}
	}
	return 0
}

// Check refuses a base that cannot be one of the basis; field names the form
// field that is wrong.
func Check(field string, b record.Basis, base record.Fen) error {
	switch {
	case b.Chinese() == "":
		return fault.Field(field, "请选择交纳依据。")
	case base < 0 || base > MostBase:
		return fault.Field(field, "基数不在合理范围内，请核对。")
	case (b == record.Wage || b == record.Pension) && base == 0:
		return fault.Field(field, "请填写月收入，例如 4200.00。")
	case b == record.Farmer && (base < FarmerLeast || base > FarmerMost):
		return fault.Field(field, "农民党员每月交纳 0.20 元至 1.00 元。")
	}
	return nil
}
