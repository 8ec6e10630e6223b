package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/core/workflow"
)

// Bulk writes many rows at once by COPY, in one transaction without a limit of
// time. It is for filling a database that nobody works in: its ids are reserved
// in one piece, and none of what use cases decide is decided.
type Bulk struct{ conn *pgxpool.Conn }

// Bulk runs one such transaction; an error rolls it back.
func (db *DB) Bulk(ctx context.Context, fn func(context.Context, *Bulk) error) error {
	conn, err := db.pool.Acquire(ctx)
	if err != nil {
		return known(err)
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, `begin; set local statement_timeout = 0`); err != nil {
		return known(err)
	}
	if err := fn(ctx, &Bulk{conn}); err != nil {
		_, back := conn.Exec(ctx, `rollback`)
		return errors.Join(known(err), back)
	}
	_, err = conn.Exec(ctx, `commit`)
	return known(err)
}

// Reserve takes n ids of a table with an identity, one after another, and
// returns the first.
func (b *Bulk) Reserve(ctx context.Context, table string, n int) (first int64, err error) {
	if n == 0 {
		return 0, nil
	}
	err = b.conn.QueryRow(ctx, `select setval(pg_get_serial_sequence($1, 'id'), nextval(pg_get_serial_sequence($1, 'id')) + $2::bigint - 1) - $2::bigint + 1`, table, n).Scan(&first)
	return first, err
}

// Organisations copies organisations with their ids, parents first.
func (b *Bulk) Organisations(ctx context.Context, list []Organisation, at time.Time) error {
	return b.copy(ctx, "organisation", []string{"id", "parent_id", "level", "code", "name", "committee_id", "root_id", "created_at"}, len(list), func(i int) []any {
		o := &list[i]
		return []any{o.ID, o.Parent, string(o.Level), o.Code, o.Name, o.Committee, o.Root, at}
	})
}

// BulkAssessment is an assessment as it is copied.
type BulkAssessment struct {
	ID, Cycle, Branch, Nearest, Committee, Root int64
	State                                       workflow.State
	Self, Review                                Score
	Reviewed                                    int       // items
	SubmittedBy, SignedBy                       int64     // who signed it reported it too
	At                                          time.Time // of every step that was taken
}

// taken is when a step was taken, and by whom: nothing where the state lies before.
func (a *BulkAssessment) taken(done bool, who int64) (at, by any) {
	if !done {
		return nil, nil
	}
	return a.At, who
}

func (a *BulkAssessment) counts() Score {
	switch {
	case a.State.Signed():
		return a.Review
	case a.State == workflow.Submitted:
		return a.Self
	}
	return Score{Items: []int64{}}
}

// Assessments copies assessments. What counts of one with a result is its
// review, of a submitted one its self-assessment.
func (b *Bulk) Assessments(ctx context.Context, list []BulkAssessment) error {
	columns := []string{"id", "cycle_id", "branch_id", "nearest_id", "committee_id", "root_id", "state", "round", "submitted_at", "submitted_by", "signed_at", "signed_by", "reported_at", "reported_by",
		"self_base", "self_pioneer", "self_bottom", "self_total", "self_vetoed", "self_grade", "self_items", "self_answered",
		"review_base", "review_pioneer", "review_bottom", "review_total", "review_vetoed", "review_grade", "review_items", "reviewed_items",
		"counts_base", "counts_pioneer", "counts_bottom", "counts_total", "counts_vetoed", "counts_grade", "counts_items"}
	return b.copy(ctx, "assessment", columns, len(list), func(i int) []any {
		a := &list[i]
		sent := a.State != workflow.Draft
		submitted, submitter := a.taken(sent, a.SubmittedBy)
		signed, signer := a.taken(a.State.Signed(), a.SignedBy)
		reported, reporter := a.taken(a.State.Delivered(), a.SignedBy)
		round := 0
		if sent {
			round = 1
		}
		row := []any{a.ID, a.Cycle, a.Branch, a.Nearest, a.Committee, a.Root, string(a.State), round, submitted, submitter, signed, signer, reported, reporter}
		row = append(append(row, figures(a.Self)...), a.Self.Answered)
		row = append(append(row, figures(a.Review)...), a.Reviewed)
		return append(row, figures(a.counts())...)
	})
}

func figures(s Score) []any {
	return []any{int64(s.Base), int64(s.Pioneer), int64(s.Bottom), int64(s.Total), s.Vetoed, s.Grade, s.Items}
}

// BulkFinding is a finding as it is copied.
type BulkFinding struct {
	Assessment int64
	Level      Level
	Clause     string
	Value      []byte
	Reason     string
	Copied     bool
	By         int64 // who saved it
}

// Findings copies findings that one person saved at one time.
func (b *Bulk) Findings(ctx context.Context, list []BulkFinding, at time.Time) error {
	return b.copy(ctx, "finding", []string{"assessment_id", "level", "clause", "value", "reason", "copied", "saved_by", "saved_at"}, len(list), func(i int) []any {
		f := &list[i]
		return []any{f.Assessment, string(f.Level), f.Clause, f.Value, f.Reason, f.Copied, f.By, at}
	})
}

func (b *Bulk) copy(ctx context.Context, table string, columns []string, n int, row func(int) []any) error {
	if n == 0 {
		return nil
	}
	_, err := b.conn.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromSlice(n, func(i int) ([]any, error) { return row(i), nil }))
	if err != nil {
		return fmt.Errorf("copy %d rows of %s: %w", n, table, err)
	}
	return nil
}

// BranchesWithout lists up to so many branches below a root that have no
// assessment in a cycle, by id.
func (b *Bulk) BranchesWithout(ctx context.Context, cycle, root int64, most int) ([]Organisation, error) {
	rows, err := b.conn.Query(ctx, `select `+organisationColumns+` from organisation o where root_id = $2 and level = 'branch' and closed_on is null
		and not exists (select from assessment a where a.cycle_id = $1 and a.branch_id = o.id) order by id limit $3`, cycle, root, most)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Organisation, error) {
		var o Organisation
		return o, scanOrganisation(&o)(row)
	})
}

// Quiet takes away what the copying of findings asked of the outlook: branches
// without a record book have none.
func (b *Bulk) Quiet(ctx context.Context, branches []int64) error {
	_, err := b.conn.Exec(ctx, `delete from outlook_stale s where branch_id = any($1) and not exists (select from membership m where m.branch_id = s.branch_id)`, branches)
	return err
}
