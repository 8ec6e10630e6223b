package branchcommittee

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

func versionText(version int) string { return strconv.Itoa(version) }

// Seat is the form that corrects a seat as a whole, with who ever held it.
func Seat(s *Screen, r *http.Request, o *records.Organisation) (Form, error) {
	seat, err := seatOf(r, o)
	if err != nil {
		return Form{}, err
	}
	f := Form{title: "更正职位：" + seat.Post, text: "登记错了在这里改。换人请用“任职变动”。", submit: "保存", action: page.SeatURL(o.Branch, seat.ID), changes: true,
		order: slices.Concat([]string{"post", "opened", "closed", "holdings"}, lineFields()), carried: []string{"version"}}
	f.begin = page.Blank("version", versionText(seat.Version), "post", seat.Post, "opened", page.DayText(seat.Opened), "closed", page.DayText(seat.Closed))
	for i, h := range seat.Holdings {
		for name, value := range map[string]string{"member": page.IDText(h.Member), "since": page.DayText(h.Since), "until": page.DayText(h.Until)} {
			f.begin.Set(numbered(name, i), value)
		}
	}
	f.mine = func(t *page.Typed) []ui.Definition { return seatFacts(t, o.Everybody) }
	f.theirs = f.mine(f.begin)
	f.fields = func(t *page.Typed) []templ.Component {
		return []templ.Component{ui.TextField(t.TextField("post", "职务", postHint, true)), ui.TextField(t.DayField("opened", "设立日期", "", true)),
			ui.TextField(t.DayField("closed", "撤销日期", "职位不再设了才填；现任者到这一天为止。", false)), holdersField(holdersOf(t, o.Everybody))}
	}
	f.save = func(by saving, t *page.Typed) error {
		in := records.SaveSeat{Seat: seat.ID, Version: t.Number("version"), Post: t.Text("post"), Opened: t.Day("opened"), Closed: t.Day("closed"), Holdings: holdings(t)}
		if len(t.Wrong) > 0 {
			return nil
		}
		return s.records.SaveSeat(by, by.actor, by.Change, in)
	}
	return f, nil
}

// numbered is the name of a field in the line of the ith holder, from 0.
func numbered(name string, i int) string { return fmt.Sprintf("%s-%d", name, i+1) }

// mostHolders bounds the lines of a form.
const mostHolders = 40

// lineFields are the fields of all lines.
func lineFields() []string {
	var list []string
	for i := range mostHolders {
		list = append(list, numbered("member", i), numbered("since", i), numbered("until", i))
	}
	return list
}

// lines tells how many lines of holders were typed.
func lines(t *page.Typed) int {
	n := 0
	for i := range mostHolders {
		if t.Text(numbered("member", i))+t.Text(numbered("since", i))+t.Text(numbered("until", i)) != "" {
			n = i + 1
		}
	}
	return n
}

// holdings reads the lines of holders. Empty ones are left out, and those that
// are to go.
func holdings(t *page.Typed) []record.Holding {
	var list []record.Holding
	for i := range lines(t) {
		h := record.Holding{Member: t.ID(numbered("member", i)), Since: t.Day(numbered("since", i)), Until: t.Day(numbered("until", i))}
		if dropped(t, i) || h == (record.Holding{}) {
			continue
		}
		if h.Member == 0 {
			t.Wrong[numbered("member", i)] = fmt.Sprintf("请选择第 %d 任的任职者。", i+1)
		}
		list = append(list, h)
	}
	return list
}

func dropped(t *page.Typed, i int) bool { return t.Text(numbered("drop", i)) != "" }

// holdersView are the lines of holders, with an empty one at the end.
type holdersView struct {
	Error string
	Lines []holderLine
}

type holderLine struct {
	Title        string
	Member       ui.Select
	Since, Until ui.Text
	Drop         *ui.Check
}

func holdersOf(t *page.Typed, members []record.Member) holdersView {
	v := holdersView{Error: t.Wrong["holdings"]}
	n := lines(t)
	for i := range min(n+1, mostHolders) {
		l := holderLine{Title: "补登一任", Member: pick(t, numbered("member", i), "任职者", "", "请选择", people(members)),
			Since: t.DayField(numbered("since", i), "任职日期", "", i < n), Until: t.DayField(numbered("until", i), "离任日期", "", false)}
		if l.Member.Required = i < n; i < n {
			l.Title = fmt.Sprintf("第 %d 任", i+1)
			l.Drop = &ui.Check{ID: numbered("drop", i), Name: numbered("drop", i), Label: "删去这一任", On: dropped(t, i)}
		}
		v.Lines = append(v.Lines, l)
	}
	return v
}

// seatFacts tell in words what the fields of a seat hold.
func seatFacts(t *page.Typed, members []record.Member) []ui.Definition {
	var list []string
	for i := range lines(t) {
		if dropped(t, i) {
			continue
		}
		list = append(list, held(nameOf(members, t.ID(numbered("member", i))), t.DayWords(numbered("since", i)), t.DayWords(numbered("until", i))))
	}
	return []ui.Definition{{Term: "职务", Text: t.Text("post")}, {Term: "设立日期", Text: t.DayWords("opened")}, {Term: "撤销日期", Text: said(t.DayWords("closed"))}, {Term: "任职", Text: said(strings.Join(list, "；"))}}
}
