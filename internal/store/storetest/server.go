package storetest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"
	"testing"

	"baolei/internal/postgres"
)

// own is the server of this test binary, started by the first test that needs
// it.
var own struct {
	once   sync.Once
	server *postgres.Server
	err    error
}

// serverURL returns the address of the server to make databases on.
func serverURL(ctx context.Context) (string, error) {
	if address := os.Getenv("TEST_DATABASE_URL"); address != "" {
		if _, err := url.Parse(address); err != nil {
			return "", fmt.Errorf("TEST_DATABASE_URL: %w", err)
		}
		return address, nil
	}
	own.once.Do(func() {
		own.server, own.err = postgres.Start(ctx, postgres.Options{Throwaway: true})
	})
	if own.err != nil {
		return "", own.err
	}
	return own.server.URL("postgres"), nil
}

// Main runs the tests of a package and then stops the server that they
// started. Call it from TestMain of every package that uses Open:
//
//	func TestMain(m *testing.M) { storetest.Main(m) }
//
// Without it the server still dies with the test binary, but its files stay
// until the next throwaway server sweeps them away.
func Main(m *testing.M) {
	code := m.Run()
	if err := Stop(); err != nil {
		fmt.Fprintln(os.Stderr, "storetest:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// Stop drops what Filled made and stops the server of this test binary, if one
// was started. It is for packages whose TestMain has more to do than Main does.
func Stop() error {
	err := dropFilled()
	if own.server == nil {
		return err
	}
	return errors.Join(err, own.server.Stop())
}
