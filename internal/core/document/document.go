// Package document decides which files are taken as evidence: by what they
// are, never by what they are called. Images come out re-encoded, upright and
// without metadata, so that no place or device is told; archives and PDFs come
// out as they went in, once nothing in them could act by itself.
//
// It works on bytes in memory within fixed bounds and refuses with words that
// say what to do. It does not look for viruses: that is for the machines on
// which files are opened.
package document

import "baolei/internal/core/fault"

// Limits of a file.
const (
	MaxSize      = 20 << 20   // bytes
	MaxPixels    = 40_000_000 // of an image
	maxUnpacked  = 64 << 20   // bytes, of an archive
	maxEntries   = 2000       // of an archive
	maxRatio     = 200        // unpacked to packed
	maxScans     = 100        // of a progressive jpeg; ordinary ones have about ten
	maxPixelSize = 160 << 20  // bytes of an image in memory
)

// Kind is a format that is taken.
type Kind uint8

// The formats.
const (
	JPEG Kind = iota + 1
	PNG
	PDF
	DOCX
	XLSX
	OFD
)

var formats = map[Kind]struct{ extension, mediaType, name string }{
	JPEG: {"jpg", "image/jpeg", "jpg 图片"},
	PNG:  {"png", "image/png", "png 图片"},
	PDF:  {"pdf", "application/pdf", "PDF"},
	DOCX: {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档（docx）"},
	XLSX: {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 表格（xlsx）"},
	OFD:  {"ofd", "application/ofd", "OFD"},
}

// Extension is the kind's usual extension, without the dot.
func (k Kind) Extension() string { return formats[k].extension }

// MediaType is the type by which the kind is served.
func (k Kind) MediaType() string { return formats[k].mediaType }

// Chinese is what people call the kind.
func (k Kind) Chinese() string { return formats[k].name }

// Image tells whether the kind is shown in place.
func (k Kind) Image() bool { return k == JPEG || k == PNG }

// Extensions lists what a file chooser offers.
func Extensions() []string {
	return []string{".jpg", ".jpeg", ".png", ".pdf", ".docx", ".xlsx", ".ofd"}
}

// Document is a file that is taken, as it is to be kept.
type Document struct {
	Kind          Kind
	Name          string // without folders and control characters, with the kind's extension, at most 120 characters
	Data          []byte
	Width, Height int // pixels; 0 where it is no image
}

// Take inspects a file and returns it as it is to be kept.
func Take(name string, data []byte) (Document, error) {
	kind, err := Inspect(name, data)
	if err != nil {
		return Document{}, err
	}
	d := Document{Kind: kind, Name: cleanName(name, kind), Data: data}
	if kind.Image() {
		if err := d.reencode(); err != nil {
			return Document{}, err
		}
	}
	return d, nil
}

// Inspect tells what a file is, or why it is not taken. For images it reads no
// more than headers; whether the picture can be decoded shows in Take.
func Inspect(name string, data []byte) (Kind, error) {
	switch {
	case len(data) == 0:
		return 0, refuse("文件是空的，请检查后重新选择。")
	case len(data) > MaxSize:
		return 0, fault.New(fault.TooLarge, "文件超过 20 MB，请压缩或拆分后再上传。")
	}
	kind, err := sniff(data)
	if err != nil {
		return 0, err
	}
	if told := extension(name); told != "" && !kind.called(told) {
		return 0, refuse("文件名的后缀是 ." + told + "，内容却是 " + kind.Chinese() + "。请核对文件，改正后缀后再上传。")
	}
	return kind, nil
}

func refuse(message string) error { return fault.New(fault.Invalid, message) }
