package outlook

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Below is how the year stands at the branches below a person.
type Below struct {
	Year   int
	Lines  []Line
	Total  int
	Grades map[string]int // branches by the grade that they are forecast
	Set    *app.Set       // of the lines; nil without any
	Sealed []app.Seal     // branches that are left out until the person's check of them is handed in
}

// Filter narrows the list; Order is forecast, overdue or name, Page counts from 1.
type Filter struct {
	Committee int64
	Order     string
	Page      int
}

// PageSize is how many branches a page has.
const PageSize = 30

// Below lists the branches below the organisations at which a person reviews,
// signs, or has the whole in view.
func (s *Service) Below(ctx context.Context, actor access.Actor, f Filter) (Below, error) {
	at := actor.At(access.Reviewer, access.CommitteeSecretary, access.Officer)
	if len(at) == 0 {
		return Below{}, s.Refuse(ctx, actor, access.ViewOutlook, "outlook", 0, fault.New(fault.Forbidden, "您的任职没有这项权限，请由有权限的同志办理。"))
	}
	out := Below{Year: s.Today().Year, Grades: map[string]int{}}
	var seals []app.Seal
	var b store.Batch
	b.SealsFrom(actor.Person, &seals)
	b.Outlooks(store.OutlookFilter{Year: out.Year, At: at, Committee: f.Committee, Person: actor.Person, Order: f.Order, Offset: (max(f.Page, 1) - 1) * PageSize, Limit: PageSize}, &out.Lines, &out.Total, out.Grades)
	if err := s.Store.Read(ctx, &b); err != nil {
		return out, err
	}
	for _, seal := range seals {
		if seal.Year == out.Year && slices.ContainsFunc(at, seal.Within) {
			out.Sealed = append(out.Sealed, seal)
		}
	}
	if len(out.Lines) == 0 {
		return out, nil
	}
	var err error
	out.Set, err = s.Sets.Get(ctx, out.Lines[0].Set)
	return out, err
}
