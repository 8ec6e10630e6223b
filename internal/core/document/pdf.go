package document

import (
	"bytes"
	"encoding/hex"
)

// tail is within how many bytes of its end a PDF says that it ends; some
// programs leave blanks behind.
const tail = 2048

// checkPDF refuses a PDF that is cut off, that is an archive as well, or that
// plainly holds scripts or starts programs. What hides in compressed objects
// stays with the reader's own protections.
func checkPDF(data []byte) error {
	end := data[max(0, len(data)-tail):]
	if !bytes.Contains(end, []byte("%%EOF")) {
		return refuse("PDF 不完整，可能没有传完。请重新保存后再上传。")
	}
	if bytes.Contains(data[max(0, len(data)-65557):], []byte("PK\x05\x06")) {
		return refuse("PDF 后面附有压缩包，不能上传。请重新导出 PDF 后再上传。")
	}
	if acts(data) {
		return refuse("PDF 里有脚本或会启动程序。请用“打印为 PDF”重新生成后再上传。")
	}
	return nil
}

// acts looks for the names of actions. Long names are looked for everywhere,
// since chance does not make them; the short one only outside of streams.
func acts(data []byte) bool {
	inStream := false
	for i, c := range data {
		switch c {
		case '/':
			name := pdfName(data[i+1:])
			if name == "JavaScript" || name == "Launch" || name == "ImportData" || name == "JS" && !inStream {
				return true
			}
		case 's':
			if rest := data[i:]; bytes.HasPrefix(rest, []byte("stream\n")) || bytes.HasPrefix(rest, []byte("stream\r\n")) {
				inStream = !bytes.HasSuffix(data[:i], []byte("end"))
			}
		case 'e':
			if bytes.HasPrefix(data[i:], []byte("endstream")) {
				inStream = false
			}
		}
	}
	return false
}

// pdfName reads the name at the start of data, with its escapes undone: #4A is
// J. Names that are too long to matter come back cut.
func pdfName(data []byte) string {
	var name [12]byte
	n := 0
	for i := 0; i < len(data) && n < len(name); i++ {
		c := data[i]
		if c == '#' && i+2 < len(data) {
			var b [1]byte
			if _, err := hex.Decode(b[:], data[i+1:i+3]); err == nil {
				c = b[0]
				i += 2
			}
		} else if c <= ' ' || bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 {
			break
		}
		name[n] = c
		n++
	}
	return string(name[:n])
}
