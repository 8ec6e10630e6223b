package postgres

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// copyInstallation copies an installation to /var/tmp, for root whose checkout
// lies in a folder closed to the server's account. Only the npm package can
// be moved this way; it is recognised by its list of links.
func copyInstallation(b Binaries, as account) (Binaries, error) {
	native := filepath.Dir(b.Dir)
	if !exists(filepath.Join(native, "pg-symlinks.json")) {
		return Binaries{}, fmt.Errorf("数据库以 uid %d 运行，无法执行 %s 中的程序（the server's account cannot reach these programs）", as.uid, b.Dir)
	}
	info, err := os.Stat(filepath.Join(b.Dir, "postgres"))
	if err != nil {
		return Binaries{}, err
	}
	parent := rootDir(native)
	if err := ownFolder(parent, as); err != nil {
		return Binaries{}, err
	}
	to := filepath.Join(parent, fmt.Sprintf("native-%d-%d", info.Size(), info.ModTime().Unix()))
	if err := copyOnce(native, to); err != nil {
		return Binaries{}, fmt.Errorf("copy of PostgreSQL for uid %d: %w", as.uid, err)
	}
	return inspect(filepath.Join(to, "bin"))
}

// copyOnce copies a folder unless it is there. The copy is renamed when it is
// whole; of two processes that copy at once, one wins.
func copyOnce(from, to string) error {
	if exists(to) {
		return nil
	}
	part, err := os.MkdirTemp(filepath.Dir(to), "unfinished-")
	if err != nil {
		return err
	}
	whole := filepath.Join(part, "native")
	if err := copyTree(from, whole); err != nil {
		return firstError(err, os.RemoveAll(part))
	}
	if err := os.Rename(whole, to); err != nil && !errors.Is(err, fs.ErrExist) {
		return firstError(err, os.RemoveAll(part))
	}
	return os.RemoveAll(part)
}

// copyTree copies folders, files with their execute bits, and links as links.
func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch d.Type() {
		case fs.ModeDir:
			return makeReadable(target)
		case fs.ModeSymlink:
			return copyLink(path, target)
		default:
			return copyFile(path, target)
		}
	})
}

// makeReadable makes a folder that the server's account can read, whatever the
// umask.
func makeReadable(dir string) error {
	if err := os.Mkdir(dir, 0o755); err != nil { //nolint:gosec // to be read by the server's account
		return err
	}
	return os.Chmod(dir, 0o755) //nolint:gosec // as above
}

func copyLink(from, to string) error {
	text, err := os.Readlink(from)
	if err != nil {
		return err
	}
	return os.Symlink(text, to)
}

func copyFile(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		return err
	}
	return os.Chmod(to, info.Mode().Perm()|0o444)
}
