package people_test

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

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
