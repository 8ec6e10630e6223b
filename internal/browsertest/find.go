package browsertest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"baolei/internal/checkout"
)

// program is a browser and what its environment needs besides.
type program struct {
	path string
	env  []string
}

var errNoBrowser = errors.New(`没有找到 Chromium 或 Chrome，请任选其一：
  · Debian/Ubuntu：apt-get install chromium fonts-noto-cjk；macOS：安装 Google Chrome
  · 在源码目录执行 make browser（Linux x64，经 npm 下载一份，只放在源码目录内）
  · 设置 CHROME，指向浏览器程序
no browser found: install Chromium or Chrome, run "make browser", or set CHROME`)

// find looks for a browser in $CHROME, on the PATH, among the applications of
// macOS, and in what npm fetched into the checkout, in this order.
func find() (program, error) {
	if path := os.Getenv("CHROME"); path != "" {
		full, err := exec.LookPath(path)
		if err != nil {
			return program{}, fmt.Errorf("CHROME=%s: %w", path, err)
		}
		return program{path: full}, nil
	}
	for _, name := range []string{
		"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
	} {
		if path, err := exec.LookPath(name); err == nil {
			return program{path: path}, nil
		}
	}
	return fetched()
}

// fetched returns the browser that "make browser" unpacked. Libraries that the
// machine lacks are taken from the same package.
func fetched() (program, error) {
	root, ok := checkout.Root()
	if !ok {
		return program{}, errNoBrowser
	}
	unpacked := filepath.Join(root, "internal/browsertest/chromium/node_modules/.unpacked")
	path := filepath.Join(unpacked, "chromium")
	if _, err := os.Stat(path); err != nil {
		return program{}, errNoBrowser
	}
	p := program{path: path}
	needs, err := exec.Command("ldd", path).CombinedOutput() //nolint:noctx // a fixed path; answers at once
	if err == nil && strings.Contains(string(needs), "not found") {
		p.env = []string{"LD_LIBRARY_PATH=" + filepath.Join(unpacked, "lib")}
	}
	return p, nil
}
