package draw

import (
	"fmt"
	"strconv"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/web/page"
	"baolei/web/ui"
)

// public is a draw as everybody sees it, with the forms of whoever may act.
type public struct {
	*spotcheck.View
	Heading   ui.HeadingProps
	Message   string // why what the officer did was not taken
	Digests   []ui.Definition
	Files     []ui.Link
	Tickets   ui.Link
	Terms     []ui.Definition
	SeedWho   string
	Refused   ui.TableProps
	Enter     *ui.Form
	Typed     ui.Text
	Confirm   *ui.Form
	Signature ui.SignatureProps
	Refuse    *ui.Form
	Reason    ui.Text
	Result    ui.TableProps
	Pager     ui.PagerProps // of Result
	Plan      []string
	Recipe    recipe
	Rest      rest
}

func newPublic(v *spotcheck.View, hidden func(...string) []ui.Hidden, t typed, at int) public {
	p := public{View: v, Message: t.message, SeedWho: seedWho(v), Refused: refused(v), Plan: planned(v), Recipe: newRecipe(v), Rest: newRest(v)}
	from, until, pager := resultPager(v, at)
	p.Result, p.Pager = result(v, from, until), pager
	p.Heading = ui.HeadingProps{Title: v.Title, Back: ui.Link{Label: "抽查", Href: page.DrawsURL}, Badges: []ui.BadgeProps{sealing(v.Sealed)},
		Text: "先公布名单，再产生种子，抽中谁由两者算出。任何人都可以下载后自己重算。"}
	p.Digests = []ui.Definition{{Term: "名单", Text: v.PopulationDigest}, {Term: "抽查员", Text: v.InspectorsDigest}, {Term: "公告", Text: v.NoticeDigest}}
	p.Files = []ui.Link{{Label: "下载名单", Href: page.DrawFileURL(v.ID, string(spotcheck.PopulationFile))},
		{Label: "下载抽查员和回避", Href: page.DrawFileURL(v.ID, string(spotcheck.InspectorsFile))}, {Label: "下载公告", Href: page.DrawFileURL(v.ID, string(spotcheck.NoticeFile))}}
	if len(v.Rules) > 0 {
		p.Files = append(p.Files, ui.Link{Label: "下载加签理由", Href: page.DrawFileURL(v.ID, string(spotcheck.ReasonsFile))})
	}
	p.Tickets = ui.Link{Label: "名单和每个支部的签", Href: page.DrawPopulationURL(v.ID, everyone)}
	if len(v.Draw.Reasons) > 0 {
		p.Tickets = ui.Link{Label: "谁多一张签，为什么", Href: page.DrawPopulationURL(v.ID, moreThanOne)}
	}
	p.Terms = terms(v)
	p.forms(v, hidden, t)
	return p
}

func sealing(sealed bool) ui.BadgeProps {
	if sealed {
		return ui.BadgeProps{Text: "密封", Tone: ui.Info}
	}
	return ui.BadgeProps{Text: "不密封", Tone: ui.Warn}
}

func terms(v *spotcheck.View) []ui.Definition {
	sealed := "密封，交回之前抽查员看不到自评和考核的分数"
	if !v.Sealed {
		sealed = "不密封，抽查员能看到自评和考核的分数"
	}
	list := []ui.Definition{{Term: "种子来源", Text: v.SeedSource}, {Term: "抽取数", Text: sizes(v)},
		{Term: "允许差", Text: tolerances(scoring.Points(v.ItemTolerance), scoring.Points(v.BranchTolerance), scoring.Points(v.GroupTolerance))}, {Term: "方式", Text: sealed}, {Term: "查哪些项目", Text: itemsText(v.Set.Set, v.Items)},
		{Term: "签", Body: sentences(rulesOf(v.Draw))},
		{Term: "抽查员", Text: fmt.Sprintf("%d 人可抽，每个支部 %d 人；两年内在该支部或上级党组织任职、办过该支部自评考核的回避", len(v.Inspectors), v.PerBranch)}}
	if n := len(v.DrawnBefore); n > 0 {
		list = append(list, ui.Definition{Term: "已抽过", Text: fmt.Sprintf("本周期此前抽过的 %d 个支部不在名单内", n)})
	}
	return list
}

// rulesOf says how tickets were given.
func rulesOf(d *spotcheck.Draw) []string {
	if len(d.Rules) == 0 {
		return []string{oneTicket}
	}
	return d.Rules
}

func sizes(v *spotcheck.View) string {
	text := ""
	for _, s := range v.Strata {
		if n := v.Sizes[s.Name]; n > 0 {
			if text != "" {
				text += "、"
			}
			text += fmt.Sprintf("%s %d\u00a0/\u00a0%d", s.Label, n, s.Branches)
		}
	}
	return text
}

// badge sums the population up: "70 个支部 · 6 层 · 94 张签".
func (p public) badge() ui.BadgeProps {
	tickets := 0
	for _, e := range p.Population {
		tickets += e.Tickets
	}
	return ui.BadgeProps{Text: fmt.Sprintf("%d 个支部 · %d 层 · %d 张签", len(p.Population), len(p.Strata), tickets), Tone: ui.Good}
}

func (p public) drawn() bool { return !p.DrawnAt.IsZero() }

// published tells when and by whom the lists were frozen.
func (p public) published() string {
	return fmt.Sprintf("%s %s公布，之后不能再改", calendar.Minute(p.At), p.ByName)
}

// seed is the one to show: confirmed, or waiting.
func (p public) seed() string {
	if n := len(p.Seeds); n > 0 && (p.Waiting != nil || p.drawn()) {
		return p.Seeds[n-1].Digits
	}
	return ""
}

func seedWho(v *spotcheck.View) string {
	switch {
	case v.Waiting != nil:
		return fmt.Sprintf("%s %s录入，共 %d 位", v.Waiting.EnteredName, calendar.Minute(v.Waiting.EnteredAt), len(v.Waiting.Digits))
	case !v.DrawnAt.IsZero() && len(v.Seeds) > 0:
		s := v.Seeds[len(v.Seeds)-1]
		return fmt.Sprintf("%s %s录入，%s %s核对确认", s.EnteredName, calendar.Minute(s.EnteredAt), s.DecidedName, calendar.Minute(s.DecidedAt))
	}
	return ""
}

func (p public) seedBadge() ui.BadgeProps {
	switch {
	case p.drawn():
		return ui.BadgeProps{Text: "两人确认", Tone: ui.Good}
	case p.Waiting != nil:
		return ui.BadgeProps{Text: "等待第二人确认", Tone: ui.Warn}
	}
	return ui.BadgeProps{Text: "等待录入", Tone: ui.Warn}
}

func refused(v *spotcheck.View) ui.TableProps {
	t := ui.TableProps{ID: "refused", Caption: "退回的种子，随抽查包公开", Columns: []ui.Column{{Label: "种子"}, {Label: "录入"}, {Label: "退回"}, {Label: "理由"}}}
	for _, s := range v.Seeds {
		if !s.Waits() && !s.Confirmed {
			t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: s.Digits}, {Text: s.EnteredName, Sub: calendar.Minute(s.EnteredAt)},
				{Text: s.DecidedName, Sub: calendar.Minute(s.DecidedAt)}, {Text: s.Reason}}})
		}
	}
	return t
}

func (p *public) forms(v *spotcheck.View, hidden func(...string) []ui.Hidden, t typed) {
	p.Typed = ui.Text{ID: "seed", Name: "seed", Label: "种子", Value: t.seed, Error: t.fields["seed"], Required: true, InputMode: "numeric", Autocomplete: "off", MaxLength: "400",
		Hint: "至少 20 位数字，空格不计。录入后由另一位经办逐位核对。"}
	p.Reason = ui.Text{ID: "reason", Name: "reason", Label: "为什么退回", Value: t.reason, Error: t.fields["reason"], Required: true, Rows: 2, MaxLength: "400",
		Hint: "退回的种子和理由会留在抽查包里，谁都看得到。"}
	if v.CanEnter {
		p.Enter = &ui.Form{Action: page.DrawSeedURL(v.ID), Hidden: hidden()}
	}
	if v.CanDecide {
		p.Confirm = &ui.Form{Action: page.DrawConfirmURL(v.ID), Hidden: hidden("seed", v.Waiting.Digits)}
		p.Refuse = &ui.Form{Action: page.DrawRefuseURL(v.ID), Hidden: hidden(page.DigestField, v.SeedDigest())}
	}
}

// lost tells whether a seed was typed that could not be taken and has no field
// to stand in any more.
func (p public) lost() bool { return p.Message != "" && p.Typed.Value != "" && p.Enter == nil }

// planned says for each stratum drawn from what its sample shows, after what is
// assumed: what the officer assumed when choosing the sizes, or the usual where
// that is not told.
func planned(v *spotcheck.View) []string {
	percent, lines := v.Plan.Percent, []string{fmt.Sprintf("按准备抽查时填的假设推算：要有 %d%% 的把握，各层超差的个数如下；每个支部按 1 张签。", v.Plan.Percent)}
	if percent == 0 {
		percent, lines = 95, []string{"按统一的假设推算，不是准备抽查时填的：每层有十分之一的支部超差（不足一个的算一个），要有 95% 的把握；每个支部按 1 张签。"}
	}
	tolerance := inPoints(scoring.Points(v.BranchTolerance))
	for _, s := range v.Strata {
		n := v.Sizes[s.Name]
		if n == 0 {
			continue
		}
		off := within(strconv.Itoa(v.Plan.Off[s.Name]), tenth(s.Branches), s.Branches)
		line := enoughText(s.Branches, off, n, tolerance)
		if more := spotcheck.Enough(s.Branches, off, percent); more > n {
			line += fmt.Sprintf("；抽 %d 个时 %d%%", more, spotcheck.Confidence(s.Branches, off, more))
		}
		lines = append(lines, s.Label+"："+line+"。"+shows(s.Branches, n, percent)+"。")
	}
	return lines
}

// recipe is how anybody recomputes the draw by hand, with this draw's figures.
type recipe struct {
	Ticket, Number string // a command and what it prints
	Inspector      string
	Branch         string
	Command        string // of the program
}

func newRecipe(v *spotcheck.View) recipe {
	r := recipe{Command: fmt.Sprintf("baolei sample verify draw-%d-bundle.json", v.ID)}
	if len(v.Checks) == 0 || len(v.Seeds) == 0 || len(v.Checks[0].Checkers) == 0 {
		r.Ticket = `printf '%s\n%s\n%s' 种子 支部编码 1 | sha256sum`
		r.Inspector = `printf '%s\n%s\n%s' 种子 支部编码 抽查员账号 | sha256sum`
		return r
	}
	first, seed := v.Checks[0], v.Seeds[len(v.Seeds)-1].Digits
	if r.Branch = first.Name; first.Tickets == 1 { // of several tickets the first need not be the smallest
		r.Number = first.Number
	}
	r.Ticket = fmt.Sprintf(`printf '%%s\n%%s\n%%s' %s %s 1 | sha256sum`, seed, first.Code)
	r.Inspector = fmt.Sprintf(`printf '%%s\n%%s\n%%s' %s %s %s | sha256sum`, seed, first.Code, first.Checkers[0].Account)
	return r
}
