package web

import (
	"context"
	"net/http"
	"regexp"
	"testing"

	"baolei/web/page"
)

var evidenceLink = regexp.MustCompile(`/evidence/\d+/\d+`)

// What is public of a reported branch is its result. What the branch filled in,
// its notes and its evidence are for those who work with it: they may name people.
func TestAMemberSeesTheResultAndNoEvidence(t *testing.T) {
	city := newYear(t)
	id := city.of(t, "JY-01").ID
	if _, err := city.pool.Exec(context.Background(), `insert into appointment (person_id, role, organisation_id, period)
		select p.id, 'member', o.id, '[2026-01-01,)' from person p, organisation o where p.account = 'zhoujie' and o.code = 'JY-01'`); err != nil {
		t.Fatal(err)
	}
	var file string
	for _, area := range []string{"P", "B1", "B2", "B3"} {
		if file == "" {
			file = evidenceLink.FindString(city.signIn(t, "jy-01").get(t, page.SelfAreaURL(id, area), http.StatusOK))
		}
	}
	if file == "" {
		t.Fatal("the branch has no evidence to ask for")
	}
	member := city.signIn(t, "zhoujie")
	member.get(t, page.ResultURL(id), http.StatusOK)
	for _, path := range []string{file, page.SelfURL(id), page.SelfScoreURL(id), page.SelfCardURL(id, "B1.1")} {
		member.get(t, path, http.StatusForbidden)
	}
}
