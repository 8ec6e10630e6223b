package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"baolei/internal/core/sampling"
)

const sampleSeed = "31415926535897932384"

// runSampleCommand runs `baolei sample` with these arguments.
func runSampleCommand(args ...string) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	status = sampleCommand(args, strings.NewReader(""), &out, &err)
	return status, out.String(), err.String()
}

func writeSample(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// wantRefused checks the exit status, a silent standard output, and that there is
// something to read on standard error.
func wantRefused(t *testing.T, want int, args ...string) string {
	t.Helper()
	status, stdout, stderr := runSampleCommand(args...)
	if status != want || stdout != "" || strings.TrimSpace(stderr) == "" {
		t.Errorf("%q: exit %d, stdout %q, stderr %q, want exit %d and words on stderr only", args, status, stdout, stderr, want)
	}
	return stderr
}

// The numbers are those of the published test vector.
func TestSampleDrawPrintsTheVector(t *testing.T) {
	population := writeSample(t, "population.tsv", "A-01\tb=c\t1\nA-02\tb=c\t1\nB-01\ta\t1\nC-01\tz\t1\n")
	want := "A-02\tb=c\t1\t11677322c93abe7a7e87a5fb1731884f26bbeea7b0adb9fdc6e1fdaf74d479e3\n" +
		"A-01\tb=c\t1\t9fc1b992a926e27e05bac68f4733488e008b000a13d8dc60785975d4631b2bac\n"
	for _, size := range [][]string{{"--size=b=c=2"}, {"--size", "b=c=2"}, {"-size", "b=c=2"}} {
		args := append([]string{"draw", "--population", population, "--seed=" + sampleSeed}, size...)
		if status, stdout, stderr := runSampleCommand(args...); status != 0 || stdout != want || stderr != "" {
			t.Errorf("%q: exit %d, stdout\n%s\nstderr %q", args, status, stdout, stderr)
		}
	}
	// Strata come in bytewise order, whatever the order of the options.
	_, stdout, _ := runSampleCommand("draw", "--size", "b=c=1", "--size", "a=1", "--seed", sampleSeed, "--population", population)
	if lines := strings.Split(stdout, "\n"); len(lines) != 3 || !strings.HasPrefix(lines[0], "B-01\ta\t1\t") || lines[1]+"\n" != want[:len(lines[1])+1] {
		t.Errorf("stdout\n%s", stdout)
	}
}

func TestSampleDrawRefuses(t *testing.T) {
	good := "A-01\ts\t1\nA-02\ts\t1\n"
	for name, c := range map[string]struct {
		population string
		options    []string
	}{
		"no size":                {good, []string{"--seed", sampleSeed}},
		"no seed":                {good, []string{"--size", "s=1"}},
		"seed of 19 digits":      {good, []string{"--size", "s=1", "--seed", sampleSeed[1:]}},
		"seed with a space":      {good, []string{"--size", "s=1", "--seed", sampleSeed + " "}},
		"seed twice":             {good, []string{"--size", "s=1", "--seed", sampleSeed, "--seed", sampleSeed}},
		"size 0":                 {good, []string{"--size", "s=0", "--seed", sampleSeed}},
		"size with a zero first": {good, []string{"--size", "s=01", "--seed", sampleSeed}},
		"negative size":          {good, []string{"--size", "s=-1", "--seed", sampleSeed}},
		"size without a number":  {good, []string{"--size", "s=", "--seed", sampleSeed}},
		"size without a stratum": {good, []string{"--size", "=1", "--seed", sampleSeed}},
		"size without =":         {good, []string{"--size", "s", "--seed", sampleSeed}},
		"size above the stratum": {good, []string{"--size", "s=3", "--seed", sampleSeed}},
		"size beyond counting":   {good, []string{"--size", "s=18446744073709551617", "--seed", sampleSeed}},
		"size twice":             {good, []string{"--size", "s=1", "--size", "s=1", "--seed", sampleSeed}},
		"unknown stratum":        {good, []string{"--size", "s=1", "--size", "x=1", "--seed", sampleSeed}},
		"all strata":             {good, []string{"--size", "*=1", "--seed", sampleSeed}},
		"unknown option":         {good, []string{"--size", "s=1", "--seed", sampleSeed, "--fast"}},
		"word left over":         {good, []string{"--size", "s=1", "--seed", sampleSeed, "more"}},
		"value left out":         {good, []string{"--seed", sampleSeed, "--size"}},
		"empty population":       {"", []string{"--size", "s=1", "--seed", sampleSeed}},
		"unsorted":               {"A-02\ts\t1\nA-01\ts\t1\n", []string{"--size", "s=1", "--seed", sampleSeed}},
		"no last LF":             {strings.TrimSuffix(good, "\n"), []string{"--size", "s=1", "--seed", sampleSeed}},
		"CR":                     {strings.ReplaceAll(good, "\n", "\r\n"), []string{"--size", "s=1", "--seed", sampleSeed}},
		"byte order mark":        {"\ufeff" + good, []string{"--size", "s=1", "--seed", sampleSeed}},
	} {
		t.Run(name, func(t *testing.T) {
			population := writeSample(t, "population.tsv", c.population)
			wantRefused(t, 2, append([]string{"draw", "--population", population}, c.options...)...)
		})
	}
	wantRefused(t, 2, "draw", "--population", filepath.Join(t.TempDir(), "none"), "--seed", sampleSeed, "--size", "s=1")
	wantRefused(t, 2)
	wantRefused(t, 2, "drawn")
	if status, stdout, _ := runSampleCommand("draw", "--help"); status != 0 || !strings.Contains(stdout, "sample draw") {
		t.Errorf("help about drawing: exit %d", status)
	}
	if status, stdout, _ := runSampleCommand("--help"); status != 0 || !strings.Contains(stdout, "sample estimate") {
		t.Errorf("help: exit %d, %q", status, stdout)
	}
}

func TestSamplePlan(t *testing.T) {
	// (20 − n)/20 ≤ 1/20 just at n = 19.
	status, stdout, stderr := runSampleCommand("plan", "--branches", "20", "--tolerable", "1", "--confidence", "0.95")
	if status != 0 || stdout != "19\n" || stderr != "" {
		t.Errorf("exit %d, stdout %q, stderr %q", status, stdout, stderr)
	}
	for _, c := range [][3]string{
		{"20", "0", "0.95"}, {"20", "21", "0.95"}, {"0", "0", "0.95"}, {"20", "1", "0"}, {"20", "1", "1"}, {"20", "1", "95%"},
		{"20", "1", "9.5e-1"}, {"20", "1", "-0.5"}, {"-20", "1", "0.9"}, {"20.0", "1", "0.9"}, {"x", "1", "0.9"}, {"20", "", "0.9"},
	} {
		wantRefused(t, 2, "plan", "--branches", c[0], "--tolerable", c[1], "--confidence", c[2])
	}
	wantRefused(t, 2, "plan", "--branches", "20", "--tolerable", "1")
}

func testSampleBundle(t *testing.T) sampling.Bundle {
	t.Helper()
	at := func(minute int) time.Time { return time.Date(2024, 3, 1, 1, minute, 0, 0, time.UTC) }
	seed := sampling.SeedEntry{Digits: sampleSeed, EnteredBy: "officer1", EnteredAt: at(5)}
	b, err := sampling.NewBundle(sampling.Announcement{
		Title: "2023 年度抽查", Population: "A-01\ts\t1\nA-02\ts\t2\n", Inspectors: "li\t\nwang\t\n",
		Sizes: []sampling.Size{{Stratum: "s", Branches: 1}}, PerBranch: 2, SeedSource: "掷骰子", By: "officer1", At: at(0),
	}, nil, sampling.ConfirmedSeed{SeedEntry: seed, ConfirmedBy: "officer2", ConfirmedAt: at(6)}, at(7))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSampleVerify(t *testing.T) {
	b := testSampleBundle(t)
	good := string(b.Encode())
	status, stdout, stderr := runSampleCommand("verify", writeSample(t, "good.json", good))
	if status != 0 || stderr != "" || strings.Count(stdout, "\n") != 1 || !strings.Contains(stdout, b.NoticeDigest) || !strings.Contains(stdout, b.Digest) {
		t.Errorf("exit %d, stdout %q, stderr %q", status, stdout, stderr)
	}
	number := b.Drawn[0].Number
	changed := strings.Replace(good, number, strings.Repeat("0", len(number)), 1)
	if told := wantRefused(t, 1, "verify", writeSample(t, "changed.json", changed)); !strings.Contains(told, number) || !strings.Contains(told, "drawn[0].number") {
		t.Errorf("the number that should be there is not told: %s", told)
	}
	wantRefused(t, 2, "verify", writeSample(t, "malformed.json", good[1:]))
	wantRefused(t, 2, "verify", writeSample(t, "short.json", strings.Replace(good, sampleSeed, "123", 1)))
	wantRefused(t, 2, "verify", filepath.Join(t.TempDir(), "none.json"))
	wantRefused(t, 2, "verify")
	wantRefused(t, 2, "verify", "--quick")
	wantRefused(t, 2, "verify", "one.json", "two.json")
}

// tenBranches is a population of two strata, 10 branches in a and 2 in b.
func tenBranches() string {
	var file strings.Builder
	for i := range 10 {
		fmt.Fprintf(&file, "A-%02d\ta\t1\n", i)
	}
	return file.String() + "B-01\tb\t1\nB-02\tb\t1\n"
}

// drawnCodes are the codes that `sample draw` prints.
func drawnCodes(t *testing.T, population string, sizes ...string) []string {
	t.Helper()
	_, stdout, stderr := runSampleCommand(append([]string{"draw", "--population", population, "--seed", sampleSeed}, sizes...)...)
	if stderr != "" {
		t.Fatal(stderr)
	}
	var codes []string
	for line := range strings.Lines(stdout) {
		code, _, _ := strings.Cut(line, "\t")
		codes = append(codes, code)
	}
	return codes
}

// Stratum a: differences 1, 2, 3, 4 of 10, mean 2.5, variance 5/3/4·0.6 = 0.25,
// t₃ = 3.182446, so ± 1.591223. Stratum b is full: −0.0000004 and 0 make a mean
// that rounds to zero. Together: (25 − 0.0000004)/12 = 2.083333, deviation
// 10·0.5/12, ± 1.326019.
func TestSampleEstimate(t *testing.T) {
	population := writeSample(t, "population.tsv", tenBranches())
	sizes := []string{"--size", "b=2", "--size", "a=4"}
	codes := drawnCodes(t, population, sizes...)
	reviews := []string{"81", "82.0", "83.00", "84", "79.9999996", "80"}
	var lines []string
	for i, code := range codes {
		lines = append(lines, code+"\t"+reviews[i]+"\t80\n")
	}
	slices.Reverse(lines)
	results := writeSample(t, "results.tsv", strings.Join(lines, ""))
	args := append([]string{"estimate", "--population", population, "--seed", sampleSeed, "--results", results}, sizes...)
	status, stdout, stderr := runSampleCommand(args...)
	want := "a\t10\t4\t2.500000\t0.908777\t4.091223\nb\t2\t2\t0.000000\t-\t-\n*\t12\t6\t2.083333\t0.757314\t3.409353\n"
	if status != 0 || stderr != "" || stdout != want {
		t.Errorf("exit %d, stderr %q, stdout\n%s\nwant\n%s", status, stderr, stdout, want)
	}
}

func TestSampleEstimateRefuses(t *testing.T) {
	population := writeSample(t, "population.tsv", tenBranches())
	codes := drawnCodes(t, population, "--size", "a=3")
	estimate := func(file, size string) []string {
		return []string{"estimate", "--population", population, "--seed", sampleSeed, "--size", size, "--results", writeSample(t, "results.tsv", file)}
	}
	line := func(code string) string { return code + "\t90\t80\n" }
	good := line(codes[0]) + line(codes[1]) + line(codes[2])
	if status, _, stderr := runSampleCommand(estimate(good, "a=3")...); status != 0 {
		t.Fatalf("the sound results are refused: %s", stderr)
	}
	// Missing, doubled twice over, and strange: each code once, bytewise.
	bad := line(codes[2]) + line("zz") + line("zz") + line(codes[1]) + line(codes[1]) + line(codes[1]) + line("B-01")
	concerned := []string{codes[0], codes[1], "zz", "B-01"}
	slices.Sort(concerned)
	if told := wantRefused(t, 1, estimate(bad, "a=3")...); told != strings.Join(concerned, "\n")+"\n" {
		t.Errorf("told %q, want the codes %q", told, concerned)
	}
	wantRefused(t, 1, estimate("", "a=3")...)
	for name, file := range map[string]string{
		"malformed before mismatch": line("zz") + codes[0] + "\t90\n",
		"no last LF":                strings.TrimSuffix(good, "\n"),
		"CR":                        strings.ReplaceAll(good, "\n", "\r\n"),
		"byte order mark":           "\ufeff" + good,
		"empty line":                good + "\n",
		"empty code":                good + line(""),
		"no number":                 good[:len(good)-3] + "x\n",
		"not a number":              good[:len(good)-3] + "NaN\n",
		"exponent":                  good[:len(good)-3] + "8e1\n",
		"plus sign":                 good[:len(good)-3] + "+80\n",
		"two minus signs":           good[:len(good)-3] + "--80\n",
		"blank figure":              good[:len(good)-3] + "\n",
		"endless figure":            good[:len(good)-3] + strings.Repeat("9", 400) + "\n",
	} {
		t.Run(name, func(t *testing.T) { wantRefused(t, 2, estimate(file, "a=3")...) })
	}
	wantRefused(t, 2, estimate(line("zz"), "a=11")...)
	wantRefused(t, 2, estimate(line("zz"), "c=1")...)
	wantRefused(t, 2, "estimate", "--population", population, "--seed", sampleSeed, "--size", "a=3")
}

// brokenPipe takes nothing.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestSampleTellsWhenOutputIsLost(t *testing.T) {
	var stderr bytes.Buffer
	args := []string{"plan", "--branches", "20", "--tolerable", "1", "--confidence", "0.95"}
	if status := sampleCommand(args, nil, brokenPipe{}, &stderr); status != 2 || stderr.Len() == 0 {
		t.Errorf("exit %d, stderr %q", status, &stderr)
	}
}
