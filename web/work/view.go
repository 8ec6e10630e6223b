package work

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"baolei/internal/app/indicators"
	"baolei/internal/app/work"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

const title = "后台办理"

// state is how far a piece of work has come, as a badge.
func state(s work.State) ui.BadgeProps {
	return map[work.State]ui.BadgeProps{
		work.Waiting: {Text: "排队中"}, work.Running: {Text: "办理中", Tone: ui.Info},
		work.Done: {Text: "已完成", Tone: ui.Good}, work.Failed: {Text: "没有完成", Tone: ui.Lost},
	}[s]
}

// listView is a page of the list.
type listView struct {
	Table ui.TableProps
	Pager ui.PagerProps
}

func listOf(list []work.Task, total, number int) listView {
	v := listView{Table: ui.TableProps{ID: "work", Caption: title, Hide: true, Empty: "还没有在后台办理的事项。导出全部结果等用时较长的事项会列在这里。",
		Columns: []ui.Column{{Label: "事项"}, {Label: "提出"}, {Label: "状态"}, {Label: "结果"}}}}
	for _, t := range list {
		row := ui.TableRow{Cells: []ui.Cell{{Text: t.Title, Href: page.TaskURL(t.ID)}, {Text: figures.Moment(t.MadeAt)}, {Badge: state(t.State), Sub: share(t)}, {}}}
		if t.Digest != "" {
			row.Cells[3] = ui.Cell{Text: "下载", Href: page.TaskFileURL(t.ID), Sub: t.FileName}
		}
		v.Table.Rows = append(v.Table.Rows, row)
	}
	v.Pager.Text = fmt.Sprintf("共 %d 件", total)
	if number > 1 {
		v.Pager.Previous = page.WorkPageURL(number - 1)
	}
	if number*work.PageSize < total {
		v.Pager.Next = page.WorkPageURL(number + 1)
	}
	return v
}

// share is how much of work in hand is done.
func share(t work.Task) string {
	if t.State != work.Running || t.Total == 0 {
		return ""
	}
	return strconv.Itoa(t.Done*100/t.Total) + "%"
}

// taskView is one piece of work.
type taskView struct {
	Title    string
	Badge    ui.BadgeProps
	Poll     string // where to ask how far it is; "" once it has ended
	Say      string
	Progress *ui.ProgressProps
	Facts    []ui.Definition
	Refresh  ui.LinkButtonProps
	File     *ui.LinkButtonProps
	Onward   *ui.LinkButtonProps // where what came of it is acted upon
	Retry    *ui.Form
}

func (s *Screen) viewOf(r *http.Request, t work.Task) taskView {
	v := taskView{Title: t.Title, Badge: state(t.State), Say: t.Message, Facts: facts(t)}
	switch t.State {
	case work.Waiting, work.Running:
		v.Poll = page.TaskURL(t.ID)
		v.Refresh = ui.LinkButtonProps{Label: "刷新", Href: v.Poll}
		v.Progress = progress(t)
		if v.Say == "" {
			v.Say = "在后台进行，可以离开本页去做别的事，完成后会在“提醒”里告诉您。"
		}
	case work.Failed:
		v.Retry = &ui.Form{Action: page.TaskRetryURL(t.ID), Hidden: s.Hidden(r), Submit: "再试一次", Label: "再试一次"}
	case work.Done:
		v.file(t)
		v.onward(t)
	}
	return v
}

func (v *taskView) onward(t work.Task) {
	if t.Kind != indicators.TrialKind {
		return
	}
	if cycle, to, err := indicators.TriedBy(t); err == nil {
		v.Onward = &ui.LinkButtonProps{Label: "看试算结果", Href: page.TryMoveURL(cycle, to, 1), Kind: ui.Primary}
	}
}

func (v *taskView) file(t work.Task) {
	switch {
	case t.Digest != "":
		v.File = &ui.LinkButtonProps{Label: "下载 " + t.FileName, Href: page.TaskFileURL(t.ID), Kind: ui.Primary}
		v.Facts = append(v.Facts, ui.Definition{Term: "大小", Text: size(t.Size)}, ui.Definition{Term: "保留", Text: "30 天，之后自动清理"})
	case t.FileName != "":
		v.Say = "结果已超过 30 天，已清理。需要时请重新办理。"
	}
}

func progress(t work.Task) *ui.ProgressProps {
	p := &ui.ProgressProps{ID: "progress", Label: "办理进度", Done: t.Done, Total: t.Total, Text: "等待开始"}
	switch {
	case t.Total > 0:
		p.Text = fmt.Sprintf("%d / %d", t.Done, t.Total)
	case t.State == work.Running:
		p.Text = "已开始"
	}
	return p
}

func facts(t work.Task) []ui.Definition {
	list := []ui.Definition{{Term: "提出", Text: figures.Moment(t.MadeAt)}}
	for _, f := range []struct {
		term string
		at   time.Time
	}{{"开始", t.StartedAt}, {"结束", t.FinishedAt}} {
		if !f.at.IsZero() {
			list = append(list, ui.Definition{Term: f.term, Text: figures.Moment(f.at)})
		}
	}
	if t.Tries > 1 {
		list = append(list, ui.Definition{Term: "试过", Text: fmt.Sprintf("%d 次", t.Tries)})
	}
	return list
}

// size writes a number of bytes, rounded up.
func size(bytes int) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KB", (bytes+1023)>>10)
	}
	return fmt.Sprintf("%d.%d MB", bytes>>20, bytes%(1<<20)*10>>20)
}
