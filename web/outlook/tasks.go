package outlook

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app/outlook"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/task"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// tasksView is a branch's list of what is due.
type tasksView struct {
	Title string
	Say   string // where there is nothing to list
	Stats []ui.Stat
	Lists []taskList
}

type taskList struct {
	ID, Title, Note string
	Table           ui.TableProps
}

func tasksOf(b outlook.Branch, actor access.Actor, today calendar.Date) tasksView {
	v := tasksView{Title: strconv.Itoa(b.Year) + " 年任务清单", Stats: statsOf(b)}
	if !b.Known {
		v.Say = "记实本里还没有这一年的内容。先登记党员名册和第一次活动，这里就会列出每月要办的事。"
		return v
	}
	keeps := access.Allow(actor, access.SaveRecord, b.Place()).Allowed
	for _, l := range []struct {
		standing        task.Standing
		id, title, note string
	}{
		{task.Overdue, "overdue", "已过期，没有登记", "已开展的请补记，会注明补记天数。"},
		{task.Now, "now", "现在要办", ""},
		{task.Done, "done", "本期已完成", ""},
		{task.Later, "later", "本年内完成", ""},
	} {
		if n := b.Count(l.standing); n > 0 {
			v.Lists = append(v.Lists, taskList{l.id, fmt.Sprintf("%s（%d）", l.title, n), l.note, taskTable(b, l.id, l.title, l.standing, keeps, today)})
		}
	}
	return v
}

func statsOf(b outlook.Branch) []ui.Stat {
	if !b.Known || b.Set == nil {
		return nil
	}
	overdue := ui.Stat{Label: "已过期", Value: strconv.Itoa(b.Count(task.Overdue))}
	if b.Count(task.Overdue) > 0 {
		overdue.Tone = ui.Lost
	}
	stats := []ui.Stat{overdue, {Label: "现在要办", Value: strconv.Itoa(b.Count(task.Now))}}
	if b.Sealed {
		return stats
	}
	return append(stats, ui.Stat{Label: "指数至今", Value: figures.Points(b.Look.SoFar.Total), Badge: figures.Grade(b.Set.Set, b.Look.SoFar.Grade)},
		ui.Stat{Label: "若不再开展", Value: figures.Points(b.Look.Forecast.Total), Badge: figures.Grade(b.Set.Set, b.Look.Forecast.Grade)})
}

func taskTable(b outlook.Branch, id, caption string, standing task.Standing, keeps bool, today calendar.Date) ui.TableProps {
	t := ui.TableProps{ID: id, Caption: caption, Hide: true, Columns: []ui.Column{{Label: "事项"}, {Label: "期限"}, {Label: "对应指标"}, {Label: "办理"}}}
	for _, group := range groups(b.Tasks, standing) {
		one := group[0]
		act := ui.Cell{Text: "–"}
		if keeps && standing != task.Done {
			act = ui.Cell{Text: "去登记", Href: page.NewRecordURL(b.RecordPlace.Branch, one.Record, one.Kind, one.Member, one.Group)}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: one.Title, Sub: whats(group)}, dueCell(one, today), {Text: b.Set.Number(one.Item)}, act}})
	}
	return t
}

// groups puts the tasks of a standing together that are the same thing in
// several months or with several members; the earliest stands first.
func groups(tasks []task.Task, standing task.Standing) [][]task.Task {
	var list [][]task.Task
	at := map[string]int{}
	for _, t := range tasks {
		if t.Standing != standing {
			continue
		}
		key := t.Clause + " " + t.Title
		i, there := at[key]
		if !there {
			i, at[key] = len(list), len(list)
			list = append(list, nil)
		}
		list[i] = append(list[i], t)
	}
	return list
}

// whats tells what a group of tasks is about: "1月、2月", "18 人：王明、刘芳……".
func whats(group []task.Task) string {
	var names []string
	for _, t := range group {
		if t.What != "" {
			names = append(names, t.What)
		}
	}
	text := strings.Join(names, "、")
	if len(group) > 1 {
		text = fmt.Sprintf("%d 项：%s", len(group), text)
	}
	return text
}

func dueCell(t task.Task, today calendar.Date) ui.Cell {
	days := today.DaysUntil(t.Due)
	switch {
	case t.Standing == task.Done:
		return ui.Cell{Badge: ui.BadgeProps{Text: "已开展", Tone: ui.Good}}
	case days < 0:
		return ui.Cell{Text: t.Due.In(today.Year), Badge: ui.BadgeProps{Text: fmt.Sprintf("已过 %d 天", -days), Tone: ui.Lost}}
	case days <= 7:
		return ui.Cell{Text: t.Due.In(today.Year), Badge: ui.BadgeProps{Text: fmt.Sprintf("还有 %d 天", days), Tone: ui.Warn}}
	}
	return ui.Cell{Text: t.Due.In(today.Year)}
}
