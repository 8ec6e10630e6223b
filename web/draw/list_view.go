package draw

import (
	"strconv"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/calendar"
	"baolei/web/page"
	"baolei/web/ui"
)

func listTable(list []spotcheck.Listed) ui.TableProps {
	t := ui.TableProps{ID: "draws", Caption: "历次抽查", Hide: true, Columns: []ui.Column{
		{Label: "抽查"}, {Label: "进度"}, {Label: "名单"}, {Label: "抽取"}, {Label: "公布"}}}
	for _, d := range list {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{
			{Text: d.Title, Href: page.DrawURL(d.ID)}, {Badge: progress(d)}, {Text: strconv.Itoa(d.Branches) + " 个支部"},
			{Text: strconv.Itoa(d.Drawn) + " 个"}, {Text: d.ByName, Sub: calendar.Minute(d.At)}}})
	}
	return t
}

func progress(d spotcheck.Listed) ui.BadgeProps {
	switch {
	case !d.DrawnAt.IsZero():
		return ui.BadgeProps{Text: "已抽取", Tone: ui.Good}
	case d.Waiting:
		return ui.BadgeProps{Text: "等待第二人确认", Tone: ui.Warn}
	}
	return ui.BadgeProps{Text: "等待录入种子", Tone: ui.Info}
}
