// Package outcome says what a closed cycle means: who attained, who cannot be an
// advanced organisation that year, and which star a grade suggests.
//
// The document uses results as an important reference for the yearly star
// rating, for commendations and for civilised units (文明单位), and takes the
// eligibility of the year from party committees, general branches and branches
// that did not attain (opinion, VI(3)).
package outcome

import "fmt"

// Count is how many branches of an organisation there are in a cycle, and how
// many of them attained. One without a result has not attained.
type Count struct{ Branches, Attained int }

// Rate is the attainment rate in hundredths of a percent, rounded down so that
// it never shows a target that was not reached; 0 without branches.
func (c Count) Rate() int {
	if c.Branches == 0 {
		return 0
	}
	return c.Attained * 100_00 / c.Branches
}

// Reaches tells whether the rate is at least a target in hundredths of a
// percent, without rounding. Without branches there is nothing to miss.
func (c Count) Reaches(target int) bool { return c.Attained*100_00 >= target*c.Branches }

// Organisation tells why a party committee or a general branch loses its
// eligibility; "" where it keeps it.
func Organisation(c Count, target int) string {
	if c.Reaches(target) {
		return ""
	}
	return fmt.Sprintf("达标率 %s，未完成 %s 的目标（%d 个支部中 %d 个达标）", percent(c.Rate()), percent(target), c.Branches, c.Attained)
}

// Result is what a branch has at the end of a cycle.
type Result struct {
	Final   bool   // it was reported and closed; otherwise it has no result
	Attains bool   // its grade is "attained" or better
	Grade   string // the grade's name
	Vetoed  bool
}

// Branch tells why a branch loses its eligibility; "" where it keeps it.
func Branch(r Result) string {
	switch {
	case !r.Final:
		return "没有报送考评结果，按未达标计"
	case r.Attains:
		return ""
	case r.Vetoed:
		return "一票否决，等次为“" + r.Grade + "”"
	}
	return "等次为“" + r.Grade + "”，没有达标"
}

// Eligibility says whether a branch keeps or loses its eligibility, and why.
func Eligibility(r Result) string {
	if why := Branch(r); why != "" {
		return "取消当年先进党组织的参评资格：" + why + "。"
	}
	return "保留当年先进党组织的参评资格：等次为“" + r.Grade + "”，已达标。"
}

// Stars suggests a star from the place of a grade, counted from the best, 0 for
// the best: five stars for the best, then one fewer for each, none below the
// grades that attain. The document names no numbers: this is a proposal for the
// superior organisation, which decides on it.
func Stars(place int, attains bool) int {
	if !attains {
		return 0
	}
	return max(5-place, 1)
}

// percent writes hundredths of a percent with at most one decimal, cut off, so
// that it never shows more than there is.
func percent(hundredths int) string {
	if hundredths/10%10 == 0 {
		return fmt.Sprintf("%d%%", hundredths/100)
	}
	return fmt.Sprintf("%d.%d%%", hundredths/100, hundredths/10%10)
}
