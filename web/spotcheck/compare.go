package spotcheck

import (
	"fmt"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// compared is the page that lays the three levels side by side.
type compared struct {
	Heading ui.HeadingProps
	Waiting string // why there is nothing to compare yet
	Totals  []ui.Side
	Verdict ui.Message
	Covered ui.TableProps // items that the check states something about
	Rest    ui.TableProps // those that stand as reviewed
	Beyond  []beyond      // what the items beyond the tolerance rest on
	Counts  string        // which level counts
	Hearing hearing
	Links   []ui.Link
}

// beyond is an item whose difference is beyond the tolerance, down to what each
// level states.
type beyond struct {
	ID, Title, Note string
	Clauses         ui.TableProps
	Files           []ui.File
}

func newCompared(c *spotcheck.Comparison, actor access.Actor) compared {
	v := compared{Heading: ui.HeadingProps{Title: c.BranchName + "抽查结果", Text: c.CommitteeName, Back: back(actor, c)},
		Links: []ui.Link{{Label: c.Draw.Title + "：名单、种子和重算", Href: page.DrawURL(c.Draw.ID)}}}
	if !c.HandedIn {
		v.Waiting = "抽查员还没有交回。交回以后，自评、考核、抽查三方结果会并列显示在这里。"
		return v
	}
	v.Heading.Text += fmt.Sprintf("，%s %s交回", c.Check.HandedName, calendar.Minute(c.Check.HandedIn))
	v.Heading.Badges = []ui.BadgeProps{{Text: map[bool]string{true: "密封抽查", false: "不密封抽查"}[c.Sealed], Tone: ui.Info}}
	v.Totals = totals(c)
	v.Verdict = verdict(c)
	v.Covered, v.Rest = tables(c)
	v.Counts = counting(c)
	for _, it := range c.Items {
		if it.Beyond {
			v.Beyond = append(v.Beyond, newBeyond(c, it))
		}
	}
	return v
}

func back(actor access.Actor, c *spotcheck.Comparison) ui.Link {
	if actor.Is(access.SpotChecker) {
		return ui.Link{Label: "现场抽查", Href: page.SpotListURL}
	}
	return ui.Link{Label: c.Draw.Title, Href: page.DrawURL(c.Draw.ID)}
}

func totals(c *spotcheck.Comparison) []ui.Side {
	side := func(id, title string, r scoring.Result) ui.Side {
		return ui.Side{ID: id, Title: title, Value: figures.Points(r.Total), Badges: []ui.BadgeProps{figures.Grade(c.Set.Set, r.Grade)}}
	}
	spot := side("t-spot", "抽查", c.Spot)
	spot.Text = "比考核 " + signed(c.Spot.Total-c.Review.Total)
	if c.BeyondBranch() {
		spot.ValueTone = ui.Lost
		spot.Badges = append(spot.Badges, ui.BadgeProps{Text: "总分超出允许差", Tone: ui.Lost})
	}
	sides := []ui.Side{side("t-self", "自评", c.Self), side("t-review", "考核", c.Review), spot}
	if c.Settled() != nil {
		sides = append(sides, ui.Side{ID: "t-counts", Title: "计入", Value: figures.Points(c.Counts.Total), Badges: []ui.BadgeProps{figures.Grade(c.Set.Set, c.Counts.Grade)}, Active: true})
	}
	return sides
}

// counting says which level counts, and in which items the spot check does.
func counting(c *spotcheck.Comparison) string {
	switch {
	case c.Settled() == nil:
		return "现在计分的是考核结果"
	case len(c.ForSpot) == 0:
		return "各项都以考核为准"
	}
	return "以抽查为准：" + figures.ForSpot(c.Set.Set, c.ForSpot) + "；其余以考核为准"
}

func verdict(c *spotcheck.Comparison) ui.Message {
	item, branch := figures.Short(scoring.Points(c.Draw.ItemTolerance)), figures.Short(scoring.Points(c.Draw.BranchTolerance))
	text := fmt.Sprintf("单项允许差 %s 分，支部总分允许差 %s 分。", item, branch)
	if n := leftOut(c); n > 0 {
		text += fmt.Sprintf("抽查约定不查的 %d 项按考核结果计。", n)
	}
	if c.Settled() != nil {
		return ui.Message{Text: "抽查已认定，" + counting(c) + "。" + text, Tone: ui.Good}
	}
	if c.Beyond == 0 && !c.BeyondBranch() {
		return ui.Message{Text: "各项相差都在允许差以内，以考核结果为准，等待工委认定。" + text, Tone: ui.Good}
	}
	if c.Beyond == 0 {
		return ui.Message{Text: "各项都在允许差以内，但总分相差超出允许差。现在仍以考核结果计，等待工委认定。" + text, Tone: ui.Warn}
	}
	return ui.Message{Text: fmt.Sprintf("%d 项相差超出允许差。现在仍以考核结果计，采用哪一方等待工委认定。", c.Beyond) + text, Tone: ui.Warn}
}

// leftOut is how many of the branch's items the spot check says nothing about.
func leftOut(c *spotcheck.Comparison) int {
	n := 0
	for _, it := range c.Items {
		if !it.Covered {
			n++
		}
	}
	return n
}

// signed writes a difference: "+1.5", "−2.0", "0".
func signed(p scoring.Points) string {
	switch {
	case p == 0:
		return "0"
	case p > 0:
		return "+" + figures.Points(p)
	}
	return figures.Points(p)
}

func tables(c *spotcheck.Comparison) (covered, rest ui.TableProps) {
	columns := []ui.Column{{Label: "项目"}, {Label: "自评", Number: true}, {Label: "考核", Number: true}, {Label: "抽查", Number: true}, {Label: "抽查比考核", Number: true}}
	covered = ui.TableProps{ID: "covered", Caption: "查到的项目", Hide: true, Columns: columns}
	rest = ui.TableProps{ID: "rest", Caption: "约定不查的项目", Hide: true, Columns: columns[:3]}
	for _, it := range c.Items {
		item, _, _ := c.Set.Item(it.Item)
		if it.Covered || it.Difference != 0 {
			covered.Rows = append(covered.Rows, row(c, item, it))
			continue
		}
		rest.Rows = append(rest.Rows, ui.TableRow{Cells: row(c, item, it).Cells[:3]})
	}
	return covered, rest
}

func row(c *spotcheck.Comparison, item *indicator.Item, it spotcheck.Compared) ui.TableRow {
	title := ui.Cell{Text: c.Set.Number(item.Code) + " " + item.Title}
	r := ui.TableRow{Cells: []ui.Cell{title, {Text: figures.Points(it.Self)}, {Text: figures.Points(it.Review)}, {Text: figures.Points(it.Spot)}, {Text: signed(it.Difference)}}}
	if it.Beyond {
		r.Tone = ui.Lost
		r.Cells[0].Href = "#" + page.CardID(item.Code)
		r.Cells[4].Tone = ui.Lost
		r.Cells[4].Badge = ui.BadgeProps{Text: "超出允许差", Tone: ui.Lost}
	}
	return r
}

func newBeyond(c *spotcheck.Comparison, it spotcheck.Compared) beyond {
	item, _, _ := c.Set.Item(it.Item)
	b := beyond{ID: page.CardID(item.Code), Title: c.Set.Number(item.Code) + " " + item.Title, Note: c.Entries[app.Spot][item.Code].Note}
	b.Clauses = ui.TableProps{ID: b.ID + "-said", Caption: item.Title + "，各方所填", Hide: true, Columns: []ui.Column{{Label: "内容"}, {Label: "自评"}, {Label: "考核"}, {Label: "抽查"}}}
	for i := range item.Clauses {
		rule := &item.Clauses[i]
		review := ui.Cell{Text: stated(c.Dossier, app.Review, rule), Sub: c.Findings[app.Review][rule.Code].Reason}
		spot := ui.Cell{Text: "未查，按考核"}
		if f, said := c.Findings[app.Spot][rule.Code]; said {
			spot = ui.Cell{Text: figures.Said(rule, f.Said), Sub: f.SavedName + " " + calendar.Minute(f.SavedAt)}
		}
		b.Clauses.Rows = append(b.Clauses.Rows, ui.TableRow{Cells: []ui.Cell{{Text: rule.Label}, {Text: stated(c.Dossier, app.Self, rule)}, review, spot}})
	}
	for _, e := range append(c.EvidenceFor(app.Self, item.Code), c.EvidenceFor(app.Spot, item.Code)...) {
		who := map[app.Level]string{app.Self: "支部", app.Spot: "抽查"}[e.Level]
		b.Files = append(b.Files, ui.File{ID: "e", Name: e.Name, Href: page.EvidenceURL(c.ID, e.ID), Note: strings.Join([]string{who, page.FileSize(e.Size)}, " · ")})
	}
	return b
}
