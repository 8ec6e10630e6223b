package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"strings"
	"testing"
)

// book is the text of a file's parts, to be packed as they are.
type book map[string]string

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	mainSpace   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relSpace    = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	sheetPart   = "xl/worksheets/sheet1.xml"
)

// honest is a whole small file with what stands in its sheet.
func honest(sheet string) book {
	return book{
		"[Content_Types].xml": declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":         relationships(`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>`),
		"xl/workbook.xml":     declaration + `<workbook ` + mainSpace + ` ` + relSpace + `><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relationships(`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>`),
		"xl/sharedStrings.xml": declaration + `<sst ` + mainSpace + ` count="1" uniqueCount="1"><si><t>姓名</t></si></sst>`,
		sheetPart:              worksheetOf(sheet),
	}
}

func relationships(list string) string {
	return declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + list + `</Relationships>`
}

func worksheetOf(data string) string {
	return declaration + `<worksheet ` + mainSpace + `><sheetData>` + data + `</sheetData></worksheet>`
}

const oneRow = `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`

// with is the same with a part of another text.
func (b book) with(part, text string) book { b[part] = text; return b }

// pack packs the parts as Excel does.
func (b book) pack(t testing.TB) []byte { return b.packAs(t, flate.BestSpeed) }

func (b book) packAs(t testing.TB, level int) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, level) })
	for _, part := range b.names() {
		to, err := w.Create(part)
		if err == nil {
			_, err = io.WriteString(to, b[part])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// names puts the content types first, as readers expect.
func (b book) names() []string {
	list := []string{"[Content_Types].xml"}
	for name := range b {
		if name != list[0] {
			list = append(list, name)
		}
	}
	return list
}

// rowsOf repeats a row's cells under numbers from 1 on; %d stands for the number.
func rowsOf(n int, cells string) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, `<row r="%d">%s</row>`, i, strings.ReplaceAll(cells, "%d", fmt.Sprint(i)))
	}
	return b.String()
}

// noise does not pack well.
func noise(n int) string {
	var b strings.Builder
	x := uint32(2463534242)
	for b.Len() < n {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		fmt.Fprintf(&b, "%x", x)
	}
	return b.String()
}
