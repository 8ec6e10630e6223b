package burden

import (
	"fmt"
	"strconv"

	"baolei/internal/app/burden"
	"baolei/internal/core/calendar"
	"baolei/web/chart"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

type view struct {
	Title    string
	Years    []ui.Filter
	HasSet   bool
	Asked    []ui.Stat
	Note     string
	Chart    chart.SVG
	ByMonth  ui.TableProps
	Given    ui.TableProps
	AddedUp  string
	Repeated ui.TableProps
}

func viewOf(y burden.Year) (view, error) {
	v := view{Title: fmt.Sprintf("%d 年基层负担", y.Year), HasSet: y.Set != nil, Given: given(y)}
	for _, c := range y.Cycles {
		v.Years = append(v.Years, ui.Filter{Label: strconv.Itoa(c.Year) + " 年", Href: page.BurdenOfURL(c.Year), On: c.Year == y.Year})
	}
	if n := len(y.Given); n > 0 {
		v.AddedUp = "每天汇总一次，最近一次在 " + figures.When(y.Given[n-1].MadeAt)
	}
	if y.Set == nil {
		return v, nil
	}
	sum := y.Asked.Sum()
	v.Note = fmt.Sprintf("按%s、%d 名党员推算", y.Set.Name, y.Members)
	v.Asked = []ui.Stat{{Label: "一年要办", Value: fmt.Sprintf("%d 件", sum.Tasks)}, {Label: "一年要填", Value: fmt.Sprintf("%d 处", sum.Fields)},
		{Label: "每月平均要填", Value: fmt.Sprintf("%d 处", (sum.Fields+6)/12)}, {Label: "必须上传的文件", Value: "0 份"}}
	v.ByMonth, v.Repeated = asked(y), repeated(y)
	var err error
	v.Chart, err = bars(y)
	return v, err
}

func asked(y burden.Year) ui.TableProps {
	t := ui.TableProps{ID: "asked-table", Caption: "指标要求一个支部每月办和填的", Hide: true, Columns: []ui.Column{{Label: "月份"}, {Label: "要办", Number: true}, {Label: "要填", Number: true}}}
	for i, a := range y.Asked {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: fmt.Sprintf("%d 月", i+1)}, {Text: strconv.Itoa(a.Tasks)}, {Text: strconv.Itoa(a.Fields)}}})
	}
	return t
}

func bars(y burden.Year) (chart.SVG, error) {
	var list []chart.Bar
	for i, a := range y.Asked {
		list = append(list, chart.Bar{Name: strconv.Itoa(i + 1), Value: float64(a.Fields), Tone: chart.Plain})
	}
	return chart.Bars("一个支部每月要填多少处，1 月到 12 月", list)
}

func given(y burden.Year) ui.TableProps {
	t := ui.TableProps{ID: "given-table", Caption: "各支部每月实际登记的", Hide: true, Empty: "还没有汇总。每天汇总一次，明天再看。",
		Columns: []ui.Column{{Label: "月份"}, {Label: "记录", Number: true}, {Label: "填写", Number: true}, {Label: "文件", Number: true}, {Label: "上级要求", Number: true}}}
	for _, g := range y.Given {
		load := func(l int64, most int) ui.Cell {
			return ui.Cell{Text: mean(l, g.Branches), Sub: fmt.Sprintf("最多 %d", most)}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: calendar.MonthOf(g.Month).Short()}, load(g.Records.Sum, g.Records.Most), load(g.Fields.Sum, g.Fields.Most),
			load(g.Files.Sum, g.Files.Most), load(g.Requests.Sum, g.Requests.Most)}})
	}
	return t
}

// mean is a mean with one decimal, rounded half up; "–" of nothing.
func mean(sum int64, n int) string {
	if n == 0 {
		return "–"
	}
	tenths := (sum*20 + int64(n)) / int64(2*n)
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}

func repeated(y burden.Year) ui.TableProps {
	t := ui.TableProps{ID: "repeated-table", Caption: "可能重复的填写项", Hide: true, Empty: "没有发现。",
		Columns: []ui.Column{{Label: "项目"}, {Label: "要支部填的"}, {Label: "已经有的"}}}
	for _, r := range y.Repeated {
		item, _ := y.Set.Titled(r.Item)
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: item}, {Text: r.Label}, {Text: r.Held}}})
	}
	return t
}
