package postgres

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFindTakesARelativePath(t *testing.T) {
	found, err := Find(0)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Dir(found.Dir))
	t.Setenv("PG_BIN", filepath.Base(found.Dir))
	again, err := Find(0)
	if err != nil || !filepath.IsAbs(again.Dir) || again.Major != found.Major {
		t.Fatalf("found %+v, %v; want an absolute path to version %d", again, err, found.Major)
	}
	stop(t, start(t, Options{Throwaway: true}))
}

func TestFindDoesNotPassOverPGBin(t *testing.T) {
	t.Setenv("PG_BIN", t.TempDir())
	if _, err := Find(0); err == nil || !strings.Contains(err.Error(), "没有 initdb") {
		t.Errorf("an empty folder: %v", err)
	}
	t.Setenv("PG_BIN", fake(t, 14))
	if _, err := Find(0); err == nil || !strings.Contains(err.Error(), "太旧") {
		t.Errorf("version 14: %v", err)
	}
	t.Setenv("PG_BIN", fake(t, 18))
	if _, err := Find(16); err == nil || !strings.Contains(err.Error(), "PostgreSQL 16") {
		t.Errorf("version 18 for the data of 16: %v", err)
	}
}

func TestFindPrefersTheNewest(t *testing.T) {
	old, newest := fake(t, 15), fake(t, 18)
	onlyPlaces(t, old, newest, fake(t, 14))
	if b, err := Find(0); err != nil || b.Dir != newest || b.Major != 18 {
		t.Errorf("found %+v, %v", b, err)
	}
	if b, err := Find(15); err != nil || b.Dir != old {
		t.Errorf("for the data of 15 found %+v, %v", b, err)
	}
	if _, err := Find(16); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "PostgreSQL 16") {
		t.Errorf("for the data of 16: %v", err)
	}
}

func TestNothingFoundSaysWhatToInstall(t *testing.T) {
	onlyPlaces(t)
	_, err := Find(0)
	if !errors.Is(err, ErrNotFound) {
		t.Fatal(err)
	}
	for _, way := range []string{"apt-get install postgresql", "make postgres", "PG_BIN", "DATABASE_URL"} {
		if !strings.Contains(err.Error(), way) {
			t.Errorf("does not name %q", way)
		}
	}
}

// onlyPlaces hides every server of the machine but those in the given folders.
func onlyPlaces(t *testing.T, dirs ...string) {
	t.Helper()
	before := places
	t.Cleanup(func() { places = before })
	places = dirs
	t.Setenv("PG_BIN", "")
	t.Setenv("PATH", t.TempDir())
	t.Chdir(t.TempDir()) // out of the checkout, where npm's may lie
}

// fake makes programs that only tell a version.
func fake(t *testing.T, major int) string {
	t.Helper()
	dir := t.TempDir()
	text := "#!/bin/sh\necho 'postgres (PostgreSQL) " + string(rune('0'+major/10)) + string(rune('0'+major%10)) + ".1'\n"
	for _, name := range []string{"postgres", "initdb"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
