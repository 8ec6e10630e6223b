package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// child is a server process that this process started.
type child struct {
	cmd     *exec.Cmd
	sockets string
	as      account
	done    chan struct{} // closed when the process is gone
	exit    error         // set before done is closed
}

// durable are the settings of a server that keeps data.
var durable = []string{"max_connections=100", "shared_buffers=128MB"}

// fast are the settings of a throwaway server: what it writes need not survive.
var fast = []string{
	"fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
	"autovacuum=off", "max_connections=300", "shared_buffers=64MB", "max_wal_size=1GB",
}

// whileDying is how long the children of a killed server may take to notice.
const whileDying = 10 * time.Second

// launch starts the server. When the last one was killed, its children live on
// for a moment and hold its shared memory; PostgreSQL then refuses to start, and
// it is tried again until they are gone.
func (h *home) launch(ctx context.Context, bin Binaries, throwaway bool) (*child, error) {
	for deadline := time.Now().Add(whileDying); ; {
		c, err := h.launchOnce(ctx, bin, throwaway)
		if err == nil || time.Now().After(deadline) || !strings.Contains(err.Error(), "pre-existing shared memory block") {
			return c, err
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return nil, err
		}
	}
}

func (h *home) launchOnce(ctx context.Context, bin Binaries, throwaway bool) (*child, error) {
	sockets, err := h.makeSockets()
	if err != nil {
		return nil, err
	}
	c := &child{sockets: sockets, as: h.as, done: make(chan struct{})}
	if err := h.run(c, bin, throwaway); err != nil {
		removeSockets(sockets, h.as)
		return nil, fmt.Errorf("数据库启动失败（PostgreSQL does not start）: %w", err)
	}
	if err := h.awaitReady(ctx, c); err != nil {
		return nil, fmt.Errorf("数据库启动失败，日志见 %s（PostgreSQL does not start）: %w\n%s%s", h.logFile(), err, tail(h.logFile()), alsoFailed(c.stop()))
	}
	return c, nil
}

func (h *home) run(c *child, bin Binaries, throwaway bool) error {
	log, err := h.openLog()
	if err != nil {
		return err
	}
	settings := durable
	if throwaway {
		settings = fast
	}
	c.cmd = exec.Command(filepath.Join(bin.Dir, "postgres"), serverArgs(h.data(), c.sockets, settings)...) //nolint:noctx // outlives every context; Stop ends it
	c.cmd.Dir = h.data()
	c.cmd.Env = environment()
	c.cmd.Stdout, c.cmd.Stderr = log, log
	// A process group of its own: Ctrl-C in the terminal must not reach the
	// server before the program has finished with it.
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: h.as.credential(), Setpgid: true}
	dieWithParent(c.cmd.SysProcAttr)
	started := make(chan error)
	go c.watch(started)
	return firstError(<-started, log.Close())
}

// watch starts the server and waits for its end, all on one thread of the
// operating system: the kernel sends the signal of dieWithParent when the
// starting thread ends, and the Go runtime may end other threads at any time.
func (c *child) watch(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := c.cmd.Start()
	started <- err
	if err == nil {
		c.exit = c.cmd.Wait()
		close(c.done)
	}
}

func serverArgs(data, sockets string, settings []string) []string {
	args := []string{
		"-D", data, "-p", strconv.Itoa(port), "-c", "listen_addresses=", "-c", "unix_socket_directories=" + sockets,
		"-c", "unix_socket_permissions=0700", "-c", "timezone=UTC", "-c", "log_timezone=UTC",
	}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	return args
}

// openLog starts a new log and keeps the one before it, which tells why the
// last server died.
func (h *home) openLog() (*os.File, error) {
	if exists(h.logFile()) {
		if err := os.Rename(h.logFile(), h.logFile()+".old"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(h.logFile(), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
}

func tail(path string) []byte {
	text, err := os.ReadFile(path)
	if err != nil {
		return []byte(err.Error())
	}
	return text[max(0, len(text)-2000):]
}

// awaitReady waits until our own child says in postmaster.pid that it is ready.
func (h *home) awaitReady(ctx context.Context, c *child) error {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if p, ok := h.readPid(); ok && p.ready && p.pid == c.cmd.Process.Pid {
			return nil
		}
		select {
		case <-c.done:
			return fmt.Errorf("ended: %w", c.exit)
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// stop asks for a fast shutdown, which ends sessions and writes a checkpoint,
// and insists when that takes too long.
func (c *child) stop() error {
	defer removeSockets(c.sockets, c.as)
	for _, step := range []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGINT, 30 * time.Second}, {syscall.SIGQUIT, 5 * time.Second}, {syscall.SIGKILL, 5 * time.Second}} {
		if err := c.cmd.Process.Signal(step.signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return err
		}
		select {
		case <-c.done:
			return nil
		case <-time.After(step.wait):
		}
	}
	return fmt.Errorf("数据库进程 %d 没有停下（PostgreSQL does not stop）", c.cmd.Process.Pid)
}
