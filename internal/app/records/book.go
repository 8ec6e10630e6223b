package records

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/store"
)

// Book is a branch's record book in the list of books.
type Book = store.Book

// BooksPage is how many books a page of the list shows.
const BooksPage = 30

// Books lists the record books that the actor keeps or may read and whose
// branch's or committee's name holds a text: a page of them, from 1, with this
// year's entries, and how many there are in all.
func (s *Service) Books(ctx context.Context, actor access.Actor, search string, page int) ([]Book, int, error) {
	who := store.BookReader{Branches: Branches(actor), Above: actor.At(access.Reviewer, access.CommitteeSecretary), Roots: actor.At(access.Officer)}
	if actor.Is(access.SpotChecker) {
		who.Checker = actor.Person
	}
	var list []Book
	var total int
	var b store.Batch
	b.Books(who, search, calendar.Year(s.Today().Year), BooksPage, (page-1)*BooksPage, &list, &total)
	err := s.Store.Read(ctx, &b)
	return list, total, err
}

// Overview is a branch's record book of a year, as a whole.
type Overview struct {
	Place
	measure.Facts
	FirstYear    int // of the oldest record; this one where there is none
	CanSave      bool
	SeeSanctions bool
}

// Overview reads a branch's record book of a year, in one round trip.
func (s *Service) Overview(ctx context.Context, actor access.Actor, branch int64, year int) (Overview, error) {
	var o Overview
	var err error
	o.Year, o.Today = year, s.Today()
	o.Place, err = s.view(ctx, actor, access.ViewRecords, branch, year, func(b *store.Batch) {
		readFacts(b, branch, year, &o.Facts)
		b.FirstYear(branch, &o.FirstYear)
	})
	if err != nil {
		return Overview{}, err
	}
	if o.FirstYear == 0 {
		o.FirstYear = o.Today.Year
	}
	o.CanSave = CanSave(actor, o.Place)
	if o.SeeSanctions = access.Allow(actor, access.ViewSanction, o.Place.Place()).Allowed; !o.SeeSanctions {
		o.Sanctions = nil
	}
	return o, nil
}
