package app

import (
	"context"

	"baolei/internal/store"
)

// LostFinding is a finding that does not count any more since its cycle moved to
// another version of its set.
type LostFinding struct {
	store.Finding
	Label string // of the clause as it was; "" where no version has it
}

// nameLost finds out what the clauses of lost findings were called, from the
// versions that the cycle has left.
func (d Desk) nameLost(ctx context.Context, doc *Dossier, send Reader) error {
	if len(doc.Lost) == 0 {
		return nil
	}
	var moves []store.CycleMove
	var b store.Batch
	b.CycleMoves(doc.Cycle.ID, &moves)
	if err := send(ctx, &b); err != nil {
		return err
	}
	for _, m := range moves {
		set, err := d.Sets.Within(ctx, m.From, send)
		if err != nil {
			return err
		}
		for i, f := range doc.Lost {
			if c, _ := set.Find(f.Clause); c != nil && f.Label == "" {
				doc.Lost[i].Label = c.Label
			}
		}
	}
	return nil
}
