package browsertest

import (
	"context"
	"os"
	"path/filepath"
	"strconv"

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

// Phone makes the window as wide and high as a small phone.
func (p *Page) Phone() {
	p.t.Helper()
	p.Size(phoneWidth, phoneHeight)
}

// Look looks at the page as it is, on an office PC and on a phone, and fails the
// test for what a person would stumble over and no other test asks about: a page
// wider than a phone, and each violation of the accessibility rules. Where
// SCREENSHOTS names a folder, which "make screenshots" does, it puts pictures of
// both there. The window is as wide as before afterwards.
func (p *Page) Look(name string) {
	p.t.Helper()
	onPhone := p.Script("innerWidth") == strconv.Itoa(phoneWidth)
	p.Size(defaultWidth, defaultHeight)
	p.Axe(p.t)
	p.keep(name + "-desktop.png")
	p.Phone()
	if over := p.Overflow(); over > 0 {
		p.t.Errorf("%s is %d pixels wider than a phone", name, over)
	}
	p.Axe(p.t)
	p.keep(name + "-phone.png")
	if !onPhone {
		p.Size(defaultWidth, defaultHeight)
	}
}

// keep puts a picture into the album, where there is one.
func (p *Page) keep(name string) {
	p.t.Helper()
	if album := Album(); album != "" {
		p.Screenshot(filepath.Join(album, name))
	}
}

// Album is the folder for pictures that are to be looked at; empty where nobody
// asked for them, and then none is taken.
func Album() string { return os.Getenv("SCREENSHOTS") }

// Screenshot writes the whole page, as it looks in the window, to a PNG file,
// making its folder.
func (p *Page) Screenshot(path string) {
	p.t.Helper()
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
