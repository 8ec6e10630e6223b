package draw

import (
	"fmt"
	"strconv"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/calendar"
	"baolei/internal/core/sampling"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// The pairs of levels that are compared.
const (
	selfReview = "self-review"
	reviewSpot = "review-spot"
	selfSpot   = "self-spot"
)

var pairWords = map[string]string{selfReview: "自评与考核", reviewSpot: "考核与抽查", selfSpot: "自评与抽查"}

// differing is the page that tells where the levels differ.
type differing struct {
	Heading    ui.HeadingProps
	Message    string
	Empty      bool
	Note       string
	Proposals  []proposal
	Committees ui.TableProps
	Items      ui.TableProps
}

// proposal is a committee beyond the tolerance, with the form that decides or
// what was decided.
type proposal struct {
	ID, Title, Text string
	Form            *ui.Form
	Verdict         ui.Radios
	Reason          ui.Text
	Decided         string
	Why             string
	Next            ui.Link // prepares the further draw
	NoNext          string  // why there is none to prepare
}

func newDifferences(d *spotcheck.Differences, typed escalating, hidden func(...string) []ui.Hidden) differing {
	v := differing{Message: typed.message, Empty: len(d.Checked) == 0}
	v.Heading = ui.HeadingProps{Title: "差在哪里", Back: ui.Link{Label: d.Title, Href: page.DrawURL(d.ID)},
		Text: "自评、考核、抽查三方的分数差多少、差在哪里。点数字看是哪些支部。"}
	if open := len(d.Checks) - len(d.Checked); open > 0 && !v.Empty {
		v.Note = fmt.Sprintf("还有 %d 个支部的抽查没有交回，以下只算已交回的。", open)
	}
	for _, c := range d.Committees {
		if c.Beyond || c.Decided != nil {
			v.Proposals = append(v.Proposals, newProposal(d, c, typed, hidden))
		}
	}
	v.Committees = whereTable("by-committee", "党委", d.Committees, func(w spotcheck.Differing, levels string) string {
		return page.DrawDifferingURL(d.ID, w.Key, "", levels)
	})
	v.Items = whereTable("by-item", "项目", d.Items, func(w spotcheck.Differing, levels string) string {
		return page.DrawDifferingURL(d.ID, "", w.Key, levels)
	})
	return v
}

func whereTable(id, first string, list []spotcheck.Differing, href func(spotcheck.Differing, string) string) ui.TableProps {
	t := ui.TableProps{ID: id, Caption: "按" + first, Hide: true, Empty: "还没有可以比较的。", Columns: []ui.Column{{Label: first}, {Label: "查了", Number: true},
		{Label: "自评比考核", Number: true}, {Label: "考核比抽查", Number: true}, {Label: "自评比抽查", Number: true}}}
	for _, w := range list {
		name := ui.Cell{Text: w.Name}
		if w.Beyond {
			name.Badge = ui.BadgeProps{Text: "超出允许差", Tone: ui.Lost}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{name, {Text: strconv.Itoa(w.ReviewSpot.Compared) + " 个", Href: href(w, "")},
			gapCell(w.SelfReview, href(w, selfReview)), gapCell(w.ReviewSpot, href(w, reviewSpot)), gapCell(w.SelfSpot, href(w, selfSpot))}})
	}
	return t
}

// gapCell tells how often and by how much: "3 个不同" over "平均 +1.25，最多 4".
func gapCell(g sampling.Gap, href string) ui.Cell {
	if g.Differ == 0 {
		return ui.Cell{Text: "都相同"}
	}
	return ui.Cell{Text: fmt.Sprintf("%d 个不同", g.Differ), Href: href, Sub: fmt.Sprintf("平均 %s，最多差 %s", signed(g.Mean()), figures.Short(g.Apart))}
}

// signed writes a difference: "+1.5", "−2", "0".
func signed(p scoring.Points) string {
	if p > 0 {
		return "+" + figures.Short(p)
	}
	return figures.Short(p)
}

func newProposal(d *spotcheck.Differences, c spotcheck.Differing, typed escalating, hidden func(...string) []ui.Hidden) proposal {
	id := "escalate-" + strconv.FormatInt(c.Committee, 10)
	p := proposal{ID: id, Title: c.Name, Text: fmt.Sprintf("查了 %d 个支部，考核比抽查平均 %s 分，超过党委平均允许差 %s 分。建议对该党委的支部全部复核。",
		c.ReviewSpot.Compared, signed(c.Inflation()), figures.Short(scoring.Points(d.GroupTolerance)))}
	if c.Unfinished {
		p.Text += "该党委还有抽查没有交回，数字可能会变。"
	}
	if c.Decided != nil {
		p.decided(d, c)
		return p
	}
	p.Form = &ui.Form{Action: page.DrawEscalateURL(d.ID, c.Committee), Hidden: hidden("mean", c.Inflation().String()), Unchecked: true}
	p.Verdict = ui.Radios{ID: id + "-verdict", Name: "verdict", Label: "怎样决定", Value: "accept", Options: []ui.Option{{Value: "accept", Label: "全部复核：其余支部都列入下一次抽查"}, {Value: "dismiss", Label: "不扩大"}}}
	p.Reason = ui.Text{ID: id + "-reason", Name: "reason", Label: "理由", Required: true, Rows: 2, MaxLength: "400", Hint: "会留在记录里。"}
	if typed.committee == c.Committee {
		p.Reason.Value, p.Reason.Error, p.Verdict.Value = typed.reason, typed.mistake, typed.verdict
	}
	return p
}

func (p *proposal) decided(d *spotcheck.Differences, c spotcheck.Differing) {
	e := c.Decided
	p.Text = fmt.Sprintf("决定时查了 %d 个支部，考核比抽查平均 %s 分，党委平均允许差 %s 分。", e.Checked, signed(scoring.Points(e.Mean)), figures.Short(scoring.Points(d.GroupTolerance)))
	verdict := "不扩大"
	if e.Accepted {
		verdict = "全部复核"
	}
	p.Decided = fmt.Sprintf("%s，%s %s决定", verdict, e.ByName, calendar.Minute(e.At))
	p.Why = e.Reason
	switch {
	case e.Accepted && c.NotDrawn > 0:
		p.Next = ui.Link{Label: fmt.Sprintf("准备抽查其余 %d 个支部", c.NotDrawn), Href: page.WholeDrawURL(d.Cycle, c.Key)}
	case e.Accepted:
		p.NoNext = "现在没有可以再抽的支部。"
	}
}

// branches is the page of the branches behind a figure.
type branches struct {
	Heading ui.HeadingProps
	Pairs   []ui.Filter
	Table   ui.TableProps
	Pager   ui.PagerProps
}

// newDiffering lists the branches of a committee, or those in which an item was
// covered; only those of which two levels differ, where levels names them. false
// where there is no such committee or item.
func newDiffering(d *spotcheck.Differences, committee, item, levels string, at int) (branches, bool) {
	title, known := titleOf(d, committee, item)
	if _, pair := pairWords[levels]; !known || levels != "" && !pair {
		return branches{}, false
	}
	v := branches{Heading: ui.HeadingProps{Title: title, Back: ui.Link{Label: "差在哪里", Href: page.DrawDifferencesURL(d.ID)}, Text: d.Title}}
	for _, one := range []string{"", selfReview, reviewSpot, selfSpot} {
		label := "全部"
		if one != "" {
			label = pairWords[one] + "不同"
		}
		v.Pairs = append(v.Pairs, ui.Filter{Label: label, Href: page.DrawDifferingURL(d.ID, committee, item, one), On: one == levels})
	}
	v.table(behind(d, committee, item, levels), at, page.DrawDifferingURL(d.ID, committee, item, levels))
	return v, true
}

func titleOf(d *spotcheck.Differences, committee, item string) (string, bool) {
	list, key := d.Committees, committee
	if committee == "" {
		list, key = d.Items, item
	}
	for _, w := range list {
		if w.Key == key {
			return w.Name, true
		}
	}
	return "全部抽查的支部", committee == "" && item == ""
}

// behindLine is a branch with the figures that are compared.
type behindLine struct {
	spotcheck.Checked
	levels sampling.Levels
}

func behind(d *spotcheck.Differences, committee, item, levels string) []behindLine {
	var list []behindLine
	for _, c := range d.Checked {
		line := behindLine{c, c.Total}
		if item != "" {
			covered := false
			if line.levels, covered = c.Items[item]; !covered {
				continue
			}
		}
		if committee != "" && c.Committee != committee || !line.differs(levels) {
			continue
		}
		list = append(list, line)
	}
	return list
}

func (l behindLine) differs(levels string) bool {
	switch levels {
	case selfReview:
		return l.levels.Self != l.levels.Review
	case reviewSpot:
		return l.levels.Review != l.levels.Spot
	case selfSpot:
		return l.levels.Self != l.levels.Spot
	}
	return true
}

func (v *branches) table(list []behindLine, at int, href string) {
	part, at, more, text := paged(list, at)
	v.Pager = ui.Turn(text, at, more, func(to int) string { return href + "&page=" + strconv.Itoa(to) })
	v.Table = ui.TableProps{ID: "branches", Caption: v.Heading.Title, Hide: true, Empty: "没有这样的支部。", Columns: []ui.Column{{Label: "支部"}, {Label: "党委"},
		{Label: "自评", Number: true}, {Label: "考核", Number: true}, {Label: "抽查", Number: true}, {Label: "考核比抽查", Number: true}}}
	for _, l := range part {
		v.Table.Rows = append(v.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: l.Name, Sub: l.Code, Href: page.SpotURL(l.Assessment)}, {Text: l.CommitteeName},
			{Text: figures.Points(l.levels.Self)}, {Text: figures.Points(l.levels.Review)}, {Text: figures.Points(l.levels.Spot)}, {Text: signed(l.levels.Review - l.levels.Spot)}}})
	}
}
