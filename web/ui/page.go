package ui

import (
	"github.com/a-h/templ"

	"baolei/web/static"
)

// PageProps is all that a page's frame shows. Without Nav and Person it is the frame of the
// sign-in page.
type PageProps struct {
	Title   string // of the browser's tab, without the product's name
	Brand   string // empty: 堡垒指数
	Home    string // address behind the brand; empty: "/"
	Nav     []NavItem
	Person  string   // "财政局第二党支部 · 书记 王明"
	Account []Link   // links beside the person
	SignOut *Form    // the sign-out form; nil leaves it out
	Flash   *Message // what the last action did
	Top     templ.Component
	Narrow  bool     // a single column of reading width
	Sheets  []string // style sheets besides the one of all pages
}

// NavItem is one entry of the main navigation.
type NavItem struct {
	Label, Href string
	Current     bool
}

// TabsProps leads through the pages that belong together; it stands on top of
// each of them. On a phone the row scrolls.
type TabsProps struct {
	Label       string // names the navigation for screen readers
	Title, Note string // whose pages these are
	Items       []NavItem
}

// Link is a link with its words.
type Link struct{ Label, Href string }

// Message is told once, on top of the page.
type Message struct {
	Text string
	Tone Tone
}

func (p PageProps) brand() string { return or(p.Brand, "堡垒指数") }

func (p PageProps) home() string { return or(p.Home, "/") }

func (p PageProps) mainClass() string {
	if p.Narrow {
		return "main main-narrow"
	}
	return "main"
}

// htmxConfig keeps htmx within the Content-Security-Policy and lets the server's 409 and 422 be shown.
const htmxConfig = `{"allowEval":false,"includeIndicatorStyles":false,"allowScriptTags":false,` +
	`"selfRequestsOnly":true,"historyCacheSize":0,"refreshOnHistoryMiss":true,"defaultSettleDelay":0,"timeout":20000,"responseHandling":[` +
	`{"code":"204","swap":false},{"code":"2..","swap":true},{"code":"409|422","swap":true},` +
	`{"code":"...","swap":false,"error":true}]}`

func asset(name string) string { return static.URL(name) }

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}
