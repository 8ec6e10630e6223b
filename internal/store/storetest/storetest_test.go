package storetest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"baolei/internal/store/storetest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// Every test commits the same key into a table of its own making; in a shared
// database all but one would fail.
func TestOpenGivesEachTestItsOwnDatabase(t *testing.T) {
	for i := range 12 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			ctx := t.Context()
			pool := storetest.Open(t)
			if _, err := pool.Exec(ctx, "CREATE TABLE mine (id int PRIMARY KEY)"); err != nil {
				t.Fatal(err)
			}
			if _, err := pool.Exec(ctx, "INSERT INTO mine VALUES (1)"); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestOpenGivesAMigratedDatabase(t *testing.T) {
	var version int64
	err := storetest.Open(t).QueryRow(t.Context(), "SELECT max(version_id) FROM goose_db_version").Scan(&version)
	if err != nil || version < 1 {
		t.Fatalf("schema version %d, %v; want at least 1", version, err)
	}
}

func TestDatabaseGoesWithItsTest(t *testing.T) {
	var address string
	t.Run("use", func(t *testing.T) { address = storetest.URL(t) })
	err := ping(t.Context(), address)
	var pg *pgconn.PgError
	if !errors.As(err, &pg) || pg.Code != "3D000" { // invalid_catalog_name
		t.Fatalf("connecting afterwards: %v; want: no such database", err)
	}
}

func TestDatabaseStaysWithKeepDB(t *testing.T) {
	t.Setenv("KEEP_DB", "1")
	var address string
	t.Run("use", func(t *testing.T) { address = storetest.URL(t) })
	if err := ping(t.Context(), address); err != nil {
		t.Fatalf("connecting afterwards: %v", err)
	}
	if os.Getenv("TEST_DATABASE_URL") != "" {
		drop(t, address)
	}
}

func ping(ctx context.Context, address string) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

// drop deletes the kept database from a server that outlives this test.
func drop(t *testing.T, address string) {
	t.Helper()
	cfg, err := pgxpool.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	name := cfg.ConnConfig.Database
	cfg.ConnConfig.Database = "postgres"
	conn, err := pgx.ConnectConfig(t.Context(), cfg.ConnConfig)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), "DROP DATABASE "+pgx.Identifier{name}.Sanitize()); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}
