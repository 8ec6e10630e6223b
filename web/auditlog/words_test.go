package auditlog

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"baolei/internal/core/access"
)

// Every action that the use cases write into the log has a Chinese word. The
// actions are read from the source, so that a new one cannot be forgotten.
func TestEveryActionHasAWord(t *testing.T) {
	found := map[string]bool{}
	literal := regexp.MustCompile(`^"([a-z_]+\.[a-z_]+)"$`)
	files, err := filepath.Glob("../../internal/app/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, "../../internal/core/access/policy.go") {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				if m := literal.FindStringSubmatch(lit.Value); m != nil && filepath.Ext(m[1]) != ".txt" && filepath.Ext(m[1]) != ".json" && filepath.Ext(m[1]) != ".yaml" {
					found[m[1]] = true
				}
			}
			return true
		})
	}
	if len(found) < 35 {
		t.Fatalf("only %d actions found: the search has gone wrong", len(found))
	}
	for action := range found {
		if actionWord(access.Action(action)) == action {
			t.Errorf("the action %s has no word", action)
		}
	}
}

func TestDetailsTellCodesAndNoText(t *testing.T) {
	for want, detail := range map[string]map[string]any{
		"条款 B2.4a": {"clause": "B2.4a", "before": nil, "after": map[string]any{"reason": "王某某住院"}, "reason": true},
		"从“自评中”，到“待考核”":      {"from": "draft", "to": "submitted", "version": 2.0},
		"任命，CZ-02，支部委员":      {"change": "appoint", "organisation": "CZ-02", "role": "branch_clerk", "until": ""},
		"":                   {"kind": 2.0},
		"新增，CZ-13，党支部，上级 CZ": {"change": "add", "code": "CZ-13", "level": "branch", "parent": "CZ"},
	} {
		if got := detailWords(detail); got != want {
			t.Errorf("%v is told as %q, want %q", detail, got, want)
		}
	}
}
