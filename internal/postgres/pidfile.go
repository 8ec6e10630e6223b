package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// pidFile is what a server tells of itself in postmaster.pid.
type pidFile struct {
	pid     int
	sockets string
	ready   bool
}

// readPid reads postmaster.pid: pid, data folder, start time, port, socket
// folder, listen address, shared memory key, state, one on each line. A
// starting server has not written all of them yet.
func (h *home) readPid() (pidFile, bool) {
	data, err := os.ReadFile(filepath.Join(h.data(), "postmaster.pid"))
	if err != nil {
		return pidFile{}, false
	}
	return parsePid(string(data))
}

func parsePid(text string) (pidFile, bool) {
	lines := strings.Split(text, "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil || pid <= 1 {
		return pidFile{}, false
	}
	p := pidFile{pid: pid}
	if len(lines) > 4 {
		p.sockets = strings.TrimSpace(lines[4])
	}
	if len(lines) > 7 {
		p.ready = strings.TrimSpace(lines[7]) == "ready"
	}
	return p, true
}

// alive says whether the process is a server on this data folder. The number
// alone proves nothing: after a kill or a restart of the machine it may belong
// to any process. A dead process that nobody has waited for has no command
// line left and counts as gone.
func (p pidFile) alive(data string) bool {
	if err := syscall.Kill(p.pid, 0); err != nil && !errors.Is(err, syscall.EPERM) {
		return false
	}
	return bytes.Contains(commandLine(p.pid), []byte(data))
}

func commandLine(pid int) []byte {
	if exists("/proc/self/cmdline") {
		line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		if err != nil {
			return nil
		}
		return line
	}
	out, err := exec.Command("ps", "-o", "args=", "-p", strconv.Itoa(pid)).Output() //nolint:noctx // ps answers at once
	if err != nil {
		return nil
	}
	return out
}

// quit ends a server whose data are not wanted any more.
func (p pidFile) quit() {
	if err := syscall.Kill(p.pid, syscall.SIGQUIT); err != nil {
		return // gone already, which is what was wanted
	}
	for range 200 {
		if syscall.Kill(p.pid, 0) != nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// clearLeftovers makes way for a new server when the parent of the last one was
// killed: the orphan is shut down, its socket folder removed, and a pid file
// whose number now belongs to a stranger deleted, since PostgreSQL would
// take the stranger for a running server. A pid file of a dead process is left
// to PostgreSQL, which checks its shared memory before replacing it.
func (h *home) clearLeftovers(ctx context.Context) error {
	defer h.removeOldSockets()
	p, ok := h.readPid()
	if !ok {
		return nil
	}
	if p.alive(h.data()) {
		if err := h.stopOrphan(ctx, p); err != nil {
			return err
		}
	} else if syscall.Kill(p.pid, 0) == nil {
		if err := os.Remove(filepath.Join(h.data(), "postmaster.pid")); err != nil {
			return err
		}
	}
	return nil
}

func (h *home) stopOrphan(ctx context.Context, p pidFile) error {
	if err := syscall.Kill(p.pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("不能停止上次遗留的数据库进程 %d（cannot stop the orphaned server）: %w", p.pid, err)
	}
	for p.alive(h.data()) {
		if err := pause(ctx, 10*time.Millisecond); err != nil {
			return fmt.Errorf("上次遗留的数据库进程 %d 没有停下（the orphaned server does not stop）: %w", p.pid, err)
		}
	}
	return nil
}
