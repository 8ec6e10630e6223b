package result

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/core/outcome"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// showView is a branch's result.
type showView struct {
	Heading ui.HeadingProps
	Print   *ui.Form // makes the slip; nil where it may not be made
	Form    string   // address of the annex's form
	Empty   string   // why there is nothing to show yet
	Totals  []ui.Side
	Counts  string // which score counts
	Ends    string // whether the branch keeps its eligibility, and why, once the cycle is closed
	Lost    string // what was stated and does not count any more
	Areas   []ui.AreaGroup
	Sums    []ui.Derivation // of the levels, where no area is open
	Moved   ui.TableProps   // items that lost or earned points, or on which the levels differ
	Cards   []card          // of the open area
	Title   string          // of the open area
	Ways    []ui.LinkButtonProps
}

// ways lead to what the person may do about the result.
func (v *showView) ways(r *oversee.Result) {
	if r.MayObject {
		v.Ways = append(v.Ways, ui.LinkButtonProps{Label: "提出异议", Href: page.ObjectURL(r.ID, "")})
	}
	if r.MaySpot {
		v.Ways = append(v.Ways, ui.LinkButtonProps{Label: "抽查情况", Href: page.SpotURL(r.ID)})
	}
	if r.Rectification != 0 {
		v.Ways = append(v.Ways, ui.LinkButtonProps{Label: "整改台账", Href: page.RectificationURL(r.Rectification)})
	}
	if r.MayReopen {
		v.Ways = append(v.Ways, ui.LinkButtonProps{Label: "重新考核", Href: page.ReopenURL(r.ID), Kind: ui.Quiet})
	}
}

// mixed stands for what counts where it is of two levels.
const mixed app.Level = ""

var levelNames = map[app.Level]string{app.Self: "自评", app.Review: "考核", app.Spot: "抽查", mixed: "计入"}

func showOf(r *oversee.Result, area string) showView {
	v := showView{Form: page.AnnexURL(r.ID), Heading: ui.HeadingProps{Title: r.BranchName, Text: r.CommitteeName + "，" + strconv.Itoa(r.Cycle.Year) + " 年，指标 " + r.Set.Name,
		Badges: []ui.BadgeProps{figures.State(r.State, r.Ended())}, Back: ui.Link{Label: "结果", Href: page.ResultsURL}}}
	v.ways(r)
	if r.State == workflow.Final || !r.Cycle.ClosedAt.IsZero() {
		v.Ends = outcome.Eligibility(r.Set.Outcome(r.State == workflow.Final, r.Counts.Grade, r.Counts.Vetoed))
	}
	if len(r.Levels) == 0 {
		v.Empty = "支部提交自评后显示申报的得分，党委签署后才是结果。"
		if r.Ended() {
			v.Empty = "本周期已经结束，支部没有提交自评，没有结果，按未达标计。"
		}
		return v
	}
	counting := counts(r)
	v.Lost = figures.Lost(r.Lost, app.Self, app.Review)
	v.Totals = totals(r, counting)
	v.Counts = "自评是支部的申报，签署后才有计入的结果"
	if r.State.Signed() && !r.HasResult() {
		v.Counts = "周期结束时没有报送，没有计入的结果，按未达标计"
	}
	if r.HasResult() {
		v.Counts = "计入的是考核结果"
		if r.Mixed != nil {
			v.Counts = "以抽查为准：" + figures.ForSpot(r.Set.Set, r.ForSpot) + "；其余以考核为准"
		}
		if r.State == workflow.Publicised {
			v.Counts += "；公示期 " + r.PublicWindow().Chinese()
		}
		v.Heading.Badges = append(v.Heading.Badges, figures.Grade(r.Set.Set, r.Counts.Grade))
	}
	v.Areas = append([]ui.AreaGroup{{Areas: []ui.AreaLink{{Label: "总览", Href: page.ResultURL(r.ID), Current: area == ""}}}},
		figures.Areas(r.Set.Set, counting.Explanation, area, false, func(a string) string { return page.ResultAreaURL(r.ID, a) })...)
	if area == "" {
		v.overview(r)
		return v
	}
	at, _ := r.Set.Area(area)
	v.Title = at.Title
	for _, item := range at.Items {
		if item.AppliesTo(r.Kind) {
			v.Cards = append(v.Cards, cardOf(r, item.Code))
		}
	}
	return v
}

// counts is the level whose figures the navigation shows: what officers made of
// review and spot check, else the review once there is one, before that the
// branch's claim.
func counts(r *oversee.Result) oversee.Explained {
	if r.Mixed != nil {
		return *r.Mixed
	}
	if e, ok := r.Of(app.Review); ok {
		return e
	}
	return r.Levels[0]
}

func totals(r *oversee.Result, counting oversee.Explained) []ui.Side {
	var sides []ui.Side
	for _, e := range shown(r) {
		s := ui.Side{ID: "total-" + string(e.Level), Title: levelNames[e.Level], Value: figures.Points(e.Total), Badges: []ui.BadgeProps{figures.Grade(r.Set.Set, e.Grade)},
			Text: fmt.Sprintf("基本分 %s，先锋分 %s，底线 %s", figures.Points(e.Base), figures.Points(e.Pioneer), figures.Points(-e.Bottom)), Active: r.HasResult() && e.Level == counting.Level}
		if s.Active && e.Level != mixed {
			s.Title += " · 计入"
		}
		if e.Covers != nil && len(e.Covers) < len(r.Set.Applies(r.Kind)) {
			s.Text += fmt.Sprintf("；查了 %d 项，其余按考核", len(e.Covers))
		}
		sides = append(sides, s)
	}
	return sides
}

// shown are the levels, and what counts where it is of two.
func shown(r *oversee.Result) []oversee.Explained {
	if r.Mixed == nil {
		return r.Levels
	}
	return append(r.Levels[:len(r.Levels):len(r.Levels)], *r.Mixed)
}

func (v *showView) overview(r *oversee.Result) {
	counting := counts(r)
	order := []oversee.Explained{counting}
	for _, e := range r.Levels {
		if r.Mixed != nil || e.Level != counting.Level {
			order = append(order, e)
		}
	}
	for _, e := range order {
		d := figures.Sums(r.Set.Set, e.Explanation, func(a string) string { return page.ResultAreaURL(r.ID, a) })
		d.ID, d.Caption = "sum-"+string(e.Level), levelNames[e.Level]+"总分怎么来的"
		v.Sums = append(v.Sums, d)
	}
	v.Moved = ui.TableProps{ID: "moved", Caption: "有得失或各方不同的项目", Hide: true, Columns: []ui.Column{{Label: "项目"}}, Empty: "没有扣分、加分，各方一致。"}
	for _, e := range r.Levels {
		v.Moved.Columns = append(v.Moved.Columns, ui.Column{Label: levelNames[e.Level], Number: true})
	}
	for _, item := range r.Set.Applies(r.Kind) {
		if row, moved := moved(r, item.Code); moved {
			v.Moved.Rows = append(v.Moved.Rows, row)
		}
	}
}

// moved makes the row of an item, where it lost or earned points on a level.
func moved(r *oversee.Result, code string) (ui.TableRow, bool) {
	item, area, _ := r.Set.Item(code)
	row := ui.TableRow{Cells: []ui.Cell{{Text: r.Set.Number(code) + " " + item.Title, Href: page.ResultItemURL(r.ID, area.Code, code)}}}
	moved, differs := false, false
	var first scoring.Points
	for i, e := range r.Levels {
		p := part(e, code)
		text, tone := figures.Amount(p.Direction, p.Counted)
		row.Cells = append(row.Cells, ui.Cell{Text: text, Tone: tone})
		moved = moved || p.Counted != 0 || vetoed(p)
		if i == 0 {
			first = p.Score
		}
		differs = differs || p.Score != first
	}
	if differs {
		row.Tone = ui.Warn
		row.Cells[0].Badge = ui.BadgeProps{Text: "不同", Tone: ui.Warn}
	}
	return row, moved
}

func vetoed(p scoring.ItemPart) bool {
	for _, c := range p.Clauses {
		if c.Vetoed {
			return true
		}
	}
	return false
}

// part finds an item in an explanation.
func part(e oversee.Explained, code string) scoring.ItemPart {
	for _, c := range e.Categories {
		for _, a := range c.Areas {
			for _, it := range a.Items {
				if it.Item == code {
					return it
				}
			}
		}
	}
	return scoring.ItemPart{}
}

// who tells who stated a clause on a level, when, and why it differs.
func who(r *oversee.Result, level app.Level) figures.Who {
	return func(clause string) string {
		f, said := r.Findings[level][clause]
		switch {
		case !said && level == app.Spot:
			return "没有查，按考核"
		case !said:
			return ""
		case f.Copied:
			return "沿用自评"
		}
		parts := []string{f.SavedName + " " + figures.Moment(f.SavedAt)}
		if f.Reason != "" {
			parts = append(parts, "理由："+f.Reason)
		}
		return strings.Join(parts, "，")
	}
}
