package browsertest

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"golang.org/x/text/unicode/norm"
)

// Paper is a page as the browser prints it to PDF.
type Paper struct {
	Pages int
	chars map[rune]bool
}

// Print prints the page to PDF, on the paper that its style sheet names, and puts
// it into the album, where there is one.
func (p *Page) Print(t testing.TB, name string) Paper {
	t.Helper()
	var pdf []byte
	p.do("print", func(ctx context.Context) (err error) {
		pdf, err = chromedp.Run(ctx, chromedp.PrintToPDF(func(o *page.PrintToPDFParams) {
			yes := true
			o.PreferCSSPageSize = &yes
		}))
		return err
	})
	if album := Album(); album != "" {
		if err := os.WriteFile(filepath.Join(album, name+".pdf"), pdf, 0o644); err != nil { //nolint:gosec // for everybody to look at
			t.Fatal(err)
		}
	}
	paper, err := readPaper(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return paper
}

var (
	pageObject = regexp.MustCompile(`/Type\s*/Page\b`)
	stream     = regexp.MustCompile(`(?s)stream\r?\n(.*?)\nendstream`)
	mapped     = regexp.MustCompile(`(?m)^<([0-9A-Fa-f]+)> *<([0-9A-Fa-f]+)>(?: *<([0-9A-Fa-f]+)>)?\s*$`)
)

// readPaper counts the pages and collects the characters that the document's
// fonts have been asked for: each font lists those that were printed with it.
func readPaper(pdf []byte) (Paper, error) {
	p := Paper{Pages: len(pageObject.FindAll(pdf, -1)), chars: map[rune]bool{}}
	for _, m := range stream.FindAllSubmatch(pdf, -1) {
		z, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue // not compressed: no map of characters
		}
		plain, err := io.ReadAll(z)
		if err != nil {
			return p, fmt.Errorf("read a stream of the PDF: %w", err)
		}
		if strings.Contains(string(plain), "begincmap") {
			p.collect(string(plain))
		}
	}
	return p, nil
}

// collect reads a map from glyphs to characters: pairs of both, and ranges with
// the character of the first glyph.
func (p *Paper) collect(cmap string) {
	_, cmap, _ = strings.Cut(cmap, "endcodespacerange")
	for _, m := range mapped.FindAllStringSubmatch(cmap, -1) {
		if m[3] == "" {
			p.add(m[2], 0)
			continue
		}
		first, err1 := strconv.ParseUint(m[1], 16, 32)
		last, err2 := strconv.ParseUint(m[2], 16, 32)
		for i := first; err1 == nil && err2 == nil && i <= last; i++ {
			p.add(m[3], rune(i-first)) //nolint:gosec // a range of glyphs
		}
	}
}

func (p *Paper) add(hex string, plus rune) {
	var units []uint16
	for i := 0; i+4 <= len(hex); i += 4 {
		u, err := strconv.ParseUint(hex[i:i+4], 16, 16)
		if err != nil {
			return
		}
		units = append(units, uint16(u))
	}
	for _, r := range utf16.Decode(units) {
		// A font that draws 月 and the radical ⽉ by one glyph may name either.
		for _, same := range norm.NFKC.String(string(r + plus)) {
			p.chars[same] = true
		}
	}
}

// Lacks returns the characters of a text that were printed nowhere.
func (p Paper) Lacks(text string) string {
	var missing strings.Builder
	for _, r := range text {
		if r > ' ' && !p.chars[r] {
			missing.WriteRune(r)
		}
	}
	return missing.String()
}
