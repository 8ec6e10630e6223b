package page_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"baolei/internal/core/fault"
	"baolei/web/page"
)

// A request whose time is over is answered like any other: the page that says
// so does not fail with it.
func TestARequestOutOfTimeIsToldSo(t *testing.T) {
	site := &page.Site{Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	over, cancel := context.WithCancel(context.Background())
	cancel()
	w := httptest.NewRecorder()
	site.FailOutside(w, httptest.NewRequestWithContext(over, "GET", "/self/2", nil), fault.Wrap(fault.Unavailable, "请稍后再试。", errors.New("too slow")))
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "<p>请稍后再试。</p>") || !strings.Contains(w.Body.String(), "</html>") {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
}
