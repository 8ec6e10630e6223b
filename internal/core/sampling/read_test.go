package sampling

import (
	"fmt"
	"strings"
	"testing"
)

func TestBundlesAreReadStrictly(t *testing.T) {
	good := string(testBundle(t).Encode())
	if found([]byte(good)) {
		t.Fatal("the sound bundle is not sound")
	}
	for name, file := range map[string]string{
		"empty":             "",
		"array":             "[]",
		"nothing in it":     "{}",
		"cut off":           good[:len(good)-3],
		"key in capitals":   strings.Replace(good, `"title"`, `"Title"`, 1),
		"key twice":         strings.Replace(good, `"format": 2,`, `"format": 2, "format": 2,`, 1),
		"unknown key":       strings.Replace(good, `"format": 2,`, `"format": 2, "formal": 1,`, 1),
		"missing key":       strings.Replace(good, `"sealed": true,`, ``, 1),
		"twice for another": strings.Replace(strings.Replace(good, `"sealed": true,`, ``, 1), `"format": 2,`, `"format": 2, "format": 2,`, 1),
		"null":              strings.Replace(good, `"sealed": true`, `"sealed": null`, 1),
		"other format":      strings.Replace(good, `"format": 2`, `"format": 3`, 1),
		"text for number":   strings.Replace(good, `"format": 2`, `"format": "1"`, 1),
		"fraction":          strings.Replace(good, `"per_branch": 2`, `"per_branch": 2.5`, 1),
		"no time":           strings.Replace(good, `2024-02-29T09:12:00+08:00`, `2024-02-30T09:12:00+08:00`, 1),
		"byte order mark":   byteOrderMark + good,
		"not UTF-8":         strings.Replace(good, "officer2", "officer\xff", 1),
		"deep":              strings.Replace(good, `"format": 2`, `"format": `+strings.Repeat("[", 5000)+strings.Repeat("]", 5000), 1),
		"comment":           good + "// sound\n",
		"population of LF":  strings.Replace(good, `A-01\t东\t1\n`, `A-01\t东\t1\n\n`, 1),
	} {
		if file == good {
			t.Errorf("%s: nothing was changed", name)
		}
		if _, err := ReadBundle([]byte(file)); err == nil {
			t.Errorf("%s: was read", name)
		}
	}
}

// What is read can be written, read again and verified without a panic, and
// comes out the same.
func FuzzBundle(f *testing.F) {
	f.Add(testBundle(f).Encode())
	f.Fuzz(func(t *testing.T, file []byte) {
		b, err := ReadBundle(file)
		if err != nil {
			return
		}
		again, err := ReadBundle(b.Encode())
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
		if one, two := fmt.Sprint(Verify(b)), fmt.Sprint(Verify(again)); one != two {
			t.Fatalf("%s and then %s", one, two)
		}
	})
}
