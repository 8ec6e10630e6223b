package sampling

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
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
		return Bundle{}, decodeFault(err)
	}
	if _, err := b.check(); err != nil {
		return Bundle{}, err
	}
	// Every key read is known and in its object once, so equal counts mean that
	// none is missing.
	if wanted, err := countKeys(b.Encode()); err != nil || given != wanted {
		return Bundle{}, fmt.Errorf("抽查包应有 %d 个字段，实有 %d 个", wanted, given)
	}
	return b, nil
}

// decodeFault says in Chinese what the decoder found.
func decodeFault(err error) error {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("抽查包中字段 %q 的内容类型不对：%w", wrong.Field, err)
	}
	if wrong, ok := errors.AsType[*time.ParseError](err); ok {
		return fmt.Errorf("抽查包中的时间 %s 应是真实的时间，并写成 2024-03-01T09:00:00+08:00 的样子：%w", wrong.Value, err)
	}
	return fmt.Errorf("抽查包中有不认识的字段：%w", err)
}

// firstYear is before any draw, and after the times when Shanghai's clock was
// off UTC by odd seconds, which RFC 3339 cannot write down.
const firstYear = 2000

// check reads the files of a bundle, or tells why it cannot be recomputed.
func (b Bundle) check() (Lists, error) {
	if err := b.checkAround(); err != nil {
		return Lists{}, err
	}
	return b.Announcement.Lists()
}

// checkAround looks at all but the announcement.
func (b Bundle) checkAround() error {
	if b.Format < 1 || b.Format > BundleFormat {
		return fmt.Errorf("抽查包的格式版本是 %d，本程序只认得 1 至 %d", b.Format, BundleFormat)
	}
	if b.Format != b.Announcement.Format() {
		return fmt.Errorf("抽查包的格式版本是 %d，加签规则一项却是另一版本的", b.Format)
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
