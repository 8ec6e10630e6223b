package scorelines

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"baolei/internal/core/indicator"
)

// answer is a line of output as another program reads it.
type answer struct {
	ID    *string
	Base  json.Number
	Total json.Number
	Grade string
	Error *struct {
		Code    string
		Clause  *string
		Message string
	}
}

// told is "ok", or the error's code, clause and the line's id.
func (a answer) told() string {
	if a.Error == nil {
		return "ok"
	}
	clause := "null"
	if a.Error.Clause != nil {
		clause = fmt.Sprintf("%q", *a.Error.Clause)
	}
	id := "null"
	if a.ID != nil {
		id = fmt.Sprintf("%q", *a.ID)
	}
	return a.Error.Code + " " + clause + " " + id
}

func runText(t *testing.T, input string) (string, Count) {
	t.Helper()
	var out bytes.Buffer
	count, err := Run(indicator.Embedded().Table(), []io.Reader{strings.NewReader(input)}, &out, 2)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), count
}

func answers(t *testing.T, output string) (list []answer) {
	t.Helper()
	for line := range strings.Lines(output) {
		var a answer
		d := json.NewDecoder(strings.NewReader(line))
		if err := d.Decode(&a); err != nil || !strings.HasSuffix(line, "\n") {
			t.Fatalf("%v in %q", err, line)
		}
		list = append(list, a)
	}
	return list
}

func tell(t *testing.T, input string) (told []string) {
	t.Helper()
	output, _ := runText(t, input)
	for _, a := range answers(t, output) {
		told = append(told, a.told())
	}
	return told
}

// finding wraps one finding into a line.
func finding(f string) string { return `{"id":"a","findings":[` + f + `]}` }

func TestLinesThatCannotBeScored(t *testing.T) {
	const badJSON = "bad_json null null"
	wrong := func(clause string) string { return "wrong_field " + clause + ` "a"` }
	huge := "1e" + strings.Repeat("9", 1000)
	for _, c := range []struct{ line, want string }{
		// the line as JSON
		{``, badJSON}, {"  \t", badJSON}, {`x`, badJSON}, {`[]`, badJSON}, {`"a"`, badJSON}, {`null`, badJSON}, {`{}`, badJSON},
		{`{"id":"a"}`, badJSON}, {`{"findings":[]}`, badJSON}, {`{"id":1,"findings":[]}`, badJSON}, {`{"id":null,"findings":[]}`, badJSON},
		{`{"id":"a","findings":null}`, badJSON}, {`{"id":"a","findings":{}}`, badJSON}, {`{"id":"a","findings":[1]}`, badJSON},
		{`{"id":"a","findings":[{"clause":"nothing"},null]}`, badJSON}, {`{"id":"a","findings":[[]]}`, badJSON},
		{`{"id":"a","findings":[]`, badJSON}, {`{"id":"a","findings":[]}}`, badJSON}, {`{"id":"a","findings":[]} {}`, badJSON},
		{`{"id":"a","id":"a","findings":[]}`, badJSON}, {`{"id":"a","\u0069d":"a","findings":[]}`, badJSON},
		{`{"id":"a","findings":[],"x":{"y":1,"y":2}}`, badJSON}, {finding(`{"clause":"B1.1a","count":1,"count":1}`), badJSON},
		{finding(`{"clause":"P1a","counts":{"national":1,"national":1}}`), badJSON},
		{finding(`{"clause":"nothing"},{"clause":"B1.1a","count":01}`), badJSON},
		{`{"id":"\ud800","findings":[]}`, badJSON}, {finding(`{"clause":"B1.1a","count":1,"note":"\udc00"}`), badJSON},
		{"{\"id\":\"\xff\",\"findings\":[]}", badJSON}, {"{\"id\":\"a\u0000\",\"findings\":[]}", badJSON},
		{`{"id":"a","findings":[]}#`, badJSON}, {`{"id":"a","findings":[],}`, badJSON},
		{`{'id':'a','findings':[]}`, badJSON},
		// the line's keys
		{`{"id":"a","findings":[],"x":1}`, wrong("null")}, {`{"id":"a","findings":[],"Findings":[]}`, wrong("null")},
		{`{"id":"a","findings":[],"kind":"village"}`, wrong("null")}, {`{"id":"a","findings":[],"kind":""}`, wrong("null")},
		{`{"id":"a","findings":[{"clause":"nothing"}],"x":1}`, wrong("null")}, {`{"x":` + strings.Repeat("[", 1e5) + strings.Repeat("]", 1e5) + `,"id":"a","findings":[]}`, wrong("null")},
		// no clause, unknown, twice
		{finding(`{}`), wrong("null")}, {finding(`{"count":1}`), wrong("null")}, {finding(`{"clause":1,"x":2}`), wrong("null")}, {finding(`{"clause":null}`), wrong("null")},
		{finding(`{"clause":"B9"}`), `unknown_clause "B9" "a"`}, {finding(`{"clause":"","count":-1}`), `unknown_clause "" "a"`},
		{finding(`{"clause":"b1.1a","count":1}`), `unknown_clause "b1.1a" "a"`}, {finding(`{"clause":"B1.1","count":1}`), `unknown_clause "B1.1" "a"`},
		{finding(`{"clause":"\"<党>","applicable":true}`), `unknown_clause "\"<党>" "a"`},
		{finding(`{"clause":"B1.1a","count":1},{"clause":"B1.1\u0061","count":-1,"x":1}`), `duplicate_clause "B1.1a" "a"`},
		{finding(`{"clause":"B1.1a","applicable":false,"reason":"r"},{"clause":"B1.1a"}`), `duplicate_clause "B1.1a" "a"`},
		{finding(`{"clause":"B1.1a","count":-1},{"clause":"B1.1a","count":1}`), `out_of_range "B1.1a" "a"`},
		// keys and types of each kind
		{finding(`{"clause":"B1.1a"}`), wrong(`"B1.1a"`)}, {finding(`{"clause":"B1.1a","occurred":true}`), wrong(`"B1.1a"`)},
		{finding(`{"clause":"B1.1a","count":1,"x":1}`), wrong(`"B1.1a"`)}, {finding(`{"clause":"B1.1a","count":"1"}`), wrong(`"B1.1a"`)},
		{finding(`{"clause":"B1.1a","count":null}`), wrong(`"B1.1a"`)}, {finding(`{"clause":"B1.1a","count":-1,"actual":1}`), wrong(`"B1.1a"`)},
		{finding(`{"clause":"B1.4a","occurred":1}`), wrong(`"B1.4a"`)}, {finding(`{"clause":"B1.4a","occurred":"true"}`), wrong(`"B1.4a"`)},
		{finding(`{"clause":"L1a","count":1}`), wrong(`"L1a"`)}, {finding(`{"clause":"L1a","occurred":null}`), wrong(`"L1a"`)},
		{finding(`{"clause":"B2.4a","expected":12}`), wrong(`"B2.4a"`)}, {finding(`{"clause":"B2.4a","actual":1,"expected":null}`), wrong(`"B2.4a"`)},
		{finding(`{"clause":"B2.6b","actual":-7}`), wrong(`"B2.6b"`)}, {finding(`{"clause":"B2.6b","actual":7,"expected":"9"}`), wrong(`"B2.6b"`)},
		{finding(`{"clause":"B2.2a","amount":"1"}`), wrong(`"B2.2a"`)}, {finding(`{"clause":"B2.2a","count":1}`), wrong(`"B2.2a"`)},
		{finding(`{"clause":"B3.2a","option":2}`), wrong(`"B3.2a"`)}, {finding(`{"clause":"B3.2a","option":null}`), wrong(`"B3.2a"`)},
		{finding(`{"clause":"P1a","counts":[]}`), wrong(`"P1a"`)}, {finding(`{"clause":"P1a","counts":{"x":"1","national":-1}}`), wrong(`"P1a"`)},
		{finding(`{"clause":"P1a","counts":{"national":{"a":1}}}`), wrong(`"P1a"`)}, {finding(`{"clause":"P1a","count":1}`), wrong(`"P1a"`)},
		{finding(`{"clause":"L5a","amount":1}`), wrong(`"L5a"`)},
		// applicable and reason
		{finding(`{"clause":"B1.1a","applicable":true}`), wrong(`"B1.1a"`)}, {finding(`{"clause":"B1.1a","applicable":true,"count":1}`), wrong(`"B1.1a"`)},
		{finding(`{"clause":"B1.1a","applicable":null,"reason":"r"}`), wrong(`"B1.1a"`)}, {finding(`{"clause":"B1.1a","applicable":0}`), wrong(`"B1.1a"`)},
		{finding(`{"clause":"B1.1a","applicable":false,"count":1}`), wrong(`"B1.1a"`)}, {finding(`{"clause":"B1.1a","applicable":false,"reason":"r","x":1}`), wrong(`"B1.1a"`)},
		{finding(`{"clause":"B1.1a","applicable":false,"reason":1}`), wrong(`"B1.1a"`)}, {finding(`{"clause":"B1.1a","applicable":false,"reason":null}`), wrong(`"B1.1a"`)},
		{finding(`{"clause":"B1.1a","count":1,"reason":"r"}`), wrong(`"B1.1a"`)}, {finding(`{"clause":"B1.1a","reason":"r"}`), wrong(`"B1.1a"`)},
		{finding(`{"clause":"B1.1a","applicable":false}`), `missing_reason "B1.1a" "a"`}, {finding(`{"clause":"B1.1a","applicable":false,"reason":""}`), `missing_reason "B1.1a" "a"`},
		{finding(`{"clause":"B1.1a","applicable":false,"reason":" \t\n\u3000\u00a0"}`), `missing_reason "B1.1a" "a"`},
		// options
		{finding(`{"clause":"B3.2a","option":"early"}`), `unknown_option "B3.2a" "a"`}, {finding(`{"clause":"B3.2a","option":""}`), `unknown_option "B3.2a" "a"`},
		{finding(`{"clause":"P1a","counts":{"national":-1,"galactic":1}}`), `unknown_option "P1a" "a"`}, {finding(`{"clause":"P1a","counts":{"none":1}}`), `unknown_option "P1a" "a"`},
		// figures
		{finding(`{"clause":"B1.1a","count":-1}`), `out_of_range "B1.1a" "a"`}, {finding(`{"clause":"B1.1a","count":1.5}`), `out_of_range "B1.1a" "a"`},
		{finding(`{"clause":"B1.1a","count":-0.5}`), `out_of_range "B1.1a" "a"`}, {finding(`{"clause":"B1.1a","count":1e400}`), `out_of_range "B1.1a" "a"`},
		{finding(`{"clause":"B1.1a","count":` + huge + `}`), `out_of_range "B1.1a" "a"`}, {finding(`{"clause":"B1.1a","count":1e-400}`), `out_of_range "B1.1a" "a"`},
		{finding(`{"clause":"B1.1a","count":9223372036854775808}`), `out_of_range "B1.1a" "a"`}, {finding(`{"clause":"B1.1a","count":9223372036854775807}`), `out_of_range "B1.1a" "a"`},
		{finding(`{"clause":"B1.1a","count":46116860184273880}`), `out_of_range "B1.1a" "a"`}, // × 200 is 24 past int64
		{finding(`{"clause":"B1.1a","count":18446744073709551617}`), `out_of_range "B1.1a" "a"`},
		{finding(`{"clause":"L5a","count":9223372036854775808}`), `out_of_range "L5a" "a"`}, {finding(`{"clause":"L5a","count":-1}`), `out_of_range "L5a" "a"`},
		{finding(`{"clause":"B2.4a","actual":-1}`), `out_of_range "B2.4a" "a"`}, {finding(`{"clause":"B2.4a","actual":0,"expected":9223372036854775807}`), `out_of_range "B2.4a" "a"`},
		{finding(`{"clause":"B2.4a","actual":9223372036854775808}`), `out_of_range "B2.4a" "a"`}, {finding(`{"clause":"B2.4a","actual":1,"expected":-1}`), `out_of_range "B2.4a" "a"`},
		{finding(`{"clause":"B2.2a","amount":0.5}`), `out_of_range "B2.2a" "a"`}, {finding(`{"clause":"B2.2a","amount":1.25}`), `out_of_range "B2.2a" "a"`},
		{finding(`{"clause":"B2.2a","amount":3.5}`), `out_of_range "B2.2a" "a"`}, {finding(`{"clause":"B2.2a","amount":-1}`), `out_of_range "B2.2a" "a"`},
		{finding(`{"clause":"B2.2a","amount":0.005}`), `out_of_range "B2.2a" "a"`}, {finding(`{"clause":"B2.2a","amount":1.001}`), `out_of_range "B2.2a" "a"`},
		{finding(`{"clause":"P1a","counts":{"national":0.5}}`), `out_of_range "P1a" "a"`}, {finding(`{"clause":"P1a","counts":{"national":-1}}`), `out_of_range "P1a" "a"`},
		{finding(`{"clause":"P1a","counts":{"national":15372286728091293,"provincial":1}}`), `out_of_range "P1a" "a"`}, // 9223372036854775800 + 500
		// the first fault of the findings in their order, a sum past int64 last
		{finding(`{"clause":"B1.1a","count":-1},{"clause":"B9"}`), `out_of_range "B1.1a" "a"`},
		{finding(`{"clause":"B1.1a","applicable":false},{"x":1}`), `missing_reason "B1.1a" "a"`},
		{finding(`{"clause":"L6a","counts":{"warning":92233720368547758}},{"clause":"L5a","count":1}`), `out_of_range null "a"`},
		{finding(`{"clause":"L6a","counts":{"warning":92233720368547758}},{"clause":"L5a","count":1},{"clause":"B1.1a","count":-1}`), `out_of_range "B1.1a" "a"`},
		{finding(`{"clause":"B1.3a","occurred":true},{"clause":"B1.3b","count":92233720368547758}`), `out_of_range null "a"`},
	} {
		if told := tell(t, c.line+"\n"); len(told) != 1 || told[0] != c.want {
			t.Errorf("%.150s\ngot  %v\nwant %s", c.line, told, c.want)
		}
	}
}

func TestLinesThatAreScored(t *testing.T) {
	for _, c := range []struct {
		findings string
		want     string // total and grade; without findings 80
	}{
		{``, "80 not_attained"},
		{`{"clause":"B1.1a","count":2.0}`, "76 lagging"}, {`{"count":1,"clause":"B1.1a"}`, "78 lagging"},
		{`{"clause":"B1.1a","count":1e2}`, "76 lagging"}, {`{"clause":"B1.1a","count":-0}`, "80 not_attained"},
		{`{"clause":"B1.1a","count":0e9999999999999999999}`, "80 not_attained"}, {`{"\u0063lause":"B1.1\u0061","count":20e-1}`, "76 lagging"},
		{`{"clause":"B1.1a","count":46116860184273879}`, "76 lagging"}, // × 200 is 7 short of int64
		{`{"clause":"B2.2a","amount":1.500}`, "78.5 lagging"}, {`{"clause":"B2.2a","amount":15e-1}`, "78.5 lagging"}, {`{"clause":"B2.2a","amount":-0.0}`, "80 not_attained"},
		{`{"clause":"B2.4a","actual":10}`, "78 lagging"}, {`{"clause":"B2.4a","actual":10,"expected":11}`, "79 lagging"}, {`{"clause":"B2.4a","actual":0,"expected":0}`, "80 not_attained"},
		{`{"clause":"B2.4a","actual":9223372036854775807}`, "80 not_attained"}, {`{"clause":"B2.6b","actual":7,"expected":9}`, "79 lagging"},
		{`{"clause":"B3.2a","option":"none"}`, "80 not_attained"}, {`{"clause":"B3.2a","option":"\u006cate"}`, "79 lagging"},
		{`{"clause":"P1a","counts":{}}`, "80 not_attained"}, {`{"clause":"P1a","counts":{"national":1,"provincial":1}}`, "91 attained"},
		{`{"clause":"P1a","counts":{"national":15372286728091293}}`, "92 attained"}, // 9223372036854775800, the weight caps
		{`{"clause":"P1a","counts":{"national":2}},{"clause":"P2a","counts":{"national":2}},{"clause":"P3a","counts":{"national":2}}`, "110 excellent"},
		{`{"clause":"L5a","count":2}`, "78 lagging"}, {`{"clause":"L5a","count":3}`, "75 lagging"}, {`{"clause":"L5a","count":9223372036854775807}`, "75 lagging"},
		{`{"clause":"L6a","counts":{"expelled":17}}`, "-5 lagging"}, {`{"clause":"L6a","counts":{"warning":92233720368547758}}`, "-92233720368547678 lagging"},
		{`{"clause":"B1.1a","applicable":false,"reason":"无"}`, "80 not_attained"}, {`{"clause":"L1a","occurred":false}`, "80 not_attained"},
		{`{"clause":"L1a","occurred":true},{"clause":"P1a","counts":{"national":2}}`, "92 lagging"},
		{`{"clause":"B2.1a","actual":1},{"clause":"B6.2a","amount":0.5}`, "78.5 lagging"}, // 2 × 0.5 + 0.5
	} {
		output, count := runText(t, finding(c.findings))
		list := answers(t, output)
		if len(list) != 1 || count.Failed != 0 || list[0].Total.String()+" "+list[0].Grade != c.want {
			t.Errorf("%s\ngot %.200s\nwant %s", c.findings, output, c.want)
		}
	}
}

// The whole answer, worked by hand:
//
//	B1.1 2 × 2 = 4 of 4, B1.4 2, B2.2 1.5, B2.4 12 − 10 = 2, B2.6 (9 − 7) × 0.5 = 1, B3.2 2: 12.5 lost, 67.5
//	P1 5 + 2 × 2 = 9; L5 3 cases are 5; 67.5 + 9 − 5 = 71.5
const example = `{"id":"b-17","findings":[{"clause":"B1.1a","count":2},{"clause":"B2.2a","amount":1.5},{"clause":"B2.4a","actual":10},` +
	`{"clause":"B2.6b","actual":7,"expected":9},{"clause":"B3.2a","option":"over_a_year"},{"clause":"B3.3c","applicable":false,"reason":"未设党小组"},` +
	`{"clause":"B1.4a","occurred":true},{"clause":"P1a","counts":{"provincial":1,"superior_committee":2}},{"clause":"L5a","count":3},{"clause":"L3a","occurred":true},{"clause":"L1a","occurred":true}]}`

func TestWholeAnswer(t *testing.T) {
	output, _ := runText(t, example)
	head := `{"id":"b-17","indicators":"jinhua-2018","base":67.5,"pioneer":9,"bottom":5,"total":71.5,"vetoed":true,"vetoes":["L1a","L3a"],"grade":"lagging","items":[` +
		`{"item":"B1.1","weight":4,"raw":4,"score":0,"clauses":[{"clause":"B1.1a","amount":4}]},{"item":"B1.2","weight":3,"raw":0,"score":3,"clauses":[]},`
	tail := `{"item":"L1","weight":null,"raw":0,"score":0,"clauses":[{"clause":"L1a","amount":0}]},{"item":"L2","weight":null,"raw":0,"score":0,"clauses":[]},` +
		`{"item":"L3","weight":null,"raw":0,"score":0,"clauses":[{"clause":"L3a","amount":0}]},{"item":"L4","weight":null,"raw":0,"score":0,"clauses":[]},` +
		`{"item":"L5","weight":null,"raw":5,"score":-5,"clauses":[{"clause":"L5a","amount":5}]},{"item":"L6","weight":null,"raw":0,"score":0,"clauses":[]}]}` + "\n"
	if !strings.HasPrefix(output, head) || !strings.HasSuffix(output, tail) {
		t.Errorf("got %s", output)
	}
	for _, part := range []string{
		`{"item":"B2.6","weight":2,"raw":1,"score":1,"clauses":[{"clause":"B2.6b","amount":1}]}`,
		`{"item":"B3.3","weight":4,"raw":0,"score":4,"clauses":[{"clause":"B3.3c","amount":0}]}`,
		`{"item":"P1","weight":12,"raw":9,"score":9,"clauses":[{"clause":"P1a","amount":9}]}`,
	} {
		if !strings.Contains(output, part) {
			t.Errorf("%s is missing", part)
		}
	}
	if n := strings.Count(output, `{"item":`); n != 52 {
		t.Errorf("%d items", n)
	}
}

// Clauses come in table order and raw passes the weight, however they came in.
func TestClausesOfAnItemInTableOrder(t *testing.T) {
	output, _ := runText(t, finding(`{"clause":"B1.3b","count":3},{"clause":"B1.3a","occurred":true}`))
	want := `{"item":"B1.3","weight":4,"raw":5,"score":0,"clauses":[{"clause":"B1.3a","amount":2},{"clause":"B1.3b","amount":3}]}`
	if !strings.Contains(output, want) {
		t.Errorf("got %s", output)
	}
}

func TestIDComesBackAsItWasMeant(t *testing.T) {
	for id, want := range map[string]string{
		`""`: `""`, `"<a&b>/'"`: `"<a&b>/'"`, `"\u4e2d\u0041\/"`: `"中A/"`, `"\"\\\n\u0001"`: `"\"\\\n\u0001"`, `"\ud83d\ude00"`: `"😀"`,
	} {
		for _, findings := range []string{"", "{}"} {
			output, _ := runText(t, `{"findings":[`+findings+`],"id":`+id+`}`)
			if !strings.HasPrefix(output, `{"id":`+want+`,`) {
				t.Errorf("%s gives %.60s", id, output)
			}
		}
	}
}

func TestErrorHasItsKeysInOrder(t *testing.T) {
	output, _ := runText(t, finding(`{"clause":"<B>"}`))
	if want := `{"id":"a","error":{"code":"unknown_clause","clause":"<B>","message":"指标体系里没有评分点“<B>”，请核对编码"}}` + "\n"; output != want {
		t.Errorf("got %s", output)
	}
}

func TestLineEnds(t *testing.T) {
	const good = `{"id":"a","findings":[]}`
	const blank, ok = "bad_json null null", "ok"
	bom := "\xef\xbb\xbf"
	for _, c := range []struct {
		input string
		want  []string
	}{
		{"", nil}, {bom, nil}, {"\n", []string{blank}}, {"\r\n", []string{blank}}, {"\n\n", []string{blank, blank}}, {" ", []string{blank}}, {bom + "\n", []string{blank}},
		{good, []string{ok}}, {good + "\n", []string{ok}}, {good + "\r\n", []string{ok}}, {good + "\r", []string{ok}}, {bom + good + "\r\n" + good, []string{ok, ok}},
		{good + "\n\n" + good, []string{ok, blank, ok}}, {good + "\n" + bom + good, []string{ok, blank}}, {bom + bom + good, []string{blank}},
		{"\xef\xbb", []string{blank}}, {"\xef", []string{blank}}, {"{\"id\":\"a\",\r\"findings\":[]}\n", []string{ok}}, {good + "\r\r\n", []string{ok}},
	} {
		told := tell(t, c.input)
		if fmt.Sprint(told) != fmt.Sprint(c.want) {
			t.Errorf("%q: got %v, want %v", c.input, told, c.want)
		}
	}
}

func TestLengthOfALine(t *testing.T) {
	pad := func(n int) string { return finding("") + strings.Repeat(" ", n-len(finding(""))) }
	for _, end := range []string{"\n", "\r\n", ""} {
		for n, want := range map[int]string{MaxLine: "[ok ok]", MaxLine + 1: "[bad_json null null ok]", MaxLine + 2: "[bad_json null null ok]", 3*MaxLine + 5: "[bad_json null null ok]"} {
			input := pad(n) + end + finding("") + "\n"
			if end == "" { // the long line comes last then
				input = pad(n)
				want = strings.Replace(want, " ok]", "]", 1)
				if n == MaxLine {
					want = "[ok]"
				}
			}
			if told := fmt.Sprint(tell(t, input)); told != want {
				t.Errorf("%d bytes and %q: %s, want %s", n, end, told, want)
			}
		}
	}
	if told := fmt.Sprint(tell(t, "\xef\xbb\xbf"+pad(MaxLine))); told != "[ok]" {
		t.Errorf("a byte order mark counts: %s", told)
	}
}

func TestOrderIsKeptOverManyBatches(t *testing.T) {
	var input, want strings.Builder
	const lines = 5000
	for i := range lines {
		fmt.Fprintf(&input, "{\"id\":\"%d\",\"findings\":[%s]}\n", i, strings.Repeat(" ", i%97))
		fmt.Fprintf(&want, "%d,", i)
	}
	for _, src := range []io.Reader{strings.NewReader(input.String()), iotest.OneByteReader(strings.NewReader(input.String())), iotest.DataErrReader(strings.NewReader(input.String()))} {
		var out bytes.Buffer
		count, err := Run(indicator.Embedded().Table(), []io.Reader{src}, &out, 3)
		if err != nil || count != (Count{lines, 0}) {
			t.Fatalf("%+v, %v", count, err)
		}
		var got strings.Builder
		for _, a := range answers(t, out.String()) {
			got.WriteString(*a.ID + ",")
		}
		if got.String() != want.String() {
			t.Fatal("out of order")
		}
	}
}

func TestInputsFollowEachOther(t *testing.T) {
	var out bytes.Buffer
	inputs := []io.Reader{strings.NewReader("\xef\xbb\xbf" + finding("")), strings.NewReader(""), strings.NewReader("\xef\xbb\xbf" + finding("{}") + "\n\n")}
	count, err := Run(indicator.Embedded().Table(), inputs, &out, 2)
	if err != nil || count != (Count{3, 2}) {
		t.Errorf("%+v, %v", count, err)
	}
}

// Who sends one line and waits gets the answer before sending the next.
func TestAnswersDoNotWaitForMoreInput(t *testing.T) {
	in, send := io.Pipe()
	receive, out := io.Pipe()
	done := make(chan error)
	go func() {
		_, err := Run(indicator.Embedded().Table(), []io.Reader{in}, out, 2)
		done <- errors.Join(err, out.Close())
	}()
	answers := json.NewDecoder(receive)
	for i := range 3 {
		fmt.Fprintf(send, "{\"id\":\"%d\",\"findings\":[]}\n", i)
		var a answer
		if err := answers.Decode(&a); err != nil || *a.ID != fmt.Sprint(i) {
			t.Fatalf("%+v, %v", a, err)
		}
	}
	if err := send.Close(); err != nil {
		t.Error(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("pipe closed") }

func TestBrokenInputAndOutput(t *testing.T) {
	table := indicator.Embedded().Table()
	src := io.MultiReader(strings.NewReader(finding("")+"\n"+finding("")), iotest.ErrReader(errors.New("disk on fire")))
	var out bytes.Buffer
	count, err := Run(table, []io.Reader{src}, &out, 2)
	if err == nil || !strings.Contains(err.Error(), "disk on fire") || count.Lines != 1 {
		t.Errorf("a failing input: %+v, %v", count, err)
	}
	endless := io.MultiReader(strings.NewReader(strings.Repeat(finding("")+"\n", 10_000)))
	if _, err := Run(table, []io.Reader{endless}, brokenWriter{}, 2); err == nil || !strings.Contains(err.Error(), "pipe closed") {
		t.Errorf("a failing output: %v", err)
	}
}
