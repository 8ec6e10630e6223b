package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"baolei/internal/app"
	"baolei/internal/postgres"
	"baolei/internal/store"
)

// keyPath returns where the keys are: the file that BAOLEI_KEYS names, or, with
// the database that the program runs by itself, and for the demo, one beside
// that database's data, which is made at need. A database that somebody else
// looks after needs a file that somebody looks after.
func keyPath(demo bool) (path string, ours bool, err error) {
	if path := os.Getenv("BAOLEI_KEYS"); path != "" {
		return path, false, nil
	}
	if os.Getenv("DATABASE_URL") != "" && !demo {
		return "", false, errors.New("设了 DATABASE_URL 时，请用 BAOLEI_KEYS 写明密钥文件（加密身份证号和电话用）。第一次使用先执行：baolei keys new 文件名")
	}
	dir, err := postgres.DefaultDir()
	return filepath.Join(dir, "keys"), true, err
}

// openKeys loads the keys and makes sure that they fit what is sealed in the
// database. Keys are made only where nothing is sealed yet.
func openKeys(ctx context.Context, db *store.DB, demo bool) (*app.Keys, error) {
	path, ours, err := keyPath(demo)
	if err != nil {
		return nil, err
	}
	sealed, err := app.AnythingSealed(ctx, db)
	if err != nil {
		return nil, err
	}
	file, err := loadKeyFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		file, err = firstKeys(path, ours && !sealed)
	}
	if err != nil {
		return nil, err
	}
	keys, err := app.NewKeys(file.search, file.seal)
	if err != nil {
		return nil, err
	}
	if err := keys.Fit(ctx, db); err != nil {
		return nil, fmt.Errorf("密钥文件 %s 打不开数据库里加密的内容，请放回这个数据库自己的密钥文件：%w", path, err)
	}
	return keys, nil
}

// firstKeys makes the file, or says what to do. Where another process made it
// just now, that one counts.
func firstKeys(path string, make bool) (keyFile, error) {
	if !make {
		return keyFile{}, fmt.Errorf("没有密钥文件 %s。数据库里有加密的个人信息时请放回备份；新数据库请先执行：baolei keys new %s", path, path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o711); err != nil { //nolint:gosec // the server's account must pass through
		return keyFile{}, err
	}
	if err := newKeyFile().save(path, false); err != nil && !errors.Is(err, fs.ErrExist) {
		return keyFile{}, err
	}
	return loadKeyFile(path)
}

// keysCommand makes a key file, or adds a sealing key to one.
func keysCommand(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	if len(args) != 2 || args[0] != "new" {
		fmt.Fprintln(stderr, "用法：baolei keys new 文件名\n没有这个文件时建立；已有时加一个新的加密密钥，重启服务后用它加密，旧内容仍能打开。")
		return 2
	}
	said, err := newKey(args[1])
	if err != nil {
		fmt.Fprintf(stderr, "baolei: %v\n", err)
		return 1
	}
	fmt.Fprintln(stdout, said)
	return 0
}

func newKey(path string) (said string, err error) {
	file, err := loadKeyFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "已建立 " + path + "，请另行备份，不要和数据库备份放在一起。", newKeyFile().save(path, false)
	}
	if err != nil {
		return "", err
	}
	id := file.rotate()
	return fmt.Sprintf("已加入密钥 %d，请备份 %s 并重启服务。", id, path), file.save(path, true)
}
