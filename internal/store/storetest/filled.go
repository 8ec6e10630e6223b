package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
)

// fillings are the databases that this test binary has filled once, to be
// cloned by many tests.
var fillings struct {
	sync.Mutex
	database map[string]string // what → database
	server   string
}

// Filled returns a pool on a database of this test's own that holds what fill
// puts in. fill runs for the first test of the binary that asks for what, all
// others get a clone: 20 ms for what may take seconds to put together.
func Filled(t testing.TB, what string, fill func(context.Context, *pgxpool.Pool) error) *pgxpool.Pool {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), fillTimeout)
	defer cancel()
	server, err := serverURL(ctx)
	if err != nil {
		t.Fatalf("storetest: %v", err)
	}
	source, err := filledOn(ctx, server, what, fill)
	if err != nil {
		t.Fatalf("storetest: fill a database with %s: %v", what, err)
	}
	pool, err := pgxpool.New(ctx, cloned(ctx, t, server, source))
	if err != nil {
		t.Fatalf("storetest: %v", err)
	}
	t.Cleanup(pool.Close)
	return pool
}

func filledOn(ctx context.Context, server, what string, fill func(context.Context, *pgxpool.Pool) error) (string, error) {
	fillings.Lock()
	defer fillings.Unlock()
	if name := fillings.database[what]; name != "" {
		return name, nil
	}
	template, err := templateOn(ctx, server)
	if err != nil {
		return "", err
	}
	name := "baolei_filled_" + random()
	if err := exec(ctx, server, "CREATE DATABASE "+quote(name)+" TEMPLATE "+quote(template)+" STRATEGY file_copy"); err != nil {
		return "", err
	}
	if fillings.database == nil {
		fillings.database = map[string]string{}
	}
	fillings.server = server
	pool, err := pgxpool.New(ctx, onDatabase(server, name))
	if err != nil {
		return "", err
	}
	err = fill(ctx, pool)
	pool.Close() // a database that somebody is connected to cannot be cloned
	if err == nil {
		fillings.database[what] = name
		return name, nil
	}
	return "", errors.Join(err, exec(ctx, server, "DROP DATABASE "+quote(name)+" WITH (FORCE)"))
}

// dropFilled removes what Filled made, for servers that outlive the tests.
func dropFilled() error {
	fillings.Lock()
	defer fillings.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	var all error
	for what, name := range fillings.database {
		all = errors.Join(all, exec(ctx, fillings.server, "DROP DATABASE IF EXISTS "+quote(name)+" WITH (FORCE)"))
		delete(fillings.database, what)
	}
	return all
}
