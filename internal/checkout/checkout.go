// Package checkout finds the source of this module on the machine, for things
// that are kept beside it in development: the data of the default server and
// what npm fetched. A deployed program has no checkout and needs none.
package checkout

import (
	"os"
	"path/filepath"
	"strings"
)

// Root returns the folder of this module's source, at or above the working
// directory, and whether there is one.
func Root() (string, bool) {
	wd, err := os.Getwd()
	if err != nil {
		return "", false
	}
	for dir := wd; ; dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(data), "module baolei\n") {
			return dir, true
		}
		if dir == filepath.Dir(dir) {
			return "", false
		}
	}
}
