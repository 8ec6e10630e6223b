package static

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// Prefix is the path under which Handler serves; URLs made by URL start with it.
const Prefix = "/static/"

//go:embed files
var embedded embed.FS

// asset is one file as it goes over the wire.
type asset struct {
	plain, zipped []byte // zipped is nil where it would not be shorter
	contentType   string
	etag          string
}

var urls, assets = mustLoad(embedded, "files")

// URL returns the address of the named file ("app.css") with a digest of its content in it,
// so that it may be cached for ever. It panics for a file that is not embedded: the names are
// constants of the program, and a test renders every page that uses one.
func URL(name string) string {
	u, ok := urls[name]
	if !ok {
		panic(fmt.Sprintf("static: no file %q", name))
	}
	return u
}

func mustLoad(fsys fs.FS, dir string) (map[string]string, map[string]asset) {
	urls, assets, err := load(fsys, dir)
	if err != nil {
		panic("static: " + err.Error())
	}
	return urls, assets
}

// load reads every file of dir, names it by its content and compresses it once.
func load(fsys fs.FS, dir string) (map[string]string, map[string]asset, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, nil, err
	}
	urls, assets := map[string]string{}, map[string]asset{}
	for _, e := range entries {
		body, err := fs.ReadFile(fsys, path.Join(dir, e.Name()))
		if err != nil {
			return nil, nil, err
		}
		a, err := newAsset(e.Name(), body)
		if err != nil {
			return nil, nil, err
		}
		hashed := hashedName(e.Name(), body)
		urls[e.Name()] = Prefix + hashed
		assets[hashed] = a
	}
	return urls, assets, nil
}

// hashedName puts 64 bits of the content's digest before the last extension: app.css → app.0123456789abcdef.css.
func hashedName(name string, body []byte) string {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:8]) + ext
}

func newAsset(name string, body []byte) (asset, error) {
	ct, ok := contentTypes[path.Ext(name)]
	if !ok {
		return asset{}, fmt.Errorf("%s: no content type for this extension", name)
	}
	zipped, err := compress(body)
	if err != nil {
		return asset{}, fmt.Errorf("%s: %w", name, err)
	}
	if len(zipped) >= len(body) {
		zipped = nil
	}
	sum := sha256.Sum256(body)
	return asset{plain: body, zipped: zipped, contentType: ct, etag: `"` + hex.EncodeToString(sum[:8]) + `"`}, nil
}

// contentTypes is explicit because mime.TypeByExtension depends on files of the machine.
var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".txt": "text/plain; charset=utf-8",
}

func compress(body []byte) ([]byte, error) {
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
