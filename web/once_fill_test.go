package web

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// A hand fills in a form the way a person might.
type hand func(*html.Node) url.Values

// asItIs fills in what must not be empty; filledIn everything there is, otherwise
// than it is; pressed is filledIn with the first button that says more than
// "send".
var (
	asItIs   hand = func(f *html.Node) url.Values { return fill(f, false, false) }
	filledIn hand = func(f *html.Node) url.Values { return fill(f, true, false) }
	pressed  hand = func(f *html.Node) url.Values { return fill(f, true, true) }
)

// words are what people type into fields of a name, where any words will not do.
var words = map[string]string{"password": testPassword, "old": testPassword, "new": "一句好记的新密码 7", "again": "一句好记的新密码 7",
	"seed": drawSeed, "account": "newcomer", "code": "XX-99", "email": "newcomer@example.cn", "text": "元旦：1月1日放假。"}

func fill(f *html.Node, all, press bool) url.Values {
	v := url.Values{}
	for n := range f.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		a := attributes(n)
		name, value := a["name"], a["value"]
		_, required := a["required"]
		_, disabled := a["disabled"]
		if name == "" || disabled {
			continue
		}
		switch n.Data {
		case "button":
			if press {
				v.Set(name, value)
				press = false
			}
		case "select":
			v.Set(name, picked(n, all || required))
		case "textarea":
			v.Set(name, typedInto(name, "", content(n), all, required))
		case "input":
			fillInput(v, a, all, required)
		}
	}
	return v
}

func fillInput(v url.Values, a map[string]string, all, required bool) {
	name, value := a["name"], a["value"]
	_, checked := a["checked"]
	switch a["type"] {
	case "hidden":
		v.Add(name, value)
	case "checkbox":
		if checked || all || required {
			v.Add(name, value)
		}
	case "radio": // the last one, where it is to be another
		if checked && !all || all || !v.Has(name) && required {
			v.Set(name, value)
		}
	case "file":
	default:
		v.Set(name, typedInto(name, a["type"], value, all, required))
	}
}

func typedInto(name, kind, value string, all, required bool) string {
	if value != "" && (!all || kind != "number") || value == "" && !all && !required {
		return value
	}
	if w, ok := words[name]; ok {
		return w
	}
	switch kind {
	case "date":
		return "2026-12-20"
	case "month":
		return "2026-12"
	case "number":
		if n, err := strconv.Atoi(value); err == nil {
			return strconv.Itoa(n + 1)
		}
		return "1"
	}
	return "按要求补充的内容"
}

func content(n *html.Node) string {
	var s strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			s.WriteString(c.Data)
		}
	}
	return s.String()
}

// picked is the option that is selected, or the first that says something.
func picked(n *html.Node, must bool) string {
	first := ""
	for o := range n.Descendants() {
		if o.Type != html.ElementNode || o.Data != "option" {
			continue
		}
		a := attributes(o)
		if _, ok := a["selected"]; ok && a["value"] != "" {
			return a["value"]
		}
		if first == "" {
			first = a["value"]
		}
	}
	if must {
		return first
	}
	return ""
}
