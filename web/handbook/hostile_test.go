package handbook

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"baolei/internal/app/handbook"
	core "baolei/internal/core/handbook"
	"baolei/internal/core/indicator"
	"baolei/web/ui"
)

// vectors are ways in which script has come into pages that show people's text.
var vectors = []string{
	`<script>alert(1)</script>`, `<SCRIPT SRC=//x.example/x.js></SCRIPT>`, `<scr<script>ipt>alert(1)</scr</script>ipt>`, `<script/src=data:,alert(1)>`,
	`<img src=x onerror=alert(1)>`, `<img src=javascript:alert(1)>`, `<IMG """><SCRIPT>alert(1)</SCRIPT>">`, `<img/src/onerror=alert(1)>`,
	`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><animate onbegin=alert(1) attributeName=x dur=1s>`, `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
	`<math><mi//xlink:href="data:x,<script>alert(1)</script>">`, `<math><mtext><table><mglyph><style><!--</style><img src onerror=alert(1)>`,
	`<iframe src=javascript:alert(1)></iframe>`, `<iframe srcdoc="<script>alert(1)</script>">`, `<object data=javascript:alert(1)>`, `<embed src=data:text/html,x>`,
	`<form action=//x.example><input name=password type=password></form>`, `<button formaction=javascript:alert(1)>x</button>`, `<input autofocus onfocus=alert(1)>`, `<isindex action=javascript:alert(1)>`,
	`<style>body{background:url(//x.example)}</style>`, `<div style="background:url(javascript:alert(1))">x</div>`, `<p style=position:fixed>x</p>`, `<link rel=stylesheet href=//x.example/x.css>`,
	`<meta http-equiv=refresh content="0;url=javascript:alert(1)">`, `<base href=//x.example/>`, `<body onload=alert(1)>`, `<details open ontoggle=alert(1)>`,
	`<a href="javascript:alert(1)">x</a>`, `<a href=" &#14; javascript:alert(1)">x</a>`, `<a href="jav&#x09;ascript:alert(1)">x</a>`, `<a href="data:text/html,<script>alert(1)</script>">x</a>`, `<a onclick=alert(1) href=/>x</a>`,
	`[x](javascript:alert(1))`, `[x](JaVaScRiPt:alert(1))`, `[x](java&#10;script:alert(1))`, `[x](&#106;avascript:alert(1))`, `[x](data:text/html;base64,PHNjcmlwdD4=)`,
	`[x](vbscript:msgbox(1))`, `[x](<javascript:alert(1)>)`, `[x](\javascript:alert(1))`, `[x](//x.example/x)`, `[x](/\x.example)`, `[x](https:javascript:alert(1))`, `[x]( javascript:alert(1) "t" onclick=alert(1))`,
	`![x](javascript:alert(1))`, `![x](https://x.example/x.png)`, `![x](x.png "a" onerror=alert(1))`, "[x]: javascript:alert(1)\n\n[x]", `<javascript:alert(1)>`, `<https://x.example/"onclick=alert(1)//>`,
	`[a](/handbook/x"onmouseover="alert(1))`, `**<b onclick=alert(1)>x</b>**`, "`<script>alert(1)</script>`", "    <script>alert(1)</script>", `&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;script&#62;alert(1)`, `\<script>alert(1)\</script>`,
	`"><script>alert(1)</script>`, `'><script>alert(1)</script>`, `</textarea><script>alert(1)</script>`, `</title><script>alert(1)</script>`, `--><script>alert(1)</script>`, `]]><script>alert(1)</script>`,
	`<!--<script>-->alert(1)<!--</script>-->`, `<?xml version="1.0"?><x onload=alert(1)>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<template><script>alert(1)</script></template>`, `<marquee onstart=alert(1)>x</marquee>`,
	`<video><source onerror=alert(1)>`, `<audio src=x onerror=alert(1)>`, `<x onpointerenter=alert(1)>x`, `<div hx-on:click=alert(1) hx-get=/x hx-trigger=load>x</div>`, `<h2 id=score>x</h2>`, `<p class="btn" id="main">x</p>`, `<table background=javascript:alert(1)><td style=x>`,
}

// wrappings put a vector where Markdown or the conventions of the handbook treat
// it differently.
var wrappings = []string{"%", "开头 % 结尾", "# %", "## %", "### %", "- %\n  %", "> %", "| 甲 | % |\n| --- | --- |\n| % | 乙 |", "```\n%\n```", "```流程 %\n记录：%\n考评：%\n1. %\n```", "**%**", "[%](/handbook/dues)"}

// hostile are the texts that all tests here use: over 900.
func hostile() []string {
	var list []string
	for _, v := range vectors {
		for _, w := range wrappings {
			list = append(list, strings.ReplaceAll(w, "%", v))
		}
	}
	return list
}

// known are the elements that the pages themselves have.
var known = map[string]bool{"html": true, "head": true, "meta": true, "title": true, "link": true, "script": true, "body": true, "a": true, "header": true, "main": true, "div": true, "p": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "ul": true, "ol": true, "li": true, "nav": true, "details": true, "summary": true, "article": true, "section": true, "dl": true, "dt": true, "dd": true,
	"strong": true, "em": true, "code": true, "pre": true, "blockquote": true, "br": true, "hr": true, "table": true, "caption": true, "thead": true, "tbody": true, "tr": true, "th": true, "td": true, "mark": true, "span": true, "del": true, "ins": true,
	"search": true, "form": true, "label": true, "input": true, "textarea": true, "button": true, "time": true}

// page renders and parses one page.
func parsed(t testing.TB, c templ.Component) *html.Node {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// harm returns what a page has that a person's text must not bring into it.
// Forms, scripts and style sheets are counted, as the page has some of its own.
func harm(root *html.Node) (found []string, own map[string]int) {
	own = map[string]int{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !known[n.Data] {
			found = append(found, "<"+n.Data+">")
		}
		own[n.Data]++
		for _, a := range n.Attr {
			if w := harmful(n.Data, a); w != "" {
				found = append(found, "<"+n.Data+" "+a.Key+"="+a.Val+">: "+w)
			}
		}
	}
	return found, own
}

func harmful(element string, a html.Attribute) string {
	switch key := strings.ToLower(a.Key); {
	case strings.HasPrefix(key, "on"), strings.HasPrefix(key, "hx-on"):
		return "a handler"
	case key == "style", key == "srcdoc", key == "background", key == "formaction", key == "ping":
		return "not allowed"
	case key == "href", key == "src", key == "action", key == "xlink:href", key == "hx-get", key == "hx-post":
		u, err := url.Parse(strings.TrimSpace(a.Val))
		ours := err == nil && (u.Scheme == "" && u.Host == "" && !strings.HasPrefix(a.Val, "//") && !strings.Contains(a.Val, `\`))
		web := err == nil && element == "a" && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
		if !ours && !web {
			return "an address of another kind"
		}
	}
	return ""
}

// shown are all pages that show a text, as chapter and title and search.
func shown(t testing.TB, text string) map[string]templ.Component {
	t.Helper()
	v := handbook.Version{Text: core.Text{Chapter: "dues", Title: text, Body: text}, Version: 2, Note: text, ByName: text}
	old := handbook.Version{Text: core.Text{Chapter: "dues", Title: "党费", Body: "旧的一句。\n"}, Version: 1}
	doc, err := newDocument(v.Text)
	if err != nil {
		t.Fatal(err)
	}
	book := handbook.Book{Chapters: []handbook.Version{v}, Set: indicator.Embedded(), CanKeep: true}
	chapter := readingView(reader{set: book.Set}, &v, doc)
	chapter.around(&book, "dues")
	frame := ui.PageProps{Title: text, Sheets: []string{"reading.css"}}
	edit := editView{Heading: ui.HeadingProps{Title: text}, Title: ui.Text{ID: "title", Value: text}, Body: ui.Text{ID: "body", Value: text, Rows: 3}, Note: ui.Text{ID: "note", Value: text},
		Preview: &chapter, Warnings: handbook.Tell(book.Check(v.Text), "dues"), Conflict: conflictOf(&handbook.Changed{Was: old, Theirs: v}), Anchors: anchorsOf(&book)}
	return map[string]templ.Component{
		"contents": contentsPage(frame, contentsView{Chapters: []entry{chapterEntry(&v, doc)}, Search: searchField(text)}),
		"chapter":  chapterPage(frame, chapter),
		"search":   searchPage(frame, resultsView(text, core.Search(doc.passages, text))),
		"edit":     editPage(frame, edit),
		"versions": versionsPage(frame, ui.HeadingProps{Title: text}, versionsTable([]handbook.Version{v, old})),
		"compare":  comparePage(frame, ui.HeadingProps{Title: text}, compareOf(old, v)),
		"how":      howToPage(frame, howToView{Title: text, Search: searchField(text)}),
	}
}

// No text that somebody typed, as chapter, title, note or search, brings an
// element, a handler or an address of another kind into any page.
func TestHostileTextStaysText(t *testing.T) {
	list := hostile()
	if len(list) < 500 {
		t.Fatalf("only %d payloads", len(list))
	}
	plainly := map[string]map[string]int{}
	for name, c := range shown(t, "平常的文字") {
		_, plainly[name] = harm(parsed(t, c))
	}
	for _, text := range list {
		for name, c := range shown(t, text) {
			found, own := harm(parsed(t, c))
			for _, f := range found {
				t.Errorf("%s of %q: %s", name, text, f)
			}
			for _, element := range []string{"script", "form", "link", "meta", "title", "body", "html", "head", "main"} {
				if own[element] != plainly[name][element] {
					t.Errorf("%s of %q has %d <%s>, not %d", name, text, own[element], element, plainly[name][element])
				}
			}
		}
	}
}

// The second net by itself: HTML that goldmark would never make is cleaned too.
func TestTheSecondNetHoldsAlone(t *testing.T) {
	for _, text := range hostile() {
		root, err := html.Parse(strings.NewReader(allowed.Sanitize(text)))
		if err != nil {
			t.Fatal(err)
		}
		if found, own := harm(root); len(found) > 0 || own["script"]+own["form"]+own["link"]+own["meta"]+own["title"] > 0 {
			t.Errorf("%q: %q", text, found)
		}
	}
}
