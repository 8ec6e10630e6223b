// Package browsertest drives a real browser through the product as a person
// would: fields are found by their labels, buttons and links by their words.
//
// Every page watches for what a person would not see but should not happen
// either: script errors, violations of the Content-Security-Policy, styles or
// scripts that fail to load, answers of 500 and above. Each of them fails the
// test. The browser reaches no host but this machine, as in a closed network.
package browsertest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Browser is the one browser of a test binary.
type Browser struct {
	ctx    context.Context
	cancel context.CancelFunc
}

var one struct {
	sync.Mutex
	browser *Browser
	err     error
}

// Start returns the browser of this test binary, starting it for the first test
// that asks. Without a browser or a Chinese font on the machine the test fails
// and says what to install.
func Start(t testing.TB) *Browser {
	t.Helper()
	one.Lock()
	defer one.Unlock()
	if one.browser == nil && one.err == nil {
		one.browser, one.err = launch()
	}
	if one.err != nil {
		t.Fatalf("browsertest: %v", one.err)
	}
	return one.browser
}

// Context is for tests that drive tabs of their own by chromedp.
func (b *Browser) Context() context.Context { return b.ctx }

// Main runs the tests of a package and closes the browser they started:
//
//	func TestMain(m *testing.M) { browsertest.Main(m) }
//
// What is to be done after the tests besides can be given too, such as
// storetest.Stop.
func Main(m *testing.M, after ...func() error) {
	code := m.Run()
	for _, stop := range append([]func() error{Stop}, after...) {
		if err := stop(); err != nil {
			fmt.Fprintln(os.Stderr, "browsertest:", err)
			code = max(code, 1)
		}
	}
	os.Exit(code)
}

// Stop closes the browser of this test binary, if one was started.
func Stop() error {
	one.Lock()
	defer one.Unlock()
	if one.browser == nil {
		return nil
	}
	b := one.browser
	one.browser = nil
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second)
	defer cancel()
	err := chromedp.Cancel(ctx)
	b.cancel()
	return err
}

func launch() (*Browser, error) {
	found, err := find()
	if err != nil {
		return nil, err
	}
	fonts, err := chineseFont()
	if err != nil {
		return nil, err
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(found.path),
		chromedp.Env(append(found.env, fonts...)...),
		chromedp.Env("LC_ALL=C.UTF-8"), // otherwise it opens no file with a Chinese name
		chromedp.DisableGPU,
		chromedp.Flag("lang", "zh-CN"),
		chromedp.Flag("accept-lang", "zh-CN"),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-pings", true),
		chromedp.Flag("no-proxy-server", true),
		// Nothing but this machine can be looked up: a page that asks for a
		// font or script elsewhere fails here as it would at the customer's.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
	)
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, cancelBrowser := chromedp.NewContext(allocator)
	b := &Browser{ctx: ctx, cancel: func() { cancelBrowser(); cancelAllocator() }}
	if err := begin(ctx); err != nil {
		b.cancel()
		return nil, fmt.Errorf("浏览器 %s 启动失败（the browser does not start）: %w", found.path, err)
	}
	return b, nil
}

// Have returns what is missing on the machine for Start to work, or nil.
func Have() error {
	if _, err := find(); err != nil {
		return err
	}
	_, err := chineseFont()
	return err
}
