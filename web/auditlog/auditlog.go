// Package auditlog is the auditor's desk: the log of who did what, read only.
package auditlog

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/web/page"
)

// Screen is the desk.
type Screen struct {
	*page.Site
	people *people.Service
}

// New makes the screen.
func New(site *page.Site, folk *people.Service) *Screen { return &Screen{site, folk} }

// pageSize is how many entries a page shows.
const pageSize = 50

// query is what narrows the log; the address keeps it.
type query struct {
	Action, Account, Outcome, From, Until string
	Before                                int64
	wrong                                 map[string]string
	filter                                people.LogFilter
}

// List shows the log, the latest first.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	q := read(r.URL.Query())
	status := http.StatusOK
	var list []people.LogEntry
	var more bool
	if len(q.wrong) > 0 {
		status = http.StatusUnprocessableEntity
	} else {
		var err error
		if list, more, err = s.people.AuditLog(r.Context(), s.Actor(r), q.filter); err != nil {
			return err
		}
	}
	s.Render(w, r, status, listPage(s.Frame(r, "日志"), view(q, list, more)))
	return nil
}

func read(v url.Values) query {
	q := query{Action: page.Query(v, "action"), Account: strings.ToLower(page.Query(v, "account")), Outcome: page.Query(v, "outcome"),
		From: page.Query(v, "from"), Until: page.Query(v, "until"), wrong: map[string]string{}}
	q.filter = people.LogFilter{Action: access.Action(q.Action), Account: q.Account, Limit: pageSize}
	if q.Outcome == "done" || q.Outcome == "refused" {
		q.filter.Outcome = q.Outcome
	}
	q.Before = page.QueryID(v, "before")
	q.filter.Before = q.Before
	q.filter.From = q.day("from", q.From, 0)
	q.filter.Until = q.day("until", q.Until, 1)
	return q
}

// day reads a date field: midnight in Shanghai, some days later. An empty one is
// the zero time.
func (q *query) day(field, text string, later int) time.Time {
	if text == "" {
		return time.Time{}
	}
	d, err := calendar.Parse(text)
	if err != nil {
		q.wrong[field] = "请填写日期，例如 2026-12-31，或留空。"
		return time.Time{}
	}
	d = d.AddDays(later)
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, calendar.Shanghai)
}

// older is the address of the entries before an id.
func (q query) older(id int64) string {
	v := url.Values{}
	for name, value := range map[string]string{"action": q.Action, "account": q.Account, "outcome": q.Outcome, "from": q.From, "until": q.Until} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if id > 0 {
		v.Set("before", strconv.FormatInt(id, 10))
	}
	if len(v) == 0 {
		return page.AuditURL
	}
	return page.AuditURL + "?" + v.Encode()
}
