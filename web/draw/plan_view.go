package draw

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/scoring"
)

// plan answers how many are enough: of all branches, if so many are off.
type plan struct {
	branches, off, percent int // percent is the confidence asked for
	enough                 int
}

// tenth is how many are taken to be off where nobody says: one in ten.
func tenth(branches int) int { return (branches + 9) / 10 }

// plan reads the planner's figures; by default a tenth of the branches off, and
// 90 % confidence.
func (f form) plan(p *spotcheck.Preparation) plan {
	pl := plan{branches: len(p.Population), percent: 90}
	if n, err := strconv.Atoi(f.percent); err == nil && n >= 1 && n <= 99 {
		pl.percent = n
	}
	pl.off = within(f.off, tenth(pl.branches), pl.branches)
	pl.enough = spotcheck.Enough(pl.branches, pl.off, pl.percent)
	return pl
}

// offOf is fewer than how many of a stratum are to be off: usually a tenth, and
// two at least, since only drawing all of them shows that none is.
func (f form) offOf(s spotcheck.Stratum) int {
	return within(f.offs[s.Name], min(max(tenth(s.Branches), 2), s.Branches), s.Branches)
}

// within reads a number from 1 to most, or takes the usual one.
func within(text string, usual, most int) int {
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= most {
		return n
	}
	return usual
}

// checkPlan fills in the planner's usual figures where nobody says, and tells what
// is wrong with those that were typed.
func (f *form) checkPlan(p *spotcheck.Preparation, bad map[string]string) {
	pl := f.plan(p)
	check := func(field, text string, usual, most int) string {
		if text == "" {
			return strconv.Itoa(usual)
		}
		if n, err := strconv.Atoi(text); err != nil || n < 1 || n > most {
			bad[field] = fmt.Sprintf("请填 1 至 %d 的整数。", most)
		}
		return text
	}
	f.percent = check("percent", f.percent, pl.percent, 99)
	f.off = check("off", f.off, pl.off, max(pl.branches, 1))
	for _, s := range p.Strata {
		f.offs[s.Name] = check("off-"+s.Name, f.offs[s.Name], f.offOf(s), s.Branches)
	}
}

// assumed is what the sizes were chosen by, as it was checked.
func (f form) assumed() spotcheck.Plan {
	plan := spotcheck.Plan{Off: map[string]int{}}
	plan.Percent, _ = strconv.Atoi(f.percent) // what is no number is refused with the publication
	for name, text := range f.offs {
		plan.Off[name], _ = strconv.Atoi(text)
	}
	return plan
}

// text says what a sample of the planned size shows, and one for 95 %.
func (pl plan) text(tolerance string) string {
	if pl.branches == 0 {
		return "还没有可以抽查的支部。"
	}
	text := enoughText(pl.branches, pl.off, pl.enough, tolerance)
	if more := spotcheck.Enough(pl.branches, pl.off, 95); more > pl.enough {
		text += fmt.Sprintf("；抽 %d 个时 %d%%", more, spotcheck.Confidence(pl.branches, pl.off, more))
	}
	return text + "。"
}

// enoughText is the planner's sentence for one stratum; tolerance is as it is to
// be read: "5 分".
func enoughText(branches, off, drawn int, tolerance string) string {
	return fmt.Sprintf("共 %d 个，若有 %d 个以上偏差超过%s，抽 %d 个时有 %d%% 的把握至少碰到一个",
		branches, off, tolerance, drawn, spotcheck.Confidence(branches, off, drawn))
}

// planText is the planner's answer for all branches. Drawn by strata, it is an
// estimate: what each stratum's size shows stands beside it. It repeats nothing
// that was typed and could not be taken.
func planText(p *spotcheck.Preparation, f form) string {
	if f.fields["percent"] != "" || f.fields["off"] != "" {
		return "把握和超差的个数改正以后再算。"
	}
	text := f.plan(p).text(f.tolerance())
	if len(p.Strata) > 1 {
		text = "按不分层估算，" + text
	}
	if least, most := tickets(p.Population); least < most && !f.wrongRules() {
		text += "把握按每个支部 1 张签计算；加了签的支部更容易抽中。"
	}
	return text
}

// tolerance is a branch's, as the planner says it.
func (f form) tolerance() string {
	points, err := scoring.ParsePoints(strings.TrimSpace(f.branch))
	if err != nil || f.fields["branch"] != "" {
		return "允许差"
	}
	return inPoints(points)
}

func inPoints(p scoring.Points) string { return " " + p.String() + " 分" }

// needed is the planner one way: for fewer than so many off, draw so many.
func needed(s spotcheck.Stratum, off, percent int) string {
	return fmt.Sprintf("少于 %d 个：抽 %d 个", off, spotcheck.Enough(s.Branches, off, percent))
}

// shows is the planner the other way: so many drawn and none off means.
func shows(branches, drawn, percent int) string {
	if drawn < 1 || drawn > branches {
		return ""
	}
	return fmt.Sprintf("抽 %d 个都没有超差，有 %d%% 的把握：超差的少于 %d 个", drawn, percent, spotcheck.Tolerated(branches, drawn, percent))
}
