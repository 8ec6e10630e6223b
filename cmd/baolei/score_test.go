package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baolei/internal/core/indicator"
)

type outcome struct {
	status         int
	stdout, stderr string
}

func runCommand(stdin string, args ...string) outcome {
	var stdout, stderr bytes.Buffer
	status := run(args, strings.NewReader(stdin), &stdout, &stderr)
	return outcome{status, stdout.String(), stderr.String()}
}

func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const blankLine = `{"id":"a","findings":[]}` + "\n"

func TestScoreExitStatus(t *testing.T) {
	good, bad := writeFile(t, "good.jsonl", blankLine), writeFile(t, "bad.jsonl", "{}")
	unsound := writeFile(t, "set.yaml", "code: x\n")
	for _, c := range []struct {
		name          string
		stdin         string
		args          []string
		status, lines int
	}{
		{"standard input", blankLine, nil, 0, 1},
		{"no input", "", nil, 0, 0},
		{"a line that cannot be scored", blankLine + "{}\n" + blankLine, nil, 1, 3},
		{"a file", "x", []string{good}, 0, 1},
		{"files in their order", "x", []string{good, bad, good}, 1, 3},
		{"embedded set named by nothing", "", []string{"--indicators"}, 2, 0},
		{"empty name of a set", blankLine, []string{"--indicators", ""}, 2, 0},
		{"unknown option", blankLine, []string{"--fast"}, 2, 0},
		{"unknown option after a file", "", []string{good, "--fast"}, 2, 0},
		{"missing file", blankLine, []string{good, good + ".no"}, 2, 0},
		{"a folder", blankLine, []string{good, t.TempDir()}, 2, 0},
		{"a file that opens but cannot be read", blankLine, []string{good, "/proc/self/mem"}, 2, 0}, // elsewhere than on Linux it is missing
		{"missing set", blankLine, []string{"--indicators", good + ".no"}, 2, 0},
		{"a folder as a set", blankLine, []string{"--indicators", t.TempDir()}, 2, 0},
		{"unsound set", blankLine, []string{"--indicators", unsound}, 2, 0},
		{"an option's name after --", "", []string{"--", "--fast"}, 2, 0},
		{"help", "", []string{"--help"}, 0, strings.Count(scoreUsage, "\n")},
	} {
		got := runCommand(c.stdin, append([]string{"score"}, c.args...)...)
		if got.status != c.status || strings.Count(got.stdout, "\n") != c.lines {
			t.Errorf("%s: status %d, want %d; output %.200s", c.name, got.status, c.status, got.stdout)
		}
		if (got.stderr == "") != (c.status == 0) {
			t.Errorf("%s: standard error %q", c.name, got.stderr)
		}
	}
}

func TestUnsoundSetIsExplained(t *testing.T) {
	set := writeFile(t, "set.yaml", "code: x\nedition: 1\n")
	got := runCommand("", "score", "--indicators="+set)
	if !strings.Contains(got.stderr, set+":2: ") {
		t.Errorf("standard error %q", got.stderr)
	}
}

// The figures are worked by hand at the head of the set's file.
func TestScoreByAnotherSet(t *testing.T) {
	set := filepath.Join("..", "..", "internal", "core", "indicator", "testdata", "county-2026.yaml")
	input := writeFile(t, "in.jsonl", `{"id":"v","kind":"village","findings":[{"clause":"A1.1a","count":5},{"clause":"A1.2a","actual":1},`+
		`{"clause":"A1.3a","option":"fair"},{"clause":"A2.1a","amount":2.5},{"clause":"A2.1b","occurred":true},{"clause":"A2.2a","counts":{"town":2,"county":3}},`+
		`{"clause":"K1a","count":7},{"clause":"K2a","count":5},{"clause":"E1a","occurred":true},{"clause":"E2a","count":2},{"clause":"D1a","count":4},`+
		`{"clause":"D2a","count":7},{"clause":"R1a","count":3}]}`+"\n"+
		`{"kind":"enterprise","id":"e","findings":[]}`+"\n"+
		`{"id":"n","findings":[]}`+"\n"+`{"id":"s","kind":"school","findings":[]}`+"\n"+`{"id":"t","kind":1,"findings":[]}`+"\n"+
		`{"id":"k","kind":"enterprise","findings":[{"clause":"K1a","count":1}]}`+"\n")
	got := runCommand("", "score", input, "--indicators", set)
	want := []string{
		`{"id":"v","indicators":"county-2026","base":76.5,"pioneer":15,"bottom":20,"total":71.5,"vetoed":false,"vetoes":[],"grade":"fair","items":[{"item":"A1.1","weight":12,"raw":10,"score":10,`,
		`{"id":"e","indicators":"county-2026","base":68,"pioneer":0,"bottom":0,"total":68,"vetoed":false,"vetoes":[],"grade":"weak",`,
		`{"id":"n","error":{"code":"wrong_field","clause":null,`, `{"id":"s","error":{"code":"wrong_field","clause":null,`,
		`{"id":"t","error":{"code":"wrong_field","clause":null,`, `{"id":"k","error":{"code":"unknown_clause","clause":"K1a",`,
	}
	lines := strings.Split(strings.TrimSuffix(got.stdout, "\n"), "\n")
	if got.status != 1 || len(lines) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if !strings.HasPrefix(lines[i], want[i]) {
			t.Errorf("got %s\nwant %s", lines[i], want[i])
		}
	}
	if strings.Contains(lines[0], `"K3"`) || !strings.Contains(lines[0], `{"item":"K2","weight":15,"raw":9,"score":6,"clauses":[{"clause":"K2a","amount":9}]}`) {
		t.Errorf("a village's items: %s", lines[0])
	}
}

func TestIndicatorsShowAndCheck(t *testing.T) {
	shown := runCommand("", "indicators", "show")
	if shown.status != 0 || shown.stdout != string(indicator.Source()) {
		t.Fatalf("show: status %d, %d bytes", shown.status, len(shown.stdout))
	}
	sound := runCommand("", "indicators", "check", writeFile(t, "set.yaml", shown.stdout))
	if sound.status != 0 || strings.Count(sound.stdout, "\n") != 1 || !strings.HasPrefix(sound.stdout, "jinhua-2018") || sound.stderr != "" {
		t.Errorf("a sound set: %+v", sound)
	}
	var stderr bytes.Buffer
	if status := indicatorsCommand([]string{"check", writeFile(t, "set.yaml", shown.stdout)}, nil, brokenPipe{}, &stderr); status != 2 || stderr.Len() == 0 {
		t.Errorf("a summary that is lost: exit %d, %q", status, &stderr)
	}
	broken := writeFile(t, "set.yaml", strings.NewReplacer("weight: 80", "weight: 81", "kind: stepped", "kind: staged").Replace(shown.stdout))
	got := runCommand("", "indicators", "check", broken)
	lines := strings.Split(strings.TrimSuffix(got.stderr, "\n"), "\n")
	// "weight: 80" stands in line 15 of the embedded set.
	if got.status != 1 || got.stdout != "" || len(lines) != 2 || !strings.HasPrefix(lines[0], broken+":15: 基本分的权重分是 81") || !strings.Contains(lines[1], "staged") {
		t.Errorf("two faults: %+v", got)
	}
	for _, args := range [][]string{{"check", broken + ".no"}, {"check", t.TempDir()}, {"check"}, {"check", "a", "b"}, {"show", "x"}, {}, {"list"}} {
		if got := runCommand("", append([]string{"indicators"}, args...)...); got.status != 2 || got.stdout != "" || got.stderr == "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
}

func TestUnknownSubcommand(t *testing.T) {
	for _, args := range [][]string{{}, {"fly"}} {
		got := runCommand("", args...)
		if got.status != 2 || got.stdout != "" || !strings.Contains(got.stderr, "indicators") {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if got := runCommand("", "--help"); got.status != 0 || !strings.Contains(got.stdout, "score") {
		t.Errorf("help: %+v", got)
	}
}
