package postgres

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// throwawayPrefix names the folders of throwaway servers.
const throwawayPrefix = "baolei-throwaway-"

// enoughMemory is how much of /dev/shm must be free to put a server there: one
// takes 40 MB and each test database 8 MB more.
const enoughMemory = 1 << 30

// newThrowaway makes the folder of a throwaway server, in memory where there is
// room, and takes its lock. It first clears the folders of servers whose
// parents were killed.
func newThrowaway(as account) (*home, error) {
	place := throwawayPlace(as)
	sweep(place, as)
	dir, err := os.MkdirTemp(place, throwawayPrefix)
	if err != nil {
		return nil, err
	}
	h := &home{dir: dir, as: as, throwaway: true}
	if as.lent {
		// MkdirTemp's 0700 would keep the server's account out.
		err = os.Chmod(dir, 0o711) //nolint:gosec // passing through is needed, reading is not given
	}
	if err == nil {
		h.lock, err = tryLock(filepath.Join(dir, "lock"))
	}
	if err != nil {
		return nil, firstError(err, h.close())
	}
	return h, nil
}

func throwawayPlace(as account) string {
	if free("/dev/shm") >= enoughMemory {
		return "/dev/shm"
	}
	if dir := os.TempDir(); as.reaches(dir) {
		return dir
	}
	return "/var/tmp"
}

// free returns how many bytes can be written at a place; 0 when it is not there
// or closed to us.
func free(dir string) uint64 {
	var st syscall.Statfs_t
	if syscall.Statfs(dir, &st) != nil || syscall.Access(dir, 2) != nil {
		return 0
	}
	return st.Bavail * uint64(st.Bsize) //nolint:gosec // a block size is positive
}

// sweep deletes the folders of throwaway servers whose parents are dead,
// stopping the server where it still lives. Folders younger than a minute are
// spared: their maker may be about to take the lock. Nothing here may keep a
// test run from starting, so a folder that cannot be cleared stays.
func sweep(place string, as account) {
	entries, err := os.ReadDir(place)
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), throwawayPrefix) {
			sweepOne(&home{dir: filepath.Join(place, e.Name()), as: as, throwaway: true})
		}
	}
}

func sweepOne(h *home) {
	uid, err := owner(h.dir)
	if err != nil || uid != os.Geteuid() || !isFolder(h.dir) {
		return
	}
	info, err := os.Lstat(h.dir)
	if err != nil || time.Since(info.ModTime()) < time.Minute {
		return
	}
	if h.lock, err = tryLock(filepath.Join(h.dir, "lock")); err != nil || h.lock == nil {
		return
	}
	if p, ok := h.readPid(); ok && p.alive(h.data()) {
		p.quit()
	}
	h.removeOldSockets()
	_ = h.close() // see sweep
}
