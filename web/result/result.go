// Package result shows results: the list with the attainment rate for those who
// oversee, and for each branch the three levels side by side with every figure
// derived.
package result

import (
	"net/http"
	"net/url"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the results.
type Screen struct {
	*page.Site
	office *oversee.Service
}

// New makes the screen.
func New(site *page.Site, office *oversee.Service) *Screen { return &Screen{site, office} }

// query is how the list is narrowed and sorted; the address keeps it.
type query struct{ oversee.Narrow }

func read(v url.Values) query {
	q := query{oversee.Narrow{Page: page.QueryPage(v)}}
	q.Cycle, q.Committee = page.QueryID(v, "cycle"), page.QueryID(v, "committee")
	q.State, q.Descending = workflow.State(page.Query(v, "state")), v.Get("order") == "desc"
	q.From, q.Until = bound(v, "from"), bound(v, "until")
	for name, to := range q.texts() {
		*to = page.Query(v, name)
	}
	return q
}

// texts are the fields that are texts, by their names in the address.
func (q *query) texts() map[string]*string {
	return map[string]*string{"grade": &q.Grade, "reach": &q.Reach, "of": &q.Of, "gap": &q.Gap, "lost": &q.Lost, "differs": &q.Differs, "sort": &q.Sort, "q": &q.Text}
}

// bound reads a bound; what is no figure does not bound.
func bound(v url.Values, name string) *scoring.Points {
	p, err := scoring.ParsePoints(page.Query(v, name))
	if err != nil {
		return nil
	}
	return &p
}

func (q query) url(change func(*query)) string {
	change(&q)
	v := url.Values{}
	set := func(name, value string, has bool) {
		if has {
			v.Set(name, value)
		}
	}
	for name, value := range q.texts() {
		set(name, *value, *value != "")
	}
	set("state", string(q.State), q.State != "")
	for name, value := range map[string]int64{"cycle": q.Cycle, "committee": q.Committee} {
		set(name, strconv.FormatInt(value, 10), value > 0)
	}
	for name, b := range map[string]*scoring.Points{"from": q.From, "until": q.Until} {
		if b != nil {
			v.Set(name, b.String())
		}
	}
	set("order", "desc", q.Descending)
	set("page", strconv.Itoa(q.Page), q.Page > 1)
	if len(v) == 0 {
		return page.ResultsURL
	}
	return page.ResultsURL + "?" + v.Encode()
}

// List shows the results that the person may see.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	q := read(r.URL.Query())
	list, err := s.office.Results(r.Context(), s.Actor(r), q.Narrow)
	if err != nil {
		return err
	}
	if !list.Wide {
		s.Render(w, r, http.StatusOK, ownPage(s.Frame(r, "结果"), ownTable(list)))
		return nil
	}
	if last := lastPage(list); q.Page > last { // branches that have gone since, or an address typed by hand
		q.Page = last
		if list, err = s.office.Results(r.Context(), s.Actor(r), q.Narrow); err != nil {
			return err
		}
	}
	v := listOf(q, list)
	v.Export = s.exportOf(r, list, q)
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "结果"), v))
	return nil
}

// Show shows a branch's result.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	id, err := page.PathID(r, "assessment")
	if err != nil {
		return err
	}
	result, err := s.office.Result(r.Context(), s.Actor(r), id)
	if err != nil {
		return err
	}
	area := r.URL.Query().Get("area")
	if _, known := result.Set.Area(area); area != "" && !known {
		return page.NotFound()
	}
	v := showOf(result, area)
	if result.MayPrint {
		v.Print = &ui.Form{Action: page.MakeSlipURL(id), Hidden: s.Hidden(r), Submit: "扣分依据单"}
	}
	s.Render(w, r, http.StatusOK, showPage(s.Frame(r, result.BranchName+"的结果"), v))
	return nil
}
