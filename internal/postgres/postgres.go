// Package postgres finds a PostgreSQL server on the machine and runs it as a
// child, so that the product works before anybody has set up a database, and
// so that tests have a server of their own.
//
// It knows nothing of what is stored. It must not be used where DATABASE_URL
// names a server: that one is looked after by somebody else. The server it
// runs listens on a socket in a private folder only, never on the network.
package postgres

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"sync"
)

// Role is the superuser of a server made by this package.
const Role = "baolei"

// port only names the socket file: nothing listens on TCP.
const port = 5432

// Options says which server to run.
type Options struct {
	// Dir is the folder that holds the data, the log and the lock of the
	// server. Empty means DefaultDir. A throwaway server ignores it.
	Dir string
	// Throwaway asks for a server for tests: new, without durability, gone
	// after Stop.
	Throwaway bool
	// Database is made when the server has none of this name. Empty means
	// that nothing is made.
	Database string
}

// Server is a running server. It is safe for concurrent use.
type Server struct {
	sockets string
	home    *home
	child   *child // nil when another process of ours runs the server
	once    sync.Once
	stopErr error
}

// Start runs a server and returns when it takes connections. When another
// live process of this program runs the server of the same folder, that one is
// shared. What a killed process left behind (a server without a parent, a stale
// pid file, half-made data) is cleared first. The context bounds the starting
// only; the server runs until Stop, and on Linux it shuts down by itself
// when this process dies.
func Start(ctx context.Context, opts Options) (*Server, error) {
	as, err := serverAccount()
	if err != nil {
		return nil, err
	}
	h, err := openHome(opts, as)
	if err != nil {
		return nil, err
	}
	s, err := startIn(ctx, h, opts)
	if err != nil {
		return nil, fmt.Errorf("%w%s", err, alsoFailed(h.close()))
	}
	if opts.Database == "" {
		return s, nil
	}
	if err := s.ensureDatabase(ctx, opts.Database); err != nil {
		return nil, fmt.Errorf("%w%s", err, alsoFailed(s.Stop()))
	}
	return s, nil
}

func startIn(ctx context.Context, h *home, opts Options) (*Server, error) {
	sockets, err := h.lockOrAttach(ctx)
	if err != nil {
		return nil, err
	}
	if sockets != "" {
		return &Server{sockets: sockets, home: h}, nil
	}
	bin, err := h.binaries()
	if err != nil {
		return nil, err
	}
	if err := h.clearLeftovers(ctx); err != nil {
		return nil, err
	}
	if err := h.initialise(ctx, bin, opts.Throwaway); err != nil {
		return nil, err
	}
	c, err := h.launch(ctx, bin, opts.Throwaway)
	if err != nil {
		return nil, err
	}
	return &Server{sockets: c.sockets, home: h, child: c}, nil
}

// URL returns the address of one database of the server, for pgx and libpq.
func (s *Server) URL(database string) string {
	u := url.URL{Scheme: "postgres", User: url.User(Role), Path: "/" + database}
	q := url.Values{"host": {s.sockets}, "port": {strconv.Itoa(port)}}
	u.RawQuery = q.Encode()
	return u.String()
}

// Pid returns the process id of the server, or 0 when another process runs it.
func (s *Server) Pid() int {
	if s.child == nil {
		return 0
	}
	return s.child.cmd.Process.Pid
}

// Stop shuts the server down and waits until it is gone; a throwaway server's
// data are deleted. A shared server is left to the process that started it.
// Calling it again returns the first result.
func (s *Server) Stop() error {
	s.once.Do(func() {
		if s.child != nil {
			s.stopErr = s.child.stop()
		}
		if err := s.home.close(); s.stopErr == nil {
			s.stopErr = err
		}
	})
	return s.stopErr
}

func alsoFailed(err error) string {
	if err == nil {
		return ""
	}
	return fmt.Sprintf(" (and clearing up failed: %v)", err)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
