package engine

import (
	"context"
	"errors"
	"os"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/indicator"
)

// connect opens the database that the statement is timed in. The tables are
// temporary: nothing is left there.
func connect(ctx context.Context) (*pgx.Conn, error) {
	url := os.Getenv("DATABASE_URL")
	if url == "" {
		return nil, errors.New("DATABASE_URL is not set: name a PostgreSQL server, as in " +
			"DATABASE_URL=postgres://user@127.0.0.1:5432/postgres go test -bench .")
	}
	return pgx.Connect(ctx, url)
}

const schema = `
create temporary table clause (
	code text primary key, item text not null, category text not null, weight bigint, kind text not null,
	amount bigint not null, from_count bigint not null, flat bigint not null);
create temporary table option (clause text, code text, amount bigint not null, primary key (clause, code));
create temporary table figure (branch int not null, clause text not null, option text not null, n bigint not null, expected bigint not null)`

// statement scores all branches in one go.
const statement = `
with raw as (
	select f.branch, c.item, c.category, c.weight, bool_or(c.kind = 'veto' and f.n > 0) as vetoed,
		sum(case c.kind
			when 'once' then c.amount * f.n
			when 'per_case' then c.amount * f.n
			when 'per_missing' then c.amount * greatest(0, f.expected - f.n)
			when 'range' then f.n
			when 'stepped' then case when f.n < c.from_count then c.amount * f.n else c.flat end
			when 'veto' then 0
			else o.amount * f.n end) as amount
	from figure f
	join clause c on c.code = f.clause
	left join option o on o.clause = f.clause and o.code = f.option
	group by f.branch, c.item, c.category, c.weight
)
select branch,
	($1 - coalesce(sum(least(amount, weight)) filter (where category = 'base'), 0))::bigint,
	coalesce(sum(least(amount, weight)) filter (where category = 'pioneer'), 0)::bigint,
	coalesce(sum(amount) filter (where category = 'bottom'), 0)::bigint,
	bool_or(vetoed)
from raw group by branch order by branch`

func loadTables(ctx context.Context, conn *pgx.Conn, set *indicator.Set, branches []branch) error {
	if _, err := conn.Exec(ctx, schema); err != nil {
		return err
	}
	var clauses, options, figures [][]any
	for _, a := range set.Areas {
		for _, it := range a.Items {
			for _, c := range it.Clauses {
				var weight *int64
				if it.HasWeight {
					w := int64(it.Weight)
					weight = &w
				}
				clauses = append(clauses, []any{c.Code, it.Code, a.Category, weight, c.Kind.String(), int64(c.Amount), c.From, int64(c.Flat)})
				for _, o := range c.Options {
					options = append(options, []any{c.Code, o.Code, int64(o.Amount)})
				}
			}
		}
	}
	for i, b := range branches {
		for _, f := range b.figures {
			figures = append(figures, []any{i, f.clause, f.option, f.n, f.expected})
		}
	}
	for _, table := range []struct {
		name    string
		columns []string
		rows    [][]any
	}{
		{"clause", []string{"code", "item", "category", "weight", "kind", "amount", "from_count", "flat"}, clauses},
		{"option", []string{"clause", "code", "amount"}, options},
		{"figure", []string{"branch", "clause", "option", "n", "expected"}, figures},
	} {
		if _, err := conn.CopyFrom(ctx, pgx.Identifier{table.name}, table.columns, pgx.CopyFromRows(table.rows)); err != nil {
			return err
		}
	}
	_, err := conn.Exec(ctx, "analyze clause; analyze option; analyze figure")
	return err
}

// bySQL scores the loaded branches, in their order.
func bySQL(ctx context.Context, conn *pgx.Conn, set *indicator.Set) ([]outcome, error) {
	base, _ := set.Category("base")
	rows, err := conn.Query(ctx, statement, int64(*base.Weight))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (o outcome, err error) {
		var branch int
		err = row.Scan(&branch, &o.base, &o.pioneer, &o.bottom, &o.vetoed)
		return o, err
	})
}
