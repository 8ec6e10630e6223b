package outlook

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/core/calendar"
	"baolei/internal/core/task"
	"baolei/internal/store"
)

// ahead is how many days before the end of its month a task is reminded of.
const ahead = 7

// remind queues telling the keepers of a branch what is due soon and what has
// become overdue lately, each thing once.
func (s *Service) remind(w *store.Batch, now Branch) {
	for _, kind := range []task.Standing{task.Now, task.Overdue} {
		if text, key, any := remindOf(now, kind, s.Today()); any {
			w.RemindKeepers(now.RecordPlace.Branch, store.Notice{Key: key, Text: text, Href: app.TasksAddress(now.RecordPlace.Branch), MadeAt: s.Now()})
		}
	}
}

// remindOf puts what is due soon, or overdue since last month, into one
// sentence; its key is the month's, so that it is told once.
func remindOf(b Branch, kind task.Standing, today calendar.Date) (text, key string, any bool) {
	month := calendar.MonthOf(today)
	var titles []string
	more := 0
	for _, t := range b.Tasks {
		days := today.DaysUntil(t.Due)
		soon := kind == task.Now && days <= ahead
		lately := kind == task.Overdue && calendar.MonthOf(t.Due) == month.Add(-1)
		if t.Standing != kind || !soon && !lately {
			continue
		}
		title := t.Title
		if t.What != "" {
			title += "（" + t.What + "）"
		}
		if len(titles) == most {
			more++
			continue
		}
		titles = append(titles, title)
	}
	if len(titles) == 0 {
		return "", "", false
	}
	list := strings.Join(titles, "、")
	if more > 0 {
		list += fmt.Sprintf("等 %d 项", len(titles)+more)
	}
	if kind == task.Overdue {
		return b.Name + "：" + list + "没有登记。已开展的请补记。", "overdue " + strconv.FormatInt(b.Branch, 10) + " " + month.Add(-1).String(), true
	}
	return b.Name + "：" + list + "月底前到期，还没有登记。", "due " + strconv.FormatInt(b.Branch, 10) + " " + month.String(), true
}

// most is how many tasks a notice names.
const most = 5
