package postgres

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is whom the server runs as. PostgreSQL refuses to run as root, so
// root lends it the uid of postgres, or of nobody where there is no postgres.
type account struct {
	uid, gid int
	lent     bool // the uid is not our own
}

func serverAccount() (account, error) {
	if os.Geteuid() != 0 {
		return account{uid: os.Geteuid(), gid: os.Getegid()}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.Atoi(u.Uid)
		gid, errGID := strconv.Atoi(u.Gid)
		if errUID == nil && errGID == nil && uid != 0 {
			return account{uid: uid, gid: gid, lent: true}, nil
		}
	}
	return account{}, errors.New("PostgreSQL 不能以 root 运行，而系统中没有 postgres 或 nobody 用户，请先执行 useradd -r postgres（as root a user postgres or nobody is needed）")
}

// credential makes a child run as the account.
func (a account) credential() *syscall.Credential {
	if !a.lent {
		return nil
	}
	return &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)} //nolint:gosec // ids from the passwd file fit
}

// give hands a file or folder over to the account.
func (a account) give(path string) error {
	if !a.lent {
		return nil
	}
	return os.Lchown(path, a.uid, a.gid)
}

// reaches says whether the account may pass through every folder on the way to
// path. A folder of mode 0700, such as root's home, stops it.
func (a account) reaches(path string) bool {
	if !a.lent {
		return true
	}
	for p := path; ; p = filepath.Dir(p) {
		info, err := os.Stat(p)
		if err != nil || !a.mayPass(info) {
			return false
		}
		if p == filepath.Dir(p) {
			return true
		}
	}
}

func (a account) mayPass(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return false
	}
	bit := fs.FileMode(0o001)
	switch {
	case int(st.Uid) == a.uid:
		bit = 0o100
	case int(st.Gid) == a.gid:
		bit = 0o010
	}
	return info.Mode()&bit != 0
}

// owner returns the uid that owns a path, links not followed.
func owner(path string) (int, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return 0, err
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, fmt.Errorf("%s: owner unknown", path)
	}
	return int(st.Uid), nil
}
