package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long an action waits unless told otherwise: long, because the
// machine may be busy with other tests.
const patience = 15 * time.Second

// The windows that a desk is made for: an office PC, which is the usual one, and
// a small phone.
const (
	defaultWidth  = 1366
	defaultHeight = 768
	phoneWidth    = 360
	phoneHeight   = 740
)

// Page is one tab, seen by one person. Its methods fail the test when what they
// look for does not come up, telling what it was and what the page shows
// instead. It is not for concurrent use.
type Page struct {
	t        testing.TB
	ctx      context.Context
	base     string
	scopes   []scope
	traffic  *traffic
	patience time.Duration // how long an action waits for what it looks for
}

// scope narrows a search to a part of the page: a CSS selector, or the words
// that stand in a row.
type scope struct {
	CSS string `json:"css,omitempty"`
	Row string `json:"row,omitempty"`
}

// NewPage opens a tab for a new person: cookies and stored data are shared with
// no other page but those of Tab. Addresses given to Visit are relative to
// baseURL. The tab closes with the test, which fails if the page had problems.
func (b *Browser) NewPage(t testing.TB, baseURL string) *Page {
	t.Helper()
	return open(t, b.ctx, baseURL, chromedp.WithNewBrowserContext())
}

// Tab opens another tab for the same person.
func (p *Page) Tab(t testing.TB) *Page {
	t.Helper()
	id := chromedp.FromContext(p.ctx).BrowserContextID
	return open(t, p.ctx, p.base, chromedp.WithExistingBrowserContext(id))
}

func open(t testing.TB, parent context.Context, baseURL string, opts ...chromedp.ContextOption) *Page {
	t.Helper()
	tr := newTraffic()
	ctx, cancel := chromedp.NewContext(parent, append(opts, chromedp.WithListener(tr.see))...)
	p := &Page{t: t, ctx: ctx, base: strings.TrimRight(baseURL, "/"), traffic: tr, patience: patience}
	t.Cleanup(func() {
		p.reportProblems()
		cancel()
	})
	tr.answer = p.acceptDialog
	if err := begin(ctx, setTimezone, chromedp.EmulateViewport(defaultWidth, defaultHeight)); err != nil {
		t.Fatalf("browsertest: open a tab: %v", err)
	}
	return p
}

// begin runs the first actions of a context. The browser or tab that they bring
// up lives as long as the context they are given, so the deadline must not be in it.
func begin(ctx context.Context, actions ...chromedp.Action[chromedp.Void]) error {
	done := make(chan error, 1)
	go func() { done <- chromedp.Do(ctx, actions...) }()
	select {
	case err := <-done:
		return err
	case <-time.After(time.Minute):
		return errors.New("the browser does not answer within a minute")
	}
}

// setTimezone puts the person where the product's people are.
func setTimezone(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	_, err := chromedp.Call(ctx, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Asia/Shanghai"})
	return chromedp.Void{}, err
}

// acceptDialog answers a question such as "Really submit?" with yes.
func (p *Page) acceptDialog() {
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	_, err := chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
	if err != nil && ctx.Err() == nil {
		p.traffic.problem("a dialog could not be answered: " + err.Error())
	}
}

// Within returns the page narrowed to the first element of a CSS selector:
// what the result does is confined to it.
func (p *Page) Within(selector string) *Page { return p.narrowed(scope{CSS: selector}) }

// Row returns the page narrowed to the smallest row, list item, article,
// section, field set or form that contains the words.
func (p *Page) Row(words string) *Page { return p.narrowed(scope{Row: words}) }

func (p *Page) narrowed(s scope) *Page {
	q := *p
	q.scopes = append(append([]scope(nil), p.scopes...), s)
	return &q
}

// WithoutJavaScript switches the page's scripts off, from the next page on.
func (p *Page) WithoutJavaScript() {
	p.t.Helper()
	p.do("switch JavaScript off", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}

// do runs one action under a deadline.
func (p *Page) do(what string, action func(context.Context) error) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	if err := action(ctx); err != nil {
		p.fail(what, err)
	}
}

// fail ends the test with what was wanted, where, and what is there instead.
func (p *Page) fail(what string, err error) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 5*time.Second)
	defer cancel()
	const state = `location.href + "\n" + (document.body ? document.body.innerText : "(no body)")`
	text, textErr := chromedp.Run(ctx, chromedp.Evaluate[string](state))
	if textErr != nil {
		text = "(cannot be read: " + textErr.Error() + ")"
	}
	p.t.Fatalf("browsertest: %s: %v\nscreenshot: %s\nproblems: %v\nthe page shows: %s",
		what, err, p.lastLook(ctx), p.traffic.problems(), shorten(text, 4000))
}

var notInFileNames = regexp.MustCompile(`[^\p{L}\p{N}_-]+`)

// lastLook saves what the page looks like for the person who reads the failure.
func (p *Page) lastLook(ctx context.Context) string {
	image, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return err.Error()
	}
	path := filepath.Join(os.TempDir(), "baolei-browsertest-"+notInFileNames.ReplaceAllString(p.t.Name(), "_")+".png")
	if err := os.WriteFile(path, image, 0o600); err != nil {
		return err.Error()
	}
	return path
}

func shorten(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	return string(runes[:limit]) + fmt.Sprintf(" … (%d characters more)", len(runes)-limit)
}

// evaluate runs an expression in the page, whatever the page's policy.
func evaluate[T any](ctx context.Context, expression string) (T, error) {
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, func(p *runtime.EvaluateParams) {
		yes := true
		p.UserGesture = &yes
	}))
}
