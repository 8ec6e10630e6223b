// Package demotest gives a test of a use case the demo's city, in a database of
// its own, and the words in which such tests speak: who acts, what must go well,
// which fault is asked for, what the database holds.
//
// The city of a package's tests embeds City and adds what is its own, which is
// mostly the services under test:
//
//	type city struct {
//		*demotest.City
//		office *oversee.Service
//	}
//
//	func newCity(t *testing.T) *city {
//		c := demotest.New(t)
//		return &city{City: c, office: oversee.New(app.NewDesk(c.Store, c.Clock))}
//	}
//
// A city is filled once for a test binary and cloned for each test, so that
// TestMain has to be storetest.Main.
package demotest

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

// Password is that of every account.
const Password = "a password of the tests"

// City is the demo's city with its tree, its people, and an open cycle in which
// every assessment is a draft.
type City struct {
	testing.TB
	*demo.City
	Pool *pgxpool.Pool
	Now  time.Time // what the clocks of the city show; tests move it
	keys atomic.Int64
}

// New returns the city with the cycle of 2026, on 20 December of that year at
// 10:00 in Shanghai. Of what was told when the cycle was opened everybody has
// heard.
func New(t testing.TB) *City {
	t.Helper()
	return After(t, "the demo's city")
}

// After is New once statements have run, for what no use case leaves behind in
// so few steps. what names the city that comes of them.
func After(t testing.TB, what string, statements ...string) *City {
	t.Helper()
	return Filled(t, what, func(ctx context.Context, pool *pgxpool.Pool) error {
		_, fresh, err := demo.LoadCity(ctx, store.Over(pool), 2026, Password)
		if err == nil && !fresh {
			err = errors.New("the database is not empty")
		}
		if err != nil {
			return err
		}
		for _, sql := range append([]string{`delete from notice`}, statements...) {
			if _, err := pool.Exec(ctx, sql); err != nil {
				return fmt.Errorf("%s: %w", sql, err)
			}
		}
		return nil
	})
}

// Filled is New for a city that came about otherwise. fill runs for the first
// test of the binary that asks for what.
func Filled(t testing.TB, what string, fill func(context.Context, *pgxpool.Pool) error) *City {
	t.Helper()
	c := &City{TB: t, Pool: storetest.Filled(t, what, fill), Now: time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC)}
	var err error
	c.City, err = demo.Found(t.Context(), store.Over(c.Pool), app.ThrowawayKeys())
	c.Must(err)
	return c
}

// Clock is a clock that stands still until a test moves Now.
func (c *City) Clock() time.Time { return c.Now }

// Ticking returns a clock on which each look is a second later than the one
// before, as acts of people are. It may be looked at by many at once.
func (c *City) Ticking() func() time.Time {
	var looks atomic.Int64
	return func() time.Time { return c.Now.Add(time.Duration(looks.Add(1)) * time.Second) }
}
