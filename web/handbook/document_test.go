package handbook

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"baolei/internal/app/handbook"
	"baolei/internal/core/access"
	core "baolei/internal/core/handbook"
	"baolei/internal/core/indicator"
	"baolei/web/ui"
)

// shipped are the seven chapters, as they are shown.
func shipped(t testing.TB) []*document {
	t.Helper()
	var docs []*document
	for _, text := range core.First() {
		d, err := newDocument(text)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

func passagesOf(docs []*document) []core.Passage {
	var list []core.Passage
	for _, d := range docs {
		list = append(list, d.passages...)
	}
	return list
}

// What is searched is what is read: any two characters that stand beside each
// other on the shown page find the chapter, and the section or flow in it.
func TestAnyTwoShownCharactersFindTheirSection(t *testing.T) {
	docs := shipped(t)
	all := passagesOf(docs)
	tried := 0
	for i, text := range core.First() {
		v := handbook.Version{Text: text, Version: 1}
		root := parsed(t, article(readingView(reader{set: indicator.Embedded()}, &v, docs[i])))
		anchor := ""
		for n := range root.Descendants() {
			if id := attribute(n, "id"); id != "" {
				anchor = id
			}
			if n.Type != html.TextNode || within(n, "dl") {
				continue
			}
			for _, two := range pairsOf(n.Data) {
				tried++
				if !slices.ContainsFunc(core.Search(all, two).Hits, func(h core.Hit) bool {
					return h.Chapter == text.Chapter && (h.Anchor == anchor || following(docs[i], h.Anchor, anchor))
				}) {
					t.Fatalf("%q of %s #%s is not found there", two, text.Chapter, anchor)
				}
			}
		}
	}
	if tried < 7000 {
		t.Errorf("only %d pairs were tried", tried)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func within(n *html.Node, element string) bool {
	for p := range n.Ancestors() {
		if p.Data == element {
			return true
		}
	}
	return false
}

// following tells whether a flow stands in a section: what comes behind the flow
// is the section's again.
func following(d *document, anchor, flow string) bool {
	for _, s := range d.sections {
		for _, p := range s.parts {
			if p.flow != nil && p.flow.Anchor == flow && s.Anchor == anchor {
				return true
			}
		}
	}
	return false
}

func pairsOf(text string) []string {
	var list []string
	r := []rune(text)
	for i := 0; i+1 < len(r); i++ {
		if !unicode.IsSpace(r[i]) && !unicode.IsSpace(r[i+1]) {
			list = append(list, string(r[i:i+2]))
		}
	}
	return list
}

// Nothing of the Markdown is left standing in the text, and every table of
// contents and every link within the handbook leads to an id that is there.
func TestEveryLinkOfTheShippedChaptersResolves(t *testing.T) {
	ids := map[string]map[string]bool{}
	var links []string
	for i, text := range core.First() {
		v := handbook.Version{Text: text, Version: 1}
		view := readingView(reader{set: indicator.Embedded()}, &v, shipped(t)[i])
		root := parsed(t, chapterPage(readFrame(), view))
		ids[text.Chapter] = map[string]bool{}
		for n := range root.Descendants() {
			if id := attribute(n, "id"); id != "" {
				if ids[text.Chapter][id] {
					t.Errorf("%s: the id %s stands twice", text.Chapter, id)
				}
				ids[text.Chapter][id] = true
			}
			if href := attribute(n, "href"); n.Data == "a" && (strings.HasPrefix(href, "#") || strings.HasPrefix(href, "/handbook/")) {
				links = append(links, text.Chapter+" "+href)
			}
			if n.Type == html.TextNode && strings.ContainsAny(n.Data, "*`|[]") && !within(n, "script") {
				t.Errorf("%s shows markup: %q", text.Chapter, n.Data)
			}
		}
	}
	if len(links) < 80 {
		t.Fatalf("only %d links", len(links))
	}
	for _, link := range links {
		chapter, href, _ := strings.Cut(link, " ")
		path, anchor, _ := strings.Cut(href, "#")
		if path != "" {
			chapter = strings.TrimSuffix(strings.TrimPrefix(path, "/handbook/"), "/versions")
		}
		anchor, err := url.PathUnescape(anchor)
		if set, known := ids[chapter]; err != nil || !known || anchor != "" && !set[anchor] {
			t.Errorf("the link %s leads nowhere", link)
		}
	}
}

func TestLinesThatGoOnLeaveNoGap(t *testing.T) {
	p, err := render("第一行\n接着写，**加粗**的\n\n| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(p.html, "<p>第一行接着写，<strong>加粗</strong>的</p>") || !strings.Contains(p.html, "<td>丁</td>") {
		t.Errorf("html %s", p.html)
	}
	if p.text != "第一行接着写，加粗的\n甲 乙\n丙 丁" {
		t.Errorf("text %q", p.text)
	}
}

// A version is rendered once, and versions of other handbooks are others.
func TestDocumentsAreKept(t *testing.T) {
	var c cache
	v := handbook.Version{Text: core.Text{Chapter: "dues", Title: "党费", Body: "一句。"}, Root: 1, Version: 1}
	first, err := c.of(&v)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := c.of(&v)
	v.Root = 2
	other, _ := c.of(&v)
	if first != again || first == other {
		t.Error("a version is not kept, or taken for another")
	}
	for i := range 3 * kept {
		v.Version = i + 2
		if _, err := c.of(&v); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.docs) > kept {
		t.Errorf("%d documents are kept", len(c.docs))
	}
}

// Who keeps a book is led to its screens.
func TestFlowsLeadToTheReadersOwnBook(t *testing.T) {
	f := &core.Flow{Title: "甲", Steps: []string{"做"}, Items: []string{"B2.4", "X9"}}
	for _, name := range []string{"主题党日", "党费", "党员名册"} {
		p, _ := core.ProductNamed(name)
		f.Products = append(f.Products, p)
	}
	for role, want := range map[string][]string{
		"branch_secretary": {"/book/7/dues", "/book/7/roster"},
		"branch_clerk":     {"/book/7/dues", "/book/7/roster"},
		"member":           nil,
		"reviewer":         nil,
	} {
		v := reader{actorAt(role, 7), indicator.Embedded()}.flow(f, 3)
		var got []string
		for _, b := range v.Record {
			got = append(got, b.Href)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s is led to %q, want %q", role, got, want)
		}
		if v.Facts[0].Text != "主题党日、党费、党员名册" || v.Facts[1].Text != "2.4 主题党日、X9" {
			t.Errorf("facts %+v", v.Facts)
		}
	}
}

func BenchmarkChapter(b *testing.B) {
	text := core.First()[0]
	v := handbook.Version{Text: text, Version: 1}
	doc, err := newDocument(text)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("render", func(b *testing.B) {
		for b.Loop() {
			if _, err := newDocument(text); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("show", func(b *testing.B) {
		for b.Loop() {
			if err := chapterPage(readFrame(), readingView(reader{set: indicator.Embedded()}, &v, doc)).Render(context.Background(), new(strings.Builder)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("search", func(b *testing.B) {
		all := passagesOf(shipped(b))
		for b.Loop() {
			core.Search(all, "党费 标准")
		}
	})
}

func readFrame() ui.PageProps {
	return ui.PageProps{Title: "工作手册", Sheets: []string{"reading.css"}}
}

func actorAt(role string, organisation int64) access.Actor {
	return access.Actor{Person: 1, Appointments: []access.Appointment{{Role: access.Role(role), Organisation: organisation}}}
}
