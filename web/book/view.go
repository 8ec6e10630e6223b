package book

import (
	"fmt"
	"strconv"
	"strings"

	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// overview is a year of a branch's book as a whole.
type overview struct {
	Title    string
	Print    string // address of the book as one document
	Years    []ui.Filter
	Panels   []panel
	Lag      []ui.Stat // how far the book runs behind; none without entries
	LagText  string
	ReadOnly bool
}

// panel is a part of the book in short.
type panel struct {
	ID, Title, Href string
	Count           string // "12 次"
	Last            string // "最近：12月3日 主题党日"
	Missing         []string
	Fine            string             // said where nothing is missing
	Action          ui.LinkButtonProps // none for who only reads
}

// yearsShown bounds the years to choose from.
const yearsShown = 6

func overviewOf(o records.Overview) overview {
	v := overview{Title: strconv.Itoa(o.Year) + " 年总览", ReadOnly: !o.CanSave, Print: page.YearBookURL(o.Branch, o.Year)}
	for y := o.Today.Year; y >= max(o.FirstYear, o.Today.Year-yearsShown+1); y-- {
		v.Years = append(v.Years, ui.Filter{Label: strconv.Itoa(y) + " 年", Href: page.BookPartURL(o.Branch, "", y), On: y == o.Year})
	}
	v.Panels = []panel{activitiesPanel(o), plansPanel(o), organisationPanel(o), rosterPanel(o), duesPanel(o), honoursPanel(o), rulesPanel(o)}
	if o.SeeSanctions {
		v.Panels = append(v.Panels, sanctionsPanel(o))
	}
	v.lag(o)
	return v
}

// start makes the panel of a part.
func start(o records.Overview, p Part, count int, unit string) panel {
	one := panel{ID: "part-" + string(p), Title: p.Chinese(), Href: page.BookPartURL(o.Branch, string(p), o.Year), Fine: "没有缺项。"}
	one.Count = strconv.Itoa(count) + " " + unit
	if o.CanSave {
		one.Action = ui.LinkButtonProps{Label: "去登记", Href: one.Href, Small: true}
	}
	return one
}

func (p *panel) missing(format string, args ...any) {
	p.Missing = append(p.Missing, fmt.Sprintf(format, args...))
}

// elapsed are the months of the year that have begun.
func elapsed(o records.Overview) []calendar.Month {
	var list []calendar.Month
	for _, m := range calendar.Months(o.Year) {
		if !o.Today.Before(m.First()) {
			list = append(list, m)
		}
	}
	return list
}

// over are the months of the year that have ended.
func over(o records.Overview) []calendar.Month {
	var list []calendar.Month
	for _, m := range elapsed(o) {
		if m.Last().Before(o.Today) {
			list = append(list, m)
		}
	}
	return list
}

// named lists months of one year, three or more in a row in short: "1至4月、7月".
func named(months []calendar.Month) string {
	var names []string
	for i := 0; i < len(months); {
		end := i
		for end+1 < len(months) && months[end+1] == months[end].Add(1) {
			end++
		}
		if end-i >= 2 {
			names = append(names, fmt.Sprintf("%d至%s", int(months[i].Month), months[end].Short()))
			i = end + 1
			continue
		}
		names = append(names, months[i].Short())
		i++
	}
	return strings.Join(names, "、")
}

func activitiesPanel(o records.Overview) panel {
	p := start(o, Activities, len(o.Activities), "次")
	if len(o.Activities) > 0 {
		p.Last = o.Activities[0].On.Short() + " " + o.Activities[0].Title
	}
	held := map[calendar.Month]bool{}
	for i := range o.Activities {
		if a := &o.Activities[i]; a.Is(record.ThemePartyDay) {
			held[calendar.MonthOf(a.On)] = true
		}
	}
	var none []calendar.Month
	for _, m := range over(o) {
		if !held[m] {
			none = append(none, m)
		}
	}
	if len(none) > 0 {
		p.missing("%s没有主题党日", named(none))
	}
	return p
}

func plansPanel(o records.Overview) panel {
	p := start(o, Plans, len(o.Plans), "份")
	have := map[string]bool{}
	for _, x := range o.Plans {
		have[string(x.Kind)] = true
		p.Last = x.On.Short() + " " + x.Title
	}
	for _, k := range record.PlanKinds() {
		if !have[k.Code] {
			p.missing("没有%s", k.Chinese)
		}
	}
	return p
}

func organisationPanel(o records.Overview) panel {
	p := start(o, Organisation, len(o.Seats), "个委员职位")
	if len(o.Seats) == 0 {
		p.missing("没有登记支委会委员")
	}
	for _, s := range o.Seats {
		if !heldOn(s, o.Today) && (s.Closed.IsZero() || o.Today.Before(s.Closed)) {
			p.missing("%s空缺", s.Post)
		}
	}
	switch {
	case len(o.Terms) == 0:
		p.missing("没有登记本届任期")
	case o.Terms[0].Due.Before(o.Today):
		p.missing("换届已逾期 %d 天", o.Terms[0].Due.DaysUntil(o.Today))
	default:
		p.Last = o.Terms[0].Due.Chinese() + "换届"
	}
	return p
}

func heldOn(s record.Seat, day calendar.Date) bool {
	for _, h := range s.Holdings {
		if !day.Before(h.Since) && (h.Until.IsZero() || day.Before(h.Until)) {
			return true
		}
	}
	return false
}

func rosterPanel(o records.Overview) panel {
	now, unsaid := map[int64]bool{}, 0
	for i := range o.Members {
		if m := &o.Members[i]; m.At(o.Today) && !now[m.ID] {
			now[m.ID] = true
			if m.Born.IsZero() || m.Joined.IsZero() {
				unsaid++
			}
		}
	}
	p := start(o, Roster, len(now), "名党员")
	if len(now) == 0 {
		p.missing("还没有登记党员")
	}
	if unsaid > 0 {
		p.missing("%d 人的出生或入党日期没有填写", unsaid)
	}
	open := 0
	for _, x := range o.Transfers {
		if x.Done.IsZero() {
			open++
		}
	}
	if open > 0 {
		p.missing("%d 人的转接没有办完", open)
	}
	return p
}

func duesPanel(o records.Overview) panel {
	paid := map[calendar.Month]bool{}
	owing := map[int64]bool{}
	for _, d := range o.Dues {
		paid[d.Month] = true
		if d.Paid < d.Due && d.Month.Last().Before(o.Today) {
			owing[d.Member] = true
		}
	}
	p := start(o, Dues, len(paid), "个月")
	var none []calendar.Month
	for _, m := range over(o) {
		if !paid[m] {
			none = append(none, m)
		}
	}
	if len(none) > 0 {
		p.missing("%s没有登记党费", named(none))
	}
	if len(owing) > 0 {
		p.missing("%d 人有欠缴", len(owing))
	}
	return p
}

func honoursPanel(o records.Overview) panel {
	p := start(o, Honours, len(o.Honours), "项")
	if len(o.Honours) > 0 {
		p.Last = o.Honours[0].On.Short() + " " + o.Honours[0].Title
	}
	bare := 0
	for _, h := range o.Honours {
		if h.Files == 0 {
			bare++
		}
	}
	if bare > 0 {
		p.missing("%d 项没有证书或文件", bare)
	}
	return p
}

func rulesPanel(o records.Overview) panel {
	p := start(o, Rules, len(o.Rules), "项")
	if len(o.Rules) == 0 {
		p.missing("还没有登记基本制度")
	}
	return p
}

func sanctionsPanel(o records.Overview) panel {
	p := start(o, Sanctions, len(o.Sanctions), "件")
	for _, x := range o.Sanctions {
		if x.Reported.IsZero() {
			p.missing("%s的处分没有登记上报日期", x.MemberName)
		}
	}
	return p
}

// lag tells the branch first what others would notice later.
func (v *overview) lag(o records.Overview) {
	var made []record.Dated
	for i := range o.Activities {
		made = append(made, record.Dated{On: o.Activities[i].On, At: o.Activities[i].RecordedAt})
	}
	for _, x := range o.Plans {
		made = append(made, record.Dated{On: x.On, At: x.RecordedAt})
	}
	for _, x := range o.Honours {
		made = append(made, record.Dated{On: x.On, At: x.RecordedAt})
	}
	l := record.LagOf(made)
	if l.Entries == 0 {
		return
	}
	v.Lag = []ui.Stat{{Label: "登记", Value: fmt.Sprintf("%d 条", l.Entries)}, {Label: "其中补记", Value: fmt.Sprintf("%d 条 · %d%%", l.Late, l.Percent())}}
	v.LagText = "发生后 15 天内登记的算及时。补记照样有效，但会标明。"
	if l.InBurst > 0 {
		v.Lag = append(v.Lag, ui.Stat{Label: "集中补记", Value: fmt.Sprintf("%s %d 条", l.Burst.Short(), l.InBurst), Tone: ui.Lost})
		v.LagText += "集中补记容易被问到，请备好当时的材料。"
	}
}
