package sampling

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// countKeys walks one JSON document and counts the keys of its objects. It
// refuses what the decoder would let pass: a key twice in an object, a key in
// another case, null, and anything after the document.
func countKeys(file []byte) (int, error) {
	w := keyWalk{decoder: json.NewDecoder(bytes.NewReader(file)), file: file}
	w.decoder.UseNumber()
	if err := w.value(); err != nil {
		return 0, err
	}
	if _, err := w.decoder.Token(); !errors.Is(err, io.EOF) {
		return 0, errors.New("抽查包的 JSON 之后还有多余的内容")
	}
	return w.keys, nil
}

type keyWalk struct {
	decoder *json.Decoder
	file    []byte
	keys    int
	depth   int
}

// maxDepth is more than the schema's; it bounds the recursion on hostile input.
const maxDepth = 8

func (w *keyWalk) value() error {
	token, err := w.decoder.Token()
	if err != nil {
		return w.broken(err)
	}
	switch token {
	case nil:
		return errors.New("抽查包中不能有 null")
	case json.Delim('{'):
		return w.inside(w.members)
	case json.Delim('['):
		return w.inside(w.elements)
	}
	return nil
}

// broken names the line at which the JSON ends or goes wrong.
func (w *keyWalk) broken(err error) error {
	line := 1 + bytes.Count(w.file[:w.decoder.InputOffset()], []byte{'\n'})
	return fmt.Errorf("抽查包第 %d 行起不是完整的 JSON，请重新下载：%w", line, err)
}

func (w *keyWalk) inside(walk func() error) error {
	w.depth++
	defer func() { w.depth-- }()
	if w.depth > maxDepth {
		return errors.New("抽查包的 JSON 嵌套过深")
	}
	if err := walk(); err != nil {
		return err
	}
	if _, err := w.decoder.Token(); err != nil {
		return w.broken(err)
	}
	return nil
}

func (w *keyWalk) elements() error {
	for w.decoder.More() {
		if err := w.value(); err != nil {
			return err
		}
	}
	return nil
}

func (w *keyWalk) members() error {
	seen := make(map[string]bool)
	for w.decoder.More() {
		token, err := w.decoder.Token()
		if err != nil {
			return w.broken(err)
		}
		key, _ := token.(string)
		if strings.Trim(key, "abcdefghijklmnopqrstuvwxyz_") != "" {
			return fmt.Errorf("抽查包中有不认识的字段 %q", key)
		}
		if seen[key] {
			return fmt.Errorf("抽查包中字段 %q 重复", key)
		}
		seen[key] = true
		w.keys++
		if err := w.value(); err != nil {
			return err
		}
	}
	return nil
}
