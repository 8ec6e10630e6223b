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

// set puts a member's line.
func (d *draft) set(id int64, state, why string) {
	switch state {
	case present:
		d.Present = append(d.Present, id)
	case onLeave:
		d.OnLeave = append(d.OnLeave, id)
	case absent:
		d.Absent = append(d.Absent, id)
	}
	if why != "" {
		d.Reasons[id] = why
	}
}

// state reads a member's line.
func (d *draft) state(id int64) string {
	switch {
	case slices.Contains(d.Present, id):
		return present
	case slices.Contains(d.OnLeave, id):
		return onLeave
	case slices.Contains(d.Absent, id):
		return absent
	}
	return nothing
}

// asked is what the address of a new form asks for.
type asked struct {
	kinds         []record.ActivityKind
	day           calendar.Date
	member, group int64
}

// fresh begins the form of a new activity: what is known stands in it already.
func fresh(a asked, desk records.ActivityDesk, actor access.Actor) *draft {
	d := &draft{typed: page.Blank()}
	d.Begins, d.On, d.Group = -1, desk.Today, a.group
	d.Kinds = record.SortKinds(a.kinds)
	if !a.day.IsZero() && !desk.Today.Before(a.day) {
		d.On = a.day
	}
	d.usual(desk, actor)
	d.settle(desk, actor)
	if a.member != 0 {
		d.Who = record.Chosen
	}
	d.call(desk)
	if a.member != 0 {
		d.Present = []int64{a.member}
	}
	return d
}

// like begins the form of a new activity that goes by an earlier one.
func like(desk records.ActivityDesk, actor access.Actor) *draft {
	m := desk.Model
	d := &draft{typed: page.Blank(), Who: whoOf(&m, desk)}
	d.Kinds, d.Group, d.Place, d.Begins, d.Minutes, d.On = m.Kinds, m.Group, m.Place, m.Begins, m.Minutes, desk.Today
	d.Chair, d.Recorder = still(m.Chair, desk), still(m.Recorder, desk)
	chosen := d.Who
	d.settle(desk, actor)
	if d.Who = chosen; chosen == record.Chosen && record.AudienceOf(d.Kinds) != record.Chosen {
		d.Present = m.Listed() // a list of their own comes together again
	}
	d.call(desk)
	return d
}

// corrected begins the form that corrects an activity. Whoever is listed and
// does not count at the branch on that day any more is named.
func corrected(desk records.ActivityDesk) *draft {
	d := &draft{typed: page.Blank(), Activity: desk.Model, Who: whoOf(&desk.Model, desk)}
	d.SaidTitle, d.SaidWho = record.SuggestTitle(d.Kinds, d.On), record.AudienceOf(d.Kinds)
	d.Rows = d.Listed()
	left, _ := d.call(desk)
	d.recall(left, nil, desk)
	return d
}

// usual takes over place, chair and recorder from the last activity of the
// kind; where there is none, the secretary is in the chair.
func (d *draft) usual(desk records.ActivityDesk, actor access.Actor) {
	if len(d.Kinds) > 0 {
		for i := range desk.Recent {
			if last := &desk.Recent[i]; last.Is(d.Kinds[0]) {
				d.Place, d.Chair, d.Recorder = last.Place, still(last.Chair, desk), still(last.Recorder, desk)
				break
			}
		}
	}
	for _, m := range desk.Members {
		if d.Chair == 0 && len(d.Kinds) == 1 && d.Kinds[0] == record.Talk && m.Person == actor.Person && m.At(desk.Today) {
			d.Chair = m.ID
		}
	}
	for i := range desk.Seats {
		s := &desk.Seats[i]
		if h, held := s.HolderOn(desk.Today); held && d.Chair == 0 && (s.Post == "书记" || s.Post == "支部书记") {
			d.Chair = h.Member
		}
	}
}

// still is a member who counts today; 0 for any other.
func still(id int64, desk records.ActivityDesk) int64 {
	for i := range desk.Members {
		if m := &desk.Members[i]; m.ID == id && m.At(desk.Today) {
			return id
		}
	}
	return 0
}

// whoOf tells by its list who was expected at an activity.
func whoOf(a *record.Activity, desk records.ActivityDesk) record.Audience {
	listed := slices.Sorted(slices.Values(a.Listed()))
	for _, who := range []record.Audience{record.AudienceOf(a.Kinds), record.Everybody, record.SeatHolders, record.OneGroup} {
		if who == record.Chosen || len(listed) == 0 {
			continue
		}
		if slices.Equal(listed, idsOf(record.Expect(who, a.Group, desk.Members, desk.Seats, a.On))) {
			return who
		}
	}
	return record.Chosen
}

func idsOf(members []record.Member) []int64 {
	var ids []int64
	for _, m := range members {
		ids = append(ids, m.ID)
	}
	return slices.Sorted(slices.Values(ids))
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

// ownGroup is the group of whoever fills in the form, else the first.
func ownGroup(desk records.ActivityDesk, actor access.Actor, day calendar.Date) int64 {
	for i := range desk.Members {
		if m := &desk.Members[i]; m.Person == actor.Person && m.Group != 0 && m.At(day) {
			return m.Group
		}
	}
	for i := range desk.Groups {
		if g := &desk.Groups[i]; g.During(calendar.Window{From: day, Until: day}) {
			return g.ID
		}
	}
	return 0
}

// expected are the members for whom the form has a line.
func (d *draft) expected(desk records.ActivityDesk) []record.Member {
	return record.Expect(d.Who, d.Group, desk.Members, desk.Seats, d.day(desk))
}

// call puts the lines of the form to those who are expected: whoever had a line
// keeps what it says, the others are present. It returns who had a line and is
// not expected, and who is expected and had none.
func (d *draft) call(desk records.ActivityDesk) (left, came []int64) {
	expected := d.expected(desk)
	was := draft{Activity: d.Activity}
	rows := d.Rows
	d.Rows, d.Present, d.OnLeave, d.Absent = nil, nil, nil, nil
	for _, m := range expected {
		state := was.state(m.ID)
		if state == nothing && d.Who != record.Chosen {
			state = present
		}
		d.Rows = append(d.Rows, m.ID)
		d.set(m.ID, state, "")
		if !slices.Contains(rows, m.ID) {
			came = append(came, m.ID)
		}
	}
	for _, id := range rows {
		if !slices.Contains(d.Rows, id) {
			left = append(left, id)
		}
	}
	return left, came
}

// recall says that the lines of the form are others than before.
func (d *draft) recall(left, came []int64, desk records.ActivityDesk) {
	names := naming(desk.Members, nil)
	var parts []string
	if len(left) > 0 {
		parts = append(parts, "去掉"+names.list(left, nil)+"（"+d.day(desk).Short()+"不在名单上）")
	}
	if len(came) > 0 {
		parts = append(parts, "加上"+names.list(came, nil))
	}
	if len(parts) > 0 {
		d.typed.Wrong["attendance"] = "名单已按日期和应到范围更新：" + strings.Join(parts, "，") + "。请核对到会情况后再保存。"
	}
}
