package gallery

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"baolei/internal/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// tab is a page of the gallery in a browser, with what the browser complained about.
type tab struct {
	t    *testing.T
	ctx  context.Context
	site string
	*server
	seen       sync.Mutex
	complaints []string
}

// browser is the tests' browser, for at most two minutes.
func browser(t *testing.T) context.Context {
	t.Helper()
	ctx, done := context.WithTimeout(browsertest.Start(t).Context(), 2*time.Minute)
	t.Cleanup(done)
	return ctx
}

// open shows a page in a tab of its own.
func open(t *testing.T, ctx context.Context, path string, width int64) *tab {
	t.Helper()
	tb := &tab{t: t, server: &server{}}
	site := httptest.NewServer(tb.handler())
	t.Cleanup(site.Close)
	tb.site = site.URL
	var cancel context.CancelFunc
	tb.ctx, cancel = chromedp.NewContext(ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Listen(tb.ctx, tb.note); err != nil {
		t.Fatal(err)
	}
	tb.do(chromedp.EmulateViewport(width, 768), chromedp.Navigate(site.URL+path))
	return tb
}

func (tb *tab) note(event any) {
	tb.seen.Lock()
	defer tb.seen.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		tb.complaints = append(tb.complaints, "exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || strings.Contains(e.Entry.Text, "Content Security") {
			tb.complaints = append(tb.complaints, e.Entry.Text)
		}
	}
}

// complained returns what the browser reported, and forgets it.
func (tb *tab) complained() []string {
	tb.seen.Lock()
	defer tb.seen.Unlock()
	list := tb.complaints
	tb.complaints = nil
	return list
}

func (tb *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, steps...); err != nil {
		tb.t.Fatal(err)
	}
}

// js evaluates an expression that is a string.
func (tb *tab) js(expression string) string {
	tb.t.Helper()
	v, err := chromedp.Run(tb.ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		tb.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for a condition of the page.
func (tb *tab) until(condition string) {
	tb.t.Helper()
	wait := chromedp.Poll[chromedp.Void](condition, chromedp.WithPollingTimeout(8*time.Second))
	if err := chromedp.Do(tb.ctx, wait); err != nil {
		tb.t.Fatalf("waiting for %s: %v; card: %s", condition, err, tb.js(`document.querySelector("#i-99")?.innerText ?? ""`))
	}
}

func (tb *tab) is(expression, want string) {
	tb.t.Helper()
	if got := tb.js(expression); got != want {
		tb.t.Errorf("%s = %q, want %q", expression, got, want)
	}
}

// Every page at both widths: nothing complained about, nothing wider than the screen.
func TestPagesInBrowser(t *testing.T) {
	ctx := browser(t)
	for _, width := range []int64{1366, 360} {
		for path := range pages {
			tb := open(t, ctx, path, width)
			tb.until(`document.documentElement.classList.contains("js")`)
			if wide := tb.js(`String(document.documentElement.scrollWidth)`); wide != fmt.Sprint(width) {
				t.Errorf("%s at %d: %s wide", path, width, wide)
			}
			tb.keep(path, width)
			tb.check(path, width)
			if c := tb.complained(); len(c) > 0 {
				t.Errorf("%s at %d: %q", path, width, c)
			}
		}
	}
}

func (tb *tab) keep(path string, width int64) {
	tb.t.Helper()
	if browsertest.Album() == "" {
		return
	}
	name := strings.TrimPrefix(strings.Replace(path, "/", "desk", 1), "desk/")
	tb.shoot(fmt.Sprintf("%s-%d.png", name, width))
	if width > 1000 {
		tb.media("print", 720)
		tb.shoot(name + "-print.png")
		tb.media("", width)
	}
}

func (tb *tab) media(kind string, width int64) {
	tb.t.Helper()
	params := emulation.SetEmulatedMediaParams{Media: kind}
	if _, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, params); err != nil {
		tb.t.Fatal(err)
	}
	tb.do(chromedp.EmulateViewport(width, 768))
}

func (tb *tab) shoot(name string) {
	tb.t.Helper()
	png, err := chromedp.Run(tb.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		tb.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(browsertest.Album(), name), png, 0o644); err != nil {
		tb.t.Fatal(err)
	}
}

// check lets axe-core look at the page.
func (tb *tab) check(path string, width int64) {
	tb.t.Helper()
	found, err := browsertest.Violations(tb.ctx)
	if err != nil {
		tb.t.Fatal(err)
	}
	for _, v := range found {
		tb.t.Errorf("%s at %d: %s", path, width, v)
	}
}

// The guard of the test above: an inline style is refused, and the refusal is noticed.
func TestPolicyIsInForce(t *testing.T) {
	tb := open(t, browser(t), "/", 1366)
	tb.js(`document.body.insertAdjacentHTML("beforeend", '<p style="color:red" id="x">x</p>'), ""`)
	tb.is(`getComputedStyle(document.getElementById("x")).color`, "rgb(27, 35, 48)")
	if len(tb.complained()) == 0 {
		t.Error("the refusal went unnoticed")
	}
}
