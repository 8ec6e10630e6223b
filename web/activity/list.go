package activity

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// listView is a year of activities.
type listView struct {
	Title  string
	Excel  ui.LinkButtonProps
	Begin  []ui.LinkButtonProps // to record one, the kind that is due first
	Years  []ui.Filter
	Kinds  []ui.Filter
	Months []month
	Gone   *ui.TableProps // what was taken back; nil where nothing was
	Empty  string         // said where there is nothing
}

// month is one month's activities.
type month struct {
	ID, Title, Note string
	Late            bool // the note is a warning
	Table           ui.TableProps
}

// usual are the kinds that are recorded most often, first.
var usual = []record.ActivityKind{record.ThemePartyDay, record.MembersMeeting, record.CommitteeMeeting, record.GroupMeeting, record.PartyClass, record.Talk}

// yearsShown bounds the years to choose from.
const yearsShown = 6

func listOf(y records.ActivityYear, kind record.ActivityKind, today calendar.Date) listView {
	v := listView{Title: strconv.Itoa(y.Year) + " 年会议活动", Excel: page.SheetLink(y.Branch, "activities", y.Year, y.CanSave)}
	for year := today.Year; year >= max(y.FirstYear, today.Year-yearsShown+1); year-- {
		v.Years = append(v.Years, ui.Filter{Label: strconv.Itoa(year) + " 年", Href: page.ActivitiesURL(y.Branch, year, string(kind)), On: year == y.Year})
	}
	if y.CanSave {
		v.Begin = begin(y.Branch)
	}
	v.Kinds = kindFilters(y, kind)
	var shown []record.Activity
	for _, a := range y.Activities {
		if kind == "" || a.Is(kind) {
			shown = append(shown, a)
		}
	}
	v.Months = months(y, shown, kind, today)
	if len(shown) == 0 {
		v.Empty = strconv.Itoa(y.Year) + " 年还没有登记会议活动。"
	}
	v.Gone = gone(y)
	return v
}

func begin(branch int64) []ui.LinkButtonProps {
	var list []ui.LinkButtonProps
	for i, k := range usual {
		b := ui.LinkButtonProps{Label: "登记" + k.Chinese(), Href: page.NewActivityURL(branch, string(k))}
		if i == 0 {
			b.Kind = ui.Primary
		} else {
			b.Label = k.Chinese()
		}
		list = append(list, b)
	}
	return append(list, ui.LinkButtonProps{Label: "其他", Href: page.NewActivityURL(branch, "")})
}

func kindFilters(y records.ActivityYear, on record.ActivityKind) []ui.Filter {
	count := map[string]int{}
	for _, a := range y.Activities {
		for _, k := range a.Kinds {
			count[string(k)]++
		}
	}
	list := []ui.Filter{{Label: "全部", Count: strconv.Itoa(len(y.Activities)), On: on == "", Href: page.ActivitiesURL(y.Branch, y.Year, "")}}
	for _, n := range record.ActivityKinds() {
		if count[n.Code] > 0 || n.Code == string(on) {
			list = append(list, ui.Filter{Label: n.Chinese, Count: strconv.Itoa(count[n.Code]), On: n.Code == string(on), Href: page.ActivitiesURL(y.Branch, y.Year, n.Code)})
		}
	}
	return list
}

// months groups activities, the latest month first. Months that are over and
// have no theme party day say so, where the list is about those too.
func months(y records.ActivityYear, shown []record.Activity, kind record.ActivityKind, today calendar.Date) []month {
	all := calendar.Months(y.Year)
	var list []month
	for i := len(all) - 1; i >= 0; i-- {
		m := all[i]
		var rows []ui.TableRow
		held := false
		for j := range shown {
			if a := &shown[j]; calendar.MonthOf(a.On) == m {
				rows = append(rows, row(y.Branch, a))
				held = held || a.Is(record.ThemePartyDay)
			}
		}
		lacks := !held && m.Last().Before(today) && (kind == "" || kind == record.ThemePartyDay) && len(shown) > 0
		if len(rows) == 0 && !lacks {
			continue
		}
		one := month{ID: "m-" + strconv.Itoa(int(m.Month)), Title: m.Short(), Note: fmt.Sprintf("%d 次", len(rows))}
		if lacks {
			one.Note, one.Late = "没有主题党日", true
		}
		one.Table = ui.TableProps{ID: one.ID + "-table", Caption: one.Title, Hide: true, Rows: rows, Empty: "这个月没有登记。",
			Columns: []ui.Column{{Label: "活动"}, {Label: "日期"}, {Label: "到会"}, {Label: "待补"}, {Label: "登记"}}}
		list = append(list, one)
	}
	return list
}

func row(branch int64, a *record.Activity) ui.TableRow {
	name := ui.Cell{Text: a.Title, Href: page.ActivityURL(branch, a.ID)}
	if title := kindNames(a.Kinds); !strings.HasSuffix(a.Title, title) {
		name.Sub = title
	}
	missing := ui.Cell{Text: "齐全", Tone: ui.Good}
	if list := a.Missing(); len(list) > 0 {
		missing = ui.Cell{Text: elementNames(list, a.Kinds)}
	}
	entered := ui.Cell{Text: calendar.DateOf(a.RecordedAt).Short(), Badge: lateness(a)}
	return ui.TableRow{Cells: []ui.Cell{name, {Text: a.On.Short()}, {Text: attended(a)}, missing, entered}}
}

// attended tells how many came of how many: "14 / 15 · 93.3%".
func attended(a *record.Activity) string {
	switch {
	case a.Expected() == 0:
		return "–"
	case record.AudienceOf(a.Kinds) == record.Chosen:
		return fmt.Sprintf("%d 人", len(a.Present))
	}
	return fmt.Sprintf("%d / %d · %s", len(a.Present), a.Expected(), figures.Percent(a.Rate()))
}

// lateness marks an entry that was made long after the fact.
func lateness(a *record.Activity) ui.BadgeProps {
	if record.LateBy(a.On, a.RecordedAt) == 0 {
		return ui.BadgeProps{}
	}
	return ui.BadgeProps{Text: fmt.Sprintf("补记 %d 天", a.On.DaysUntil(calendar.DateOf(a.RecordedAt))), Tone: ui.Warn}
}

func kindNames(kinds []record.ActivityKind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.Chinese())
	}
	return strings.Join(names, "、")
}

func elementNames(list []record.Element, kinds []record.ActivityKind) string {
	var names []string
	for _, e := range list {
		names = append(names, e.Chinese(kinds))
	}
	return strings.Join(names, "、")
}

func gone(y records.ActivityYear) *ui.TableProps {
	if len(y.Gone) == 0 {
		return nil
	}
	t := &ui.TableProps{ID: "gone", Caption: "已撤销", Hide: true, Columns: []ui.Column{{Label: "活动"}, {Label: "日期"}, {Label: "撤销"}, {Label: "理由"}}}
	for _, g := range y.Gone {
		t.Rows = append(t.Rows, ui.TableRow{Cells: []ui.Cell{{Text: g.Title}, {Text: g.On.Short()}, {Text: g.By + " " + figures.When(g.At)}, {Text: g.Reason}}})
	}
	return t
}
