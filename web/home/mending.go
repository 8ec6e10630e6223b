package home

import (
	"fmt"
	"slices"
	"strconv"

	"baolei/internal/app/rectification"
	"baolei/internal/core/rectify"
	"baolei/web/page"
	"baolei/web/ui"
)

// mendingParts are the rectification files that are open, for each of whose steps
// they are.
func mendingParts(w rectification.Waits) []part {
	var parts []part
	for _, x := range []struct {
		id     string
		counts []rectification.Count
		say    func(rectification.Count) (string, bool)
		idle   string
	}{{"mending-branch", w.Branch, branchMends, ""}, {"mending-clerk", w.Clerk, clerkLooks, ""}, {"mending-committee", w.Committee, committeeChecks, "现在没有等您检查的。"}, {"mending-office", w.Office, officeEnds, "现在没有等您销号的。"}} {
		if p, open := mendingPart(x.id, x.counts, x.say); open {
			p.settle(x.idle)
			parts = append(parts, p)
		}
	}
	return parts
}

// mendingPart counts and tells the open files of each year and state by
// themselves: those of two years may stand at different steps.
func mendingPart(id string, counts []rectification.Count, say func(rectification.Count) (string, bool)) (part, bool) {
	p, late := part{ID: id, Title: "整改", Note: "后进整转党支部"}, 0
	for _, c := range inOrder(counts) {
		late += c.Late
		to := page.RectificationsAtURL(c.Year, string(c.State), false, 1)
		p.Stats = append(p.Stats, ui.Stat{Label: fmt.Sprintf("%d 年 · %s", c.Year, c.State.Chinese()), Value: strconv.Itoa(c.Files), Href: to})
		text, own := say(c)
		line := wait{fmt.Sprintf("%d 年考评：%s", c.Year, text), fmt.Sprintf("%d 年整改台账", c.Year), to}
		switch {
		case text == "":
		case own:
			p.Also = append(p.Also, line)
		default:
			p.Others = append(p.Others, line)
		}
	}
	if late > 0 {
		p.Stats = append(p.Stats, ui.Stat{Label: "有措施逾期", Value: strconv.Itoa(late), Tone: ui.Lost, Href: page.RectificationsAtURL(0, "", true, 1)})
	}
	return p, len(p.Stats) > 0
}

// inOrder are the files that are not ended, the first year first and in it by step.
func inOrder(counts []rectification.Count) []rectification.Count {
	open := slices.DeleteFunc(slices.Clone(counts), func(c rectification.Count) bool { return c.State == rectify.Ended })
	slices.SortFunc(open, func(a, b rectification.Count) int {
		if a.Year != b.Year {
			return a.Year - b.Year
		}
		return slices.Index(rectify.States(), a.State) - slices.Index(rectify.States(), b.State)
	})
	return open
}

// settle puts the first line of a part first: what is the person's own to do, or
// else what there is to see; idle where there is neither.
func (p *part) settle(idle string) {
	switch {
	case len(p.Also) > 0:
		p.wait(p.Also)
	case len(p.Others) > 0:
		first := p.Others[0]
		p.Say, p.Actions, p.Others = first.Say, []ui.LinkButtonProps{look(first.Label, first.Href)}, p.Others[1:]
	default:
		p.Say, p.Actions = idle, []ui.LinkButtonProps{look("整改台账", page.RectificationsURL)}
	}
}

// branchMends is what a branch does next, and whether it is the branch's turn.
func branchMends(c rectification.Count) (string, bool) {
	switch {
	case c.Back > 0 && c.State == rectify.Planning:
		return "党委退回了整改措施，请按退回的理由重新制定。", true
	case c.Back > 0 && c.State == rectify.Mending:
		return "整改没有通过，台账已退回。请针对退回的理由继续整改，登记进展后再提请检查。", true
	}
	switch c.State {
	case rectify.Planning:
		return "本支部为后进整转，请逐项写明整改措施、责任人和期限。", true
	case rectify.Mending:
		return "本支部正在整改，完成一项登记一项，全部完成后提请党委检查。", true
	case rectify.Checking:
		return "整改已完成，等党委检查。", false
	case rectify.Checked:
		return "整改已通过党委检查，等工委销号。", false
	case rectify.Ended:
	}
	return "", false
}

// clerkLooks says how far it is: a clerk may look, the steps are the secretary's.
func clerkLooks(c rectification.Count) (string, bool) {
	switch {
	case c.Back > 0 && c.State == rectify.Planning:
		return "党委退回了整改措施，由支部书记重新制定。您可以查看台账，协助准备材料。", false
	case c.Back > 0 && c.State == rectify.Mending:
		return "整改没有通过，台账已退回，由支部书记继续整改。您可以查看台账，协助准备材料。", false
	}
	switch c.State {
	case rectify.Planning:
		return "本支部为后进整转，由支部书记写整改措施。您可以查看台账，协助准备材料。", false
	case rectify.Mending:
		return "支部正在整改，进展由支部书记登记。您可以查看台账，协助准备材料。", false
	case rectify.Checking, rectify.Checked, rectify.Ended:
	}
	text, _ := branchMends(c)
	return text + "您可以查看台账。", false
}

func committeeChecks(c rectification.Count) (string, bool) {
	if c.State == rectify.Checking {
		return fmt.Sprintf("%d 个支部整改完成，等您检查。", c.Files), true
	}
	return "", false
}

func officeEnds(c rectification.Count) (string, bool) {
	if c.State == rectify.Checked {
		return fmt.Sprintf("%d 个支部通过党委检查，等您销号。", c.Files), true
	}
	return "", false
}
