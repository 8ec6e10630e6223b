package browsertest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"baolei/internal/checkout"
)

var errNoFont = errors.New(`没有找到中文字体，页面会显示为方框，请任选其一：
  · Debian/Ubuntu：apt-get install fonts-noto-cjk
  · 在源码目录执行 make browser（经 npm 下载一种，只放在源码目录内）
no Chinese font found: install one or run "make browser"`)

// chineseFont returns the environment with which the browser finds a Chinese
// font: none where the machine has one.
func chineseFont() ([]string, error) {
	if runtime.GOOS != "linux" {
		return nil, nil // macOS brings its own
	}
	if out, err := exec.Command("fc-list", ":lang=zh").Output(); err == nil && strings.TrimSpace(string(out)) != "" { //nolint:noctx // answers at once
		return nil, nil
	}
	root, ok := checkout.Root()
	if !ok {
		return nil, errNoFont
	}
	modules := filepath.Join(root, "internal/browsertest/chromium/node_modules")
	font := filepath.Join(modules, "@expo-google-fonts/noto-sans-sc/400Regular")
	if _, err := os.Stat(font); err != nil {
		return nil, errNoFont
	}
	conf, err := writeFontConfig(modules, font)
	if err != nil {
		return nil, err
	}
	return []string{"FONTCONFIG_FILE=" + conf}, nil
}

// writeFontConfig writes the configuration that names the font's folder beside
// the system's own configuration.
func writeFontConfig(modules, font string) (string, error) {
	dir := filepath.Join(modules, ".unpacked")
	conf := filepath.Join(dir, "fonts.conf")
	text := fmt.Sprintf(`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>%s</dir>
  <cachedir>%s</cachedir>
</fontconfig>
`, font, filepath.Join(dir, "font-cache"))
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // an ordinary folder of a checkout
		return "", err
	}
	return conf, os.WriteFile(conf, []byte(text), 0o644) //nolint:gosec // nothing secret
}
