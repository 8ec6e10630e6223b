package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// Form says where a form goes.
type Form struct {
	ID        string
	Action    string
	Target    string   // CSS selector of what the answer replaces; empty: an ordinary post
	Hidden    []Hidden // form token, version and the like
	Submit    string   // words of the button; empty: 保存
	Label     string   // names the form for screen readers where no heading does
	Multipart bool
	// Unchecked leaves it to the server to ask for required fields: what is there is
	// saved meanwhile.
	Unchecked bool
	Get       bool // for filters and searches
}

// Hidden is a hidden field.
type Hidden struct{ Name, Value string }

// SignatureProps is what a form that signs carries besides its own fields.
type SignatureProps struct {
	Digest   string // of what is signed, in hexadecimal; empty where the form itself says it all
	Password *Text  // nil where the person has given it lately
}

// begins is how many characters of a digest are shown: enough to compare by eye.
const begins = 16

func (s SignatureProps) short() string { return s.Digest[:min(begins, len(s.Digest))] }

func (f Form) method() string {
	if f.Get {
		return "get"
	}
	return "post"
}

// attributes of the form element; trigger is htmx's list of events and counts only with a target.
func (f Form) attributes(trigger string) templ.Attributes {
	a := templ.Attributes{}
	if f.ID != "" {
		a["id"] = f.ID
	}
	if f.Label != "" {
		a["aria-label"] = f.Label
	}
	if f.Unchecked {
		a["novalidate"] = true
	}
	if f.Multipart {
		a["enctype"] = "multipart/form-data"
	}
	if f.Target == "" {
		return a
	}
	a["hx-"+f.method()] = string(templ.URL(f.Action))
	a["hx-target"] = f.Target
	a["hx-swap"] = "outerHTML"
	a["hx-trigger"] = trigger
	a["hx-sync"] = "this:drop"
	if strings.HasPrefix(trigger, "change") {
		a["hx-sync"] = "this:queue last" // the last change wins; a pressed button counts once
	}
	if f.Multipart {
		a["hx-encoding"] = "multipart/form-data"
		a["hx-request"] = `{"timeout":600000}` // a file over a slow line takes minutes
	}
	return a
}

// current marks the entry of a list that the person is looking at.
func current(on bool) templ.Attributes {
	if !on {
		return nil
	}
	return templ.Attributes{"aria-current": "page"}
}
