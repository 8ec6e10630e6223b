package web

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-chi/chi/v5"
	"golang.org/x/net/html"

	"baolei/web/page"
)

// atOnce is how often a form is sent at the same time.
const atOnce = 10

// elsewhere says which forms are not walked over, and why; what is here and could
// be found on a page is a gap of this test, not of the form.
var elsewhere = map[string]string{
	"/signin":                                "the door: no session yet, so no form key; a second sign-in is another session",
	"/signout":                               "changes nothing but what the log says, and the log says it each time: who leaves, shows or takes personal data along is recorded as often",
	"/me/data":                               "changes nothing but what the log says, and the log says it each time: who leaves, shows or takes personal data along is recorded as often",
	"/book/{branch}/roster/{member}/unmask":  "changes nothing but what the log says, and the log says it each time: who leaves, shows or takes personal data along is recorded as often",
	"/book/{branch}/sheets/roster/full":      "changes nothing but what the log says, and the log says it each time: who leaves, shows or takes personal data along is recorded as often",
	"/book/{branch}/sanctions/{record}/text": "changes nothing but what the log says, and the log says it each time: who leaves, shows or takes personal data along is recorded as often",
	"/password":                              "sets what it says: again leaves the same, only the log has it twice",
	"/notices/remind":                        "sets what it says: again leaves the same, only the log has it twice",
	"/book/{branch}/roster/find":             "looks, and saves nothing",
	"/book/{branch}/activities/look":         "looks, and saves nothing",
	"/draws/check":                           "looks, and saves nothing",
	"/draws":                                 "a draw and its seed: TestADrawFromPublicationToBundle clicks twice, and internal/app/spotcheck TestStalePagesAndDoubleClicks, TestTwoConfirmAtOnce",
	"/draws/{id}/seed":                       "a draw and its seed: TestADrawFromPublicationToBundle clicks twice, and internal/app/spotcheck TestStalePagesAndDoubleClicks, TestTwoConfirmAtOnce",
	"/draws/{id}/confirm":                    "a draw and its seed: TestADrawFromPublicationToBundle clicks twice, and internal/app/spotcheck TestStalePagesAndDoubleClicks, TestTwoConfirmAtOnce",
	"/draws/{id}/refuse":                     "a draw and its seed: TestADrawFromPublicationToBundle clicks twice, and internal/app/spotcheck TestStalePagesAndDoubleClicks, TestTwoConfirmAtOnce",
	"/sets/import":                           "takes the file of a set: TestASetSentTwiceIsTakenOnce",
	"/cycles/{cycle}/move":                   "needs a second version: internal/app/indicators TestMovingACycleScoresEverythingAnew sends it twice",
	"/rectifications/{file}/measures/{item}": "a file's steps: internal/app/rectification TestEveryStepSentTwice sends each of them twice",
	"/rectifications/{file}/progress/{item}": "a file's steps: internal/app/rectification TestEveryStepSentTwice sends each of them twice",
	"/rectifications/{file}/start":           "a file's steps: internal/app/rectification TestEveryStepSentTwice sends each of them twice",
	"/rectifications/{file}/hand-over":       "a file's steps: internal/app/rectification TestEveryStepSentTwice sends each of them twice",
	"/rectifications/{file}/pass":            "a file's steps: internal/app/rectification TestEveryStepSentTwice sends each of them twice",
	"/rectifications/{file}/fail":            "a file's steps: internal/app/rectification TestEveryStepSentTwice sends each of them twice",
	"/rectifications/{file}/replan":          "a file's steps: internal/app/rectification TestEveryStepSentTwice sends each of them twice",
	"/rectifications/{file}/end":             "a file's steps: internal/app/rectification TestEveryStepSentTwice sends each of them twice",
	"/rectifications/{file}/give-back":       "a file's steps: internal/app/rectification TestEveryStepSentTwice sends each of them twice",
	"/results/{assessment}/object":           "needs a publicity: internal/app/report TestFromPublicityToTheAcceptedReport sends it twice",
	"/publicity/objections/{objection}":      "needs an objection: internal/app/report TestFromPublicityToTheAcceptedReport sends it twice",
	"/reports/reopen/{assessment}":           "needs a reported branch without an open check: internal/app/closing TestABranchOpenedAgainHindersTheClosing sends it twice",
	"/outcomes/export":                       "needs a closed cycle: internal/app/closing TestTheListForStars sends it twice",
	"/cycles/{cycle}/closing/propose":        "two officers end a cycle: internal/app/closing TestTwoOfficersCloseAtOnce sends it twice",
	"/cycles/{cycle}/closing/confirm":        "two officers end a cycle: internal/app/closing TestTwoOfficersCloseAtOnce sends it twice",
	"/cycles/{cycle}/closing/send-back":      "two officers end a cycle: internal/app/closing TestSentBackTwice",
	"/cycles/{cycle}/closing/resume":         "only for work that stopped: internal/app/closing TestAnotherOfficerGoesOn sends it twice",
	"/cycles/{cycle}/settings":               "needs a change: internal/app/oversee TestTwoOfficersAmendACycleAtOnce sends each form twice",
	"/organisations/{organisation}/kinds":    "needs a set with kinds: internal/app/people TestTheKindOfManyBranchesIsSaidAtOnce sends it twice",
	"/cycles/new":                            "needs a city in which no cycle runs: internal/app/oversee TestTwoOfficersAtOnceOpenOneCycle opens it ten times at once",
	"/cycles/{cycle}/trial":                  "needs more branches than the demo has: internal/app/indicators TestALargeCycleIsTriedAndMovedInTheBackground sends it twice",
	"/spot/{id}/hand-in":                     "only once every item is looked at: internal/app/spotcheck TestHandingInOnce sends it twice",
	"/appointments/new":                      "needs a search first: internal/app/people TestAnAppointmentCountsAndEndsAtOnce sends it twice",
}

// notFound are forms that are on no page of the demo's year, or need more than a
// hand that fills in blanks.
var notFound = []string{
	"/accounts/{person}/enable",
	"/book/{branch}/files/{kind}/{record}/{file}/remove",
	"/book/{branch}/index/agree",
	"/book/{branch}/index/{member}/reopen",
	"/book/{branch}/roster/in",
	"/book/{branch}/roster/new",
	"/book/{branch}/sanctions/{record}/edit",
	"/book/{branch}/sanctions/{record}/remove",
	"/book/{branch}/sheets/{form}",
	"/book/{branch}/sheets/{form}/{import}",
	"/cycles/{cycle}/average",
	"/cycles/{cycle}/extend/{assessment}",
	"/decisions/confirm",
	"/decisions/propose",
	"/draws/{id}/escalations/{committee}",
	"/handbook/{chapter}/edit",
	"/me/evaluation",
	"/me/index/withdraw",
	"/report",
	"/review/{id}/remarks/{remark}/drop",
	"/review/{id}/return",
	"/self/{id}/clauses/{clause}/departure",
	"/self/{id}/clauses/{clause}/honours",
	"/self/{id}/files/{evidence}/remove",
	"/self/{id}/items/{item}/reuse",
	"/self/{id}/remarks/{remark}/reply",
	"/self/{id}/withdraw",
	"/sets/drafts/{draft}/areas/new",
	"/sets/drafts/{draft}/areas/{area}",
	"/sets/drafts/{draft}/drop",
	"/sets/drafts/{draft}/general",
	"/sets/drafts/{draft}/items/new",
	"/sets/drafts/{draft}/items/{item}",
	"/sets/drafts/{draft}/items/{item}/remove",
	"/sets/drafts/{draft}/order",
	"/sets/drafts/{draft}/publish",
	"/spot/{id}/answer",
	"/spot/{id}/confirm",
	"/spot/{id}/remove/{evidence}",
	"/spot/{id}/send-back",
	"/work/{task}/retry",
}

// TestEveryFormActsOnce walks over the pages of all of the demo's people, fills
// in every form that they find and sends it: once over one copy of the
// database, ten times at once over another. Then both hold the same, down to
// the versions and the log.
func TestEveryFormActsOnce(t *testing.T) {
	c := newYear(t)
	m := newSiteMap(t, c)
	for _, account := range slices.Sorted(maps.Values(accounts)) {
		m.walk(t, c.signIn(t, account), account)
	}
	for _, route := range m.table {
		if route.Method != http.MethodPost {
			continue
		}
		if elsewhere[route.Pattern] != "" || slices.Contains(notFound, route.Pattern) {
			continue
		}
		t.Run(strings.Trim(route.Pattern, "/"), func(t *testing.T) {
			t.Parallel()
			for _, f := range m.forms[route.Pattern] {
				for _, hand := range []hand{asItIs, filledIn, pressed} {
					if f.actsOnce(t, hand) {
						return
					}
				}
			}
			t.Errorf("of %d forms on the pages none acted: tell in the table of this test how it is filled in, or where it is shown to act once", len(m.forms[route.Pattern]))
		})
	}
}

// siteMap is what the demo's people find.
type siteMap struct {
	table []Route
	mux   *chi.Mux
	forms map[string][]form // by the pattern that they go to
}

// form is a form on somebody's page.
type form struct{ account, page, action string }

func newSiteMap(t *testing.T, c *city) *siteMap {
	t.Helper()
	table, err := c.server.routes(Config{Desk: c.server.desk})
	if err != nil {
		t.Fatal(err)
	}
	m := &siteMap{table: table, mux: chi.NewRouter(), forms: map[string][]form{}}
	for _, route := range table {
		m.mux.Method(route.Method, route.Pattern, http.NotFoundHandler())
	}
	return m
}

// pattern is the route that an address belongs to; empty for none.
func (m *siteMap) pattern(method, address string) string {
	path, _, _ := strings.Cut(address, "?")
	return m.mux.Find(chi.NewRouteContext(), method, path)
}

// alike is how many pages of one route, and how many forms to one route, are
// looked at.
const alike = 3

// walk looks at the pages that links lead to, from the first page on.
func (m *siteMap) walk(t *testing.T, b *client, account string) {
	t.Helper()
	seen, looked := map[string]bool{page.HomeURL: true}, map[string]int{}
	for queue := []string{page.HomeURL}; len(queue) > 0; queue = queue[1:] {
		address := queue[0]
		resp := b.do(t, "GET", address, nil, nil)
		if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
			continue
		}
		root, err := html.Parse(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			switch a := attributes(n); {
			case n.Data == "form" && a["method"] == "post":
				if pattern := m.pattern("POST", a["action"]); len(m.forms[pattern]) < alike {
					m.forms[pattern] = append(m.forms[pattern], form{account, address, a["action"]})
				}
			case n.Data == "a" && strings.HasPrefix(a["href"], "/") && !seen[a["href"]]:
				seen[a["href"]] = true
				if pattern := m.pattern("GET", a["href"]); pattern != "" && looked[pattern] < alike {
					looked[pattern]++
					queue = append(queue, a["href"])
				}
			}
		}
	}
}

func attributes(n *html.Node) map[string]string {
	a := map[string]string{}
	for _, x := range n.Attr {
		a[x.Key] = x.Val
	}
	return a
}

// actsOnce sends a form once, and where that does something, ten times at once
// over the same database as it was before. It tells whether the form did
// anything.
func (f form) actsOnce(t *testing.T, fill hand) bool {
	t.Helper()
	one := f.try(t, fill, 1)
	if one == nil || maps.Equal(one.before, one.after) {
		return false
	}
	many := f.try(t, fill, atOnce)
	if many == nil {
		t.Fatalf("%s does not show the form twice", f.page)
	}
	for table, holds := range one.after {
		if many.after[table] != holds {
			t.Errorf("%s of %s, sent %d times at once: table %s is not as one sending leaves it", f.action, f.account, atOnce, table)
		}
	}
	for _, status := range many.statuses {
		if status >= http.StatusInternalServerError {
			t.Errorf("%s of %s, sent %d times at once: one answer is %d", f.action, f.account, atOnce, status)
		}
	}
	if !slices.Contains(many.statuses, one.statuses[0]) {
		t.Errorf("%s of %s: alone it answers %d, ten at once %v", f.action, f.account, one.statuses[0], many.statuses)
	}
	return true
}

// trial is what sending a form did.
type trial struct {
	before, after map[string]string // table → what it holds
	statuses      []int
}

// try sends a form n times at once over a copy of the year; nil where the page
// has no such form.
func (f form) try(t *testing.T, fill hand, n int) *trial {
	t.Helper()
	var result *trial
	t.Run(fmt.Sprintf("%d", n), func(t *testing.T) { // the copy goes with it
		c := newYear(t)
		b := c.signIn(t, f.account)
		root, err := html.Parse(b.do(t, "GET", f.page, nil, nil).Body)
		if err != nil {
			t.Fatal(err)
		}
		for form := range root.Descendants() {
			if a := attributes(form); form.Data == "form" && a["method"] == "post" && a["action"] == f.action {
				r := trial{before: c.holds(t)}
				r.statuses = b.together(t, f.action, fill(form), a["enctype"] != "", n)
				r.after = c.holds(t)
				result = &r
				return
			}
		}
	})
	return result
}

// together sends a form n times at once, each from a window of its own.
func (c *client) together(t *testing.T, action string, fields url.Values, files bool, n int) []int {
	t.Helper()
	statuses := make([]int, n)
	var ready, done sync.WaitGroup
	ready.Add(1)
	for i := range n {
		window := &client{handler: c.handler, cookie: c.cookie}
		done.Go(func() {
			ready.Wait()
			if files {
				statuses[i] = window.sendFile(t, action, fields).StatusCode
			} else {
				statuses[i] = window.do(t, "POST", action, fields, nil).StatusCode
			}
		})
	}
	ready.Done()
	done.Wait()
	return statuses
}

// sendFile sends a form with a small picture.
func (c *client) sendFile(t *testing.T, action string, fields url.Values) *http.Response {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range fields {
		for _, v := range values {
			if err := w.WriteField(name, v); err != nil {
				t.Error(err)
			}
		}
	}
	part, err := w.CreateFormFile("file", "签到表.png")
	if err == nil {
		err = png.Encode(part, image.NewGray(image.Rect(0, 0, 8, 8)))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Error(err)
	}
	return c.do(t, "POST", action, url.Values{}, func(r *http.Request) {
		r.Header.Set("Content-Type", w.FormDataContentType())
		r.Body = io.NopCloser(bytes.NewReader(body.Bytes()))
	})
}

// holds tells what each table holds: a digest over all rows but for what differs
// each time (salted hashes, sealed text, the database's own clock) and sessions.
func (c *city) holds(t *testing.T) map[string]string {
	t.Helper()
	rows, err := c.pool.Query(context.Background(), `
		select table_name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) from information_schema.columns
		where table_schema = 'public' and data_type <> 'bytea' and coalesce(column_default, '') not like '%now()%' and column_name <> 'password_hash'
		  and table_name <> 'session' group by table_name`)
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string]string{}
	var table, list string
	for rows.Next() {
		if err := rows.Scan(&table, &list); err != nil {
			t.Fatal(err)
		}
		columns[table] = list
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"idempotency", "outlook_stale", "task", "slip"} { // of chance or of the database's clock: their number counts
		columns[table] = "1"
	}
	holds := map[string]string{}
	for table, list := range columns {
		var digest string
		err := c.pool.QueryRow(context.Background(), fmt.Sprintf(`select count(*) || ' ' || md5(coalesce(string_agg(x::text, '|' order by x::text), '')) from (select %s from %q) x`, list, table)).Scan(&digest)
		if err != nil {
			t.Fatalf("%s: %v", table, err)
		}
		holds[table] = digest
	}
	return holds
}
