package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/store/storetest"
	"baolei/web/page"
)

// wire is a connection to PostgreSQL that is cut where a test says so.
type wire struct {
	net.Conn
	*scissors
}

// scissors count the batches that go out. When the count comes down to the one
// in cutAt, the connection breaks: before the batch is sent, or after it, so
// that the server has done its work and nobody hears of it.
type scissors struct {
	cutAt  atomic.Int32 // 0: not armed
	before atomic.Bool
	cut    atomic.Bool // after sending: the answer does not arrive
}

var errCut = errors.New("the cable was cut")

func (w wire) Write(b []byte) (int, error) {
	if w.cutAt.Load() == 0 || w.cutAt.Add(-1) > 0 {
		return w.Conn.Write(b)
	}
	if w.before.Load() {
		return 0, errors.Join(errCut, w.Close())
	}
	w.cut.Store(true)
	return w.Conn.Write(b)
}

func (w wire) Read(b []byte) (int, error) {
	if !w.cut.CompareAndSwap(true, false) {
		return w.Conn.Read(b)
	}
	if _, err := w.Conn.Read(b); err != nil { // the server has answered
		return 0, err
	}
	return 0, errors.Join(errCut, w.Close())
}

// newCutCity is a city on one connection, and what cuts it.
func newCutCity(t *testing.T) (*city, *scissors) {
	t.Helper()
	cfg, err := pgxpool.ParseConfig(storetest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	cut := &scissors{}
	cfg.MaxConns = 1
	dial := cfg.ConnConfig.DialFunc
	cfg.ConnConfig.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		return wire{conn, cut}, err
	}
	pool, err := pgxpool.NewWithConfig(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	if _, err := load(context.Background(), pool); err != nil {
		t.Fatal(err)
	}
	return serve(t, pool), cut
}

// A save sends three batches: session, read, write with COMMIT. Whichever of
// them is cut, before it is sent or after, the person is told, nothing is half
// done, and sending the same form again acts once.
func TestALostConnectionLosesNothingAndDoublesNothing(t *testing.T) {
	city, cut := newCutCity(t)
	wang := city.signIn(t, "wangming")
	id := city.of(t, "CZ-02").ID
	save := func(clause, token string) *http.Response {
		address := page.SelfURL(id) + "/clauses/" + clause
		return wang.do(t, "POST", address, url.Values{page.TokenField: {token}, clause + ":occurred": {"true"}, "version": {"0"}}, nil)
	}
	if resp := save("B1.5a", wang.token(t)); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("the first save answers %d: %s", resp.StatusCode, text(t, resp))
	}
	clauses := []string{"B1.4a", "B2.5a", "B3.1a", "B4.1a", "B4.4a", "B4.5a"}
	for n, clause := range clauses {
		token := wang.token(t)
		batch, before := int32(n%3+1), n < 3
		cut.before.Store(before)
		cut.cutAt.Store(batch)
		resp := save(clause, token)
		body := text(t, resp)
		if resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "请稍后再试") {
			t.Errorf("batch %d cut, before sending %v: %d", batch, before, resp.StatusCode)
		}
		if resp.Header.Get("Retry-After") == "" {
			t.Errorf("batch %d: no Retry-After", batch)
		}
		if resp := save(clause, token); resp.StatusCode != http.StatusSeeOther {
			t.Errorf("batch %d: sent again it answers %d", batch, resp.StatusCode)
		}
	}
	city.saved(t, id, len(clauses)+1)
}

// saved checks that so many clauses were saved once each, with one audit entry
// each, and that the stored total is that of the findings.
func (c *city) saved(t *testing.T, id int64, want int) {
	t.Helper()
	var findings, versions, entries int
	err := c.pool.QueryRow(context.Background(), `select (select count(*) from finding where assessment_id = $1), (select sum(version) from finding where assessment_id = $1),
		(select count(*) from audit_entry where object_id = $1 and action = 'finding.save' and outcome = 'done')`, id).Scan(&findings, &versions, &entries)
	if err != nil {
		t.Fatal(err)
	}
	if findings != want || versions != want || entries != want {
		t.Errorf("%d findings of %d versions with %d entries, want %d each", findings, versions, entries, want)
	}
	// B1.5 2 + B1.4 2 + B2.5 1 + B3.1 1 + B4.1 2 + B4.4 1 + B4.5 1 = 10 of 80 are lost.
	if got := c.of(t, "CZ-02").Self.Total.String(); got != strconv.Itoa(80-10) {
		t.Errorf("the stored total is %s, want 70", got)
	}
}
