package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// dataMajor returns the major version that made the data, 0 when there are none.
func (h *home) dataMajor() (int, error) {
	text, err := os.ReadFile(filepath.Join(h.data(), "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(text)))
}

// initialise makes the data folder when there is none. It is made under another
// name and renamed when it is whole, so that being killed in between leaves
// nothing that looks like data.
func (h *home) initialise(ctx context.Context, bin Binaries, throwaway bool) error {
	if exists(h.data()) {
		return nil
	}
	half := filepath.Join(h.dir, "data.unfinished")
	if err := os.RemoveAll(half); err != nil {
		return err
	}
	if err := os.Mkdir(half, 0o700); err != nil {
		return err
	}
	if err := h.as.give(half); err != nil {
		return err
	}
	if err := h.initdb(ctx, bin, half, throwaway); err != nil {
		return err
	}
	return os.Rename(half, h.data())
}

// initdb runs initdb. The locale is C, so that the same data sort the same way on
// every machine; Chinese order is asked for by collation in the SQL.
func (h *home) initdb(ctx context.Context, bin Binaries, dir string, throwaway bool) error {
	args := []string{
		"-D", dir, "-U", Role, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions",
	}
	if throwaway {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, filepath.Join(bin.Dir, "initdb"), args...)
	cmd.Dir = dir
	cmd.Env = environment()
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: h.as.credential(), Setpgid: true}
	// Only initdb is told to end, not the server it runs inside: that one, cut off,
	// would leave shared memory behind. It is done within a second or two.
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("建立数据库失败（initdb failed）: %w\n%s", err, out)
	}
	return nil
}

// environment is what the server's programs get: nothing of ours that could
// change their behaviour (PGDATA, PGPORT, LC_ALL, …).
func environment() []string {
	return []string{"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
}
