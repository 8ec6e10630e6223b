package outcome

import (
	"fmt"
	"strconv"

	"baolei/internal/app/closing"
	"baolei/internal/core/access"
	"baolei/web/chart"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// historyOf lays the rates of all closed cycles beside their targets.
func historyOf(o *closing.Outcome) (panel, error) {
	p := panel{Legend: []key{{"dot", "达标率"}, {"square", "目标"}}, Table: ui.TableProps{ID: "t-years", Caption: "历年达标率与目标", Hide: true,
		Columns: []ui.Column{{Label: "年度"}, {Label: "目标", Number: true}, {Label: "支部", Number: true}, {Label: "达标和优秀", Number: true}, {Label: "达标率", Number: true}, {Label: "目标任务"}}}}
	var names []string
	reached, wanted := chart.Line{Tone: chart.Plain}, chart.Line{Tone: chart.Faint, Square: true}
	for _, y := range o.Years {
		names = append(names, strconv.Itoa(y.Year))
		reached.Values, wanted.Values = append(reached.Values, tenth(y.Rate())), append(wanted.Values, tenth(y.Target))
		p.Table.Rows = append(p.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: strconv.Itoa(y.Year) + " 年", Href: page.OutcomesAtURL(page.OutcomeAt{Cycle: y.Cycle, Committee: o.Committee()})}, {Text: figures.Percent(y.Target)},
			{Text: strconv.Itoa(y.Count.Branches)}, {Text: strconv.Itoa(y.Attained)}, {Text: figures.Percent(y.Rate())}, {Badge: reaches(y.Count, y.Target)}}})
	}
	if len(names) == 0 {
		return p, nil
	}
	var err error
	p.Chart, err = chart.Lines("历年达标率与目标，数字见表", names, []chart.Line{wanted, reached})
	p.Drawn = err == nil
	return p, err
}

// tenth is hundredths of a percent as percent, cut off after one decimal.
func tenth(hundredths int) float64 { return float64(hundredths/10) / 10 }

// ratesOf draws the party committees of the page against the target; their
// figures are in the table of organisations.
func ratesOf(o *closing.Outcome) (panel, error) {
	p := panel{Legend: []key{{"bar", "达标率"}, {"dash", "目标 " + figures.Percent(o.Cycle.Target)}}}
	var rows []chart.Range
	for _, u := range o.Units {
		if u.Level != string(access.PartyCommittee) {
			continue
		}
		row := chart.Range{Name: u.Name, At: float64(u.Rate()) / 100, Text: fmt.Sprintf("%s %d/%d", figures.Percent(u.Rate()), u.Attained, u.Count.Branches), Tone: chart.Good}
		if u.Why != "" {
			row.Tone = chart.Warn
		}
		rows = append(rows, row)
	}
	if len(rows) < 2 {
		return p, nil
	}
	var err error
	p.Chart, err = chart.Ranges(fmt.Sprintf("各党委达标率，目标 %s，数字见表", figures.Percent(o.Cycle.Target)), rows, chart.Scale{Until: 100, Mark: float64(o.Cycle.Target) / 100, Bars: true})
	p.Drawn = err == nil
	return p, err
}
