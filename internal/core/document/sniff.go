package document

import "bytes"

// sniff tells the kind by the first bytes and, of archives, by what is inside.
func sniff(data []byte) (Kind, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xD8, 0xFF}):
		return JPEG, checkJPEG(data)
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return PNG, checkPNG(data)
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return PDF, checkPDF(data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return openArchive(data)
	}
	return 0, refuse(stranger(data))
}

const taken = "只收 jpg、png、pdf、docx、xlsx、ofd。"

// stranger names what people often try, and tells the way out.
func stranger(data []byte) string {
	at := func(i int, s string) bool { return len(data) >= i && bytes.HasPrefix(data[i:], []byte(s)) }
	switch {
	case at(0, "\xD0\xCF\x11\xE0"):
		return "这是旧版 doc、xls 或加了密码的文件。请去掉密码，另存为 docx、xlsx 或 PDF 后再上传。"
	case at(4, "ftyphei"), at(4, "ftyphev"), at(4, "ftypmif1"):
		return "这是 HEIC 照片。请在手机相机设置中选“兼容性最佳”，或转成 jpg 后再上传。"
	case at(0, "GIF8"), at(8, "WEBP"), at(0, "BM"), at(0, "II*\x00"), at(0, "MM\x00*"):
		return "这种图片不收，请转成 jpg 或 png 后再上传。"
	case at(0, "MZ"), at(0, "\x7fELF"):
		return "这是程序文件，不能作为佐证。" + taken
	case at(0, "Rar!"), at(0, "7z\xBC\xAF"), at(0, "\x1f\x8b"):
		return "压缩包不收，请解压后逐个上传。"
	case at(4, "ftyp"):
		return "视频不收，请截取画面为 jpg 后再上传。"
	}
	return "认不出这是什么文件，可能已损坏或改过后缀。" + taken
}
