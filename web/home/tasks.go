package home

import (
	"context"
	"fmt"

	"baolei/internal/app/outlook"
	"baolei/internal/core/access"
	"baolei/internal/core/task"
	yearpages "baolei/web/outlook"
	"baolei/web/page"
	"baolei/web/ui"
)

// tasks are what the record books of the person's branches ask for now; a book
// in which nothing is recorded yet asks for nothing here.
func (s *Screen) tasks(ctx context.Context, actor access.Actor) ([]part, error) {
	var parts []part
	for _, branch := range actor.At(access.BranchSecretary, access.BranchClerk) {
		b, err := s.year.Branch(ctx, actor, branch)
		if err != nil {
			return nil, err
		}
		if b.Known && b.Set != nil {
			parts = append(parts, tasksPart(b))
		}
	}
	return parts, nil
}

func tasksPart(b outlook.Branch) part {
	p := part{ID: fmt.Sprintf("tasks-%d", b.RecordPlace.Branch), Title: "任务清单", Note: b.Name, Stats: yearpages.Stats(b),
		Actions: []ui.LinkButtonProps{{Label: "看任务清单", Href: page.TasksURL(b.RecordPlace.Branch)}}}
	switch late, now := b.Count(task.Overdue), b.Count(task.Now); {
	case late > 0:
		p.wait([]wait{{fmt.Sprintf("%d 年记实：%d 项已过期没有登记，已开展的请补记。", b.Year, late), "看任务清单", page.TasksURL(b.RecordPlace.Branch)}})
	case now == 0:
		p.Say = "现在没有要办的。"
	}
	return p
}
