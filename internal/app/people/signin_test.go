package people_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"baolei/internal/core/fault"
	"baolei/internal/demo/demotest"
)

// Five failures lock an account. Tries that are sent all at once must not pass
// together: besides five, at most one is under way on each further core.
func TestManyTriesAtOnceAreLockedOutToo(t *testing.T) {
	c := newCity(t)
	var tried atomic.Int32
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			_, err := c.folk.SignIn(context.Background(), "wangming", "not the password", "192.0.2.1")
			switch fault.KindOf(err) {
			case fault.Invalid:
				tried.Add(1)
			case fault.Forbidden:
			default:
				c.Errorf("%v", err)
			}
		})
	}
	all.Wait()
	if n, most := int(tried.Load()), 5+runtime.NumCPU()-1; n < 5 || n > most {
		t.Errorf("%d passwords were tried, want 5 to %d", n, most)
	}
	_, err := c.folk.SignIn(context.Background(), "wangming", demotest.Password, "192.0.2.1")
	c.Fails(err, fault.Forbidden)
}

// Four failures, and a fifth a quarter of an hour but eight seconds later: from then
// on the account is locked for a quarter of an hour, not only until the first is
// forgotten. A sixth within it would change nothing: it is not tried.
func TestTheFifthFailureLocksForAQuarter(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	fails := func(want fault.Kind, password, address string) {
		t.Helper()
		_, err := c.folk.SignIn(ctx, "wangming", password, address)
		if fault.KindOf(err) != want {
			t.Errorf("at %s: %v", c.Now.Format(time.TimeOnly), err)
		}
	}
	for range 4 {
		fails(fault.Invalid, "wrong", "192.0.2.1")
	}
	c.Now = c.Now.Add(15*time.Minute - 8*time.Second)
	fails(fault.Invalid, "wrong", "192.0.2.1")
	fails(fault.Forbidden, demotest.Password, "192.0.2.1")
	c.Now = c.Now.Add(15*time.Minute - time.Second)
	fails(fault.Forbidden, demotest.Password, "192.0.2.1")
	c.Now = c.Now.Add(2 * time.Second)
	fails(0, demotest.Password, "192.0.2.1")
}

// Fifty failures of many accounts lock their network's door, in words of its own;
// who is in already may still sign.
func TestANetworkThatFailsTooOften(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for i := range 50 {
		_, err := c.folk.SignIn(ctx, fmt.Sprint("nobody", i), "wrong", "192.0.2.1")
		c.Fails(err, fault.Invalid)
	}
	_, err := c.folk.SignIn(ctx, "wangming", demotest.Password, "192.0.2.1")
	c.Fails(err, fault.Forbidden, "换一个网络")
	_, err = c.folk.SignIn(ctx, "wangming", demotest.Password, "192.0.2.2")
	c.Must(err)
	c.Must(c.folk.Prove(ctx, c.Who("wangming"), demotest.Password, "192.0.2.1"))
}
