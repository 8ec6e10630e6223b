package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"baolei/web/page"
)

// accounts holds one account for each role, all of them with an eye on
// 财政局第二党支部 (CZ-02) or its committee.
var accounts = map[string]string{
	"clerk": "liufang", "secretary": "wangming", "member": "zhoujie", "reviewer": "chenjing", "committee": "zhaogang",
	"officer": "lishan", "checker": "sunli", "system": "xitong", "security": "anquan", "auditor": "shenji",
}

// whoMayCome was written by hand from what each role is for, not from the route
// table: method, pattern, and the roles that are let in. "all" is everybody who
// is signed in, "anybody" needs no session.
const whoMayCome = `
GET  /signin   anybody
POST /signin   anybody
POST /signout  all
GET  /password all
POST /password all
GET  /         all

GET  /self                                    clerk secretary
GET  /self/{id}                               clerk secretary reviewer committee officer
GET  /self/{id}/score                         clerk secretary reviewer committee officer
GET  /self/{id}/check                         clerk secretary
GET  /self/{id}/items/{item}                  clerk secretary reviewer committee officer
POST /self/{id}/clauses/{clause}              clerk secretary
POST /self/{id}/clauses/{clause}/take         clerk secretary
POST /self/{id}/clauses/{clause}/departure    clerk secretary
POST /self/{id}/clauses/{clause}/honours      clerk secretary
GET  /self/{id}/suggestions                   clerk secretary
POST /self/{id}/suggestions                   clerk secretary
POST /self/{id}/items/{item}/note             clerk secretary
POST /self/{id}/items/{item}/files            clerk secretary
POST /self/{id}/items/{item}/reuse            clerk secretary
POST /self/{id}/files/{evidence}/remove       clerk secretary
POST /self/{id}/remarks/{remark}/reply        clerk secretary
POST /self/{id}/submit                        secretary
POST /self/{id}/withdraw                      secretary
GET  /evidence/{assessment}/{evidence}        clerk secretary reviewer committee officer checker

GET  /book                                    clerk secretary reviewer committee officer checker
GET  /book/{branch}                           clerk secretary reviewer committee officer checker
GET  /book/{branch}/year/{year}               clerk secretary reviewer committee officer checker
GET  /book/{branch}/files/{file}              clerk secretary reviewer committee officer checker
GET  /book/{branch}/files/{kind}/{record}     clerk secretary reviewer committee officer checker
POST /book/{branch}/files/{kind}/{record}     clerk secretary
POST /book/{branch}/files/{kind}/{record}/{file}/remove clerk secretary
GET  /book/{branch}/dues                      clerk secretary reviewer committee officer checker
GET  /book/{branch}/dues/{month}              clerk secretary reviewer committee officer checker
POST /book/{branch}/dues/{month}              clerk secretary
POST /book/{branch}/dues/{month}/whole        clerk secretary
GET  /book/{branch}/activities                         clerk secretary reviewer committee officer checker
GET  /book/{branch}/activities/new                     clerk secretary
POST /book/{branch}/activities/new                     clerk secretary
POST /book/{branch}/activities/look                    clerk secretary
GET  /book/{branch}/activities/{activity}              clerk secretary reviewer committee officer checker
GET  /book/{branch}/activities/{activity}/edit         clerk secretary
POST /book/{branch}/activities/{activity}/edit         clerk secretary
POST /book/{branch}/activities/{activity}/remove       clerk secretary
GET  /book/{branch}/plans                     clerk secretary reviewer committee officer checker
GET  /book/{branch}/plans/new                 clerk secretary
POST /book/{branch}/plans/new                 clerk secretary
GET  /book/{branch}/plans/{record}            clerk secretary reviewer committee officer checker
GET  /book/{branch}/plans/{record}/edit       clerk secretary
POST /book/{branch}/plans/{record}/edit       clerk secretary
POST /book/{branch}/plans/{record}/remove     clerk secretary
GET  /book/{branch}/rules                     clerk secretary reviewer committee officer checker
GET  /book/{branch}/rules/new                 clerk secretary
POST /book/{branch}/rules/new                 clerk secretary
GET  /book/{branch}/rules/{record}            clerk secretary reviewer committee officer checker
GET  /book/{branch}/rules/{record}/edit       clerk secretary
POST /book/{branch}/rules/{record}/edit       clerk secretary
POST /book/{branch}/rules/{record}/remove     clerk secretary
GET  /book/{branch}/honours                     clerk secretary reviewer committee officer checker
GET  /book/{branch}/honours/new                 clerk secretary
POST /book/{branch}/honours/new                 clerk secretary
GET  /book/{branch}/honours/{record}            clerk secretary reviewer committee officer checker
GET  /book/{branch}/honours/{record}/edit       clerk secretary
POST /book/{branch}/honours/{record}/edit       clerk secretary
POST /book/{branch}/honours/{record}/remove     clerk secretary
GET  /book/{branch}/sanctions                 secretary committee
GET  /book/{branch}/sanctions/new             secretary
POST /book/{branch}/sanctions/new             secretary
GET  /book/{branch}/sanctions/{record}        secretary committee
POST /book/{branch}/sanctions/{record}/text   secretary committee
GET  /book/{branch}/sanctions/{record}/edit   secretary
POST /book/{branch}/sanctions/{record}/edit   secretary
POST /book/{branch}/sanctions/{record}/remove secretary
GET  /book/{branch}/organisation                       clerk secretary reviewer committee officer checker
GET  /book/{branch}/organisation/seats/new             clerk secretary
POST /book/{branch}/organisation/seats/new             clerk secretary
GET  /book/{branch}/organisation/seats/{seat}          clerk secretary
POST /book/{branch}/organisation/seats/{seat}          clerk secretary
GET  /book/{branch}/organisation/seats/{seat}/succeed  clerk secretary
POST /book/{branch}/organisation/seats/{seat}/succeed  clerk secretary
GET  /book/{branch}/organisation/terms/new             clerk secretary
POST /book/{branch}/organisation/terms/new             clerk secretary
GET  /book/{branch}/organisation/terms/{term}          clerk secretary
POST /book/{branch}/organisation/terms/{term}          clerk secretary
GET  /book/{branch}/organisation/groups/new            clerk secretary
POST /book/{branch}/organisation/groups/new            clerk secretary
GET  /book/{branch}/organisation/groups/members        clerk secretary
POST /book/{branch}/organisation/groups/members        clerk secretary
GET  /book/{branch}/organisation/groups/{group}        clerk secretary
POST /book/{branch}/organisation/groups/{group}        clerk secretary
GET  /book/{branch}/roster                             clerk secretary reviewer committee officer checker
POST /book/{branch}/roster/find                        clerk secretary reviewer committee officer checker
GET  /book/{branch}/roster/new                         clerk secretary
POST /book/{branch}/roster/new                         clerk secretary
GET  /book/{branch}/roster/in                          clerk secretary
POST /book/{branch}/roster/in                          clerk secretary
GET  /book/{branch}/roster/{member}                    clerk secretary reviewer committee officer checker
POST /book/{branch}/roster/{member}/unmask             secretary
GET  /book/{branch}/roster/{member}/change             clerk secretary
POST /book/{branch}/roster/{member}/change             clerk secretary
GET  /book/{branch}/roster/{member}/out                clerk secretary
POST /book/{branch}/roster/{member}/out                clerk secretary
GET  /book/{branch}/roster/transfers/{transfer}        clerk secretary reviewer committee officer checker
POST /book/{branch}/roster/transfers/{transfer}        clerk secretary
POST /book/{branch}/roster/transfers/{transfer}/drop   clerk secretary

GET  /book/{branch}/sheets/{form}                      clerk secretary
POST /book/{branch}/sheets/{form}                      clerk secretary
GET  /book/{branch}/sheets/{form}/template             clerk secretary
GET  /book/{branch}/sheets/{form}/export               clerk secretary reviewer committee officer checker
POST /book/{branch}/sheets/roster/full                 secretary
GET  /book/{branch}/sheets/{form}/{import}             clerk secretary
POST /book/{branch}/sheets/{form}/{import}             clerk secretary

GET  /review                                  reviewer committee
GET  /review/items                            reviewer committee
GET  /review/items/{item}                     reviewer committee
GET  /review/{id}                             reviewer committee
GET  /review/{id}/hints                       reviewer committee
POST /review/{id}/items/{item}                reviewer committee
POST /review/{id}/items/{item}/remarks        reviewer committee
POST /review/{id}/remarks/{remark}/drop       reviewer committee
GET  /review/{id}/agree                       reviewer committee
POST /review/{id}/agree                       reviewer committee
GET  /review/{id}/return                      reviewer committee
POST /review/{id}/return                      reviewer committee
GET  /review/{id}/sign                        committee
POST /review/{id}/sign                        committee

GET  /publicity                               committee
POST /publicity                               committee
GET  /publicity/notice                        committee
GET  /publicity/objections/{objection}        committee
POST /publicity/objections/{objection}        committee
GET  /results/{assessment}/object             secretary member
POST /results/{assessment}/object             secretary member
GET  /reports                                 officer
GET  /reports/{report}                        officer
POST /reports/{report}/accept                 officer
POST /reports/{report}/return                 officer
GET  /reports/{report}/sent/{sending}         officer
GET  /reports/reopen/{assessment}             officer
POST /reports/reopen/{assessment}             officer
GET  /report                                  committee
POST /report                                  committee
GET  /report/{report}/{sending}               committee

GET  /draws                                   all
POST /draws                                   officer
GET  /draws/new                               officer
POST /draws/check                             officer
GET  /draws/{id}                              all
GET  /draws/{id}/population.txt               all
GET  /draws/{id}/inspectors.txt               all
GET  /draws/{id}/notice.txt                   all
GET  /draws/{id}/bundle.json                  all
GET  /draws/{id}/reasons.txt                  all
GET  /draws/{id}/population                   all
GET  /draws/{id}/differences                  officer
GET  /draws/{id}/differences/branches         officer
POST /draws/{id}/escalations/{committee}      officer
POST /draws/{id}/seed                         officer
POST /draws/{id}/confirm                      officer
POST /draws/{id}/refuse                       officer
GET  /draws/{id}/replace/{checker}            officer
POST /draws/{id}/replace/{checker}            officer

GET  /spot                                    checker
GET  /spot/{id}                               checker clerk secretary reviewer committee officer
GET  /spot/{id}/items/{item}                  checker
POST /spot/{id}/clause/{clause}               checker
POST /spot/{id}/nothing                       checker
POST /spot/{id}/note/{item}                   checker
POST /spot/{id}/files/{item}                  checker
POST /spot/{id}/remove/{evidence}             checker
GET  /spot/{id}/hand-in                       checker
POST /spot/{id}/hand-in                       checker
POST /spot/{id}/answer                        secretary
POST /spot/{id}/propose                       officer
POST /spot/{id}/confirm                       officer
POST /spot/{id}/send-back                     officer
GET  /decisions                               officer
POST /decisions/propose                       officer
POST /decisions/confirm                       officer

GET  /cycles                                  officer
GET  /cycles/new                              officer
POST /cycles/new                              officer
GET  /cycles/{cycle}                          officer
GET  /cycles/{cycle}/settings                 officer
POST /cycles/{cycle}/settings                 officer
GET  /cycles/{cycle}/extend/{assessment}      officer
POST /cycles/{cycle}/extend/{assessment}      officer

GET  /cycles/{cycle}/closing                  officer
POST /cycles/{cycle}/closing/propose          officer
POST /cycles/{cycle}/closing/confirm          officer
POST /cycles/{cycle}/closing/send-back        officer
POST /cycles/{cycle}/closing/resume           officer

GET  /burden                                  officer
GET  /outcomes                                committee officer
GET  /outcomes/rates.xlsx                     committee officer
GET  /outcomes/stars                          committee officer
POST /outcomes/export                         committee officer

GET  /rectifications                          clerk secretary reviewer committee officer
GET  /rectifications/{file}                   clerk secretary reviewer committee officer
GET  /rectifications/{file}/print             clerk secretary reviewer committee officer
POST /rectifications/{file}/measures/{item}   secretary
POST /rectifications/{file}/progress/{item}   secretary
POST /rectifications/{file}/start             secretary
POST /rectifications/{file}/hand-over         secretary
POST /rectifications/{file}/pass              committee
POST /rectifications/{file}/fail              committee
POST /rectifications/{file}/replan            committee
POST /rectifications/{file}/end               officer
POST /rectifications/{file}/give-back         officer

GET  /calendar                                officer
POST /calendar/add                            officer
POST /calendar/remove                         officer
POST /calendar/paste                          officer

GET  /cycles/{cycle}/average                  officer
POST /cycles/{cycle}/average                  officer

GET  /sets                                    officer
GET  /sets/new                                officer
POST /sets/new                                officer
GET  /sets/import                             officer
POST /sets/import                             officer
GET  /sets/compare                            officer
GET  /sets/{set}                              officer
GET  /sets/{set}/set.yaml                     officer
GET  /sets/{set}/set.xlsx                     officer
GET  /sets/drafts/{draft}/set.yaml            officer
GET  /sets/drafts/{draft}/set.xlsx            officer
GET  /cycles/{cycle}/move                     officer
POST /cycles/{cycle}/move                     officer
POST /cycles/{cycle}/trial                    officer
GET  /sets/drafts/{draft}                     officer
GET  /sets/drafts/{draft}/general             officer
POST /sets/drafts/{draft}/general             officer
GET  /sets/drafts/{draft}/areas/new           officer
POST /sets/drafts/{draft}/areas/new           officer
GET  /sets/drafts/{draft}/areas/{area}        officer
POST /sets/drafts/{draft}/areas/{area}        officer
GET  /sets/drafts/{draft}/items/new           officer
POST /sets/drafts/{draft}/items/new           officer
GET  /sets/drafts/{draft}/items/{item}        officer
POST /sets/drafts/{draft}/items/{item}        officer
GET  /sets/drafts/{draft}/items/{item}/remove officer
POST /sets/drafts/{draft}/items/{item}/remove officer
POST /sets/drafts/{draft}/order               officer
GET  /sets/drafts/{draft}/publish             officer
POST /sets/drafts/{draft}/publish             officer
GET  /sets/drafts/{draft}/drop                officer
POST /sets/drafts/{draft}/drop                officer

GET  /book/{branch}/tasks                     clerk secretary reviewer committee officer checker
GET  /outlook                                 reviewer committee officer
GET  /notices                                 all
POST /notices/read                            all
POST /notices/remind                          all
GET  /me                                      member
GET  /me/evaluation                           member
POST /me/evaluation                           member
POST /me/data                                 member
GET  /me/index                                member
POST /me/index                                member
POST /me/index/withdraw                       member
GET  /book/{branch}/index                     clerk secretary
POST /book/{branch}/index/agree               clerk secretary
GET  /book/{branch}/index/{member}            clerk secretary
POST /book/{branch}/index/{member}            clerk secretary
POST /book/{branch}/index/{member}/reopen     clerk secretary

GET  /boards                                  clerk secretary reviewer committee officer
GET  /boards/months/{of}                      clerk secretary reviewer committee officer
GET  /boards/tables/{table}                   clerk secretary reviewer committee officer

GET  /results                                 clerk secretary member reviewer committee officer
POST /results/export                          committee officer
GET  /results/{assessment}                    clerk secretary member reviewer committee officer
GET  /results/{assessment}/form               clerk secretary member reviewer committee officer
GET  /results/{assessment}/form.xlsx          clerk secretary member reviewer committee officer

GET  /work                                    all
GET  /work/{task}                             all
GET  /work/{task}/file                        all
POST /work/{task}/retry                       all
POST /results/{assessment}/slip               secretary reviewer committee officer
GET  /results/{assessment}/slip/{slip}        secretary reviewer committee officer
GET  /slips                                   all
GET  /slips/{token}                           all

GET  /calibration                             reviewer committee officer

GET  /handbook                                all
GET  /handbook/search                         all
GET  /handbook/items/{item}                   all
GET  /handbook/records/{product}              all
GET  /handbook/{chapter}                      all
GET  /handbook/{chapter}/edit                 officer
POST /handbook/{chapter}/edit                 officer
GET  /handbook/{chapter}/versions             all
GET  /handbook/{chapter}/versions/{version}   all
GET  /handbook/{chapter}/compare              all

GET  /organisations                           officer system security
GET  /organisations/{organisation}            officer system security
GET  /organisations/{organisation}/new        system
POST /organisations/{organisation}/new        system
GET  /organisations/{organisation}/kinds      system
POST /organisations/{organisation}/kinds      system
GET  /organisations/{organisation}/name       system
POST /organisations/{organisation}/name       system

GET  /accounts                                system
GET  /accounts/new                            system
POST /accounts/new                            system
GET  /accounts/{person}                       system
POST /accounts/{person}/reset                 system
POST /accounts/{person}/disable               system
POST /accounts/{person}/enable                system

GET  /appointments                            security
GET  /appointments/new                        security
POST /appointments/new                        security
GET  /appointments/{appointment}/end          security
POST /appointments/{appointment}/end          security

GET  /audit                                   auditor
`

type expectation struct {
	method, pattern string
	roles           []string
}

func expectations(t *testing.T) []expectation {
	t.Helper()
	var list []expectation
	for line := range strings.Lines(whoMayCome) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		for _, role := range words[2:] {
			if _, known := accounts[role]; !known && role != "all" && role != "anybody" {
				t.Fatalf("no role %q", role)
			}
		}
		list = append(list, expectation{words[0], words[1], words[2:]})
	}
	return list
}

func TestEveryRouteIsExpected(t *testing.T) {
	table, err := newCity(t).server.routes(Config{})
	if err != nil {
		t.Fatal(err)
	}
	expected := map[string]bool{}
	for _, e := range expectations(t) {
		expected[e.method+" "+e.pattern] = true
	}
	for _, route := range table {
		name := route.Method + " " + route.Pattern
		if !expected[name] {
			t.Errorf("%s is in the route table, and nobody has said who may come to it", name)
		}
		delete(expected, name)
	}
	for name := range expected {
		t.Errorf("%s is expected, and not in the route table", name)
	}
}

// Every route as every role and as nobody. What happens to those who are let in
// is the business of the screen; here they must get past the gate, and the
// others must not.
func TestEveryRouteAsEveryRole(t *testing.T) {
	city := newYear(t)
	nobody := &client{handler: city.handler}
	people := map[string]*client{}
	for role, account := range accounts {
		people[role] = city.signIn(t, account)
	}
	for _, e := range expectations(t) {
		path := city.fill(t, e.pattern)
		if !slices.Contains(e.roles, "anybody") {
			resp := nobody.send(t, e.method, path)
			if want := map[string]int{"GET": http.StatusSeeOther, "POST": http.StatusUnauthorized}[e.method]; resp.StatusCode != want {
				t.Errorf("%s %s as nobody: %d, want %d", e.method, path, resp.StatusCode, want)
			}
		}
		for _, role := range slices.Sorted(maps.Keys(accounts)) {
			in := slices.Contains(e.roles, role) || slices.Contains(e.roles, "all") || slices.Contains(e.roles, "anybody")
			city.comes(t, people[role], role, e.method, path, in)
		}
	}
}

// Whoever still has an initial password comes nowhere but to its change, the
// first page with its figures included.
func TestAnInitialPasswordOpensNothing(t *testing.T) {
	city := newYear(t)
	wang := city.signIn(t, "wangming")
	if _, err := city.pool.Exec(t.Context(), `update person set must_change = true where account = 'wangming'`); err != nil {
		t.Fatal(err)
	}
	early := map[string]bool{page.SignInURL: true, page.SignOutURL: true, page.PasswordURL: true}
	for _, e := range expectations(t) {
		if early[e.pattern] {
			continue
		}
		resp := wang.send(t, e.method, city.fill(t, e.pattern))
		to, want := resp.Header.Get("Location"), http.StatusSeeOther
		if e.method == http.MethodPost {
			want = http.StatusForbidden
		}
		if resp.StatusCode != want || want == http.StatusSeeOther && to != page.PasswordURL {
			t.Errorf("%s %s: %d, to %q; want %d", e.method, e.pattern, resp.StatusCode, to, want)
		}
	}
}

// comes sends one request and checks on which side of the gate it ends.
func (c *city) comes(t *testing.T, b *client, role, method, path string, in bool) {
	t.Helper()
	if path == page.SignOutURL {
		b = c.signIn(t, accounts[role]) // this session ends
	}
	resp := b.send(t, method, path)
	body := text(t, resp)
	refused := resp.StatusCode == http.StatusForbidden && strings.Contains(body, "您的任职没有这项权限")
	switch {
	case resp.StatusCode >= 500 || resp.StatusCode == http.StatusUnauthorized:
		t.Errorf("%s %s as %s: %d", method, path, role, resp.StatusCode)
	case in && refused:
		t.Errorf("%s %s as %s: refused, want let in", method, path, role)
	case !in && !refused:
		t.Errorf("%s %s as %s: %d, want refused", method, path, role, resp.StatusCode)
	case in && method == http.MethodGet && !strings.Contains(path, "/999") && resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusSeeOther && !notTheirs(role, path):
		t.Errorf("%s %s as %s: %d, want the page", method, path, role, resp.StatusCode)
	}
}

// notTheirs tells of pages that a role may come to, but not for the branch that
// the test names: it is not public, not drawn, not handed in, or not
// assigned.
func notTheirs(role, path string) bool {
	unpublished := role == "member" && strings.HasPrefix(path, "/results/")
	unlinked := path == page.MyIndexURL || path == page.MyEvaluationURL // the account is on no roster
	sealed := strings.HasPrefix(path, "/spot/") && role != "checker"
	unsummed := (strings.HasPrefix(path, page.BoardsURL+"/tables/") || strings.HasPrefix(path, page.BoardsURL+"/months/")) && (role == "clerk" || role == "secretary") // a branch's years are no tables
	unassigned := strings.HasPrefix(path, "/book/") && role == "checker"
	return unsummed || unpublished || unlinked || sealed || unassigned
}

// send sends an empty form with a good token, or asks for a page.
func (c *client) send(t *testing.T, method, path string) *http.Response {
	t.Helper()
	if method == http.MethodGet {
		return c.do(t, method, path, nil, nil)
	}
	form := url.Values{}
	if c.cookie != nil {
		form.Set(page.TokenField, c.token(t))
	}
	return c.do(t, method, path, form, nil)
}

// fill puts ids into a pattern: CZ-02 for a branch's own desk, a branch that
// waits for review, a drawn one for its checker. 999… stands for what is not there.
func (c *city) fill(t *testing.T, pattern string) string {
	t.Helper()
	id := int64(1)
	switch {
	case strings.HasPrefix(pattern, "/self/"), strings.HasPrefix(pattern, "/results/"), strings.HasPrefix(pattern, "/reports/reopen/"), strings.HasPrefix(pattern, "/evidence/"):
		id = c.of(t, "CZ-02").ID
	case strings.HasPrefix(pattern, "/review/"):
		id = c.of(t, "CZ-03").ID
	case strings.HasPrefix(pattern, "/spot/"):
		id = c.openFor(t, accounts["checker"])
	}
	return strings.NewReplacer("{branch}", strconv.FormatInt(c.of(t, "CZ-02").Branch, 10),
		"{table}", "months",
		"{product}", "activity.theme_party_day", "{chapter}", "work", "{year}", "2026", "{version}", "1", "/compare", "/compare?from=1&to=1",
		"{set}", "1", "{draft}", "999999", "{area}", "B1", "{activity}", "999999", "{kind}", "activity", "{form}", "roster", "{import}", "999999", "{record}", "999999", "{file}", "999999", "{month}", "202611", "{member}", "999999", "{transfer}", "999999", "{seat}", "999999", "{term}", "999999", "{group}", "999999", "{id}", strconv.FormatInt(id, 10), "{assessment}", strconv.FormatInt(id, 10), "{item}", "B2.4", "{clause}", "B2.4a",
		"/rectifications/{file}", "/rectifications/999999", "{of}", "3", "{task}", "999999", "{slip}", "999999", "{token}", "999999", "{evidence}", "999999", "{remark}", "999999", "{checker}", "999999", "{committee}", "999999", "{person}", "999999", "{appointment}", "999999", "{organisation}", "999999", "{cycle}", "1", "{report}", "999999", "{sending}", "999999", "{objection}", "999999").Replace(pattern)
}

// openFor is an assessment that an account is to spot-check and has not handed in.
func (c *city) openFor(t *testing.T, account string) int64 {
	t.Helper()
	for _, check := range c.checks(t) {
		for _, checker := range check.Current() {
			if checker.Account == account && check.HandedIn.IsZero() {
				return check.Assessment
			}
		}
	}
	t.Fatalf("%s has nothing to check", account)
	return 0
}
