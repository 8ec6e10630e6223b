package postgres

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLibrariesAreLinkedAndLinksSurviveACopy(t *testing.T) {
	pkg := t.TempDir()
	native := filepath.Join(pkg, "native")
	write(t, filepath.Join(native, "lib", "libpq.so.5.17"), "library")
	write(t, filepath.Join(native, "bin", "postgres"), "#!/bin/sh")
	if err := os.Chmod(filepath.Join(native, "bin", "postgres"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(native, "pg-symlinks.json"), `[{"source":"native/lib/libpq.so.5.17","target":"native/lib/libpq.so.5"}]`)
	for range 2 { // the second time the link is there
		if err := linkLibraries(native); err != nil {
			t.Fatal(err)
		}
	}
	copied := filepath.Join(t.TempDir(), "copy")
	for range 2 {
		if err := copyOnce(native, copied); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(filepath.Join(copied, "lib", "libpq.so.5")); err != nil || string(text) != "library" {
		t.Errorf("through the copied link: %q, %v", text, err)
	}
	info, err := os.Stat(filepath.Join(copied, "bin", "postgres"))
	if err != nil || info.Mode().Perm() != 0o744 {
		t.Errorf("the copied program: %v, %v; want it to be executable still and readable by all", info.Mode(), err)
	}
}

func TestLinksStayInThePackage(t *testing.T) {
	for _, links := range []string{
		`[{"source":"native/lib/a","target":"../../outside"}]`,
		`[{"source":"/etc/passwd","target":"native/lib/a"}]`,
	} {
		native := filepath.Join(t.TempDir(), "native")
		write(t, filepath.Join(native, "pg-symlinks.json"), links)
		if err := linkLibraries(native); err == nil {
			t.Errorf("%s: accepted", links)
		}
	}
}
