package gallery

import (
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

// elements renders a component and walks its elements.
func elements(t *testing.T, c templ.Component, visit func(name string, attr map[string]string)) {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	z := html.NewTokenizer(strings.NewReader(b.String()))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			attr := map[string]string{}
			for _, a := range tok.Attr {
				attr[a.Key] = a.Val
			}
			visit(tok.Data, attr)
		}
	}
}

// What the Content-Security-Policy would refuse must not be rendered in the first place.
func TestNothingInline(t *testing.T) {
	for path, page := range pages {
		elements(t, page(), func(name string, attr map[string]string) {
			if _, styled := attr["style"]; styled || name == "style" {
				t.Errorf("%s: <%s> has inline style", path, name)
			}
			if name == "script" && attr["src"] == "" {
				t.Errorf("%s: inline script", path)
			}
			for key, value := range attr {
				if strings.HasPrefix(key, "on") || strings.HasPrefix(key, "hx-on") || strings.HasPrefix(value, "javascript:") {
					t.Errorf("%s: <%s %s=%q>", path, name, key, value)
				}
			}
		})
	}
}

// Every id stands once, and everything that points at an id finds it.
func TestIdsAreUniqueAndFound(t *testing.T) {
	for path, page := range pages {
		ids, wanted := map[string]int{}, map[string]string{}
		elements(t, page(), func(name string, attr map[string]string) {
			if id, has := attr["id"]; has {
				ids[id]++
			}
			for _, key := range []string{"for", "form", "aria-labelledby", "aria-describedby", "data-fill"} {
				for _, id := range strings.Fields(attr[key]) {
					wanted[id] = name + " " + key
				}
			}
		})
		for id, n := range ids {
			if n > 1 || id == "" || strings.Contains(id, ".") {
				t.Errorf("%s: id %q stands %d times", path, id, n)
			}
		}
		for id, by := range wanted {
			if ids[id] == 0 {
				t.Errorf("%s: %s wants id %q", path, by, id)
			}
		}
	}
}

// A question that nobody answered has no choice made for it, an answered one exactly one.
func TestUnansweredIsNotZero(t *testing.T) {
	for value, want := range map[string]int{"": 0, "0": 1, "1.5": 1} {
		checked := 0
		elements(t, renderRange(value), func(name string, attr map[string]string) {
			if _, on := attr["checked"]; on {
				checked++
				if attr["value"] != value {
					t.Errorf("value %q: %q is checked", value, attr["value"])
				}
			}
		})
		if checked != want {
			t.Errorf("value %q: %d checked, want %d", value, checked, want)
		}
	}
}

// Text that people type is never markup.
func TestTextIsEscaped(t *testing.T) {
	const evil = `"><script>alert(1)</script><b onclick=x`
	elements(t, probe(evil, evil), func(name string, attr map[string]string) {
		if name == "script" || name == "b" {
			t.Errorf("<%s> came out of a value", name)
		}
	})
}

// A page with every kind of control stays far below what a desk may weigh.
func TestPagesAreLight(t *testing.T) {
	for path, page := range pages {
		var b strings.Builder
		if err := page().Render(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
		if b.Len() > 100<<10 {
			t.Errorf("%s: %d bytes", path, b.Len())
		}
	}
}
