// Package storetest gives every test a database of its own.
//
// The databases are clones of one that went through all migrations, so that a
// test pays 15 ms for it and can commit, break and lock what it likes. The
// server is the one in TEST_DATABASE_URL, or else a throwaway server that
// lives as long as the test binary. The package knows nothing of what is
// stored; tests fill the tables by the product's own functions.
package storetest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// timeout bounds each thing done to the server on behalf of a test, waiting
// for another package's template included; fillTimeout what fill puts in, which
// is a year of a city, on a machine that does much else.
const (
	timeout     = 90 * time.Second
	fillTimeout = 6 * time.Minute
)

// Open returns a pool on a new database with all migrations, for this test
// alone. Pool and database go with the test; with KEEP_DB=1 in the environment
// the database stays and its address is logged.
func Open(t testing.TB) *pgxpool.Pool {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	pool, err := pgxpool.New(ctx, URL(t))
	if err != nil {
		t.Fatalf("storetest: %v", err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// URL is Open for code that connects by itself: it returns the address of the
// new database.
func URL(t testing.TB) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	server, err := serverURL(ctx)
	if err != nil {
		t.Fatalf("storetest: %v", err)
	}
	template, err := templateOn(ctx, server)
	if err != nil {
		t.Fatalf("storetest: 建立模板库失败（making the template database）: %v", err)
	}
	return cloned(ctx, t, server, template)
}

// cloned makes a database of the test's own from another and returns its address.
func cloned(ctx context.Context, t testing.TB, server, source string) string {
	t.Helper()
	name := "baolei_test_" + random()
	if err := exec(ctx, server, "CREATE DATABASE "+quote(name)+" TEMPLATE "+quote(source)+" STRATEGY file_copy"); err != nil {
		t.Fatalf("storetest: clone %s: %v", source, err)
	}
	address := onDatabase(server, name)
	t.Cleanup(func() { discard(t, server, name, address) })
	return address
}

func discard(t testing.TB, server, name, address string) {
	if os.Getenv("KEEP_DB") == "1" {
		t.Logf("storetest: kept %s", address)
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	if err := exec(ctx, server, "DROP DATABASE IF EXISTS "+quote(name)+" WITH (FORCE)"); err != nil {
		t.Errorf("storetest: drop %s: %v", name, err)
	}
}

func random() string {
	b := make([]byte, 8)
	_, _ = rand.Read(b) // never fails, as its documentation says
	return hex.EncodeToString(b)
}

func quote(name string) string { return pgx.Identifier{name}.Sanitize() }

// onDatabase returns a server's address with another database in it.
func onDatabase(server, database string) string {
	u, err := url.Parse(server)
	if err != nil {
		panic("storetest: unparsed address: " + err.Error()) // serverURL has parsed it
	}
	u.Path = "/" + database
	return u.String()
}

// exec runs one statement on a connection of its own.
func exec(ctx context.Context, address, sql string) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	if closeErr := conn.Close(ctx); err == nil {
		err = closeErr
	}
	return err
}
