package handbook

import (
	"cmp"
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/handbook"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// Book is the handbook as it stands.
type Book struct {
	Chapters []Version // the latest of each, in the order of the book
	Set      *indicator.Set
	CanKeep  bool
}

// Chapter finds a chapter by its code.
func (b *Book) Chapter(code string) (*Version, error) {
	for i := range b.Chapters {
		if b.Chapters[i].Chapter == code {
			return &b.Chapters[i], nil
		}
	}
	return nil, app.NotFound()
}

// Texts returns the texts of all chapters.
func (b *Book) Texts() []handbook.Text {
	var texts []handbook.Text
	for i := range b.Chapters {
		texts = append(texts, b.Chapters[i].Text)
	}
	return texts
}

// Read reads the handbook that is for the actor, in one round trip.
func (s *Service) Read(ctx context.Context, actor access.Actor) (Book, error) {
	return s.read(ctx, actor, func(*store.Batch) {})
}

// read reads the handbook and what else is queued.
func (s *Service) read(ctx context.Context, actor access.Actor, more func(*store.Batch)) (Book, error) {
	if err := s.allowRead(ctx, actor); err != nil {
		return Book{}, err
	}
	var b store.Batch
	var chapters []Version
	var cycles []store.Cycle
	b.Handbook(organisations(actor), &chapters)
	b.Cycles(&cycles)
	more(&b)
	if err := s.Store.Read(ctx, &b); err != nil {
		return Book{}, err
	}
	return s.book(ctx, actor, chapters, cycles, s.Store.Read)
}

func (s *Service) book(ctx context.Context, actor access.Actor, chapters []Version, cycles []store.Cycle, send app.Reader) (Book, error) {
	chapters = slices.DeleteFunc(chapters, func(v Version) bool { return !handbook.Known(v.Chapter) })
	slices.SortFunc(chapters, func(a, b Version) int { return cmp.Compare(handbook.Place(a.Chapter), handbook.Place(b.Chapter)) })
	set, err := s.set(ctx, cycles, send)
	if len(chapters) == 0 || err != nil {
		return Book{Set: set}, err
	}
	place := access.Place{Root: chapters[0].Root}
	return Book{Chapters: chapters, Set: set, CanKeep: access.Allow(actor, access.KeepHandbook, place).Allowed}, nil
}

// set is the indicator set whose items the flows serve: that of the latest
// cycle, or before there is one, the embedded.
func (s *Service) set(ctx context.Context, cycles []store.Cycle, send app.Reader) (*indicator.Set, error) {
	if len(cycles) == 0 {
		return indicator.Embedded(), nil
	}
	set, err := s.Sets.Within(ctx, cycles[0].Set, send)
	if err != nil {
		return nil, err
	}
	return set.Set, nil
}

func embeddedItem(code string) bool {
	_, _, ok := indicator.Embedded().Item(code)
	return ok
}

// known tells whether there is an item of a code, in the set of the latest cycle
// or in the embedded one, which the shipped chapters name.
func (b *Book) known(code string) bool {
	_, _, ok := b.Set.Item(code)
	return ok || embeddedItem(code)
}

// Item returns an item's number and title in the set of the latest cycle, or in the
// embedded one: desks of earlier years ask too.
func (b *Book) Item(code string) (name string, ok bool) {
	if name, ok = b.Set.Titled(code); !ok {
		name, ok = indicator.Embedded().Titled(code)
	}
	return name, ok
}

// Check tells what would be wrong with another text of a chapter: in it, and
// because of it in others.
func (b *Book) Check(text handbook.Text) []handbook.Problem {
	texts := b.Texts()
	before := handbook.Check(texts, b.known)
	for i := range texts {
		if texts[i].Chapter == text.Chapter {
			texts[i] = text
		}
	}
	return slices.DeleteFunc(handbook.Check(texts, b.known), func(p handbook.Problem) bool {
		return p.Chapter != text.Chapter && slices.Contains(before, p)
	})
}

// History reads the handbook and the versions of a chapter without their texts,
// the latest first.
func (s *Service) History(ctx context.Context, actor access.Actor, chapter string) (Book, []Version, error) {
	var versions []Version
	book, err := s.read(ctx, actor, func(b *store.Batch) { b.HandbookVersions(organisations(actor), chapter, &versions) })
	if err == nil && len(versions) == 0 {
		err = app.NotFound()
	}
	return book, versions, err
}

// Versions reads the handbook and some versions of a chapter.
func (s *Service) Versions(ctx context.Context, actor access.Actor, chapter string, versions ...int) (Book, []Version, error) {
	list := make([]Version, len(versions))
	found := make([]bool, len(versions))
	book, err := s.read(ctx, actor, func(b *store.Batch) {
		for i, v := range versions {
			b.HandbookVersion(organisations(actor), chapter, v, &list[i], &found[i])
		}
	})
	if err == nil && slices.Contains(found, false) {
		err = app.NotFound()
	}
	return book, list, err
}
