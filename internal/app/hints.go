package app

import (
	"context"

	"baolei/internal/core/plausible"
	"baolei/internal/store"
)

// Hints tells what a reviewer should look at twice in the records of the
// dossier's branch and year, as they stand now. It decides no rights.
func (d Desk) Hints(ctx context.Context, doc *Dossier, send Reader) ([]plausible.Hint, error) {
	var book plausible.Book
	var b store.Batch
	b.RecordBook(doc.Branch, doc.Cycle.Year, &book)
	if err := send(ctx, &b); err != nil {
		return nil, err
	}
	book.Deadline = doc.Cycle.Self.Until
	if book.Deadline.Before(doc.Extended) {
		book.Deadline = doc.Extended
	}
	return plausible.Hints(book), nil
}
