package handbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app/handbook"
	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	core "baolei/internal/core/handbook"
	"baolei/internal/core/indicator"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// reader is who reads, and by which indicator set.
type reader struct {
	actor access.Actor
	set   *indicator.Set
}

// contentsView is the handbook's first page.
type contentsView struct {
	Search   ui.Text
	Chapters []entry
}

// entry is a chapter of the contents.
type entry struct {
	ID, Number, Title, Href string
	Note                    string
	Sections                []ui.Link
}

func chapterEntry(v *handbook.Version, doc *document) entry {
	e := entry{ID: "ch-" + v.Chapter, Number: strconv.Itoa(core.Place(v.Chapter)), Title: v.Title, Href: page.ChapterURL(v.Chapter), Note: published(v)}
	for _, t := range tocOf(doc, page.ChapterURL(v.Chapter)) {
		if !t.Inner {
			e.Sections = append(e.Sections, t.Link)
		}
	}
	return e
}

// published tells which version this is.
func published(v *handbook.Version) string {
	if v.By == 0 {
		return "第 " + strconv.Itoa(v.Version) + " 版，随系统提供"
	}
	return fmt.Sprintf("第 %d 版，%s %s发布", v.Version, calendar.DateOf(v.PublishedAt).Chinese(), v.ByName)
}

// tocLine is a line of a chapter's table of contents.
type tocLine struct {
	ui.Link
	Inner bool // stands below the line before
	Flow  bool
}

// tocOf lists sections and flows; base is the page that they are on, "" for the
// one that is shown.
func tocOf(doc *document, base string) []tocLine {
	var list []tocLine
	add := func(title, anchor string, inner, flow bool) {
		list = append(list, tocLine{ui.Link{Label: title, Href: base + page.AnchorURL(anchor)}, inner, flow})
	}
	for _, s := range doc.sections {
		if s.Level > 0 {
			add(s.Title, s.Anchor, s.Level > 2, false)
		}
		for _, p := range s.parts {
			if p.flow != nil {
				add(p.flow.Title, p.flow.Anchor, s.Level > 0, true)
			}
		}
	}
	return list
}

// chapterView is a chapter to be read.
type chapterView struct {
	Number, Title, Note string
	Back                ui.Link
	Actions             []ui.LinkButtonProps
	Notice              string // about a version that is not the latest
	TOC                 []tocLine
	Sections            []sectionView
	Ways                []ui.LinkButtonProps
}

// sectionView is a section; Level is that of its heading, 0 for none.
type sectionView struct {
	Level         int
	Title, Anchor string
	Parts         []partView
}

// partView is safe HTML, or a flow.
type partView struct {
	HTML string
	Flow *flowView
}

// flowView is a flow, with its way to the records that it produces.
type flowView struct {
	Level         int // of its heading
	Title, Anchor string
	Steps         []string
	Facts         []ui.Definition
	Record        []ui.LinkButtonProps // for who keeps a record book
}

func readingView(who reader, v *handbook.Version, doc *document) chapterView {
	c := chapterView{Number: strconv.Itoa(core.Place(v.Chapter)), Title: v.Title, Note: published(v), TOC: tocOf(doc, ""),
		Back: ui.Link{Label: "工作手册", Href: page.HandbookURL}}
	for _, s := range doc.sections {
		one := sectionView{Level: s.Level, Title: s.Title, Anchor: s.Anchor}
		for _, p := range s.parts {
			pv := partView{HTML: p.html}
			if p.flow != nil {
				f := who.flow(p.flow, max(s.Level, 1)+1)
				pv.Flow = &f
			}
			one.Parts = append(one.Parts, pv)
		}
		c.Sections = append(c.Sections, one)
	}
	return c
}

// around adds the ways to other chapters and versions.
func (c *chapterView) around(book *handbook.Book, chapter string) {
	c.Actions = []ui.LinkButtonProps{{Label: "历次版本", Href: page.ChapterVersionsURL(chapter)}}
	if book.CanKeep {
		c.Actions = append([]ui.LinkButtonProps{{Label: "修订", Href: page.EditChapterURL(chapter), Kind: ui.Primary}}, c.Actions...)
	}
	for i, other := range book.Chapters {
		if other.Chapter != chapter {
			continue
		}
		if i > 0 {
			c.Ways = append(c.Ways, way("上一章：", &book.Chapters[i-1]))
		}
		if i+1 < len(book.Chapters) {
			c.Ways = append(c.Ways, way("下一章：", &book.Chapters[i+1]))
		}
	}
}

func way(lead string, v *handbook.Version) ui.LinkButtonProps {
	return ui.LinkButtonProps{Label: lead + v.Title, Href: page.ChapterURL(v.Chapter)}
}

func (who reader) flow(f *core.Flow, level int) flowView {
	v := flowView{Level: min(level, 4), Title: f.Title, Anchor: f.Anchor, Steps: f.Steps}
	var names []string
	for _, p := range f.Products {
		names = append(names, p.Name)
		if b, ok := who.records(p); ok {
			v.Record = append(v.Record, b)
		}
	}
	if len(names) > 0 {
		v.Facts = append(v.Facts, ui.Definition{Term: "产生记录", Text: strings.Join(names, "、")})
	}
	if items := who.items(f.Items); items != "" {
		v.Facts = append(v.Facts, ui.Definition{Term: "对应考评", Text: items})
	}
	return v
}

// items names items as their cards do; those of another set by their codes.
func (who reader) items(codes []string) string {
	var names []string
	for _, code := range codes {
		name, _ := who.set.Titled(code)
		names = append(names, name)
	}
	return strings.Join(names, "、")
}

// entered are the kinds of record that have a screen to be entered on.
var entered = []record.Kind{record.DuesRecord, record.MemberRecord, record.TransferRecord}

// records leads to the form of a record at the branch whose book the reader
// keeps.
func (who reader) records(p core.Product) (ui.LinkButtonProps, bool) {
	mine := records.Branches(who.actor)
	if len(mine) == 0 || !slices.Contains(entered, p.Kind) {
		return ui.LinkButtonProps{}, false
	}
	if p.Kind == record.SanctionRecord && !access.Allow(who.actor, access.SaveSanction, access.Place{Branch: mine[0]}).Allowed {
		return ui.LinkButtonProps{}, false
	}
	return ui.LinkButtonProps{Label: "登记" + p.Name, Href: page.NewRecordURL(mine[0], p.Kind, p.Code, 0, 0), Small: true}, true
}

// howToView answers how something is done where no single flow does.
type howToView struct {
	Title  string
	Flows  []ui.Link
	Search ui.Text
}

func cutKind(name string) (kind, code string) {
	kind, code, _ = strings.Cut(name, ".")
	return kind, code
}
