// Package paper is what the records that one form adds and changes have in
// common on screen: plans, rules, honours, disciplinary decisions. It knows the
// way from the form to the record's page with its files, what was corrected, and
// taking it back; what stands in the fields is the business of each Kind.
package paper

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/record"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/ui"
)

// Kind is one kind of record.
type Kind interface {
	Words() Words
	// New is what the form of a new record begins with.
	New(r *http.Request, actor access.Actor, branch int64) (Paper, error)
	// Open reads a record.
	Open(ctx context.Context, actor access.Actor, branch, id int64) (Paper, error)
	// Fields are the fields of the form as p.Typed has them.
	Fields(p Paper) []templ.Component
	// Facts tell in words what fields hold: those of the record, or those typed.
	Facts(t *page.Typed, p Paper) []ui.Definition
	// Save adds a record, or changes the one with the entry's id, and tells its id:
	// 0 where the form has acted before.
	Save(ctx context.Context, actor access.Actor, c records.Change, e record.Entry, t *page.Typed) (int64, error)
	Remove(ctx context.Context, actor access.Actor, in records.Removal) error
}

// Words are what the pages of a kind say.
type Words struct {
	Part   book.Part
	Noun   string   // "计划"
	Text   string   // name of the long text: "内容"
	Order  []string // the names of the fields, as they stand in the form
	Remove string   // what taking back is for
	Labels func(Paper) []book.Label
}

// Paper is a record as its page and its form show it.
type Paper struct {
	records.Detail // where it stands, files, corrections, rights
	Title          string
	Year           int // to which it belongs
	Version        int // 0 for a new one
	Badges         []ui.BadgeProps
	Notices        []string // what should be looked at
	Typed          *page.Typed
	Text           string
	Members        []record.Member // to pick from
	Now            map[string]any  // the record as it would be kept now
	Extra          templ.Component // a further panel of its page; nil for none
}

// Screen is the pages of a kind.
type Screen struct {
	*page.Site
	kind Kind
}

// New makes the pages of a kind.
func New(site *page.Site, kind Kind) *Screen { return &Screen{site, kind} }

// Show shows a record.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	p, err := s.Open(r)
	if err != nil {
		return err
	}
	return s.Sheet(w, r, p)
}

// Sheet answers with a record's page.
func (s *Screen) Sheet(w http.ResponseWriter, r *http.Request, p Paper) error {
	s.Render(w, r, http.StatusOK, sheetPage(s.frame(r, p, p.Title), s.sheet(r, p)))
	return nil
}

// Open reads the record that the address names.
func (s *Screen) Open(r *http.Request) (Paper, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return Paper{}, err
	}
	id, err := page.PathID(r, "record")
	if err != nil {
		return Paper{}, err
	}
	return s.kind.Open(r.Context(), s.Actor(r), branch, id)
}

func (s *Screen) frame(r *http.Request, p Paper, title string) ui.PageProps {
	return book.Under(s.Frame(r, title), s.Actor(r), p.Place, p.Year, s.kind.Words().Part)
}

func (s *Screen) part() string { return string(s.kind.Words().Part) }

// posted reads a form of these pages.
func (s *Screen) posted(r *http.Request) (records.Change, *page.Typed, error) {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return records.Change{}, nil, err
	}
	key, err := s.Key(r)
	t := page.Posted(r)
	return records.Change{Branch: branch, Key: key, Reason: t.Text("reason")}, t, err
}
