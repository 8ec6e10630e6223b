package book

import (
	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

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
