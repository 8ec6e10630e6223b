package indicators

import (
	"strconv"
	"strings"

	"baolei/internal/app/indicators"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

var subjects = map[string]string{"branch": "党支部", "member": "党员"}

func draftTable(drafts []indicators.Draft) ui.TableProps {
	t := ui.TableProps{ID: "drafts", Caption: "草稿", Hide: true, Empty: "没有草稿。要改指标，请以已发布的一套为底稿另起一份。",
		Columns: []ui.Column{{Label: "名称"}, {Label: "考评对象"}, {Label: "底稿"}, {Label: "最后保存"}}}
	for _, d := range drafts {
		from := d.BasedCode
		if from == "" {
			from = "内置或导入"
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: d.Name, Href: page.DraftURL(d.ID), Sub: d.Code}, {Text: subjects[d.Subject]}, {Text: from},
			{Text: figures.Moment(d.SavedAt), Sub: d.SavedName}}})
	}
	return t
}

func setTable(sets []indicators.Published) ui.TableProps {
	t := ui.TableProps{ID: "sets", Caption: "已发布", Hide: true, Empty: "还没有发布过指标。",
		Columns: []ui.Column{{Label: "名称"}, {Label: "考评对象"}, {Label: "在用的年度"}, {Label: "发布"}, {Label: "指纹"}}}
	for _, s := range sets {
		by := s.By
		if by == "" {
			by = "随系统提供"
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: s.Name, Href: page.SetURL(s.ID), Sub: s.Code}, {Text: subjects[s.Subject]}, {Text: years(s.Years)},
			{Text: figures.Moment(s.PublishedAt), Sub: by}, {Text: s.Digest[:12]}}})
	}
	return t
}

func years(list []int) string {
	if len(list) == 0 {
		return "没有"
	}
	var words []string
	for _, y := range list {
		words = append(words, strconv.Itoa(y)+" 年")
	}
	return strings.Join(words, "、")
}
