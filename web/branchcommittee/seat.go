package branchcommittee

import (
	"net/http"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

const postHint = "例如“支部书记”“组织委员”。"

// NewSeat is the form that adds a seat. It opens on the day of the election.
func NewSeat(s *Screen, _ *http.Request, o *records.Organisation) (Form, error) {
	f := Form{title: "登记委员职位", submit: "登记", action: page.NewSeatURL(o.Branch), order: []string{"post", "opened", "member"}, begin: page.Blank()}
	if len(o.Terms) > 0 {
		f.begin.Set("opened", page.DayText(o.Terms[0].Elected))
	}
	f.fields = func(t *page.Typed) []templ.Component {
		return []templ.Component{ui.TextField(t.TextField("post", "职务", postHint, true)), ui.TextField(t.DayField("opened", "设立日期", "任职者从这一天起任职。后来换过人的，登记以后再办“任职变动”。", true)),
			ui.SelectField(pick(t, "member", "任职者", "", "空缺", people(o.Everybody)))}
	}
	f.save = func(by saving, t *page.Typed) error {
		opened, holder := t.Day("opened"), t.ID("member")
		if len(t.Wrong) > 0 {
			return nil
		}
		return s.records.AddSeat(by, by.actor, by.Change, t.Text("post"), opened, holder)
	}
	return f, nil
}

func seatOf(r *http.Request, o *records.Organisation) (record.Seat, error) {
	id, err := page.PathID(r, "seat")
	if err != nil {
		return record.Seat{}, err
	}
	seat, ok := o.Seat(id)
	if !ok {
		return record.Seat{}, page.NotFound()
	}
	return seat, nil
}

// Succession is the form for a change of who holds a seat.
func Succession(s *Screen, r *http.Request, o *records.Organisation) (Form, error) {
	seat, err := seatOf(r, o)
	if err != nil {
		return Form{}, err
	}
	f := Form{title: "任职变动：" + seat.Post, submit: "保存", action: page.SucceedURL(o.Branch, seat.ID), order: []string{"member", "since", "holdings"}, carried: []string{"version"}, changes: true}
	f.begin = page.Blank("version", versionText(seat.Version), "since", o.Today.String())
	now, occupied := seat.HolderOn(o.Today)
	if f.text = "现在空缺。"; occupied {
		f.text = "现任：" + held(now.Name, now.Since.Chinese(), "") + "。"
	}
	f.theirs = succession(now.Name, day(now.Since))
	if !occupied {
		f.theirs = succession("", day(seat.VacantSince(o.Today)))
	}
	f.mine = func(t *page.Typed) []ui.Definition {
		return succession(nameOf(o.Members, t.ID("member")), t.DayWords("since"))
	}
	f.fields = func(t *page.Typed) []templ.Component {
		return []templ.Component{ui.SelectField(successors(t, o, now, occupied)), ui.TextField(t.DayField("since", "变动日期", "离任和接任都从这一天算起。", true))}
	}
	f.save = func(by saving, t *page.Typed) error { return s.succeed(by, seat.ID, t) }
	return f, nil
}

// vacated is picked where nobody follows.
const vacated = "0"

// successors are who may hold a seat next. A list without a choice made
// beforehand: nobody leaves a seat empty by mistake.
func successors(t *page.Typed, o *records.Organisation, now record.Holding, occupied bool) ui.Select {
	var options []ui.Option
	for _, p := range people(o.Members) {
		if p.Value != page.IDText(now.Member) {
			options = append(options, p)
		}
	}
	if occupied {
		options = append([]ui.Option{{Value: vacated, Label: "空缺，暂无人接任"}}, options...)
	}
	f := pick(t, "member", "接任者", "", "请选择", options)
	f.Required = true
	return f
}

func succession(holder, since string) []ui.Definition {
	if holder == "" {
		holder = "空缺"
	}
	return []ui.Definition{{Term: "任职者", Text: holder}, {Term: "从何时起", Text: since}}
}

func (s *Screen) succeed(by saving, seat int64, t *page.Typed) error {
	in := records.Succeed{Seat: seat, Version: t.Number("version"), Member: t.ID("member"), Since: t.Day("since")}
	if t.Text("member") == "" {
		t.Wrong["member"] = "请选择接任者；没有人接任的选“空缺”。"
	}
	if len(t.Wrong) > 0 {
		return nil
	}
	return s.records.Succeed(by, by.actor, by.Change, in)
}
