// Package calibration is the page that lays side by side how reviewers judged
// one item: how many branches each, what they took off, how often they changed
// what the branch stated. Every figure leads to the branches behind it.
package calibration

import (
	"net/http"

	"baolei/internal/app/oversee"
	"baolei/web/page"
)

// Screen is the page.
type Screen struct {
	*page.Site
	office *oversee.Service
}

// New makes the screen.
func New(site *page.Site, office *oversee.Service) *Screen { return &Screen{site, office} }

// query is what is looked at; the address keeps it.
type query struct {
	cycle, committee int64
	item             string
	reviewer         int64 // whose branches are listed; 0 for everybody's
	changed          bool  // only those where the review differs
}

// Show shows the page.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	q := query{cycle: page.QueryID(v, "cycle"), committee: page.QueryID(v, "committee"), item: page.Query(v, "item"),
		reviewer: page.QueryID(v, "reviewer"), changed: v.Get("only") == "changed"}
	c, err := s.office.Calibrate(r.Context(), s.Actor(r), q.cycle, q.committee, q.item)
	if err != nil {
		return err
	}
	q.cycle, q.committee = c.Cycle.ID, c.Committee
	s.Render(w, r, http.StatusOK, showPage(s.Frame(r, "尺度对照"), viewOf(q, c)))
	return nil
}
