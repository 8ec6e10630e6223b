package web

import (
	"net/http"
	"regexp"
	"testing"

	"baolei/web/page"
)

var bookLink = regexp.MustCompile(`href="(/book/[^"#]+)"`)

// Every part that a book's overview leads to has a page.
func TestEveryPartOfTheBookHasAPage(t *testing.T) {
	c := newYear(t)
	wang := c.signIn(t, "wangming")
	links := bookLink.FindAllStringSubmatch(wang.get(t, page.BookURL(c.organisation(t, "CZ-02")), http.StatusOK), -1)
	if len(links) < 4 {
		t.Errorf("%d links, want at least to the overview, roster, dues and index", len(links))
	}
	for _, link := range links {
		wang.get(t, link[1], http.StatusOK)
	}
}
