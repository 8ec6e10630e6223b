package records

import (
	"context"
	"fmt"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// ActivityYear is a branch's activities of a year, the latest first, without
// their texts.
type ActivityYear struct {
	Place
	Year       int
	FirstYear  int // of the oldest record; this one where there is none
	Activities []record.Activity
	Gone       []store.GoneActivity // whose records were taken back
	CanSave    bool
}

// Activities reads a branch's activities of a year.
func (s *Service) Activities(ctx context.Context, actor access.Actor, branch int64, year int) (ActivityYear, error) {
	y := ActivityYear{Year: year}
	var err error
	y.Place, err = s.view(ctx, actor, access.ViewRecords, branch, year, func(b *store.Batch) {
		b.ActivityHeads(branch, calendar.Year(year), &y.Activities)
		b.GoneActivities(branch, calendar.Year(year), &y.Gone)
		b.FirstYear(branch, &y.FirstYear)
	})
	if y.FirstYear == 0 {
		y.FirstYear = s.Today().Year
	}
	y.CanSave = CanSave(actor, y.Place)
	return y, err
}

// ActivityPage is one activity with all that belongs to it.
type ActivityPage struct {
	Attached
	Record  record.Activity
	Members []record.Member // who ever counted at the branch
	Groups  []record.Group
	Past    []PastActivity // what changes overwrote, the latest first
}

// PastActivity is what a change of an activity overwrote.
type PastActivity struct {
	Correction
	Was record.Activity
}

// Activity reads one activity of a branch.
func (s *Service) Activity(ctx context.Context, actor access.Actor, branch, id int64) (ActivityPage, error) {
	v := ActivityPage{Attached: Attached{Ref: record.Ref{Kind: record.ActivityRecord, ID: id}}}
	var found, there bool
	var past []Correction
	var err error
	v.Place, err = s.view(ctx, actor, access.ViewRecords, branch, 0, func(b *store.Batch) {
		b.Activity(branch, id, &v.Record, &found)
		b.RecordThere(branch, record.ActivityRecord, id, &v.Submitted, &there)
		b.RecordFiles(branch, record.ActivityRecord, id, &v.Files)
		b.Members(branch, always, &v.Members)
		b.Groups(branch, always, &v.Groups)
		b.Corrections(branch, record.ActivityRecord, id, &past)
	})
	if err == nil && !found {
		err = app.NotFound()
	}
	for _, c := range past {
		v.Past = append(v.Past, PastActivity{c, wasActivity(c.Old)})
	}
	v.CanSave = CanSave(actor, v.Place)
	return v, err
}

// wasActivity reads an activity out of the row that a correction kept.
func wasActivity(old map[string]any) record.Activity {
	a := record.Activity{Title: oldText(old, "title"), Place: oldText(old, "place"), Content: oldText(old, "content"), Resolutions: oldText(old, "resolutions"),
		Group: oldNumber(old, "group_id"), Chair: oldNumber(old, "chair_id"), Recorder: oldNumber(old, "recorder_id"), Minutes: int(oldNumber(old, "minutes")),
		Present: oldNumbers(old, "present"), OnLeave: oldNumbers(old, "on_leave"), Absent: oldNumbers(old, "absent"), Begins: -1, Reasons: map[int64]string{}}
	if old["begins"] != nil {
		a.Begins = int(oldNumber(old, "begins"))
	}
	if on, err := calendar.Parse(oldText(old, "occurred_on")); err == nil {
		a.On = on
	}
	if kinds, ok := old["kinds"].([]any); ok {
		for _, k := range kinds {
			a.Kinds = append(a.Kinds, record.ActivityKind(fmt.Sprint(k)))
		}
	}
	if reasons, ok := old["reasons"].(map[string]any); ok {
		for id, why := range reasons {
			if member, err := strconv.ParseInt(id, 10, 64); err == nil {
				a.Reasons[member] = fmt.Sprint(why)
			}
		}
	}
	return a
}

func oldText(old map[string]any, name string) string {
	text, _ := old[name].(string)
	return text
}

func oldNumber(old map[string]any, name string) int64 {
	n, _ := old[name].(float64) // ids stay far below what a float64 holds exactly
	return int64(n)
}

func oldNumbers(old map[string]any, name string) []int64 {
	var list []int64
	values, _ := old[name].([]any)
	for _, v := range values {
		if n, ok := v.(float64); ok {
			list = append(list, int64(n))
		}
	}
	return list
}

// ActivityDesk is what somebody needs who records or corrects an activity.
type ActivityDesk struct {
	Place
	Today     calendar.Date
	Members   []record.Member // who ever counted at the branch
	Groups    []record.Group
	Seats     []record.Seat
	Recent    []record.Activity // of the last year or so, the latest first, without texts
	Model     record.Activity   // the one asked for; zero where none was
	Submitted bool              // the branch submitted for the year of the model: a correction needs a reason
}

// recentDays is how far back people look for what is usual.
const recentDays = 400

// ActivityDesk reads what is needed to record an activity of a branch, and with
// an id the activity to correct or to go by.
func (s *Service) ActivityDesk(ctx context.Context, actor access.Actor, branch, id int64) (ActivityDesk, error) {
	d := ActivityDesk{Today: s.Today()}
	found, there := id == 0, false
	var err error
	d.Place, err = s.view(ctx, actor, access.SaveRecord, branch, 0, func(b *store.Batch) {
		b.Members(branch, always, &d.Members)
		b.Groups(branch, always, &d.Groups)
		b.Seats(branch, always, &d.Seats)
		b.ActivityHeads(branch, calendar.Window{From: d.Today.AddDays(-recentDays), Until: d.Today}, &d.Recent)
		if id != 0 {
			b.Activity(branch, id, &d.Model, &found)
			b.RecordThere(branch, record.ActivityRecord, id, &d.Submitted, &there)
		}
	})
	if err == nil && !found {
		err = app.NotFound()
	}
	return d, err
}
