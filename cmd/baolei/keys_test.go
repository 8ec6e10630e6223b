package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"baolei/internal/app"
)

func TestKeyFileIsMadeOnceAndRotated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys")
	if got := runCommand("", "keys", "new", path); got.status != 0 {
		t.Fatalf("make: %+v", got)
	}
	first, err := loadKeyFile(path)
	if err != nil || len(first.seal) != 1 {
		t.Fatalf("%d sealing keys, %v", len(first.seal), err)
	}
	if got := runCommand("", "keys", "new", path); got.status != 0 {
		t.Fatalf("rotate: %+v", got)
	}
	second, err := loadKeyFile(path)
	if err != nil || len(second.seal) != 2 || !bytes.Equal(first.seal[1], second.seal[1]) || !bytes.Equal(first.search, second.search) {
		t.Fatalf("rotating lost a key: %d sealing keys, %v", len(second.seal), err)
	}
	if bytes.Equal(second.seal[1], second.seal[2]) {
		t.Error("the new key is the old one")
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

func TestKeyFileIsForItsOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys")
	if err := newKeyFile().save(path, false); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	for _, mode := range []fs.FileMode{0o640, 0o604, 0o660} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := loadKeyFile(path); err == nil || !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("mode %v is taken: %v", mode, err)
		}
	}
}

// Ten processes that start at once must come to agree on one file.
func TestKeyFileMadeByManyAtOnceIsOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "keys")
	var got [10]keyFile
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			var err error
			if got[i], err = firstKeys(path, true); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i := range got {
		if !bytes.Equal(got[i].search, got[0].search) || !bytes.Equal(got[i].seal[1], got[0].seal[1]) {
			t.Errorf("process %d has other keys than the first", i)
		}
	}
}

func TestKeyFileFaultsNameTheLineAndNoKey(t *testing.T) {
	key := strings.Repeat("ab", app.KeySize)
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "缺少"},
		{"no sealing key", "search " + key, "缺少"},
		{"no search key", "seal 1 " + key, "缺少"},
		{"a short key", "search " + key + "\nseal 1 " + key[2:], "第 2 行"},
		{"no hexadecimal", "search " + key[1:] + "x", "第 1 行"},
		{"id 0", "search " + key + "\nseal 0 " + key, "第 2 行"},
		{"one id twice", "search " + key + "\nseal 1 " + key + "\nseal 1 " + key, "第 3 行"},
		{"two search keys", "search " + key + "\nsearch " + key, "第 2 行"},
		{"another word", "search " + key + "\nsign 1 " + key, "第 2 行"},
	} {
		_, err := parseKeyFile([]byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "abab") {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := parseKeyFile([]byte("# a remark\n\n  search " + key + "\r\nseal 4294967295 " + key)); err != nil {
		t.Errorf("spaces, remarks and the highest id are refused: %v", err)
	}
}

func TestWhereTheKeysAre(t *testing.T) {
	for _, c := range []struct {
		name, keys, url string
		demo            bool
		path            string // its end
		ours            bool
	}{
		{"named", "/etc/baolei/keys", "postgres://x", false, "/etc/baolei/keys", false},
		{"named, with the own database", "/etc/baolei/keys", "", false, "/etc/baolei/keys", false},
		{"the own database", "", "", false, "/keys", true},
		{"the demo on another database", "", "postgres://x", true, "/keys", true},
		{"another database", "", "postgres://x", false, "", false},
	} {
		t.Setenv("BAOLEI_KEYS", c.keys)
		t.Setenv("DATABASE_URL", c.url)
		path, ours, err := keyPath(c.demo)
		if (err != nil) != (c.path == "") || !strings.HasSuffix(path, c.path) || ours != c.ours {
			t.Errorf("%s: %q, ours %v, %v", c.name, path, ours, err)
		}
	}
}

// A file that is missed is never replaced by a new one where it may be that the
// database needs the old one.
func TestNoKeysAreMadeWhereTheyAreMissed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys")
	if _, err := firstKeys(path, false); err == nil || !strings.Contains(err.Error(), "放回备份") {
		t.Errorf("no word of the backup: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was made")
	}
}
