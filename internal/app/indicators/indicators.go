// Package indicators keeps the indicator sets: the published ones, which never
// change, and the drafts in which the next ones are made.
//
// A draft is stored as the text of its file. Every change of it is one
// transaction: the row is locked, the part that was changed is compared with what
// the person saw of it, put into the draft, and the whole is written anew. A
// draft may be unsound for as long as people work on it; what is wrong is told
// whenever it is opened, and keeps it from being published.
//
// A running cycle moves to another published set only after a trial has told whose
// figures change, signed as it was shown, and in one transaction. Nothing that was
// stated is changed or deleted: what the new set has no place for stays, and is
// told to whom it concerns as no longer counting.
package indicators

import (
	"context"
	"fmt"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct {
	app.Desk
	// AtOnce is how many branches a cycle may have to be tried and moved while the
	// person waits; larger ones are in the background.
	AtOnce int
}

// atOnce keeps the waiting under two seconds on a machine that is busy.
const atOnce = 1000

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk, atOnce} }

// Aliases let screens name what they show without reaching for the store.
type (
	Published = store.IndicatorSetUse
	Draft     = store.IndicatorDraft
)

// Shelf is everything there is.
type Shelf struct {
	Sets   []Published
	Drafts []Draft
}

// keeper makes sure that the actor keeps sets, and returns where.
func (s *Service) keeper(ctx context.Context, actor access.Actor, id int64) (int64, error) {
	for _, at := range actor.At(access.Officer) {
		if access.Allow(actor, access.KeepSets, access.Place{Root: at}).Allowed {
			return at, nil
		}
	}
	return 0, s.Refuse(ctx, actor, access.KeepSets, "indicator_draft", id, fault.New(fault.Forbidden, "指标由工委经办编制。"))
}

// Shelf lists published sets and drafts.
func (s *Service) Shelf(ctx context.Context, actor access.Actor) (Shelf, error) {
	var shelf Shelf
	root, err := s.keeper(ctx, actor, 0)
	if err != nil {
		return shelf, err
	}
	var b store.Batch
	b.IndicatorSetUses(&shelf.Sets)
	b.IndicatorDrafts(root, &shelf.Drafts)
	return shelf, s.Store.Read(ctx, &b)
}

// Book is a published set that is opened.
type Book struct {
	Published
	Set   *app.Set
	Draft *indicator.Draft // its content, as the editor shows it
	Text  string           // its file
}

// Open opens a published set.
func (s *Service) Open(ctx context.Context, actor access.Actor, id int64) (Book, error) {
	var book Book
	if _, err := s.keeper(ctx, actor, 0); err != nil {
		return book, err
	}
	var all []Published
	var found bool
	var b store.Batch
	b.IndicatorSetUses(&all)
	b.IndicatorSetText(id, &book.Text, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return book, err
	}
	for _, one := range all {
		if one.ID == id {
			book.Published = one
		}
	}
	if !found {
		return book, s.Refuse(ctx, actor, access.KeepSets, "indicator_set", id, app.NotFound())
	}
	var err error
	if book.Draft, err = indicator.ReadDraft([]byte(book.Text)); err != nil {
		return book, err
	}
	book.Set, err = s.Sets.Get(ctx, id)
	return book, err
}

// Work is a draft that is opened, with what is wrong with it.
type Work struct {
	Draft
	Content  *indicator.Draft
	Set      *app.Set            // nil where it is not sound
	Problems []indicator.Problem // by their places

	before *indicator.Set // the version it began from
	others []*indicator.Set
	uses   indicator.Uses // codes of the sets besides it
}

// Work opens a draft.
func (s *Service) Work(ctx context.Context, actor access.Actor, id int64) (*Work, error) {
	root, err := s.keeper(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	w := &Work{}
	var found bool
	var sets []store.IndicatorSet
	var b store.Batch
	b.IndicatorDraft(id, false, &w.Draft, &found)
	b.IndicatorSets(&sets)
	if err := s.Store.Read(ctx, &b); err != nil {
		return nil, err
	}
	if !found || w.Root != root {
		return nil, s.Refuse(ctx, actor, access.KeepSets, "indicator_draft", id, app.NotFound())
	}
	return w, s.fill(ctx, w, sets, s.Store.Read)
}

// fill reads the draft's text, and the published sets that its codes must not
// collide with.
func (s *Service) fill(ctx context.Context, w *Work, sets []store.IndicatorSet, send app.Reader) error {
	var err error
	if w.Content, err = indicator.ReadDraft([]byte(w.YAML)); err != nil {
		return fmt.Errorf("draft %d: %w", w.ID, err)
	}
	w.before = indicator.EmbeddedFor(indicator.Subject(w.Subject))
	for _, one := range sets {
		set, err := s.Sets.Within(ctx, one.ID, send)
		switch {
		case err != nil:
			return err
		case one.ID == w.BasedOn:
			w.before = set.Set
		case one.ID != w.PublishedAs:
			w.others = append(w.others, set.Set)
		}
	}
	w.uses = indicator.UsesOf(w.others)
	w.check(sets)
	return nil
}

// check tells what keeps the draft from being published.
func (w *Work) check(sets []store.IndicatorSet) {
	set, problems := w.Content.Check()
	w.Problems = append(problems, w.Content.Reused(w.before, w.uses)...)
	for _, one := range sets {
		if one.Code == w.Content.Code && w.PublishedAs == 0 {
			text := "已有代码为 " + one.Code + " 的指标发布，请换一个代码"
			w.Problems = append(w.Problems, indicator.Problem{File: w.Code, Line: 1, Path: "code", Message: text, Plain: text})
		}
	}
	if set != nil && len(w.Problems) == 0 {
		w.Set = app.LooseSet(set)
	}
}

// Used tells whether a code of an item stands for something else already.
func (w *Work) Used(code string) bool {
	_, there := w.uses.Items[code]
	return there
}

// ClauseUsed is Used for clauses.
func (w *Work) ClauseUsed(code string) bool {
	_, there := w.uses.Clauses[code]
	return there
}
