package app_test

import (
	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/store"
)

// What a person has seen who acts: a page shows these.

func (m *machine) stored(r *rapid.T, b *branch) app.Assessment {
	var a app.Assessment
	var found bool
	var q store.Batch
	q.Assessment(b.id, m.today(), &a, &found)
	if err := m.db.Read(m.ctx, &q); err != nil || !found {
		r.Fatalf("read %s: %v", b.code, err)
	}
	return a
}

// versions tells the versions of a level's findings.
func (m *machine) versions(r *rapid.T, b *branch, level store.Level) map[string]int {
	rows, err := m.pool.Query(m.ctx, `select clause, version from finding where assessment_id = $1 and level = $2`, b.id, string(level))
	if err != nil {
		r.Fatal(err)
	}
	all := map[string]int{}
	var clause string
	var version int
	if _, err := pgx.ForEachRow(rows, []any{&clause, &version}, func() error { all[clause] = version; return nil }); err != nil {
		r.Fatal(err)
	}
	return all
}

// find reads the one row of a query.
func (m *machine) find(r *rapid.T, into []any, sql string, args ...any) {
	if err := m.pool.QueryRow(m.ctx, sql, args...).Scan(into...); err != nil {
		r.Fatal(err)
	}
}
