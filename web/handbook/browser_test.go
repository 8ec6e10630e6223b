package handbook_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/browsertest"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
	"baolei/web"
	"baolei/web/handbook"
	"baolei/web/page"
)

func TestMain(m *testing.M) { browsertest.Main(m, storetest.Stop) }

const password = "a password of the tests"

// All hostile texts in a published chapter, in its title, and in a search,
// in a real browser under the policy of the real server: nothing of them runs,
// and nothing of them even tries, as the browser would tell of a violation.
func TestABrowserRunsNothingOfAHostileChapter(t *testing.T) {
	pool := storetest.Open(t)
	db := store.Over(pool)
	if _, fresh, err := demo.LoadCity(t.Context(), db, 2026, password); err != nil || !fresh {
		t.Fatalf("load the city: fresh %v, %v", fresh, err)
	}
	now := func() time.Time { return time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC) }
	handler, err := web.New(web.Config{Desk: app.NewDesk(db, now), Sessions: store.NewSessions(db, now), Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	p := browsertest.Start(t).NewPage(t, server.URL)
	p.Visit(page.SignInURL)
	p.Fill("账号", "lishan")
	p.Fill("密码", password)
	p.Click("登录")
	p.WaitText("退出")
	for i, body := range chapters() {
		if _, err := pool.Exec(context.Background(), `insert into handbook_version (root_id, chapter, version, title, body, note, published_at)
			select id, 'dues', $1, $2, $3, $2, now() from organisation where level = 'work_committee'`, i+2, `"><img src=x onerror=alert(1)>`, body); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{page.ChapterURL("dues"), page.EditChapterURL("dues"), page.CompareChapterURL("dues", i+1, i+2), page.HandbookURL, page.ChapterVersionsURL("dues"),
			page.HandbookSearchURL + "?q=" + url.QueryEscape("<script>alert(1)"), page.HandbookSearchURL + "?q=" + url.QueryEscape("onerror=alert(1)")} {
			p.Visit(path)
			if p.Status() != 200 {
				t.Fatalf("%s: %d", path, p.Status())
			}
			if bad := p.Script(`document.querySelectorAll("main script, main style, main iframe, main object, main embed, main svg, main img, main [style], main a[href^='javascript'], main a[href^='data']").length`); bad != "0" {
				t.Errorf("%s: %s elements came in", path, bad)
			}
		}
	}
}

// chapters are the hostile texts in as many chapters as hold them all.
func chapters() []string {
	var list []string
	var b strings.Builder
	for _, text := range handbook.Hostile() {
		if b.Len() > 17_000 {
			list = append(list, b.String())
			b.Reset()
		}
		b.WriteString(text + "\n\n")
	}
	return append(list, b.String())
}
