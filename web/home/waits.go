package home

import (
	"baolei/internal/core/calendar"
	"baolei/web/ui"
)

// wait is a thing that waits for the person, in a sentence that says all of it
// where it stands by itself, and the way to it.
type wait struct{ Say, Label, Href string }

// wait makes the first of what waits in a part its next step; the others follow.
func (p *part) wait(list []wait) {
	first := list[0]
	p.Say, p.Actions, p.Also = first.Say, []ui.LinkButtonProps{todo(first.Label, first.Href)}, list[1:]
}

// waits is all that waits in a part, its next step first.
func (p part) waits() []wait {
	if p.Standing || len(p.Actions) == 0 || p.Actions[0].Kind != ui.Primary {
		return nil
	}
	return append([]wait{{p.Say, p.Actions[0].Label, p.Actions[0].Href}}, p.Also...)
}

// deadline tells until when a thing is to be done, or since when it should be.
func deadline(due, today calendar.Date) string {
	if due.Before(today) {
		return "已于" + due.In(today.Year) + "截止"
	}
	return due.In(today.Year) + "截止"
}
