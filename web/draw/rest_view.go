package draw

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/sampling"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// rest is what a draw says about the branches that were not drawn.
type rest struct {
	Few     string // why lines are left out for whoever is no officer
	Waiting string // why there is nothing yet
	Table   ui.TableProps
	Notes   []string // what the figures rest on where the draw leaves items out, and why intervals are rough
	Answer  string   // of all strata, in a sentence
	More    ui.Link  // where the levels differ; only for who may see it
}

func newRest(v *spotcheck.View) rest {
	r := rest{}
	switch open := missing(v); {
	case v.DrawnAt.IsZero() || !v.Sound():
		return r
	case len(v.Outcome.Estimates) == 0:
		r.Waiting = fmt.Sprintf("还有 %d 个支部的抽查没有交回。一层的抽查都交回以后，这里估计该层全部支部的考核分平均高了多少。", open)
	case open > 0:
		r.Waiting = fmt.Sprintf("还有 %d 个支部的抽查没有交回，以下只有都交回了的层。", open)
	}
	if v.CanManage {
		r.More = ui.Link{Label: "差在哪里：按党委、按项目", Href: page.DrawDifferencesURL(v.ID)}
	}
	r.table(v)
	return r
}

func missing(v *spotcheck.View) int {
	n := 0
	for _, m := range v.Outcome.Missing {
		n += m
	}
	return n
}

func (r *rest) table(v *spotcheck.View) {
	labels := map[string]string{sampling.AllStrata: "全部抽到的层合计"}
	for _, s := range v.Strata {
		labels[s.Name] = s.Label
	}
	r.Table = ui.TableProps{ID: "estimates", Caption: "考核分平均比抽查高多少", Hide: true, Columns: []ui.Column{{Label: "层"}, {Label: "支部", Number: true}, {Label: "抽查", Number: true},
		{Label: "考核比抽查平均", Number: true}, {Label: "95% 区间", Number: true}, {Label: "说明"}}}
	rough := sampling.Rough{}
	for _, e := range v.Outcome.Estimates {
		if e.Stratum == sampling.AllStrata && len(v.Outcome.Estimates) == 2 {
			continue // one stratum: the same figures twice
		}
		if e.Stratum == sampling.AllStrata && (v.CanManage || telling(v.Outcome.Estimates, e)) {
			r.Answer = answer(e)
		}
		if !v.CanManage && !telling(v.Outcome.Estimates, e) {
			r.Few = "有的层抽查不足 3 个，平均差等于点了支部的名，分层的数只给工委看。"
			continue
		}
		r.Table.Rows = append(r.Table.Rows, estimateRow(labels[e.Stratum], e))
		rough = sampling.Rough{FewDrawn: rough.FewDrawn || e.Rough.FewDrawn, HeavyTickets: rough.HeavyTickets || e.Rough.HeavyTickets, MostlyZero: rough.MostlyZero || e.Rough.MostlyZero}
	}
	if all := v.Outcome.Estimates; len(all) == 2 && v.Outcome.All && (v.CanManage || telling(all, all[1])) {
		r.Answer = answer(v.Outcome.Estimates[1])
	}
	if n := len(v.Items); n > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("本次抽查约定只查 %d 项：这里的差只来自这 %d 项，其余各项没有查，按考核结果计。", n, n))
	}
	if rough.Any() && !strings.Contains(r.Answer, roughly) {
		r.Notes = append(r.Notes, "注明“区间粗略”的，"+roughly+"："+strings.Join(causes(rough), "，")+"。")
	}
}

// roughly is what a rough interval promises.
const roughly = "把握可能不到 95%"

// telling tells whether a line may be shown to everybody: the mean of fewer than
// three branches says what one of them lost, and so does what is left when all
// other lines are known.
func telling(all []sampling.Estimate, e sampling.Estimate) bool {
	if e.Stratum == sampling.AllStrata {
		return e.K >= 3
	}
	return !slices.ContainsFunc(all, func(e sampling.Estimate) bool { return e.K < 3 })
}

func estimateRow(label string, e sampling.Estimate) ui.TableRow {
	between := "—"
	if e.Interval {
		between = interval(e)
	}
	return ui.TableRow{Cells: []ui.Cell{{Text: label}, {Text: strconv.Itoa(e.N)}, {Text: strconv.Itoa(e.K)}, {Text: decimal(e.Mean)}, {Text: between}, {Text: remark(e)}}}
}

// remark tells how a line is to be read.
func remark(e sampling.Estimate) string {
	switch {
	case e.K == e.N:
		return "全部查了，就是这个数"
	case !e.Interval && e.Stratum == sampling.AllStrata:
		return "有的层没有区间，合计也没有"
	case !e.Interval:
		return "抽查不足 3 个，不给区间"
	case e.Rough.Any():
		return "区间粗略"
	}
	return ""
}

// answer says the whole in a sentence.
func answer(e sampling.Estimate) string {
	text := fmt.Sprintf("%d 个支部里查了 %d 个：考核分平均比抽查%s", e.N, e.K, apart(e.Mean))
	switch {
	case e.Rough.Any():
		text += fmt.Sprintf("，估计在 %s 分之间；%s，区间粗略，%s", interval(e), strings.Join(causes(e.Rough), "，"), roughly)
	case e.Interval:
		text += fmt.Sprintf("，有 95%% 的把握在 %s 分之间", interval(e))
	}
	return text + "。"
}

// interval writes what an estimate lies between, in points.
func interval(e sampling.Estimate) string {
	low, high := figures.Outwards(e.Low, e.High, 2)
	return decimal(low) + " 至 " + decimal(high)
}

func apart(mean float64) string {
	switch text := decimal(mean); {
	case text == "0.00":
		return "不高也不低"
	case mean > 0:
		return "高 " + text + " 分"
	default:
		return "低 " + strings.TrimPrefix(text, "−") + " 分"
	}
}

// decimal writes points with two decimals and a real minus sign; never −0.00.
func decimal(v float64) string {
	text := strconv.FormatFloat(v, 'f', 2, 64)
	if text == "-0.00" {
		return "0.00"
	}
	return strings.Replace(text, "-", "−", 1)
}

// causes tells why an interval is rough.
func causes(r sampling.Rough) []string {
	var list []string
	if r.FewDrawn {
		list = append(list, "有的层抽查不足 10 个")
	}
	if r.HeavyTickets {
		list = append(list, "有支部超过 5 张签")
	}
	if r.MostlyZero {
		list = append(list, "有的层多数支部没有差")
	}
	return list
}
