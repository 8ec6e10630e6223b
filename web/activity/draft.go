package activity

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
)

// draft is an activity as it stands in its form.
type draft struct {
	record.Activity
	Who       record.Audience
	SaidTitle string          // what the form proposed when it was made; so the next
	SaidWho   record.Audience // left as proposed, it goes on following kinds and day
	Rows      []int64         // members for whom the form had a line
	Reason    string
	typed     *page.Typed // what was typed, for what could not be read
}

// What a member's line says.
const (
	present = "present"
	onLeave = "leave"
	absent  = "absent"
	nothing = ""
)

// posted reads the form.
func posted(r *http.Request) *draft {
	t := page.Posted(r)
	d := &draft{typed: t, Who: record.Audience(t.Text("who")), SaidTitle: t.Text("said_title"), SaidWho: record.Audience(t.Text("said_who")), Reason: t.Text("reason")}
	d.ID, d.Title, d.Place = t.ID("activity"), t.Text("title"), t.Text("place")
	d.Content, d.Resolutions = t.Text("content"), t.Text("resolutions")
	d.Chair, d.Recorder, d.Group = t.ID("chair"), t.ID("recorder"), t.ID("group")
	for _, code := range t.Texts("kinds") {
		if k := kindOf(code); k != "" {
			d.Kinds = append(d.Kinds, k)
		}
	}
	d.Kinds = record.SortKinds(d.Kinds)
	d.On, d.Begins, d.Minutes = t.Day("day"), begins(t), minutes(t)
	d.Reasons = map[int64]string{}
	for name := range r.PostForm {
		if id, err := strconv.ParseInt(strings.TrimPrefix(name, "a-"), 10, 64); err == nil && strings.HasPrefix(name, "a-") && id > 0 {
			d.Rows = append(d.Rows, id)
			d.set(id, t.Text(name), t.Text("why-"+strconv.FormatInt(id, 10)))
		}
	}
	slices.Sort(d.Rows)
	return d
}

func begins(t *page.Typed) int {
	if t.Text("begins") == "" {
		return -1
	}
	at, err := time.Parse("15:04", t.Text("begins"))
	if err != nil {
		t.Wrong["begins"] = "请填写时间，例如 14:30。"
		return -1
	}
	return at.Hour()*60 + at.Minute()
}

func minutes(t *page.Typed) int {
	if t.Text("minutes") == "" {
		return 0
	}
	n, err := strconv.Atoi(t.Text("minutes"))
	if err != nil || n < 1 {
		t.Wrong["minutes"] = "请填写分钟数，例如 90。"
		return 0
	}
	return n
}

// settle lets what was left as proposed follow the kinds and the day.
func (d *draft) settle(desk records.ActivityDesk, actor access.Actor) {
	title, who := record.SuggestTitle(d.Kinds, d.day(desk)), record.AudienceOf(d.Kinds)
	if d.Title == "" || d.Title == d.SaidTitle {
		d.Title = title
	}
	if d.Who.Chinese() == "" || d.Who == d.SaidWho {
		d.Who = who
	}
	d.SaidTitle, d.SaidWho = title, who
	if d.asksGroup() && d.Group == 0 {
		d.Group = ownGroup(desk, actor, d.day(desk))
	}
	if !d.asksGroup() {
		d.Group = 0
	}
}

// asksGroup tells whether the form asks for a party group.
func (d *draft) asksGroup() bool { return d.Is(record.GroupMeeting) || d.Who == record.OneGroup }

// day is the activity's day, as far as it is known.
func (d *draft) day(desk records.ActivityDesk) calendar.Date {
	if d.On.IsZero() {
		return desk.Today
	}
	return d.On
}
