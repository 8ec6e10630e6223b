package postgres

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFolderOfOthersIsRefused(t *testing.T) {
	open := filepath.Join(room(t), "open")
	if err := os.Mkdir(open, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(open, 0o777); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(room(t), "link")
	if err := os.Symlink(room(t), link); err != nil {
		t.Fatal(err)
	}
	for name, dir := range map[string]string{"writable by others": open, "a link": link} {
		if s, err := Start(t.Context(), Options{Dir: dir}); err == nil {
			stop(t, s)
			t.Errorf("started in a folder that is %s", name)
		}
	}
}

func TestDataOfAnotherVersionAreRefused(t *testing.T) {
	dir := filepath.Join(room(t), "pg")
	if err := os.Mkdir(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "data", "PG_VERSION"), "11\n")
	s, err := Start(t.Context(), Options{Dir: dir})
	if err == nil {
		stop(t, s)
		t.Fatal("started")
	}
	if !strings.Contains(err.Error(), "PostgreSQL 11") {
		t.Errorf("does not name the version: %v", err)
	}
}

// The account of the server is stopped by a folder that is closed to others,
// wherever on the way it lies.
func TestReaches(t *testing.T) {
	nobody := account{uid: 65534, gid: 65534, lent: true}
	top := room(t)
	closed := filepath.Join(top, "closed")
	inner := filepath.Join(closed, "inner")
	for _, dir := range []string{closed, inner} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if !nobody.reaches(inner) {
		t.Errorf("open folders stop it: %s", inner)
	}
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	if nobody.reaches(inner) {
		t.Error("a folder of mode 0700 lets it through")
	}
	if !(account{uid: os.Geteuid()}).reaches(inner) {
		t.Error("our own folders stop us")
	}
}

func TestSweepTakesOnlyTheDead(t *testing.T) {
	as := account{uid: os.Geteuid(), gid: os.Getegid()}
	place := t.TempDir()
	folder := func(name string, age time.Duration) string {
		dir := filepath.Join(place, name)
		write(t, filepath.Join(dir, "data", "base"), "x")
		then := time.Now().Add(-age)
		if err := os.Chtimes(dir, then, then); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	dead := folder(throwawayPrefix+"dead", time.Hour)
	young := folder(throwawayPrefix+"young", 0)
	foreign := folder("something-else", time.Hour)
	living := folder(throwawayPrefix+"living", time.Hour)
	lock, err := tryLock(filepath.Join(living, "lock"))
	if err != nil || lock == nil {
		t.Fatal(lock, err)
	}
	defer func() { _ = lock.Close() }()
	then := time.Now().Add(-time.Hour)
	if err := os.Chtimes(living, then, then); err != nil {
		t.Fatal(err)
	}
	sweep(place, as)
	if exists(dead) {
		t.Error("the dead one is still there")
	}
	for _, dir := range []string{young, foreign, living} {
		if !exists(dir) {
			t.Errorf("%s was taken", filepath.Base(dir))
		}
	}
}

func TestSweepStopsTheServerOfADeadParent(t *testing.T) {
	s := start(t, Options{Throwaway: true})
	if err := s.home.lock.Close(); err != nil { // as if we had died
		t.Fatal(err)
	}
	then := time.Now().Add(-time.Hour)
	if err := os.Chtimes(s.home.dir, then, then); err != nil {
		t.Fatal(err)
	}
	sweep(filepath.Dir(s.home.dir), s.home.as)
	if exists(s.home.dir) || exists(s.sockets) {
		t.Error("its folders are still there")
	}
	select {
	case <-s.child.done:
	case <-time.After(5 * time.Second):
		t.Error("it still runs")
	}
}

func TestParsePid(t *testing.T) {
	whole := "4711\n/data\n1700000000\n5432\n/tmp/s\n\n  123  4\nready   \n"
	for _, c := range []struct {
		text string
		want pidFile
		ok   bool
	}{
		{whole, pidFile{4711, "/tmp/s", true}, true},
		{strings.Replace(whole, "ready   ", "starting", 1), pidFile{4711, "/tmp/s", false}, true},
		{"4711\n/data\n1700000000\n5432\n", pidFile{pid: 4711}, true}, // just begun
		{"", pidFile{}, false},
		{"-4711\n", pidFile{}, false}, // would signal a whole group
		{"1\n", pidFile{}, false},
		{"x\n", pidFile{}, false},
	} {
		if got, ok := parsePid(c.text); got != c.want || ok != c.ok {
			t.Errorf("parsePid(%q) = %+v, %v; want %+v, %v", c.text, got, ok, c.want, c.ok)
		}
	}
}
