package sampling

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// ReadBundle reads a bundle strictly: UTF-8, one JSON object, every key of the
// schema there once, no other key, no null, and nothing after it. What it
// returns can be recomputed: both files read, the seed is one, the sizes fit.
// Whether it is right is for Verify to say. Errors are plain Chinese.
func ReadBundle(file []byte) (Bundle, error) {
	if !utf8.Valid(file) {
		return Bundle{}, errors.New("抽查包不是 UTF-8 编码的文本")
	}
	given, err := countKeys(file)
	if err != nil {
		return Bundle{}, err
	}
	var b Bundle
	decoder := json.NewDecoder(bytes.NewReader(file))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&b); err != nil {
		return Bundle{}, fmt.Errorf("抽查包的内容不合格式：%w", err)
	}
	if err := b.check(); err != nil {
		return Bundle{}, err
	}
	// Every key read is known and in its object once, so equal counts mean that
	// none is missing.
	if wanted, err := countKeys(b.Encode()); err != nil || given != wanted {
		return Bundle{}, fmt.Errorf("抽查包应有 %d 个字段，实有 %d 个", wanted, given)
	}
	return b, nil
}

// firstYear is before any draw, and after the times when Shanghai's clock was
// off UTC by odd seconds, which RFC 3339 cannot write down.
const firstYear = 2000

// check tells why a bundle cannot be recomputed.
func (b Bundle) check() error {
	if b.Format != BundleFormat {
		return fmt.Errorf("抽查包的格式版本是 %d，本程序只认得 %d", b.Format, BundleFormat)
	}
	if err := b.Announcement.Check(); err != nil {
		return err
	}
	if err := CheckSeed(b.Seed.Digits); err != nil {
		return err
	}
	words := []string{b.Seed.EnteredBy, b.Seed.ConfirmedBy}
	times := []time.Time{b.Announcement.At, b.Seed.EnteredAt, b.Seed.ConfirmedAt, b.DrawnAt}
	for _, r := range b.Refused {
		words = append(words, r.EnteredBy, r.RefusedBy, r.Reason)
		times = append(times, r.EnteredAt, r.RefusedAt)
	}
	for _, w := range words {
		if err := checkWord(w); err != nil {
			return err
		}
	}
	for _, t := range times {
		if t.Year() < firstYear || t.Year() > 9999 {
			return errors.New("抽查包缺少时间，或时间不合理")
		}
	}
	return nil
}

// countKeys walks one JSON document and counts the keys of its objects. It
// refuses what the decoder would let pass: a key twice in an object, a key in
// another case, null, and anything after the document.
func countKeys(file []byte) (int, error) {
	w := keyWalk{decoder: json.NewDecoder(bytes.NewReader(file))}
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
	keys    int
	depth   int
}

// maxDepth is more than the schema's; it bounds the recursion on hostile input.
const maxDepth = 8

func (w *keyWalk) value() error {
	token, err := w.decoder.Token()
	if err != nil {
		return fmt.Errorf("抽查包不是完整的 JSON：%w", err)
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
		return fmt.Errorf("抽查包不是完整的 JSON：%w", err)
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
			return fmt.Errorf("抽查包不是完整的 JSON：%w", err)
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
