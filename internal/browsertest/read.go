package browsertest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// Text returns the visible text of the first element of a CSS selector, waiting
// for it to appear. An empty selector means the whole page, or what it was
// narrowed to.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	var text string
	p.do("read "+selector, func(ctx context.Context) error {
		s, err := p.seek(ctx, "text", selector)
		text = strings.TrimSpace(s.Value)
		return err
	})
	return text
}

// WaitText waits until the words can be read on the page. Spaces and line breaks
// do not count.
func (p *Page) WaitText(words string) {
	p.t.Helper()
	p.waitFor(words, true)
}

// WaitNoText waits until the words cannot be read on the page any more.
func (p *Page) WaitNoText(words string) {
	p.t.Helper()
	p.waitFor(words, false)
}

func (p *Page) waitFor(words string, want bool) {
	p.t.Helper()
	p.do(fmt.Sprintf("wait for “%s” to be readable: %v", words, want), func(ctx context.Context) error {
		for {
			s, err := p.look(ctx, "text", "")
			if err == nil && s.Found && strings.Contains(squeeze(s.Value), squeeze(words)) == want {
				return nil
			}
			select {
			case <-ctx.Done():
				return errors.Join(ctx.Err(), err)
			case <-time.After(50 * time.Millisecond):
			}
		}
	})
}

// Says reports whether the words can be read on the page now.
func (p *Page) Says(words string) bool {
	p.t.Helper()
	return strings.Contains(squeeze(p.Text("")), squeeze(words))
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), "") }

// Value returns what the field with this label holds; of a list, the words of
// the chosen option.
func (p *Page) Value(label string) string {
	p.t.Helper()
	var value string
	p.do(fmt.Sprintf("read the field “%s”", label), func(ctx context.Context) error {
		s, err := p.seek(ctx, "value", label)
		value = s.Value
		return err
	})
	return value
}

// Count returns how many elements of a CSS selector there are now.
func (p *Page) Count(selector string) int {
	p.t.Helper()
	var count int
	p.do("count "+selector, func(ctx context.Context) error {
		s, err := p.seek(ctx, "count", selector)
		count = s.Count
		return err
	})
	return count
}

// Path returns the path and query of the page's address.
func (p *Page) Path() string {
	p.t.Helper()
	var path string
	p.do("read the address", func(ctx context.Context) error {
		address, err := chromedp.Run(ctx, chromedp.Location())
		if err != nil {
			return err
		}
		u, err := url.Parse(address)
		path = u.RequestURI()
		return err
	})
	return path
}

// Status returns the HTTP status of the newest page.
func (p *Page) Status() int {
	p.traffic.mu.Lock()
	defer p.traffic.mu.Unlock()
	return int(p.traffic.status)
}

// Script evaluates an expression in the page and returns it as JSON, for what no
// person can see.
func (p *Page) Script(expression string) string {
	p.t.Helper()
	var value string
	p.do("evaluate "+shorten(expression, 80), func(ctx context.Context) (err error) {
		value, err = evaluate[string](ctx, "JSON.stringify("+expression+")")
		return err
	})
	return value
}
