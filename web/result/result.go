// Package result shows results: the list with the attainment rate for those who
// oversee, and for each branch the three levels side by side with every figure
// derived.
package result

import (
	"net/http"
	"net/url"
	"strconv"

	"baolei/internal/app/oversee"
	"baolei/internal/core/workflow"
	"baolei/web/page"
)

// Screen is the results.
type Screen struct {
	*page.Site
	office *oversee.Service
}

// New makes the screen.
func New(site *page.Site, office *oversee.Service) *Screen { return &Screen{site, office} }

// query is how the list is narrowed and sorted; the address keeps it.
type query struct {
	oversee.Narrow
	Page int // from 1
}

func read(v url.Values) query {
	q := query{Page: page.QueryPage(v)}
	q.Cycle, q.Committee = page.QueryID(v, "cycle"), page.QueryID(v, "committee")
	q.State, q.Grade, q.Sort, q.Text = workflow.State(page.Query(v, "state")), page.Query(v, "grade"), page.Query(v, "sort"), page.Query(v, "q")
	q.Descending = v.Get("order") == "desc"
	return q
}

func (q query) url(change func(*query)) string {
	change(&q)
	v := url.Values{}
	for name, value := range map[string]string{"state": string(q.State), "grade": q.Grade, "sort": q.Sort, "q": q.Text} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for name, value := range map[string]int64{"cycle": q.Cycle, "committee": q.Committee} {
		if value > 0 {
			v.Set(name, strconv.FormatInt(value, 10))
		}
	}
	if q.Descending {
		v.Set("order", "desc")
	}
	if q.Page > 1 {
		v.Set("page", strconv.Itoa(q.Page))
	}
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
	s.Render(w, r, http.StatusOK, showPage(s.Frame(r, result.BranchName+"的结果"), v))
	return nil
}
