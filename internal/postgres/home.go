package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"baolei/internal/checkout"
)

// home is the folder of one server: data/ belongs to the server's account, the
// lock and the log to us. Whoever holds the lock is the server's parent.
type home struct {
	dir       string
	as        account
	throwaway bool
	lock      *os.File
}

func (h *home) data() string    { return filepath.Join(h.dir, "data") }
func (h *home) logFile() string { return filepath.Join(h.dir, "server.log") }

// DefaultDir is where the server of a checkout keeps its data between runs:
// .data/postgres in the checkout, or, for root, a folder in /var/tmp named by
// a hash of the checkout's path, because root's folders are often closed to
// the account that the server runs as.
func DefaultDir() (string, error) {
	root, ok := checkout.Root()
	if !ok {
		wd, err := os.Getwd()
		if err != nil {
			return "", err
		}
		root = wd
	}
	if os.Geteuid() == 0 {
		return rootDir(root), nil
	}
	return filepath.Join(root, ".data", "postgres"), nil
}

func rootDir(path string) string {
	sum := sha256.Sum256([]byte(path))
	return "/var/tmp/baolei-" + hex.EncodeToString(sum[:6])
}

func openHome(opts Options, as account) (*home, error) {
	if opts.Throwaway {
		return newThrowaway(as)
	}
	dir := opts.Dir
	if dir == "" {
		var err error
		if dir, err = DefaultDir(); err != nil {
			return nil, err
		}
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := ownFolder(dir, as); err != nil {
		return nil, err
	}
	return &home{dir: dir, as: as}, nil
}

// ownFolder makes the folder or checks that it is safe to use: names in shared
// places such as /var/tmp can be guessed, so somebody else may have made it
// first, or put a link there.
func ownFolder(dir string, as account) error {
	if err := makeFolder(dir); err != nil {
		return fmt.Errorf("不能建立数据目录 %s（cannot make the data folder）: %w", dir, err)
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s 不是目录（not a folder）", dir)
	}
	uid, err := owner(dir)
	if err != nil {
		return err
	}
	if uid != os.Geteuid() || info.Mode()&0o022 != 0 {
		return fmt.Errorf("%s 属于其他用户或可被他人写入，请删除它或另选目录（owned or writable by others: remove it or choose another folder）", dir)
	}
	if !as.reaches(dir) {
		return fmt.Errorf("数据库以 uid %d 运行，进不了 %s，请用 /var/tmp 之类的位置（the server's account cannot get into this folder）", as.uid, dir)
	}
	return nil
}

// makeFolder makes a folder that the server's account may pass through,
// whatever the umask, unless the folder is there.
func makeFolder(dir string) error {
	if exists(dir) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil { //nolint:gosec // an ordinary folder of a checkout
		return err
	}
	if err := os.Mkdir(dir, 0o711); err != nil && !errors.Is(err, fs.ErrExist) { //nolint:gosec // passing through is needed
		return err
	}
	return os.Chmod(dir, 0o711) //nolint:gosec // as above
}

// lockOrAttach takes the lock of the folder, or, when another live process has
// it, waits for that process's server and returns the folder of its sockets.
func (h *home) lockOrAttach(ctx context.Context) (sockets string, err error) {
	for h.lock == nil {
		h.lock, err = tryLock(filepath.Join(h.dir, "lock"))
		if err != nil || h.lock != nil {
			return "", err
		}
		if p, ok := h.readPid(); ok && p.ready && p.alive(h.data()) {
			return p.sockets, nil
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return "", fmt.Errorf("另一个进程正在启动 %s 的数据库，一直没有就绪（another process is starting this server and does not get ready）: %w", h.dir, err)
		}
	}
	return "", nil
}

// binaries returns the server that fits the folder's data, copied to a place
// that the server's account can reach when it cannot reach the original.
func (h *home) binaries() (Binaries, error) {
	major, err := h.dataMajor()
	if err != nil {
		return Binaries{}, err
	}
	b, err := Find(major)
	if err != nil || h.as.reaches(b.Dir) {
		return b, err
	}
	return copyInstallation(b, h.as)
}

// close gives the lock back and deletes what a throwaway server wrote.
func (h *home) close() error {
	var err error
	if h.throwaway {
		err = os.RemoveAll(h.dir)
	}
	if h.lock != nil {
		err = firstError(err, h.lock.Close())
		h.lock = nil
	}
	return err
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// isFolder says whether path is a real folder, not a link to one.
func isFolder(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode()&(fs.ModeDir|fs.ModeSymlink) == fs.ModeDir
}
