package jsonscan

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]Fault{
		``:                             {Syntax, 0},
		` `:                            {Syntax, 1},
		`{`:                            {Syntax, 1},
		`{"a"}`:                        {Syntax, 4},
		`{"a":1,}`:                     {Syntax, 7},
		`[1,]`:                         {Syntax, 3},
		`[1 2]`:                        {Syntax, 3},
		`{"a":1]`:                      {Syntax, 6},
		`01`:                           {Syntax, 1},
		`-`:                            {Syntax, 0},
		`+1`:                           {Syntax, 0},
		`1.`:                           {Syntax, 0},
		`.5`:                           {Syntax, 0},
		`1e`:                           {Syntax, 0},
		`0x10`:                         {Syntax, 1},
		`NaN`:                          {Syntax, 0},
		`tru`:                          {Syntax, 0},
		`truth`:                        {Syntax, 0},
		`"a`:                           {Syntax, 2},
		"\"a\nb\"":                     {Syntax, 2},
		`"\x"`:                         {Syntax, 1},
		`"\u12G4"`:                     {Syntax, 1},
		`"\u123"`:                      {Syntax, 1},
		`"\`:                           {Syntax, 1},
		`{} {}`:                        {Syntax, 3},
		"\ufeff{}":                     {Syntax, 0},
		"{\u00a0}":                     {Syntax, 1},
		`"\ud800"`:                     {LoneSurrogate, 1},
		`"\udc00"`:                     {LoneSurrogate, 1},
		`"\ud800\ud800"`:               {LoneSurrogate, 1},
		`"\ud800\n"`:                   {LoneSurrogate, 1},
		`["a",{"\ud83d":1}]`:           {LoneSurrogate, 7},
		"\"\xff\"":                     {InvalidUTF8, 1},
		"\"\xed\xa0\x80\"":             {InvalidUTF8, 1},
		`{"a":1,"a":2}`:                {RepeatedKey, 8},
		`{"a":1,"\u0061":2}`:           {RepeatedKey, 8},
		`[{"x":{"b":1,"c":1,"b":[]}}]`: {RepeatedKey, 20},
		`{"1":0,"2":0,"3":0,"4":0,"5":0,"6":0,"7":0,"8":0,"9":0,"1":0}`: {RepeatedKey, 56},
	} {
		var d Document
		fault := d.Parse([]byte(text))
		if fault == nil || *fault != want {
			t.Errorf("%q: got %v, want %+v", text, fault, want)
		} else if fault.Error() == "" {
			t.Errorf("%q: no message", text)
		}
	}
}

func TestParseAccepts(t *testing.T) {
	for _, text := range []string{
		`{}`, ` [ ] `, "\t{\"a\" :\r\n[1 , -0.5e+3 ,true,false,null , \"\" ] } ", `"\ud83d\ude00\/\u0000"`,
		`{"":0,"a":{"a":{"a":1}}}`, `-0`, `0e0`, `1E-2`, strings.Repeat("[", 200_000) + strings.Repeat("]", 200_000),
	} {
		var d Document
		if fault := d.Parse([]byte(text)); fault != nil {
			t.Errorf("%.40q: %v", text, fault)
		}
	}
}

func TestNodesLeadOverValues(t *testing.T) {
	var d Document
	if fault := d.Parse([]byte(`{"a":[1,{"b":2}],"\u0063":"d\n"}`)); fault != nil {
		t.Fatal(fault)
	}
	// {, "a", [, 1, {, "b", 2, "c", "d": the array's value ends before node 7.
	if len(d.Nodes) != 9 || d.Nodes[2].Next != 7 || d.Nodes[0].Next != 9 {
		t.Fatalf("%+v", d.Nodes)
	}
	if !d.StringIs(7, "c") || string(d.AppendString(nil, 8)) != "d\n" || string(d.Bytes(6)) != "2" {
		t.Errorf("%+v", d.Nodes)
	}
}

func TestMemoryOfAnUnusualTextIsGivenBack(t *testing.T) {
	var d Document
	for _, text := range []string{"[" + strings.Repeat("0,", keepNodes) + "0]", "[]"} {
		if fault := d.Parse([]byte(text)); fault != nil {
			t.Fatal(fault)
		}
	}
	if cap(d.Nodes) > keepNodes {
		t.Errorf("%d nodes are kept", cap(d.Nodes))
	}
}

func TestQuotedTextIsTheShortest(t *testing.T) {
	for text, want := range map[string]string{
		"":              `""`,
		"党<b>&'/\u2028": "\"党<b>&'/\u2028\"",
		"\"\\\n\r\t":    `"\"\\\n\r\t"`,
		"\x00\x1f\x7f":  `"\u0000\u001f` + "\x7f\"",
	} {
		if got := string(AppendQuoted(nil, text)); got != want {
			t.Errorf("%q gives %s, want %s", text, got, want)
		}
	}
}

// FuzzParse compares with the standard library, which takes whatever we take
// and besides only repeated keys, lone surrogates and invalid UTF-8.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a":[1,2.5e-3,"\ud83d\ude00"],"b":null}`, `{"a":1,"a":2}`, `"\ud800"`, "[\"\xff\"]", `{"a":}`, `[[],{}]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var d Document
		fault := d.Parse(text)
		valid := json.Valid(text)
		switch {
		case fault == nil && !valid:
			t.Fatal("accepted what is not JSON")
		case fault != nil && fault.Reason == Syntax && valid && utf8.Valid(text):
			t.Fatalf("refused: %v", fault)
		case fault != nil && (fault.Offset < 0 || fault.Offset > len(text)):
			t.Fatalf("offset %d", fault.Offset)
		case fault == nil:
			compareStrings(t, &d, text)
		}
	})
}

func compareStrings(t *testing.T, d *Document, text []byte) {
	t.Helper()
	for i, n := range d.Nodes {
		if n.Kind != String {
			continue
		}
		var want string
		if err := json.Unmarshal(text[n.Start-1:n.End+1], &want); err != nil {
			t.Fatal(err)
		}
		got := string(d.AppendString(nil, int32(i)))
		if got != want {
			t.Fatalf("%q is read as %q", want, got)
		}
		var back string
		if err := json.Unmarshal(AppendQuoted(nil, got), &back); err != nil || back != got {
			t.Fatalf("%q comes back as %q, %v", got, back, err)
		}
	}
}
