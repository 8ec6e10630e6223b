package main

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app"
)

// keyFile is what a key file holds, as text: a line "search <hex>" with the key
// of the digests, and a line "seal <id> <hex>" for each sealing key. Lines that
// are empty or begin with # say nothing.
type keyFile struct {
	search []byte
	seal   map[uint32][]byte
}

// newKeyFile draws the first keys.
func newKeyFile() keyFile {
	return keyFile{search: randomKey(), seal: map[uint32][]byte{1: randomKey()}}
}

func randomKey() []byte {
	key := make([]byte, app.KeySize)
	_, _ = rand.Read(key) // never fails
	return key
}

// rotate adds a sealing key that is used from now on, and returns its id.
func (k keyFile) rotate() uint32 {
	var last uint32
	for id := range k.seal {
		last = max(last, id)
	}
	k.seal[last+1] = randomKey()
	return last + 1
}

func (k keyFile) text() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# 堡垒指数的密钥。请与数据库分开备份；丢失后加密的个人信息无法恢复。\nsearch %x\n", k.search)
	var ids []uint32
	for id := range k.seal {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		fmt.Fprintf(&b, "seal %d %x\n", id, k.seal[id])
	}
	return b.Bytes()
}

// parseKeyFile reads a key file's text. Its errors name lines, never keys.
func parseKeyFile(text []byte) (keyFile, error) {
	k := keyFile{seal: map[uint32][]byte{}}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !k.take(strings.Fields(line)) {
			return k, fmt.Errorf("第 %d 行应为 search <64 位十六进制> 或 seal <编号> <64 位十六进制>，且不能重复", n)
		}
	}
	if k.search == nil || len(k.seal) == 0 {
		return k, errors.New("缺少 search 行或 seal 行")
	}
	return k, lines.Err()
}

func (k *keyFile) take(words []string) bool {
	key, err := hex.DecodeString(words[len(words)-1])
	if err != nil || len(key) != app.KeySize {
		return false
	}
	switch {
	case len(words) == 2 && words[0] == "search" && k.search == nil:
		k.search = key
		return true
	case len(words) == 3 && words[0] == "seal":
		id, err := strconv.ParseUint(words[1], 10, 32)
		if err != nil || id == 0 || k.seal[uint32(id)] != nil {
			return false
		}
		k.seal[uint32(id)] = key
		return true
	}
	return false
}

// loadKeyFile reads a key file that nobody but its owner can read. Its error is
// fs.ErrNotExist where there is none.
func loadKeyFile(path string) (keyFile, error) {
	info, err := os.Stat(path)
	if err != nil {
		return keyFile{}, err
	}
	if !info.Mode().IsRegular() || info.Mode().Perm()&0o077 != 0 {
		return keyFile{}, fmt.Errorf("密钥文件 %s 必须是普通文件，且只有所有者能读写，请执行 chmod 600", path)
	}
	text, err := os.ReadFile(path) //nolint:gosec // the operator names it
	if err != nil {
		return keyFile{}, err
	}
	k, err := parseKeyFile(text)
	if err != nil {
		return keyFile{}, fmt.Errorf("密钥文件 %s：%w", path, err)
	}
	return k, nil
}

// save writes the file as a whole or not at all, readable by its owner only. A
// file that is there is replaced only where over is true; otherwise the error
// is fs.ErrExist.
func (k keyFile) save(path string, over bool) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), ".keys-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if gone := os.Remove(temp.Name()); !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}()
	_, err = temp.Write(k.text())
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if over {
		return os.Rename(temp.Name(), path)
	}
	return os.Link(temp.Name(), path)
}
