package document

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strings"

	"baolei/internal/core/fault"
)

const (
	torn   = "文件打不开，可能没有传完或已损坏。请重新保存后再上传。"
	macros = "文件里有宏。请另存为不含宏的 docx、xlsx，或转成 PDF 后再上传。"
	bomb   = "文件解开后过大，不能上传。请精简，或转成 PDF 后再上传。"
	active = "文件里嵌有程序或外部模板，不能上传。请去掉，或转成 PDF 后再上传。"
	inside = "文件里嵌有旧格式或层层嵌套的文档，里面是否有宏无法查看。请去掉嵌入的对象，或转成 PDF 后再上传。"
)

// How archives and the old binary documents begin.
const (
	zipMagic = "PK\x03\x04"
	oleMagic = "\xD0\xCF\x11\xE0"
)

// deepest is how deep a document may lie within another: a workbook behind a chart,
// and no more.
const deepest = 1

// openArchive tells which kind of document an archive is. It unpacks every
// entry, keeping none, since headers may say anything.
func openArchive(data []byte) (Kind, error) {
	if bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return 0, refuse(torn) // a PDF reader would open it too
	}
	a := archive{packed: int64(len(data)), seen: map[string]bool{}}
	if err := a.read(data); err != nil {
		return 0, err
	}
	return a.kind()
}

// archive is what has been found so far.
type archive struct {
	packed, unpacked int64
	depth            int // 0 for the file itself
	seen             map[string]bool
}

func (a *archive) read(data []byte) error {
	n, ok := directoryEntries(data)
	if !ok {
		return refuse(torn)
	}
	if n > maxEntries {
		return refuse("文件里的内容超过 2000 个，不能上传。请精简，或转成 PDF 后再上传。")
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return refuse(torn)
	}
	for _, f := range r.File {
		if err := a.check(f); err != nil {
			return err
		}
	}
	return nil
}

func (a *archive) check(f *zip.File) error {
	name := strings.ReplaceAll(f.Name, `\`, "/")
	switch {
	case unsafePath(name) || a.seen[name] || f.Method != zip.Store && f.Method != zip.Deflate:
		return refuse(torn)
	case f.Flags&1 != 0:
		return refuse("文件加了密码。请去掉密码后再上传。")
	}
	a.seen[name] = true
	low := strings.ToLower(name)
	if strings.HasSuffix(low, "vbaproject.bin") || strings.HasSuffix(low, "vbadata.xml") || strings.Contains(low, "macrosheets/") {
		return refuse(macros)
	}
	if slices.Contains(macroTypes, low[strings.LastIndexByte(low, '.')+1:]) {
		return refuse(macros)
	}
	if slices.Contains(programs, low[strings.LastIndexByte(low, '.')+1:]) {
		return refuse(active)
	}
	return a.unpack(f, strings.HasSuffix(low, ".xml") || strings.HasSuffix(low, ".rels"))
}

var macroTypes = []string{"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppam", "ppsm"}

var programs = []string{"exe", "dll", "com", "scr", "js", "jse", "vbs", "vbe", "wsf", "hta", "bat", "cmd", "ps1", "msi", "lnk", "jar"}

// unsafePath tells whether an entry would be written outside its folder.
func unsafePath(name string) bool {
	return name == "" || strings.HasPrefix(name, "/") || strings.ContainsAny(name, ":\x00") || slices.Contains(strings.Split(name, "/"), "..")
}

// unpack counts what an entry really holds and looks into its XML, and into a
// document that it is.
func (a *archive) unpack(f *zip.File, xml bool) error {
	file, err := f.Open()
	if err != nil {
		return refuse(torn)
	}
	defer file.Close() //nolint:errcheck // it is read to its end below
	src := bufio.NewReader(file)
	head, _ := src.Peek(len(zipMagic)) // a shorter entry is neither
	var text watch
	var within bytes.Buffer
	var to io.Writer = io.Discard
	switch {
	case string(head) == oleMagic, string(head) == zipMagic && a.depth == deepest:
		return refuse(inside)
	case string(head) == zipMagic:
		to = &within
	case xml:
		to = &text
	}
	if err := a.count(f, to, src); err != nil {
		return err
	}
	if within.Len() > 0 {
		return a.document(within.Bytes())
	}
	return text.judge()
}

// document looks into a document within the document.
func (a *archive) document(data []byte) error {
	inner := archive{packed: a.packed, unpacked: a.unpacked, depth: a.depth + 1, seen: map[string]bool{}}
	err := inner.read(data)
	a.unpacked = inner.unpacked
	return err
}

// count copies an entry as far as there is room for it.
func (a *archive) count(f *zip.File, to io.Writer, src io.Reader) error {
	n, err := io.Copy(to, io.LimitReader(src, a.room()+1))
	a.unpacked += n
	if a.unpacked > maxUnpacked || a.unpacked > a.packed*maxRatio || n > 1<<20 && n > maxRatio*int64(f.CompressedSize64) {
		return fault.New(fault.TooLarge, bomb)
	}
	if err != nil {
		return refuse(torn)
	}
	return nil
}

func (a *archive) room() int64 { return min(maxUnpacked, a.packed*maxRatio) - a.unpacked }

func (a *archive) kind() (Kind, error) {
	switch {
	case a.seen["[Content_Types].xml"] && a.seen["word/document.xml"]:
		return DOCX, nil
	case a.seen["[Content_Types].xml"] && a.seen["xl/workbook.xml"]:
		return XLSX, nil
	case a.seen["OFD.xml"]:
		return OFD, nil
	}
	return 0, refuse("这是压缩包或别的文档。压缩包请解压后逐个上传；其他文档请转成 PDF。")
}

// directoryEntries counts the entries of the central directory before a reader
// makes room for them. ok is false where the directory does not lie where an
// honest archive has it.
func directoryEntries(data []byte) (n int, ok bool) {
	end := bytes.LastIndex(data[max(0, len(data)-65557):], []byte("PK\x05\x06"))
	if end < 0 {
		return 0, false
	}
	end += max(0, len(data)-65557)
	if len(data)-end < 22 {
		return 0, false
	}
	size, offset := int64(binary.LittleEndian.Uint32(data[end+12:])), int64(binary.LittleEndian.Uint32(data[end+16:]))
	if offset+size != int64(end) {
		return 0, false
	}
	for at := offset; at+46 <= int64(len(data)) && string(data[at:at+4]) == "PK\x01\x02"; n++ {
		head := data[at : at+46]
		for _, field := range []int{28, 30, 32} { // lengths of name, extra and comment
			at += int64(binary.LittleEndian.Uint16(head[field:]))
		}
		at += 46
	}
	return n, true
}
