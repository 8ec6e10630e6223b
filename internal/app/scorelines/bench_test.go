package scorelines

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
)

// someLines are lines with 40 findings each in shuffled order, some 1.5 KB long.
func someLines(n int) []byte {
	rnd := rand.New(rand.NewPCG(3, 4))
	table := indicator.Embedded().Table()
	var out []byte
	for i := range n {
		out = fmt.Appendf(out, `{"id":"branch-%d","findings":[`, i)
		for j, clause := range rnd.Perm(table.Clauses())[:40] {
			if j > 0 {
				out = append(out, ',')
			}
			out = table.AppendFinding(out, someFinding(rnd, table, int32(clause)))
		}
		out = append(out, "]}\n"...)
	}
	return out
}

func someFinding(rnd *rand.Rand, table *scoring.Table, clause int32) scoring.Finding {
	f := scoring.Finding{Clause: table.ClauseCode(clause)}
	switch table.ClauseKind(clause) {
	case scoring.Once, scoring.Veto:
		f.Occurred = rnd.IntN(20) == 0
	case scoring.PerCase, scoring.Stepped:
		f.Count = rnd.Int64N(4)
	case scoring.PerMissing:
		f.Actual, f.Expected, f.HasExpected = rnd.Int64N(13), 12, true
	case scoring.Range:
		f.Amount = scoring.Points(rnd.Int64N(2) * 150)
	case scoring.Choice:
		f.Option = []string{scoring.NoOption, "late", "over_a_year"}[rnd.IntN(3)]
	case scoring.Tiers:
		if f.Clause != "L6a" {
			f.Counts = []scoring.Tier{{Option: "provincial", Count: rnd.Int64N(2)}, {Option: "municipal", Count: rnd.Int64N(3)}}
		}
	}
	return f
}

// repeated reads the same text again and again.
type repeated struct {
	text []byte
	left int // bytes in all
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), r.left)], r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	r.left -= n
	return n, nil
}

// BenchmarkRun scores lines from end to end; one op is one line. The workers
// run beside the reader and the writer, so that GOMAXPROCS tells the cores.
func BenchmarkRun(b *testing.B) {
	const lines = 1000
	text := someLines(lines)
	for _, cores := range []int{1, 2} {
		b.Run(fmt.Sprintf("cores=%d", cores), func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
			b.ReportAllocs()
			b.SetBytes(int64(len(text) / lines))
			rounds := (b.N + lines - 1) / lines
			src := &repeated{text: text, left: rounds * len(text)}
			b.ResetTimer()
			count, err := Run(indicator.Embedded().Table(), []io.Reader{src}, io.Discard, cores)
			if err != nil || count.Failed > 0 {
				b.Fatal(count, err)
			}
			b.ReportMetric(float64(count.Lines)/b.Elapsed().Seconds(), "lines/s")
		})
	}
}

// The memory that is ever allocated does not depend on the length of the input.
func TestMemoryIsBounded(t *testing.T) {
	text := someLines(200)
	allocated := func(rounds int) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		count, err := Run(indicator.Embedded().Table(), []io.Reader{&repeated{text: text, left: rounds * len(text)}}, io.Discard, 2)
		if err != nil || count != (Count{200 * rounds, 0}) {
			t.Fatal(count, err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	short, long := allocated(20), allocated(200)
	if long > 2*short+1<<20 {
		t.Errorf("%d KB for 4,000 lines, %d KB for 40,000", short>>10, long>>10)
	}
}

// A line without an end is not kept.
func TestEndlessLineIsNotKept(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	src := &repeated{text: bytes.Repeat([]byte{'x'}, 1<<16), left: 256 << 20}
	count, err := Run(indicator.Embedded().Table(), []io.Reader{src}, io.Discard, 2)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; err != nil || count != (Count{1, 1}) || used > 16<<20 {
		t.Errorf("%+v, %v, %d MB", count, err, used>>20)
	}
}

// FuzzRun checks that each line has one answer, in the form of the contract.
func FuzzRun(f *testing.F) {
	f.Add(example + "\n\n" + finding(`{"clause":"B1.1a","count":1e400}`))
	f.Add("\xef\xbb\xbf" + finding(`{"clause":"P1a","counts":{"national":9223372036854775807}}`) + "\r\n{}")
	f.Add(finding(`{"clause":"B3.3c","applicable":false,"reason":"\u3000"}`))
	f.Add(finding(`{"clause":"B2.2a","amount":0.5}`) + "\n[]\nnull")
	f.Fuzz(func(t *testing.T, input string) {
		want := strings.Count(input, "\n")
		if rest := strings.TrimPrefix(input[strings.LastIndexByte(input, '\n')+1:], "\xef\xbb\xbf"); rest != "" || want > 0 && !strings.HasSuffix(input, "\n") {
			want++
		}
		output, count := runText(t, input)
		list := answers(t, output)
		failed := 0
		for _, a := range list {
			if a.Error != nil {
				failed++
				checkError(t, a)
			} else if a.ID == nil || a.Grade == "" {
				t.Fatalf("%+v", a)
			}
		}
		if len(list) != want || count != (Count{want, failed}) {
			t.Fatalf("%d answers, %+v, want %d", len(list), count, want)
		}
	})
}

func checkError(t *testing.T, a answer) {
	t.Helper()
	bad := a.Error.Code == scoring.CodeBadJSON
	if a.Error.Message == "" || bad != (a.ID == nil) || bad && a.Error.Clause != nil {
		t.Fatalf("%+v", a)
	}
}
