package browsertest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Visit opens an address: a path of the product, or a whole URL.
func (p *Page) Visit(path string) {
	p.t.Helper()
	address := path
	if strings.HasPrefix(path, "/") {
		address = p.base + path
	}
	p.do("visit "+address, func(ctx context.Context) error {
		before := p.traffic.requests()
		if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
			return err
		}
		return p.traffic.settle(ctx, before, true)
	})
}

// Reload loads the page again.
func (p *Page) Reload() {
	p.t.Helper()
	p.do("reload", func(ctx context.Context) error {
		before := p.traffic.requests()
		if err := chromedp.Do(ctx, chromedp.Reload()); err != nil {
			return err
		}
		return p.traffic.settle(ctx, before, true)
	})
}

// Click presses the button or link with these words, and waits for what it
// brings about. Questions that pop up are answered with yes.
func (p *Page) Click(words string) {
	p.t.Helper()
	p.do(fmt.Sprintf("click “%s”", words), func(ctx context.Context) error {
		s, err := p.seek(ctx, "button", words)
		if err != nil {
			return err
		}
		return p.press(ctx, s)
	})
}

// press moves the mouse to a spot and clicks.
func (p *Page) press(ctx context.Context, s sight) error {
	before := p.traffic.requests()
	if err := chromedp.Do(ctx, chromedp.MouseClickXY(s.X, s.Y)); err != nil {
		return err
	}
	return p.traffic.settle(ctx, before, s.Asks)
}

// Fill types text into the field with this label, replacing what is there, and
// leaves the field. Dates are given as 2006-01-02.
func (p *Page) Fill(label, text string) {
	p.t.Helper()
	p.do(fmt.Sprintf("fill “%s”", label), func(ctx context.Context) error {
		before := p.traffic.requests()
		s, err := p.seek(ctx, "textField", label)
		if err != nil {
			return err
		}
		if err := p.enter(ctx, s, text); err != nil {
			return err
		}
		if _, err := evaluate[chromedp.Void](ctx, p.call("leave")); err != nil {
			return err
		}
		return p.traffic.settle(ctx, before, false)
	})
}

// enter puts text into the field that has the focus.
func (p *Page) enter(ctx context.Context, s sight, text string) error {
	switch {
	case !s.Typed:
		set, err := p.look(ctx, "setFocused", text)
		if err == nil && !set.Found {
			err = errors.New(set.Why)
		}
		return err
	case text == "":
		return chromedp.Do(ctx, chromedp.KeyEvent(kb.Delete))
	default:
		_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text})
		return err
	}
}

// Press sends one key, such as "\r" or "\t", to what has the focus.
func (p *Page) Press(key string) {
	p.t.Helper()
	p.do(fmt.Sprintf("press %q", key), func(ctx context.Context) error {
		before := p.traffic.requests()
		if err := chromedp.Do(ctx, chromedp.KeyEvent(key)); err != nil {
			return err
		}
		return p.traffic.settle(ctx, before, false)
	})
}

// Choose takes an option of a list or of a group of radio buttons: the list by
// its label, the group by its legend.
func (p *Page) Choose(field, option string) {
	p.t.Helper()
	p.do(fmt.Sprintf("choose “%s” for “%s”", option, field), func(ctx context.Context) error {
		return p.choose(ctx, field, option)
	})
}

func (p *Page) choose(ctx context.Context, field, option string) error {
	before := p.traffic.requests()
	s, err := p.seek(ctx, "either", field, option)
	if err != nil {
		return err
	}
	if s.Placed {
		return p.press(ctx, s)
	}
	return p.traffic.settle(ctx, before, false)
}

// Check ticks the box with this label; Uncheck clears it. A box that is as
// wanted is left alone.
func (p *Page) Check(label string) {
	p.t.Helper()
	p.tick(label, true)
}

// Uncheck clears the box with this label.
func (p *Page) Uncheck(label string) {
	p.t.Helper()
	p.tick(label, false)
}

func (p *Page) tick(label string, want bool) {
	p.t.Helper()
	p.do(fmt.Sprintf("tick “%s”: %v", label, want), func(ctx context.Context) error {
		s, err := p.seek(ctx, "box", label)
		if err != nil || s.Checked == want {
			return err
		}
		return p.press(ctx, s)
	})
}

// Attach chooses files for the file field with this label.
func (p *Page) Attach(label string, paths ...string) {
	p.t.Helper()
	p.do(fmt.Sprintf("attach %v to “%s”", paths, label), func(ctx context.Context) error {
		files := make([]string, len(paths))
		for i, path := range paths {
			full, err := filepath.Abs(path)
			if err != nil {
				return err
			}
			files[i] = full
		}
		return p.attach(ctx, label, files)
	})
}

func (p *Page) attach(ctx context.Context, label string, files []string) error {
	field, err := chromedp.Run(ctx, chromedp.Evaluate[*runtime.RemoteObject](p.call("fileField", label)))
	if err != nil {
		return err
	}
	if field.ObjectID == "" {
		return errors.New("there is no file field of this label")
	}
	before := p.traffic.requests()
	if _, err := chromedp.Call(ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: files, ObjectID: field.ObjectID}); err != nil {
		return err
	}
	return p.traffic.settle(ctx, before, false)
}
