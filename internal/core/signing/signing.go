// Package signing writes what somebody signs as one text, of which the digest
// goes with the form, is compared when the form comes back, and is kept with the
// signature in the audit log.
//
// The text can only be read in one way, so that no two contents have the same:
//
//	signed by baolei, form 1: verification
//	branch "CZ-02" "财政局第二党支部"
//	finding "B2-4a" "{\"clause\":\"B2-4a\",\"count\":2}" ""
//	total "9450"
//
// The first line names the kind of act. Each further line is a name and its
// values, each after one space and in double quotes, with \n, \" and \\ for what
// would end a line or a value (Go's syntax for strings). Points are whole
// hundredths, days are written 2026-12-31, instants RFC 3339 in UTC. Every line
// ends with a line feed. The digest is the text's SHA-256 in lower-case
// hexadecimal.
package signing

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"
)

// Text is what is signed, line by line.
type Text struct{ text []byte }

// New begins the text of an act of a kind.
func New(kind string) *Text {
	return &Text{[]byte("signed by baolei, form 1: " + kind + "\n")}
}

// Line adds a line: numbers, texts, days and instants under a name. The name is
// a word of the program's own, in lower-case letters and spaces.
func (t *Text) Line(name string, values ...any) *Text {
	t.text = append(t.text, name...)
	for _, v := range values {
		t.text = append(t.text, ' ')
		t.text = strconv.AppendQuote(t.text, written(v))
	}
	t.text = append(t.text, '\n')
	return t
}

func written(v any) string {
	switch v := v.(type) {
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case []byte:
		return string(v)
	}
	return fmt.Sprint(v)
}

// String returns the whole text.
func (t *Text) String() string { return string(t.text) }

// Digest returns the text's SHA-256 in lower-case hexadecimal.
func (t *Text) Digest() string {
	sum := sha256.Sum256(t.text)
	return hex.EncodeToString(sum[:])
}
