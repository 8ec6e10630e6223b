package outlook

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/core/calendar"
	"baolei/internal/core/task"
	"baolei/internal/store"
)

// ahead is how many days before the end of its month a task is reminded of.
const ahead = 7

// Remind tells the keepers of every branch what is due soon and what has become
// overdue lately, each thing once, and returns how many notices were made.
// address leads to a branch's tasks.
func (s *Service) Remind(ctx context.Context, address func(branch int64) string) (int, error) {
	var branches []int64
	var b store.Batch
	b.BranchIDs(&branches)
	if err := s.Store.Read(ctx, &b); err != nil {
		return 0, err
	}
	told := 0
	for _, branch := range branches {
		n, err := s.remind(ctx, branch, address(branch))
		if err != nil {
			return told, err
		}
		told += n
	}
	return told, nil
}

func (s *Service) remind(ctx context.Context, branch int64, href string) (int, error) {
	today := s.Today()
	_, now, err := s.year(ctx, branch, today)
	if err != nil || !now.Known {
		return 0, err
	}
	var texts, keys []string
	for _, kind := range []task.Standing{task.Now, task.Overdue} {
		if text, key, any := remindOf(now, kind, today); any {
			texts, keys = append(texts, text), append(keys, key)
		}
	}
	if len(texts) == 0 {
		return 0, nil
	}
	told := 0
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		told = 0
		var keepers []int64
		var b, w store.Batch
		b.Keepers(branch, today, &keepers)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		for _, person := range keepers {
			for i, text := range texts {
				w.Tell(store.Notice{Person: person, Key: keys[i], Text: text, Href: href, MadeAt: s.Now()}, &told)
			}
		}
		return tx.Commit(ctx, &w)
	})
	return told, err
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
