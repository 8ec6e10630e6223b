package auditlog

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"baolei/internal/core/rectify"
)

// namedElsewhere are the expressions whose words are written somewhere else than
// in the entry: a parameter, whose words the calls give, and a step's own code.
var namedElsewhere = map[string]bool{
	"change":            true, // of noted, whose calls are read
	"change.word":       true, // of seatChange, whose literals are read
	"word":              true, // of onAccount: reset, enable, disable
	"string(in.Action)": true, // of rectify
}

// Every change that the use cases write into the log, and every kind of object,
// is told in Chinese. Both are read from the source.
func TestEveryChangeAndObjectHasAWord(t *testing.T) {
	changes := map[string]bool{"reset": true, "enable": true, "disable": true}
	for _, a := range []rectify.Action{rectify.Measure, rectify.Start, rectify.Progress, rectify.HandOver, rectify.Pass, rectify.Fail, rectify.Replan, rectify.End, rectify.GiveBack} {
		changes[string(a)] = true
	}
	kinds := map[string]bool{}
	for _, file := range useCases(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if literal(n.Key) == "change" {
					collect(t, n.Value, changes)
				}
			case *ast.CompositeLit:
				if name, ok := n.Type.(*ast.Ident); ok && name.Name == "seatChange" {
					collect(t, n.Elts[0], changes)
				}
			case *ast.CallExpr:
				called, ok := n.Fun.(*ast.SelectorExpr)
				switch {
				case ok && called.Sel.Name == "noted":
					collect(t, n.Args[len(n.Args)-1], changes)
				case ok && (called.Sel.Name == "Done" && len(n.Args) == 5 || called.Sel.Name == "Refuse" && len(n.Args) == 6):
					if kind := literal(n.Args[len(n.Args)-3]); kind != "" {
						kinds[kind] = true
					}
				}
			}
			return true
		})
	}
	if len(changes) < 25 || len(kinds) < 20 {
		t.Fatalf("only %d changes and %d kinds found: the search has gone wrong", len(changes), len(kinds))
	}
	latin := regexp.MustCompile(`[A-Za-z]`)
	for change := range changes {
		if word := valueWord(change); latin.MatchString(word) {
			t.Errorf("the change %s is told as %q", change, word)
		}
	}
	for kind := range kinds {
		if word := objectWord(kind, 0, ""); latin.MatchString(word) {
			t.Errorf("the object %s is told as %q", kind, word)
		}
	}
}

// useCases reads the source of the use cases.
func useCases(t *testing.T) []*ast.File {
	t.Helper()
	files, err := filepath.Glob("../../internal/app/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var list []*ast.File
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, tree)
	}
	return list
}

// collect takes the words that an expression may be: a text, or one of two.
func collect(t *testing.T, e ast.Expr, to map[string]bool) {
	t.Helper()
	if text := literal(e); text != "" {
		to[text] = true
		return
	}
	if at, ok := e.(*ast.IndexExpr); ok {
		if two, ok := at.X.(*ast.CompositeLit); ok {
			for _, one := range two.Elts {
				if pair, ok := one.(*ast.KeyValueExpr); ok {
					collect(t, pair.Value, to)
				}
			}
			return
		}
	}
	if !namedElsewhere[types.ExprString(e)] {
		t.Errorf("it is not known which words %s may be", types.ExprString(e))
	}
}

func literal(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if text, err := strconv.Unquote(lit.Value); err == nil {
			return text
		}
	}
	return ""
}
