package records

import (
	"context"

	"baolei/internal/core/record"
	"baolei/internal/core/record/table"
	"baolei/internal/store"
)

// activitiesImport is the rows of activities.
type activitiesImport struct {
	reading
	recorded []record.Activity
	entries  []table.Entry[record.Activity]
}

var activityFields = map[string]int{"kinds": table.ActivityKinds, "day": table.ActivityOn, "title": table.ActivityTitle, "place": table.ActivityPlace, "content": table.ActivityContent,
	"resolutions": table.ActivityResolutions, "begins": table.ActivityBegins, "minutes": table.ActivityMinutes, "group": table.ActivityGroup, "chair": table.ActivityChair,
	"recorder": table.ActivityRecorder, "attendance": table.ActivityPresent}

func (i *activitiesImport) read(b *store.Batch) {
	i.reading.read(b)
	i.recorded = nil
	b.ActivitiesOrOf(i.branch, table.Days(i.table), table.Numbers(table.Activities, i.table), &i.recorded)
}

func (i *activitiesImport) judge() (judged, error) {
	var faults []table.Fault
	i.entries, faults = table.ReadActivities(i.table, i.recorded, i.roll())
	for k := range i.entries {
		e := &i.entries[k]
		if e.Known && !e.Changed() {
			continue
		}
		e.New.Tidy()
		faults = append(faults, wrongCells(table.Activities, e.Line, faultFields(e.New.Check(i.Today(), i.members, i.groups)), activityFields)...)
	}
	j := linesOf(i.entries, func(e *table.Entry[record.Activity]) importLine {
		return importLine{ID: e.Old.ID, Version: e.Old.Version, Years: []int{e.Old.On.Year, e.New.On.Year}}
	})
	j.faults = faults
	return j, nil
}

func (i *activitiesImport) write(_ context.Context, _ *store.Tx, b *store.Batch, w writing) error {
	for k := range i.entries {
		e := &i.entries[k]
		var id int64
		switch {
		case !e.Known:
			b.AddActivity(i.branch, &e.New, w.actor.Person, i.Now(), &id)
		case e.Changed():
			b.KeepOld(record.ActivityRecord, e.Old.ID, e.Old.Version, w.reason, i.late(e.Old.On.Year, e.New.On.Year), w.actor.Person, i.Now())
			b.ChangeActivity(&e.New)
		}
	}
	return nil
}
