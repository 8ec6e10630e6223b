package internal_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The direction is cmd → web, job → app → store → core → standard library. A
// rule says what packages of a place may import of this module; the first rule
// that matches counts. "x/..." means x and everything below.
var rules = []rule{
	{from: "cmd/...", may: []string{"web/...", "internal/job/...", "internal/app/...", "internal/demo", "internal/postgres", "internal/store", "internal/core/...", "migrations"}},
	{from: "web/ui/...", may: []string{"web/ui/...", "web/static"}}, // components know values, no nouns
	{from: "web/...", may: []string{"web/...", "internal/app/...", "internal/core/..."}},
	{from: "internal/job/...", may: []string{"internal/job/...", "internal/app/...", "internal/store", "internal/core/..."}},
	{from: "internal/app/...", may: []string{"internal/app", "internal/store", "internal/core/..."}},
	{from: "internal/store/storetest", may: []string{"internal/store", "internal/postgres", "migrations"}},
	{from: "internal/store", may: []string{"internal/core/...", "migrations"}},
	{from: "internal/core/...", may: []string{"internal/core/..."}},
	{from: "internal/demo/demotest", may: []string{"internal/demo", "internal/store/storetest", "internal/app", "internal/store", "internal/core/..."}},
	{from: "internal/demo", may: []string{"internal/app/...", "internal/store", "internal/core/..."}},
	{from: "internal/postgres/...", may: []string{"internal/postgres", "internal/checkout"}},
	{from: "internal/browsertest/...", may: []string{"internal/browsertest", "internal/checkout"}},
	{from: "internal/checkout"},
	{from: "migrations"},
	{from: "internal"}, // this test
}

// support is for tests only.
var support = []string{"internal/store/storetest", "internal/browsertest"}

// wiring is what tests of the web need besides, to set it up as cmd does.
var wiring = []string{"internal/store", "internal/demo/..."}

// cast is what the test of a capability needs besides: a city, and what other
// people do there before and after.
var cast = []string{"internal/demo/...", "internal/app/..."}

// A core that reads files, clocks or chance cannot be checked by arithmetic.
var impure = []string{"os/...", "net", "net/http/...", "database/...", "log/...", "math/rand/...", "syscall", "unsafe"}

// pureModules are what the core takes from other modules: they compute and do
// nothing else.
var pureModules = map[string][]string{"internal/core/indicator": {"go.yaml.in/yaml/v3"}, "internal/core/record": {"golang.org/x/text/unicode/norm"},
	"internal/core/record/table": {"golang.org/x/text/unicode/norm"}}

var meaningless = []string{"util", "utils", "helper", "helpers", "common", "misc", "shared", "lib"}

type rule struct {
	from string
	may  []string
}

// edge is one import, of a package of this module or of another.
type edge struct {
	from, to string // without the module's name
	own      bool   // to is of this module
	test     bool   // in a test file
}

// fault returns what is wrong with an import, or "".
func fault(e edge) string {
	i := slices.IndexFunc(rules, func(r rule) bool { return matches(r.from, e.from) })
	if i < 0 {
		return e.from + " has no place in the architecture: give it a rule"
	}
	if slices.Contains(meaningless, path.Base(e.from)) {
		return e.from + ": name a package after what it provides"
	}
	if !e.own {
		return outsideFault(e)
	}
	if e.test && (within(e.to, e.from) || slices.Contains(support, e.to)) {
		return ""
	}
	if e.test && within(e.from, "web") && !within(e.from, "web/ui") && matchesAny(wiring, e.to) {
		return ""
	}
	if e.test && matches("internal/app/...", e.from) && matchesAny(cast, e.to) {
		return ""
	}
	if !matchesAny(rules[i].may, e.to) && !ownCapability(e) {
		return fmt.Sprintf("%s must not import %s", e.from, e.to)
	}
	return ""
}

// outsideFault judges imports of the standard library and of other modules,
// which only the core is strict about.
func outsideFault(e edge) string {
	switch {
	case !matches("internal/core/...", e.from) || e.test && (standard(e.to) || e.to == "pgregory.net/rapid"):
		return ""
	case standard(e.to) && matchesAny(impure, e.to):
		return fmt.Sprintf("%s must not import %s: the core is pure", e.from, e.to)
	case !standard(e.to) && !slices.Contains(pureModules[e.from], e.to):
		return fmt.Sprintf("%s must not import %s: the core has no dependencies", e.from, e.to)
	}
	return ""
}

// ownCapability tells imports inside one package tree below app.
func ownCapability(e edge) bool {
	parts := strings.Split(e.from, "/")
	return matches("internal/app/...", e.from) && len(parts) > 2 && within(e.to, strings.Join(parts[:3], "/"))
}

func matches(pattern, p string) bool {
	if tree, ok := strings.CutSuffix(pattern, "/..."); ok {
		return within(p, tree)
	}
	return p == pattern
}

func matchesAny(patterns []string, p string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(pattern, p) })
}

func within(p, tree string) bool { return p == tree || strings.HasPrefix(p, tree+"/") }

// standard tells the standard library by the missing dot in its first element.
func standard(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	return !strings.Contains(first, ".")
}

func TestDirectionOfImports(t *testing.T) {
	watchSources(t)
	edges := imports(t)
	if len(edges) < 100 {
		t.Fatalf("go list told only %d imports", len(edges))
	}
	for _, e := range edges {
		if f := fault(e); f != "" {
			t.Error(f)
		}
	}
}

const module = "baolei/"

// imports asks go list for every import of every package, tests included.
func imports(t *testing.T) []edge {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	cmd.Dir = ".."
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var edges []edge
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath                         string
			Imports, TestImports, XTestImports []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return edges
		} else if err != nil {
			t.Fatal(err)
		}
		edges = append(edges, edgesFrom(p.ImportPath, p.Imports, false)...)
		edges = append(edges, edgesFrom(p.ImportPath, append(p.TestImports, p.XTestImports...), true)...)
	}
}

// watchSources looks at every source file, so that the go command knows what this
// test depends on and does not repeat an old result after a file has changed.
func watchSources(t *testing.T) {
	t.Helper()
	for _, top := range []string{"../cmd", "../internal", "../migrations", "../web"} {
		err := filepath.WalkDir(top, func(file string, d fs.DirEntry, err error) error {
			if err == nil && d.Name() == "node_modules" {
				return fs.SkipDir
			}
			if err == nil && path.Ext(file) == ".go" {
				_, err = os.Stat(file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func edgesFrom(from string, imports []string, test bool) []edge {
	edges := []edge{{from: strings.TrimPrefix(from, module), to: "builtin"}} // so that a package without imports is judged too
	for _, to := range imports {
		own, found := strings.CutPrefix(to, module)
		edges = append(edges, edge{from: strings.TrimPrefix(from, module), to: own, own: found, test: test})
	}
	return edges
}

func TestFaultFindsViolations(t *testing.T) {
	const none = ""
	for _, c := range []struct {
		name string
		edge edge
		want string
	}{
		{"a page takes a use case", edge{"web/review", "internal/app/examine", true, false}, none},
		{"a page takes a value", edge{"web/review", "internal/core/scoring", true, false}, none},
		{"a page reaches the data", edge{"web/review", "internal/store", true, false}, "web/review must not import internal/store"},
		{"a page's test sets up the data", edge{"web/review", "internal/store", true, true}, none},
		{"a component's test does not", edge{"web/ui", "internal/store", true, true}, "must not import"},
		{"a page runs a server", edge{"web", "internal/postgres", true, false}, "must not import"},
		{"the web's test sets up the data", edge{"web", "internal/store", true, true}, none},
		{"the web itself does not", edge{"web", "internal/store", true, false}, "must not import"},
		{"a component knows a noun", edge{"web/ui", "internal/core/access", true, false}, "must not import"},
		{"a use case takes the store", edge{"internal/app/assess", "internal/store", true, false}, none},
		{"a use case takes what all share", edge{"internal/app/assess", "internal/app", true, false}, none},
		{"a use case takes its own part", edge{"internal/app/assess", "internal/app/assess/evidence", true, false}, none},
		{"a use case takes another", edge{"internal/app/assess", "internal/app/examine", true, false}, "must not import internal/app/examine"},
		{"its test plays what came before", edge{"internal/app/examine", "internal/app/assess", true, true}, none},
		{"its test sets up a city", edge{"internal/app/examine", "internal/demo", true, true}, none},
		{"its test takes the city for tests", edge{"internal/app/examine", "internal/demo/demotest", true, true}, none},
		{"a use case takes the city for tests", edge{"internal/app/examine", "internal/demo/demotest", true, false}, "must not import"},
		{"the product takes the city for tests", edge{"cmd/baolei", "internal/demo/demotest", true, false}, "must not import"},
		{"the demo takes the city for tests", edge{"internal/demo", "internal/demo/demotest", true, false}, "must not import"},
		{"the city for tests gets databases", edge{"internal/demo/demotest", "internal/store/storetest", true, false}, none},
		{"what all share takes a use case", edge{"internal/app", "internal/app/examine", true, false}, "must not import"},
		{"a use case shows a page", edge{"internal/app/assess", "web/page", true, false}, "must not import"},
		{"the store takes the core", edge{"internal/store", "internal/core/workflow", true, false}, none},
		{"the store takes a use case", edge{"internal/store", "internal/app", true, false}, "must not import"},
		{"tests get databases", edge{"internal/store", "internal/store/storetest", true, true}, none},
		{"the product gets test databases", edge{"internal/app", "internal/store/storetest", true, false}, "must not import"},
		{"a test drives a browser", edge{"web/signin", "internal/browsertest", true, true}, none},
		{"the product drives a browser", edge{"web/signin", "internal/browsertest", true, false}, "must not import"},
		{"the core takes the core", edge{"internal/core/workflow", "internal/core/access", true, false}, none},
		{"the core takes the store", edge{"internal/core/scoring", "internal/store", true, false}, "must not import"},
		{"the core's test takes the store", edge{"internal/core/scoring", "internal/store", true, true}, "must not import"},
		{"the core compares", edge{"internal/core/scoring", "cmp", false, false}, none},
		{"the core reads files", edge{"internal/core/scoring", "os", false, false}, "the core is pure"},
		{"the core's test reads files", edge{"internal/core/scoring", "os", false, true}, none},
		{"the core throws dice", edge{"internal/core/sampling", "math/rand/v2", false, false}, "the core is pure"},
		{"the core serves", edge{"internal/core/sampling", "net/http", false, false}, "the core is pure"},
		{"the core logs", edge{"internal/core/sampling", "log/slog", false, false}, "the core is pure"},
		{"indicators read YAML", edge{"internal/core/indicator", "go.yaml.in/yaml/v3", false, false}, none},
		{"records fold widths", edge{"internal/core/record", "golang.org/x/text/unicode/norm", false, false}, none},
		{"scoring folds widths", edge{"internal/core/scoring", "golang.org/x/text/unicode/norm", false, false}, "no dependencies"},
		{"scoring reads YAML", edge{"internal/core/scoring", "go.yaml.in/yaml/v3", false, false}, "no dependencies"},
		{"the core checks properties", edge{"internal/core/scoring", "pgregory.net/rapid", false, true}, none},
		{"the core brings rapid along", edge{"internal/core/scoring", "pgregory.net/rapid", false, false}, "no dependencies"},
		{"migrations know the store", edge{"migrations", "internal/store", true, false}, "must not import"},
		{"a package without a place", edge{"internal/mailer", "fmt", false, false}, "has no place"},
		{"a package without a meaning", edge{"internal/core/util", "fmt", false, false}, "name a package"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := fault(c.edge)
			if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
				t.Errorf("fault(%+v) = %q, want %q", c.edge, got, c.want)
			}
		})
	}
}

func TestTopLevel(t *testing.T) {
	want := []string{"Makefile", "README.md", "cmd", "go.mod", "go.sum", "internal", "migrations", "web"}
	untracked := []string{"bin", "tmp"} // see .gitignore
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(untracked, e.Name()) {
			got = append(got, e.Name())
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the top level holds %q, want %q", got, want)
	}
}
