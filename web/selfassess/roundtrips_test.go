package selfassess_test

import (
	"context"
	"net"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/store/storetest"
	"baolei/web/page"
)

// wire counts how often the server is asked and waited for: a turn is a read
// that comes after a write. It can break off before a
// turn, and lose the answer of one.
type wire struct {
	turns   atomic.Int64
	breakAt atomic.Int64 // the turn before which the connection breaks; 0 for none
	loseAt  atomic.Int64 // the turn whose answer is lost on the way back; 0 for none
}

type counted struct {
	net.Conn
	wire  *wire
	asked atomic.Bool
}

func (c *counted) Write(b []byte) (int, error) {
	if at := c.wire.breakAt.Load(); at > 0 && c.wire.turns.Load()+1 >= at && !c.asked.Load() {
		c.wire.breakAt.Store(0)
		if err := c.Close(); err != nil {
			return 0, err
		}
	}
	c.asked.Store(true)
	return c.Conn.Write(b)
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if n > 0 && c.asked.Swap(false) {
		if turn := c.wire.turns.Add(1); turn == c.wire.loseAt.Load() {
			c.wire.loseAt.Store(0)
			if err := c.Close(); err != nil {
				return 0, err
			}
			return c.Conn.Read(b)
		}
	}
	return n, err
}

// wiredCity is a city whose server sits behind a counted wire of one connection.
func wiredCity(t *testing.T) (*city, *wire) {
	t.Helper()
	cfg, err := pgxpool.ParseConfig(storetest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{}
	dial := cfg.ConnConfig.DialFunc
	cfg.ConnConfig.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &counted{Conn: conn, wire: w}, nil
	}
	cfg.MaxConns = 1
	pool, err := pgxpool.NewWithConfig(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return cityOn(t, pool), w
}

// Saving a finding takes three round trips: the session with the person and
// the appointments, what the decision rests on, and the change with its commit.
func TestSavingAFindingTakesThreeRoundTrips(t *testing.T) {
	c, wire := wiredCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming").with()
	for version, count := range []string{"1", "0", "2", "1"} {
		form := answerForm(wang, "B1.1a", itoa(int64(version)), "count", count)
		wire.turns.Store(0)
		resp := wang.post(page.SelfClauseURL(id, "B1.1a"), form)
		turns := wire.turns.Load()
		wang.want(resp, http.StatusOK)
		if warm := version >= 2; warm && turns > 3 {
			t.Errorf("saving took %d round trips, want at most 3", turns)
		} else if turns < 2 {
			t.Errorf("only %d round trips were counted", turns)
		}
		t.Logf("saving %d: %d round trips", version+1, turns)
	}
}

// Whichever round trip a connection breaks before, the answer says that nothing
// was saved, nothing is half done, and the same form can be sent again.
func TestAConnectionThatBreaksLeavesNothingHalfDone(t *testing.T) {
	c, wire := wiredCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming").with()
	wang.want(wang.post(page.SelfClauseURL(id, "B1.1a"), answerForm(wang, "B1.1a", "0", "count", "1")), http.StatusOK)
	for _, at := range []int64{1, 2, 3} {
		form := answerForm(wang, "B1.2a", "0", "occurred", "true")
		wire.turns.Store(0)
		wire.breakAt.Store(at)
		resp := wang.post(page.SelfClauseURL(id, "B1.2a"), form)
		wang.want(resp, http.StatusServiceUnavailable)
		if n := c.count(t, `select count(*) from finding where clause = 'B1.2a'`) + c.count(t, `select count(*) from audit_entry where detail->>'clause' = 'B1.2a'`); n != 0 {
			t.Fatalf("broken before round trip %d: %d rows are there", at, n)
		}
		if n := c.count(t, `select self_total from assessment where id = $1`, id); n != 7800 {
			t.Errorf("the total is %d, want 80 − 2", n)
		}
		wang.want(wang.post(page.SelfClauseURL(id, "B1.2a"), form), http.StatusOK)
		wang.want(wang.post(page.SelfClauseURL(id, "B1.2a"), answerForm(wang, "B1.2a", "1", "clear", "true")), http.StatusOK)
		if _, err := c.pool.Exec(t.Context(), `alter table audit_entry disable trigger audit_append_only; delete from audit_entry where detail->>'clause' = 'B1.2a'; alter table audit_entry enable trigger audit_append_only`); err != nil {
			t.Fatal(err)
		}
	}
}

// A commit whose answer is lost has happened. The person is told that it was not
// saved, sends the form again, and it has acted once.
func TestACommitWhoseAnswerIsLostActsOnce(t *testing.T) {
	c, wire := wiredCity(t)
	id, wang := c.assessment(t, "CZ-02"), c.signIn(t, "wangming").with()
	for range 2 { // every statement is prepared
		wang.want(wang.post(page.SelfClauseURL(id, "B1.1a"), answerForm(wang, "B1.1a", "0", "count", "1")), http.StatusOK)
		wang.want(wang.post(page.SelfClauseURL(id, "B1.1a"), answerForm(wang, "B1.1a", "1", "clear", "true")), http.StatusOK)
	}
	form := answerForm(wang, "B1.1a", "0", "count", "1")
	wire.turns.Store(0)
	wire.loseAt.Store(3)
	wang.want(wang.post(page.SelfClauseURL(id, "B1.1a"), form), http.StatusServiceUnavailable)
	if n := c.count(t, `select count(*) from finding`); n != 1 {
		t.Fatalf("%d findings: the commit did not happen", n)
	}
	wang.want(wang.post(page.SelfClauseURL(id, "B1.1a"), form), http.StatusOK, "78.0")
	if n := c.count(t, `select version from finding`); n != 1 {
		t.Errorf("version %d, want 1", n)
	}
}
