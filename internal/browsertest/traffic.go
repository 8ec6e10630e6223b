package browsertest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// quiet is how long nothing may happen for a page to count as settled.
const quiet = 40 * time.Millisecond

// traffic follows what a tab asks of the server and what goes wrong in it. The
// browser's reader calls see; everything else reads under the lock.
type traffic struct {
	answer func() // answers a dialog

	mu       sync.Mutex
	started  int // requests ever made
	inFlight map[network.RequestID]request
	frame    cdp.FrameID       // the page's own, not one inside it
	document network.RequestID // of the page that is being loaded
	loading  bool
	last     time.Time // when something happened last
	status   int64     // of the newest page
	found    []string
	allowed  []string
}

// request is one that has not been answered yet, and the document it is for.
type request struct {
	url    string
	loader cdp.LoaderID
}

func (r request) String() string { return r.url }

func newTraffic() *traffic {
	return &traffic{inFlight: map[network.RequestID]request{}, last: time.Now()}
}

func (tr *traffic) see(event any) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	switch ev := event.(type) {
	case *network.EventRequestWillBeSent:
		tr.request(ev)
	case *network.EventResponseReceived:
		tr.response(ev)
	case *network.EventLoadingFinished:
		tr.finish(ev.RequestID)
	case *network.EventLoadingFailed:
		tr.failed(ev)
	case *page.EventFrameNavigated:
		tr.navigated(ev.Frame)
	case *page.EventLoadEventFired:
		tr.loading, tr.last = false, time.Now()
	case *page.EventJavascriptDialogOpening:
		tr.asked(ev)
	case *log.EventEntryAdded:
		tr.entry(ev.Entry)
	case *runtime.EventExceptionThrown:
		tr.add("script error: " + exceptionText(ev.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeAssert {
			tr.add("console error: " + argumentsText(ev.Args))
		}
	}
}

// asked answers a question. To be asked before leaving a page is a problem:
// something typed there is not saved, or the page believes so.
func (tr *traffic) asked(ev *page.EventJavascriptDialogOpening) {
	if ev.Type == page.DialogTypeBeforeunload {
		tr.add("asked before leaving " + ev.URL)
	}
	go tr.answer()
}

func (tr *traffic) request(ev *network.EventRequestWillBeSent) {
	switch ev.Type {
	case network.ResourceTypeEventSource, network.ResourceTypeWebSocket, network.ResourceTypePing:
		return // these last as long as the page
	}
	tr.started++
	tr.last = time.Now()
	tr.inFlight[ev.RequestID] = request{ev.Request.URL, ev.LoaderID}
	if ev.Type == network.ResourceTypeDocument && (tr.frame == "" || tr.frame == ev.FrameID) {
		tr.document, tr.loading = ev.RequestID, true
	}
}

// navigated forgets what an earlier document was waiting for: the browser does
// not say that these requests are given up.
func (tr *traffic) navigated(f *cdp.Frame) {
	if f.ParentID != "" {
		return
	}
	tr.frame, tr.last = f.ID, time.Now()
	maps.DeleteFunc(tr.inFlight, func(_ network.RequestID, r request) bool { return r.loader != f.LoaderID })
}

func (tr *traffic) response(ev *network.EventResponseReceived) {
	tr.last = time.Now()
	status := ev.Response.Status
	switch ev.Type {
	case network.ResourceTypeDocument:
		tr.status = status
		if status == 204 || status == 205 {
			tr.loading = false // the page stays
		}
	case network.ResourceTypeXHR, network.ResourceTypeFetch:
	default:
		if status >= 400 && !askedUnbidden(ev) {
			tr.add(fmt.Sprintf("%s %s: status %d", ev.Type, ev.Response.URL, status))
		}
	}
	if status >= 500 {
		tr.add(fmt.Sprintf("%s: status %d", ev.Response.URL, status))
	}
}

// askedUnbidden tells the icon that the browser asks for by itself when a page,
// such as a plain text one, names none.
func askedUnbidden(ev *network.EventResponseReceived) bool {
	return ev.Type == network.ResourceTypeOther && strings.HasSuffix(ev.Response.URL, "/favicon.ico")
}

func (tr *traffic) finish(id network.RequestID) {
	delete(tr.inFlight, id)
	tr.last = time.Now()
}

func (tr *traffic) failed(ev *network.EventLoadingFailed) {
	address := tr.inFlight[ev.RequestID].url
	tr.finish(ev.RequestID)
	if ev.RequestID == tr.document {
		tr.loading = false // a download, or nothing came
	}
	if !ev.Canceled && ev.ErrorText != "net::ERR_ABORTED" {
		tr.add(fmt.Sprintf("%s %s: %s", ev.Type, address, ev.ErrorText))
	}
}

// entry takes what the browser itself complains about, such as violations of the
// Content-Security-Policy. Answers of the server are judged in response.
func (tr *traffic) entry(e *log.Entry) {
	if e.Level == log.EntryLevelError && e.Source != log.EntrySourceNetwork {
		tr.add(fmt.Sprintf("browser (%s): %s %s", e.Source, e.Text, e.URL))
	}
}

func (tr *traffic) add(problem string) { tr.found = append(tr.found, problem) }

func (tr *traffic) problem(text string) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.add(text)
}

// problems returns what went wrong and was not allowed.
func (tr *traffic) problems() []string {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(tr.found), func(problem string) bool {
		return slices.ContainsFunc(tr.allowed, func(a string) bool { return strings.Contains(problem, a) })
	})
}

func (tr *traffic) requests() int {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return tr.started
}

// settle waits until the page has loaded and asks nothing more of the server.
// When the action before must lead to a request (a click on a link or
// on the button of a form), it first waits for that request to start.
func (tr *traffic) settle(ctx context.Context, before int, requestExpected bool) error {
	if requestExpected {
		tr.await(ctx, 2*time.Second, func() bool { return tr.started > before })
	}
	if !tr.await(ctx, patience, tr.isQuiet) {
		tr.mu.Lock()
		defer tr.mu.Unlock()
		return fmt.Errorf("the page does not settle: loading %v, waiting for %v", tr.loading, tr.inFlight)
	}
	return nil
}

func (tr *traffic) isQuiet() bool {
	return !tr.loading && len(tr.inFlight) == 0 && time.Since(tr.last) >= quiet
}

// await asks again and again under the lock, for some time at most.
func (tr *traffic) await(ctx context.Context, limit time.Duration, holds func() bool) bool {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		tr.mu.Lock()
		ok := holds()
		tr.mu.Unlock()
		if ok {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func exceptionText(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return d.Text
}

func argumentsText(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		if a.Description != "" {
			words = append(words, a.Description)
		} else {
			words = append(words, fmt.Sprint(a.Value))
		}
	}
	return strings.Join(words, " ")
}
