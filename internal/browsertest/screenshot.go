package browsertest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// Size makes the window this many CSS pixels wide and high.
func (p *Page) Size(width, height int) {
	p.t.Helper()
	p.do("resize", func(ctx context.Context) error {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(int64(width), int64(height))); err != nil {
			return err
		}
		return p.traffic.settle(ctx, p.traffic.requests(), false)
	})
}

// Screenshot writes the whole page, as it looks in a window of this size, to a
// PNG file, making its folder. The window has its usual size again afterwards.
func (p *Page) Screenshot(path string, width, height int) {
	p.t.Helper()
	p.Size(width, height)
	p.do("screenshot "+path, func(ctx context.Context) error {
		image, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // pictures for everybody
			return err
		}
		return os.WriteFile(path, image, 0o644) //nolint:gosec // pictures for everybody
	})
	p.Size(defaultWidth, defaultHeight)
}

// Overflow returns by how many CSS pixels the page is wider than its window; on
// a phone anything above 0 means scrolling sideways.
func (p *Page) Overflow() int {
	p.t.Helper()
	var over int
	p.do("measure", func(ctx context.Context) (err error) {
		over, err = evaluate[int](ctx, "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)")
		return err
	})
	return over
}

// Album returns the folder for pictures that are to be looked at: the one in
// SCREENSHOTS, which "make screenshots" sets, else one that goes with the test.
func Album(t testing.TB) string {
	if dir := os.Getenv("SCREENSHOTS"); dir != "" {
		return dir
	}
	return t.TempDir()
}
