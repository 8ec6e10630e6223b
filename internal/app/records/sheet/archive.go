package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"baolei/internal/core/document"
)

// archive is a file of which the parts that will be read have been scanned.
type archive struct {
	parts map[string]*zip.File // by lower-case name
	sheet worksheet
	name  string // of the sheet that is read
	rest  int    // further sheets
	trees int    // how many tags may still be built trees of
}

// The parts of which trees are built, whether or not they are needed.
const (
	rootRels     = "_rels/.rels"
	workbookPart = "xl/workbook.xml"
	workbookRels = "xl/_rels/workbook.xml.rels"
	stringsPart  = "xl/sharedstrings.xml"
)

var trees = []string{"[content_types].xml", "xl/styles.xml", "xl/theme/theme1.xml", "xl/calcchain.xml"}

// inspect refuses what must not be opened, and finds and scans the sheet.
// Among several the one with a wanted name is read, else the first that shows.
func inspect(name string, data []byte, wanted string) (*archive, error) {
	if len(data) > MaxSize {
		return nil, tooLarge(sizeText)
	}
	if kind, err := document.Inspect(name, data); err != nil || kind != document.XLSX {
		return nil, notTaken(data, err)
	}
	a := &archive{parts: map[string]*zip.File{}, trees: maxTreeTags}
	if err := a.list(data); err != nil {
		return nil, err
	}
	sheet, err := a.choose(wanted)
	if err != nil {
		return nil, err
	}
	for _, part := range trees {
		if err := a.scan(part, &scan{limit: &a.trees, listener: single{}}, nil); err != nil {
			return nil, err
		}
	}
	return a, a.scanSheet(sheet)
}

// list finds the parts. Names that differ only in case are one part to some
// readers, so none may occur twice.
func (a *archive) list(data []byte) error {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return odd()
	}
	var unpacked uint64
	for _, f := range r.File {
		low := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		if a.parts[low] != nil {
			return odd()
		}
		a.parts[low] = f
		unpacked += f.UncompressedSize64
	}
	if unpacked > maxUnpacked {
		return tooLarge(largeText)
	}
	return nil
}

// scan goes through a part, keeping it in keep where that is not nil. A part
// that is not there is none.
func (a *archive) scan(part string, s *scan, keep *bytes.Buffer) error {
	f := a.parts[part]
	if f == nil {
		return nil
	}
	if f.UncompressedSize64 > maxXML {
		return tooLarge(largeText)
	}
	src, err := f.Open()
	if err != nil {
		return odd()
	}
	defer src.Close() //nolint:errcheck // it is only read
	var to io.Writer = s
	if keep != nil {
		to = io.MultiWriter(s, keep)
	}
	if _, err := io.Copy(to, io.LimitReader(src, maxXML)); err != nil {
		return err
	}
	return s.end()
}

func (a *archive) scanSheet(part string) error {
	if a.parts[part] == nil || !strings.HasPrefix(part, "xl/worksheets/") {
		return odd()
	}
	streamed := maxStreamTags
	if err := a.scan(part, &scan{limit: &streamed, listener: &a.sheet}, nil); err != nil {
		return err
	}
	var s sharedStrings
	if err := a.scan(stringsPart, &scan{limit: &a.trees, listener: &s}, nil); err != nil {
		return err
	}
	if a.sheet.strings > s.count {
		return odd()
	}
	return a.sheet.cover()
}
