package store

import (
	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

func factBranch(body []byte, f *measure.Facts) error {
	var none []struct{}
	return rowsOf(body, &none, func(r struct {
		Year    int
		Founded jsonDay `json:"founded_on"`
		Closed  jsonDay `json:"closed_on"`
	}) struct{} {
		f.Year, f.Founded, f.Closed = r.Year, r.Founded.Date, r.Closed.Date
		return struct{}{}
	})
}

func factMember(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Members, func(r struct {
		ID           int64
		Name, Duty   string
		Since, Until jsonDay
	}) record.Member {
		return record.Member{ID: r.ID, Name: r.Name, Duty: r.Duty, Since: r.Since.Date, Until: r.Until.Date}
	})
}

func factGroup(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Groups, func(r struct {
		ID        int64
		Name      string
		Formed    jsonDay `json:"formed_on"`
		Dissolved jsonDay `json:"dissolved_on"`
	}) record.Group {
		return record.Group{Entry: entryOf(r.ID), Name: r.Name, Formed: r.Formed.Date, Dissolved: r.Dissolved.Date}
	})
}

func factSeat(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Seats, func(r struct {
		ID       int64
		Post     string
		Opened   jsonDay `json:"opened_on"`
		Closed   jsonDay `json:"closed_on"`
		Holdings []struct {
			Member       int64
			Since, Until jsonDay
		}
	}) record.Seat {
		s := record.Seat{Entry: entryOf(r.ID), Post: r.Post, Opened: r.Opened.Date, Closed: r.Closed.Date}
		for _, h := range r.Holdings {
			s.Holdings = append(s.Holdings, record.Holding{Member: h.Member, Since: h.Since.Date, Until: h.Until.Date})
		}
		return s
	})
}

func factTerm(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Terms, func(r struct {
		ID      int64
		Elected jsonDay `json:"elected_on"`
		Due     jsonDay `json:"due_on"`
	}) record.Term {
		return record.Term{Entry: entryOf(r.ID), Elected: r.Elected.Date, Due: r.Due.Date}
	})
}

func factTransfer(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Transfers, func(r struct {
		ID    int64
		Name  string
		Asked jsonDay `json:"asked_on"`
		Done  jsonDay `json:"done_on"`
	}) record.Transfer {
		return record.Transfer{Entry: entryOf(r.ID), Name: r.Name, Asked: r.Asked.Date, Done: r.Done.Date}
	})
}

func factPlan(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Plans, func(r struct {
		ID    int64
		Kind  record.PlanKind
		Year  int
		Title string
		Clean bool    `json:"clean_government"`
		On    jsonDay `json:"occurred_on"`
	}) record.Plan {
		return record.Plan{Entry: entryOf(r.ID), Kind: r.Kind, Year: r.Year, Title: r.Title, CleanGovernment: r.Clean, On: r.On.Date}
	})
}

func factActivity(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Activities, func(r struct {
		ID      int64
		Kinds   []record.ActivityKind
		Group   int64   `json:"group_id"`
		On      jsonDay `json:"occurred_on"`
		Title   string
		Chair   int64 `json:"chair_id"`
		Present []int64
	}) record.Activity {
		return record.Activity{Entry: entryOf(r.ID), Kinds: r.Kinds, Group: r.Group, On: r.On.Date, Title: r.Title, Chair: r.Chair, Present: r.Present}
	})
}

func factDues(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Dues, func(r struct {
		Month     jsonDay
		Due, Paid record.Fen
	}) record.Dues {
		return record.Dues{Month: calendar.MonthOf(r.Month.Date), Due: r.Due, Paid: r.Paid}
	})
}

func factDuesMonth(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.DuesMonths, func(r struct {
		Month     jsonDay
		HandedUp  jsonDay `json:"handed_up_on"`
		Published jsonDay `json:"published_on"`
	}) record.DuesMonth {
		return record.DuesMonth{Month: calendar.MonthOf(r.Month.Date), HandedUpOn: r.HandedUp.Date, PublishedOn: r.Published.Date}
	})
}

func factHonour(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Honours, func(r struct {
		ID       int64
		Kind     record.HonourKind
		Level    record.HonourLevel
		Title    string
		On       jsonDay `json:"occurred_on"`
		Identity string
		Files    int
	}) record.Honour {
		return record.Honour{Entry: entryOf(r.ID), Kind: r.Kind, Level: r.Level, Title: r.Title, On: r.On.Date, Identity: r.Identity, Files: r.Files}
	})
}

func factSanction(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Sanctions, func(r struct {
		ID   int64
		Kind record.SanctionKind
		On   jsonDay `json:"occurred_on"`
	}) record.Sanction {
		return record.Sanction{Entry: entryOf(r.ID), Kind: r.Kind, On: r.On.Date}
	})
}

func factRule(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Rules, func(r struct {
		ID       int64
		Kind     record.RuleKind
		Title    string
		On       jsonDay `json:"occurred_on"`
		Repealed jsonDay `json:"repealed_on"`
	}) record.Rule {
		return record.Rule{Entry: entryOf(r.ID), Kind: r.Kind, Title: r.Title, On: r.On.Date, Repealed: r.Repealed.Date}
	})
}

func factIndex(body []byte, f *measure.Facts) error {
	var none []struct{}
	return rowsOf(body, &none, func(r struct {
		Members int
		Total   scoring.Points
		Lost    []scoring.Points
		City    *scoring.Points
	}) struct{} {
		f.Index = measure.Index{Members: r.Members, Average: measure.Mean(r.Total, r.Members), BottomLost: r.Lost}
		if r.City != nil {
			f.Index.City, f.Index.CityTaken = *r.City, true
		}
		return struct{}{}
	})
}

func factClaim(body []byte, f *measure.Facts) error {
	return rowsOf(body, &f.Claims, func(r measure.Claim) measure.Claim { return r })
}
