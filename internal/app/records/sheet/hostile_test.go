package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"baolei/internal/core/fault"
)

// sst is a part of shared strings.
func sst(items string) string {
	return declaration + `<sst ` + mainSpace + `>` + items + `</sst>`
}

func styles(inside string) string {
	return declaration + `<styleSheet ` + mainSpace + `>` + inside + `</styleSheet>`
}

// hostile are files that must not be read: by name, with what is wrong in it.
func hostile(t testing.TB) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	add := func(name string, b book) { files[name+".xlsx"] = b.pack(t) }
	loose := func(name string, b book) { files[name+".xlsx"] = b.packAs(t, -2) } // packs too badly for limits of the ratio
	sheet := func(name, rows string) { add(name, honest(rows)) }
	many := strings.Repeat
	a1 := func(inside string) string { return `<row r="1"><c r="A1"` + inside + `</c></row>` }

	// archives
	whole := honest(oneRow).pack(t)
	files["empty.xlsx"] = nil
	files["words.xlsx"] = []byte("姓名,性别\n张三,男\n")
	files["page.xlsx"] = []byte("<html><table><tr><td>张三</td></tr></table></html>")
	files["old.xls"] = append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 4096)...)
	files["encrypted.xlsx"] = encrypted(t)
	files["half.xlsx"] = whole[:len(whole)/2]
	files["no end.xlsx"] = whole[:len(whole)-10]
	files["list.csv"] = whole
	files["macros.xlsm"] = whole
	files["photo.jpg"] = whole
	files["flipped.xlsx"] = flipped(whole)
	files["lying size small.xlsx"] = lying(whole, 3)
	files["lying size large.xlsx"] = lying(whole, 1<<31)
	files["encrypted entry.xlsx"] = flagged(whole)
	files["long.xlsx"] = append(bytes.Clone(whole), make([]byte, MaxSize)...)
	files["two directories.xlsx"] = append(bytes.Clone(whole), whole...)
	files["pdf inside.xlsx"] = append([]byte("PK\x03\x04%PDF-1.7"), whole...)
	add("macros", honest(oneRow).with("xl/vbaProject.bin", "x"))
	add("macro type", honest(oneRow).with("[Content_Types].xml", strings.Replace(honest("")["[Content_Types].xml"], "spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml", 1)))
	add("old macros", honest(oneRow).with("xl/macrosheets/sheet1.xml", "<x/>"))
	add("program", honest(oneRow).with("xl/embeddings/a.exe", "MZ"))
	add("path upwards", honest(oneRow).with("../../etc/passwd", "x"))
	add("absolute path", honest(oneRow).with("/etc/passwd", "x"))
	add("bomb of zeros", honest(oneRow).with("xl/media/image1.png", many("\x00", 60<<20)))
	add("bomb of text", honest(oneRow+many(" ", 40<<20)))
	loose("bomb of little ratio", honest(oneRow).with("xl/media/image1.png", many("\x00\x01", 9<<20)))
	add("many entries", manyEntries(3000))
	files["same name twice.xlsx"] = twice(t)
	add("names by case", honest(oneRow).with("xl/Workbook.xml", "<x/>"))
	add("strings by case", honest(oneRow).with("xl/SharedStrings.xml", sst("")))

	// parts that lie about one another
	add("no workbook", honest(oneRow).with("xl/workbook.xml", ""))
	add("no sheet", honest(oneRow).with("xl/_rels/workbook.xml.rels", relationships("")))
	add("sheet elsewhere", honest(oneRow).with("xl/_rels/workbook.xml.rels", relationships(`<Relationship Id="rId1" Type="x/worksheet" Target="media/image1.png"/>`)))
	add("workbook elsewhere", honest(oneRow).with("_rels/.rels", relationships(`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/media/a.bin"/>`)))
	add("relation twice", honest(oneRow).with("xl/_rels/workbook.xml.rels", relationships(many(`<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>`, 2))))
	add("id twice", honest(oneRow).with("xl/workbook.xml", declaration+`<workbook `+mainSpace+` `+relSpace+`><sheets><sheet name="a" sheetId="1" id="rId1" r:id="rId1"/></sheets></workbook>`))
	add("name twice", honest(oneRow).with("xl/workbook.xml", declaration+`<workbook `+mainSpace+` `+relSpace+`><sheets><sheet name="a" sheetId="1" r:id="rId1"/><sheet name="A" sheetId="2" r:id="rId1"/></sheets></workbook>`))
	add("string beyond", honest(a1(` t="s"><v>1</v>`)))
	add("string below", honest(a1(` t="s"><v>-1</v>`)))
	add("string of words", honest(a1(` t="s"><v>x</v>`)))
	add("string of a long number", honest(a1(` t="s"><v>`+many("0", 100)+`1</v>`)))

	// XML
	add("entities", honest(oneRow).with("xl/sharedStrings.xml", `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "`+many("c", 1000)+`">]><sst>`+many("&b;", 1000)+`</sst>`))
	add("entity unknown", honest(a1(` t="str"><v>&b;</v>`)))
	add("entity of nothing", honest(a1(` t="str"><v>&#0;</v>`)))
	add("character of control", honest(a1(" t=\"str\"><v>a\x01b</v>")))
	add("no text", honest(a1(" t=\"str\"><v>\xff\xfe</v>")))
	add("comment", honest(`<!-- a -->`+oneRow))
	add("raw text", honest(a1(` t="str"><v><![CDATA[a]]></v>`)))
	add("other letters", honest("").with(sheetPart, strings.Replace(worksheetOf(oneRow), "UTF-8", "UTF-7", 1)))
	add("wide letters", honest("").with(sheetPart, wide(worksheetOf(oneRow))))
	add("two roots", honest("").with(sheetPart, worksheetOf(oneRow)+"<worksheet/>"))
	add("never closed", honest("").with(sheetPart, strings.TrimSuffix(worksheetOf(oneRow), "</worksheet>")))
	add("closed by another", honest("").with(sheetPart, strings.Replace(worksheetOf(oneRow), "</sheetData>", "</sheetdata>", 1)))
	add("cut in a tag", honest("").with(sheetPart, worksheetOf(oneRow)[:200]))
	loose("deep", honest(many("<a>", 500_000)))
	loose("deep and closed", honest(many("<a>", 500_000)+many("</a>", 500_000)))
	loose("deep strings", honest(oneRow).with("xl/sharedStrings.xml", sst(many("<si>", 200_000)+many("</si>", 200_000))))
	loose("a long tag", honest(`<row r="1" `+many(`a="b" `, 200_000)+`/>`))
	loose("a tag of many attributes", honest(`<row r="1" `+many(`a="b" `, 100)+`/>`))
	loose("a long name", honest(`<`+many("a", 1<<20)+`/>`))
	loose("a long attribute", honest(`<row r="`+many("1", 1<<20)+`"/>`))
	loose("a long text", honest(a1(` t="str"><v>`+noise(1<<20)+`</v>`)))

	// cells
	sheet("a row beyond the last", `<row r="1048577"><c><v>1</v></c></row>`)
	sheet("a row far below", `<row r="1048576"><c><v>1</v></c></row>`)
	sheet("row 20001", `<row r="20001"><c><v>1</v></c></row>`)
	sheet("a cell far right", `<row r="1"><c r="XFD1"><v>1</v></c></row>`)
	sheet("column 201", `<row r="1"><c r="GS1"><v>1</v></c></row>`)
	sheet("a cell beyond the last", `<row r="1"><c r="XFE1"><v>1</v></c></row>`)
	sheet("a cell of another row", `<row r="1"><c r="A2"><v>1</v></c></row>`)
	sheet("a cell of no row", `<c r="A1"><v>1</v></c>`)
	sheet("a cell of no place", `<row r="1"><c r="1A"><v>1</v></c></row>`)
	sheet("rows backwards", `<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>`)
	sheet("one row over and over", many(`<row r="1"><c><v>1</v></c></row>`, 1000))
	sheet("a row of no number", `<row r="x"><c><v>1</v></c></row>`)
	sheet("a row of two numbers", `<row r="1" x:r="3"><c><v>1</v></c></row>`)
	sheet("columns backwards", `<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>`)
	sheet("a style of no number", a1(` s="x"><v>1</v>`))
	sheet("rich text of bad values", a1(` t="inlineStr"><is><r><rPr><b val="maybe"/></rPr><t>a</t></r></is>`))
	loose("a million rows", honest(rowsOf(200_000, `<c><v>1</v></c>`)))
	loose("a million empty cells", honest(rowsOf(100, many(`<c/>`, 10_000))))
	loose("many cells", honest(rowsOf(6000, many(`<c><v>1.5</v></c>`, 9))))
	loose("strings over and over", honest(rowsOf(300, many(`<c t="s"><v>0</v></c>`, 150))).with("xl/sharedStrings.xml", sst(`<si><t>`+many("长", 32767)+`</t></si>`)))
	loose("a string of many pieces", honest(oneRow).with("xl/sharedStrings.xml", sst(`<si>`+many("<r><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></r>", 30_000)+`</si>`)))
	loose("many strings", honest(oneRow).with("xl/sharedStrings.xml", sst(many(`<si><t>a</t></si>`, 100_000))))
	loose("many styles", honest(oneRow).with("xl/styles.xml", styles(`<cellXfs>`+many(`<xf numFmtId="1" fontId="1"/>`, 200_000)+`</cellXfs>`)))
	loose("a long chain", honest(oneRow).with("xl/calcChain.xml", declaration+`<calcChain `+mainSpace+`>`+many(`<c r="A1"/>`, 200_000)+`</calcChain>`))
	loose("many merged areas", honest("").with(sheetPart, declaration+`<worksheet `+mainSpace+`><sheetData><row r="20000"><c><v>1</v></c></row></sheetData><mergeCells>`+many(`<mergeCell ref="A1:XFD1048576"/>`, 5000)+`</mergeCells></worksheet>`))
	sheet("a merged area of no place", oneRow+`<mergeCell ref="A1:"/>`)
	sheet("a merged area backwards", oneRow+`<mergeCell ref="B2:A1"/>`)
	return files
}

// tiring are files at the limits: they are read, and must not cost more than a
// refusal may.
func tiring(t testing.TB) map[string][]byte {
	t.Helper()
	many := strings.Repeat
	text := sst(many(`<si><t>`+many("长", 30)+`</t></si>`, 24_000))
	full := map[string]book{
		"numbers":     honest(rowsOf(5000, many(`<c><v>0.10000000000000001</v></c>`, 10))),
		"texts":       honest(rowsOf(5000, many(`<c t="inlineStr"><is><t>`+many("长", 10)+`</t></is></c>`, 10))),
		"strings":     honest(rowsOf(5000, many(`<c t="s"><v>23999</v></c>`, 10))).with("xl/sharedStrings.xml", text),
		"styles":      honest(oneRow).with("xl/styles.xml", styles(`<cellXfs>`+many(`<xf numFmtId="1" fontId="1" fillId="2"/>`, 59_000)+`</cellXfs>`)),
		"fonts":       honest(oneRow).with("xl/styles.xml", styles(`<fonts>`+many(`<font><b/></font>`, 29_000)+`</fonts>`)),
		"chain":       honest(oneRow).with("xl/calcChain.xml", declaration+`<calcChain `+mainSpace+`>`+many(`<c r="A1"/>`, 59_000)+`</calcChain>`),
		"long texts":  honest(rowsOf(80, `<c t="s"><v>%d</v></c>`)).with("xl/sharedStrings.xml", sst(many(`<si><t>`+many("长", 32767)+`</t></si>`, 81))),
		"empty rows":  honest(oneRow + strings.TrimPrefix(rowsOf(250_000, ""), `<row r="1"></row>`)),
		"all of them": honest(rowsOf(5000, many(`<c t="s"><v>23999</v></c>`, 10))).with("xl/sharedStrings.xml", text).with("xl/styles.xml", styles(`<cellXfs>`+many(`<xf numFmtId="1" fontId="1"/>`, 11_000)+`</cellXfs>`)).with("xl/media/image1.png", noise(4<<20)),
	}
	files := map[string][]byte{}
	for name, b := range full {
		files[name+".xlsx"] = b.packAs(t, -2)
	}
	return files
}

// Each of these is refused with words, within two seconds and 64 MiB.
func TestHostileFilesAreRefused(t *testing.T) {
	files := hostile(t)
	if len(files) < 60 {
		t.Errorf("only %d hostile files", len(files))
	}
	var most uint64
	var longest time.Duration
	for name, data := range files {
		held, took := cost(func() {
			g, err := Read(name, data, "")
			if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.TooLarge {
				t.Errorf("%s: read as %d lines, %v", name, len(g.Lines), err)
			}
		})
		within(t, name, held, took, 2*time.Second)
		most, longest = max(most, held), max(longest, took)
	}
	fmt.Printf("%d hostile files: at most %d MiB and %v\n", len(files), most>>20, longest.Round(time.Millisecond))
}

// A file at the limits is read to its end, which a busy machine may take its time
// for; it is there to catch work that grows out of proportion.
func TestFilesAtTheLimitsAreReadWithinBounds(t *testing.T) {
	for name, data := range tiring(t) {
		held, took := cost(func() {
			if g, err := Read(name, data, ""); err != nil || len(g.Lines) == 0 {
				t.Errorf("%s: %d lines, %v", name, len(g.Lines), err)
			}
		})
		within(t, name, held, took, 20*time.Second)
	}
}

func within(t *testing.T, name string, held uint64, took, limit time.Duration) {
	t.Helper()
	if held > 64<<20 {
		t.Errorf("%s: took %d MiB", name, held>>20)
	}
	if took > limit {
		t.Errorf("%s: took %v", name, took)
	}
}

const heap = "/memory/classes/heap/objects:bytes"

// cost runs f and tells how much memory it held at most beyond what was held
// before, and how long it took. The collector runs often meanwhile, so that it
// is what f holds and not what waits to be collected.
func cost(f func()) (held uint64, took time.Duration) {
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	runtime.GC()
	before := heapNow()
	done, most := make(chan struct{}), make(chan uint64)
	go func() {
		top := before
		for {
			select {
			case <-done:
				most <- top
				return
			case <-time.After(time.Millisecond):
				top = max(top, heapNow())
			}
		}
	}()
	start := time.Now()
	f()
	took = time.Since(start)
	close(done)
	return <-most - before, took
}

func heapNow() uint64 {
	s := []metrics.Sample{{Name: heap}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func encrypted(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	var b bytes.Buffer
	if err := errors.Join(f.Write(&b, excelize.Options{Password: "secret"}), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// flipped has one bit of what is packed turned.
func flipped(whole []byte) []byte {
	out := bytes.Clone(whole)
	out[80] ^= 16
	return out
}

// lying tells of each entry another size than it has.
func lying(whole []byte, size uint32) []byte {
	return patched(whole, func(head []byte) { binary.LittleEndian.PutUint32(head[24:], size) })
}

// flagged says that each entry is encrypted.
func flagged(whole []byte) []byte {
	return patched(whole, func(head []byte) { head[8] |= 1 })
}

// patched changes each head of the central directory.
func patched(whole []byte, change func([]byte)) []byte {
	out := bytes.Clone(whole)
	for at := 0; ; at += 46 {
		i := bytes.Index(out[at:], []byte("PK\x01\x02"))
		if i < 0 {
			return out
		}
		at += i
		change(out[at : at+46])
	}
}

func manyEntries(n int) book {
	b := honest(oneRow)
	for i := range n {
		b[fmt.Sprintf("xl/media/image%d.png", i)] = "x"
	}
	return b
}

func twice(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	b := honest(oneRow)
	for _, part := range append(b.names(), sheetPart) {
		to, err := w.Create(part)
		if err == nil {
			_, err = to.Write([]byte(b[part]))
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

// wide is a text of ASCII in UTF-16.
func wide(text string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for _, c := range []byte(text) {
		b.WriteByte(c)
		b.WriteByte(0)
	}
	return b.String()
}
