package home

import (
	"strconv"

	"baolei/internal/app"
	"baolei/web/page"
	"baolei/web/ui"
)

func branches(mine []app.Assessment) ui.TableProps {
	t := ui.TableProps{ID: "mine", Caption: "本支部的考评", Columns: []ui.Column{{Label: "支部"}, {Label: "年度"}, {Label: "状态"}}, Empty: "还没有开启的考评周期。"}
	for _, a := range mine {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{
			{Text: a.BranchName, Href: page.SelfURL(a.ID)}, {Text: strconv.Itoa(a.Cycle.Year)}, {Text: a.State.Chinese()}}})
	}
	return t
}
