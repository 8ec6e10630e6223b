package home

import (
	"fmt"
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
		say    func(map[rectify.State]int) (string, rectify.State)
	}{{"mending-branch", w.Branch, branchMends}, {"mending-clerk", w.Clerk, clerkLooks}, {"mending-committee", w.Committee, committeeChecks}, {"mending-office", w.Office, officeEnds}} {
		if p, open := mendingPart(x.id, x.counts, x.say); open {
			parts = append(parts, p)
		}
	}
	return parts
}

func mendingPart(id string, counts []rectification.Count, say func(map[rectify.State]int) (string, rectify.State)) (part, bool) {
	in, late, open := map[rectify.State]int{}, 0, 0
	p := part{ID: id, Title: "整改", Note: "后进整转党支部"}
	for _, c := range counts {
		if c.State != rectify.Ended {
			in[c.State], late, open = c.Files, late+c.Late, open+c.Files
		}
	}
	for _, s := range rectify.States() {
		if in[s] > 0 {
			p.Stats = append(p.Stats, ui.Stat{Label: s.Chinese(), Value: strconv.Itoa(in[s]), Href: page.RectificationsAtURL(string(s), 1)})
		}
	}
	if late > 0 {
		p.Stats = append(p.Stats, ui.Stat{Label: "有措施逾期", Value: strconv.Itoa(late), Tone: ui.Lost})
	}
	text, to := say(in)
	p.Say = text
	p.Actions = []ui.LinkButtonProps{{Label: "整改台账", Href: page.RectificationsAtURL(string(to), 1)}}
	if to != "" {
		p.Actions[0].Kind = ui.Primary
	}
	return p, open > 0
}

// branchMends is what a branch does next.
func branchMends(in map[rectify.State]int) (string, rectify.State) {
	switch {
	case in[rectify.Planning] > 0:
		return "本支部考评为后进整转，请逐项写明整改措施、责任人和期限。", rectify.Planning
	case in[rectify.Mending] > 0:
		return "完成一项登记一项，全部完成后提请党委检查。", rectify.Mending
	}
	return "等上级检查、销号。", ""
}

// clerkLooks says how far it is: a clerk may look, the steps are the secretary's.
func clerkLooks(in map[rectify.State]int) (string, rectify.State) {
	switch {
	case in[rectify.Planning] > 0:
		return "本支部考评为后进整转，由支部书记写整改措施。您可以查看台账，协助准备材料。", ""
	case in[rectify.Mending] > 0:
		return "支部正在整改，进展由支部书记登记。您可以查看台账，协助准备材料。", ""
	}
	return "等上级检查、销号。您可以查看台账。", ""
}

func committeeChecks(in map[rectify.State]int) (string, rectify.State) {
	if n := in[rectify.Checking]; n > 0 {
		return fmt.Sprintf("%d 个支部整改完成，等您检查。", n), rectify.Checking
	}
	return "现在没有等您检查的。", ""
}

func officeEnds(in map[rectify.State]int) (string, rectify.State) {
	if n := in[rectify.Checked]; n > 0 {
		return fmt.Sprintf("%d 个支部通过党委检查，等您销号。", n), rectify.Checked
	}
	return "现在没有等您销号的。", ""
}
