package handbook

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"baolei/internal/app/handbook"
	core "baolei/internal/core/handbook"
	"baolei/web/page"
	"baolei/web/ui"
)

// editView is the form that changes a chapter.
type editView struct {
	Heading  ui.HeadingProps
	Mistakes []ui.Mistake
	Conflict *conflictView
	Form     ui.Form
	Title    ui.Text
	Body     ui.Text
	Note     ui.Text
	Preview  *chapterView // nil until it is asked for
	Warnings string       // what would be refused
	Records  string       // the words that a flow may name
	Anchors  []ui.Definition
}

// conflictView shows what somebody else published meanwhile.
type conflictView struct {
	Text    string
	Changes compareView
	Theirs  ui.Text // the whole of it, to be read and copied from
}

// EditForm shows the form that changes a chapter.
func (s *Screen) EditForm(w http.ResponseWriter, r *http.Request) error {
	book, latest, err := s.toEdit(r)
	if err != nil {
		return err
	}
	return s.form(w, r, http.StatusOK, &book, handbook.Edit{Text: latest.Text, Version: latest.Version}, editView{})
}

// toEdit reads the handbook for who may change it.
func (s *Screen) toEdit(r *http.Request) (handbook.Book, *handbook.Version, error) {
	book, err := s.book.Read(r.Context(), s.Actor(r))
	if err != nil {
		return book, nil, err
	}
	if err := s.book.CanKeep(r.Context(), s.Actor(r), book); err != nil {
		return book, nil, err
	}
	latest, err := book.Chapter(chi.URLParam(r, "chapter"))
	return book, latest, err
}

// form shows the form with what was filled in.
func (s *Screen) form(w http.ResponseWriter, r *http.Request, status int, book *handbook.Book, e handbook.Edit, v editView) error {
	latest, err := book.Chapter(e.Chapter)
	if err != nil {
		return err
	}
	wrong := map[string]string{}
	for _, m := range v.Mistakes {
		wrong[m.Field] = m.Text
	}
	v.Heading = ui.HeadingProps{Title: "修订：" + latest.Title, Text: "发布后成为新的一版，大家看到的就是它；旧版都保留，可以随时查阅和比较。",
		Back: ui.Link{Label: latest.Title, Href: page.ChapterURL(e.Chapter)}}
	v.Form = ui.Form{Action: page.EditChapterURL(e.Chapter), Hidden: s.Hidden(r, "version", strconv.Itoa(e.Version)), Unchecked: true}
	v.Title = ui.Text{ID: "title", Name: "title", Label: "章名", Value: e.Title, Error: wrong["title"], Required: true, MaxLength: strconv.Itoa(core.TitleLimit)}
	v.Body = ui.Text{ID: "body", Name: "body", Label: "正文", Value: strings.TrimSuffix(e.Body, "\n"), Error: wrong["body"], Required: true, Rows: 26,
		Hint: "用 Markdown 书写：“## ”起头的是小标题，“- ”或“1. ”起头的是列表，**两边加星号**是加粗。不支持 HTML。"}
	v.Note = ui.Text{ID: "note", Name: "note", Label: "修订说明", Value: e.Note, Error: wrong["note"], MaxLength: strconv.Itoa(core.NoteLimit), Hint: "改了什么、为什么，写在历次版本里。"}
	v.Records = recordWords()
	v.Anchors = anchorsOf(book)
	s.Render(w, r, status, editPage(s.frame(r, "修订手册"), v))
	return nil
}

func recordWords() string {
	var names []string
	for _, p := range core.Products() {
		names = append(names, p.Name)
	}
	return strings.Join(names, "、")
}

// anchorsOf lists what can be linked to, chapter by chapter.
func anchorsOf(book *handbook.Book) []ui.Definition {
	var list []ui.Definition
	for _, t := range book.Texts() {
		var addresses []string
		doc := core.Parse(t.Body)
		for _, s := range doc.Sections {
			if s.Anchor != "" {
				addresses = append(addresses, page.ChapterURL(t.Chapter)+"#"+s.Anchor)
			}
			for _, b := range s.Blocks {
				if b.Flow != nil {
					addresses = append(addresses, page.ChapterURL(t.Chapter)+"#"+b.Flow.Anchor)
				}
			}
		}
		list = append(list, ui.Definition{Term: t.Title, Text: strings.Join(addresses, "　")})
	}
	return list
}

// Edit publishes what was written, or shows how it would look.
func (s *Screen) Edit(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	version, err := page.Version(r, "version")
	if err != nil {
		return err
	}
	e := handbook.Edit{Key: key, Version: version, Note: r.PostFormValue("note")}
	e.Chapter, e.Title, e.Body = chi.URLParam(r, "chapter"), r.PostFormValue("title"), r.PostFormValue("body")
	e = e.Tidy()
	if r.PostFormValue("act") == "preview" {
		return s.preview(w, r, e)
	}
	if err := s.book.Publish(r.Context(), s.Actor(r), e); err != nil {
		return s.refused(w, r, e, err)
	}
	return page.See(w, r, page.Done(page.ChapterURL(e.Chapter), "published-chapter"))
}

// preview shows the form again with the text as it would be read.
func (s *Screen) preview(w http.ResponseWriter, r *http.Request, e handbook.Edit) error {
	book, _, err := s.toEdit(r)
	if err != nil {
		return err
	}
	doc, err := newDocument(e.Text)
	if err != nil {
		return err
	}
	shown := readingView(reader{s.Actor(r), book.Set}, &handbook.Version{Text: e.Text, Version: e.Version + 1}, doc)
	return s.form(w, r, http.StatusOK, &book, e, editView{Preview: &shown, Warnings: handbook.Tell(book.Check(e.Text), e.Chapter)})
}

// refused shows the form again with what was wrong, or with what somebody else
// published meanwhile; publishing again then follows upon that.
func (s *Screen) refused(w http.ResponseWriter, r *http.Request, e handbook.Edit, err error) error {
	wrong, invalid := page.Wrong(err)
	changed, overtaken := errors.AsType[*handbook.Changed](err)
	if !invalid && !overtaken {
		return err
	}
	book, _, unread := s.toEdit(r)
	if unread != nil {
		return unread
	}
	v := editView{Mistakes: page.Mistakes(wrong, "title", "body", "note")}
	if overtaken {
		e.Version = changed.Theirs.Version
		v.Conflict = conflictOf(changed)
		return s.form(w, r, http.StatusConflict, &book, e, v)
	}
	return s.form(w, r, page.Status(err), &book, e, v)
}

func conflictOf(c *handbook.Changed) *conflictView {
	return &conflictView{Text: c.Error(), Changes: compareOf(c.Was, c.Theirs),
		Theirs: ui.Text{ID: "theirs", Name: "theirs", Label: "第 " + strconv.Itoa(c.Theirs.Version) + " 版全文，可以从中复制", Value: c.Theirs.Body, Rows: 12, Required: true}}
}

// example shows how a flow is written.
const example = "```流程 主题党日\n记录：主题党日\n考评：B2.4\n1. 月初支委会定主题、日期和负责人。\n2. 当天登记应到、实到、缺席原因、内容和决议。\n```"
