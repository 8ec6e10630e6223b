// Package handbook is the work handbook on the screen: seven chapters to read,
// search and print, with their flows leading to the record that each produces,
// and for the officer the form that publishes a new version. How a chapter is
// written is told in core/handbook.
//
// Text that people wrote becomes HTML in one place, prose.go: by goldmark without
// raw HTML, and then by bluemonday with a list of what is allowed. Headings,
// flows and everything else around it are templ's.
package handbook

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"baolei/internal/app/handbook"
	core "baolei/internal/core/handbook"
	"baolei/internal/core/record"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the handbook.
type Screen struct {
	*page.Site
	book *handbook.Service
	docs cache
}

// New makes the screen.
func New(site *page.Site, book *handbook.Service) *Screen { return &Screen{Site: site, book: book} }

// frame is the page's frame with the sheet for running text.
func (s *Screen) frame(r *http.Request, title string) ui.PageProps {
	p := s.Frame(r, title)
	p.Sheets = []string{"reading.css"}
	return p
}

// Contents shows the chapters with their sections.
func (s *Screen) Contents(w http.ResponseWriter, r *http.Request) error {
	book, err := s.book.Read(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	v := contentsView{Search: searchField("")}
	for i := range book.Chapters {
		doc, err := s.docs.of(&book.Chapters[i])
		if err != nil {
			return err
		}
		v.Chapters = append(v.Chapters, chapterEntry(&book.Chapters[i], doc))
	}
	s.Render(w, r, http.StatusOK, contentsPage(s.frame(r, "工作手册"), v))
	return nil
}

// Show shows a chapter.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	book, err := s.book.Read(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	chapter, err := book.Chapter(chi.URLParam(r, "chapter"))
	if err != nil {
		return err
	}
	doc, err := s.docs.of(chapter)
	if err != nil {
		return err
	}
	v := readingView(reader{s.Actor(r), book.Set}, chapter, doc)
	v.around(&book, chapter.Chapter)
	s.Render(w, r, http.StatusOK, chapterPage(s.frame(r, chapter.Title), v))
	return nil
}

// Search shows what a search finds.
func (s *Screen) Search(w http.ResponseWriter, r *http.Request) error {
	query := page.Query(r.URL.Query(), "q")
	book, err := s.book.Read(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	passages, err := s.passages(&book)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, searchPage(s.frame(r, "查找手册"), resultsView(query, core.Search(passages, query))))
	return nil
}

func (s *Screen) passages(book *handbook.Book) ([]core.Passage, error) {
	var list []core.Passage
	for i := range book.Chapters {
		doc, err := s.docs.of(&book.Chapters[i])
		if err != nil {
			return nil, err
		}
		list = append(list, doc.passages...)
	}
	return list, nil
}

// HowTo leads from an item to the flow that serves it.
func (s *Screen) HowTo(w http.ResponseWriter, r *http.Request) error {
	code := chi.URLParam(r, "item")
	return s.lead(w, r, func(book *handbook.Book) (string, bool) { return book.Item(code) }, func(f *core.Flow) bool { return f.Serves(code) })
}

// HowToRecord leads from a kind of record to the flow that produces it.
func (s *Screen) HowToRecord(w http.ResponseWriter, r *http.Request) error {
	kind, code := cutKind(chi.URLParam(r, "product"))
	p, ok := core.ProductOf(record.Kind(kind), code)
	return s.lead(w, r, func(*handbook.Book) (string, bool) { return p.Name, ok }, func(f *core.Flow) bool { return f.Produces(p) })
}

// lead goes on to the one flow that is meant; where there are several it lists
// them, and where there is none it says so.
func (s *Screen) lead(w http.ResponseWriter, r *http.Request, name func(*handbook.Book) (string, bool), meant func(*core.Flow) bool) error {
	book, err := s.book.Read(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	title, ok := name(&book)
	if !ok {
		return page.NotFound()
	}
	v := howToView{Title: title, Search: searchField(title)}
	for i := range book.Chapters {
		doc := core.Parse(book.Chapters[i].Body)
		for _, f := range doc.Flows() {
			if meant(f) {
				v.Flows = append(v.Flows, ui.Link{Label: book.Chapters[i].Title + "：" + f.Title, Href: page.ChapterAtURL(book.Chapters[i].Chapter, f.Anchor)})
			}
		}
	}
	if len(v.Flows) == 1 {
		http.Redirect(w, r, v.Flows[0].Href, http.StatusSeeOther)
		return nil
	}
	s.Render(w, r, http.StatusOK, howToPage(s.frame(r, title), v))
	return nil
}
