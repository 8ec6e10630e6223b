package selfassess

import (
	"cmp"
	"slices"
	"time"

	"baolei/internal/app"
	"baolei/internal/core/calendar"
	"baolei/web/figures"
	"baolei/web/ui"
)

// save tells when the card was last saved, and by whom if by somebody else.
func (m maker) save() ui.SaveState {
	state := ui.SaveState{ID: m.id() + "-save"}
	if m.t.message != "" {
		state.Kind, state.Text = ui.Failed, "没有保存"
		return state
	}
	by, at := m.last()
	if at.IsZero() {
		return state
	}
	when := figures.When(at)
	if calendar.DateOf(at) == m.s.self.Today() {
		when = figures.Clock(at)
	}
	state.Kind, state.Text = ui.Saved, "已保存 "+when
	if by.id != m.s.Actor(m.r).Person {
		state.Text = by.name + " 保存于 " + when
	}
	return state
}

type saver struct {
	id   int64
	name string
	at   time.Time
}

func (m maker) last() (saver, time.Time) {
	var all []saver
	for _, c := range m.item.Clauses {
		if f, ok := m.v.Findings[app.Self][c.Code]; ok {
			all = append(all, saver{f.SavedBy, f.SavedName, f.SavedAt})
		}
	}
	if e, ok := m.v.Entries[app.Self][m.item.Code]; ok {
		all = append(all, saver{e.SavedBy, e.SavedName, e.SavedAt})
	}
	for _, e := range m.v.EvidenceFor(app.Self, m.item.Code) {
		all = append(all, saver{e.AddedBy, e.AddedName, e.AddedAt})
	}
	if len(all) == 0 {
		return saver{}, time.Time{}
	}
	last := slices.MaxFunc(all, func(a, b saver) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) })
	return last, last.at
}
