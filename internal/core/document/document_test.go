package document

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"time"

	"baolei/internal/core/fault"
)

func TestHonestFilesAreTaken(t *testing.T) {
	for name, tt := range map[string]struct {
		data []byte
		kind Kind
		as   string
	}{
		"7月会议照片.jpg":             {photo(t, 40, 30), JPEG, "7月会议照片.jpg"},
		"IMG_0001.JPEG":          {photo(t, 40, 30), JPEG, "IMG_0001.jpg"},
		"image.png":              {picture(t, 40, 30), PNG, "image.png"},
		"没有后缀":                   {picture(t, 40, 30), PNG, "没有后缀.png"},
		"narrow.png":             {picture(t, 1, 3), PNG, "narrow.png"},
		"通报.pdf":                 {pdf("/Type /Catalog"), PDF, "通报.pdf"},
		`C:\用户\记录.docx`:          {docx(t), DOCX, "记录.docx"},
		"../../etc/签到表.xlsx":     {archiveOf(t, entry{"[Content_Types].xml", types}, entry{"xl/workbook.xml", "<workbook/>"}), XLSX, "签到表.xlsx"},
		"公文.ofd":                 {archiveOf(t, entry{"OFD.xml", "<ofd:OFD/>"}, entry{"Doc_0/Document.xml", "<d/>"}), OFD, "公文.ofd"},
		"有图表.docx":               {docx(t, entry{"word/embeddings/Microsoft_Excel_Sheet.xlsx", string(docx(t))}, entry{"word/media/a.bin", "PK"}), DOCX, "有图表.docx"},
		"名\u202egpj.docx":        {docx(t), DOCX, "名gpj.docx"},
		strings.Repeat("长", 200): {docx(t), DOCX, strings.Repeat("长", 115) + ".docx"},
	} {
		d, err := Take(name, tt.data)
		if err != nil || d.Kind != tt.kind || d.Name != tt.as {
			t.Errorf("%s: %s %q, %v", name, d.Kind.Chinese(), d.Name, err)
		}
		if again, err := Take(d.Name, d.Data); err != nil || again.Kind != d.Kind {
			t.Errorf("%s: what was kept is not taken again: %v", name, err)
		}
	}
}

// Each of these is refused soon, with words.
func TestHostileFilesAreRefused(t *testing.T) {
	for name, data := range hostile(t) {
		start := time.Now()
		d, err := Take(name, data)
		if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.TooLarge {
			t.Errorf("%s: taken as %s, %v", name, d.Kind.Chinese(), err)
		}
		if took := time.Since(start); took > soon {
			t.Errorf("%s: refused after %v", name, took)
		}
	}
	if n := len(hostile(t)); n < 60 {
		t.Errorf("only %d hostile files", n)
	}
}

// A picture of 3 × 2 with its first pixel red: Exif's orientations tell where
// the first pixel of the file is to be seen. By the standard's table of what row 0
// and column 0 are: 1 top left, 2 top right, 3 bottom right, 4 bottom left,
// 5 left top, 6 right top, 7 right bottom, 8 left bottom.
func TestPhotosStandUpright(t *testing.T) {
	src := image.NewRGBA(image.Rect(0, 0, 3, 2))
	src.Set(0, 0, color.RGBA{R: 255, A: 255})
	src.Set(1, 0, color.RGBA{G: 255, A: 255})
	for orientation, want := range map[int]struct{ w, h, redX, redY, greenX, greenY int }{
		1: {3, 2, 0, 0, 1, 0}, 2: {3, 2, 2, 0, 1, 0}, 3: {3, 2, 2, 1, 1, 1}, 4: {3, 2, 0, 1, 1, 1},
		5: {2, 3, 0, 0, 0, 1}, 6: {2, 3, 1, 0, 1, 1}, 7: {2, 3, 1, 2, 1, 1}, 8: {2, 3, 0, 2, 0, 1},
	} {
		got := upright(src, orientation)
		if b := got.Bounds(); b.Dx() != want.w || b.Dy() != want.h {
			t.Errorf("orientation %d: %v", orientation, b)
			continue
		}
		if got.At(want.redX, want.redY) != (color.RGBA{R: 255, A: 255}) || got.At(want.greenX, want.greenY) != (color.RGBA{G: 255, A: 255}) {
			t.Errorf("orientation %d: red is not at %d,%d or green not at %d,%d", orientation, want.redX, want.redY, want.greenX, want.greenY)
		}
	}
}

func TestAPhotosPlaceIsGoneAndItsOrientationApplied(t *testing.T) {
	for _, little := range []bool{true, false} {
		data := withExif(photo(t, 64, 32), 6, little)
		if !bytes.Contains(data, []byte("GPS-29.08N")) || orientation(data) != 6 {
			t.Fatalf("the photo of the test tells no place or orientation (%d)", orientation(data))
		}
		d, err := Take("照片.jpg", data)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(d.Data, []byte("GPS")) || bytes.Contains(d.Data, []byte("Exif")) || orientation(d.Data) != 1 {
			t.Error("metadata is still there")
		}
		if d.Width != 32 || d.Height != 64 {
			t.Errorf("%d × %d, want 32 × 64: it lay on its side", d.Width, d.Height)
		}
		c, err := jpeg.DecodeConfig(bytes.NewReader(d.Data))
		if err != nil || c.Width != 32 {
			t.Errorf("%+v, %v", c, err)
		}
	}
}

func TestWhatIsAppendedToAPictureIsGone(t *testing.T) {
	tail := []byte("PK\x05\x06<script>alert(1)</script>")
	for name, data := range map[string][]byte{"a.jpg": append(photo(t, 8, 8), tail...), "a.png": append(picture(t, 8, 8), tail...)} {
		if d, err := Take(name, data); err != nil || bytes.Contains(d.Data, []byte("script")) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPNGsTextIsGone(t *testing.T) {
	data := withChunk(picture(t, 8, 8), "tEXt", []byte("Location\x0029.08N"))
	d, err := Take("a.png", data)
	if err != nil || bytes.Contains(d.Data, []byte("29.08N")) {
		t.Errorf("%v", err)
	}
	if _, err := png.Decode(bytes.NewReader(d.Data)); err != nil {
		t.Error(err)
	}
}

// What is taken can be shown: no input makes the inspection fail or keep more
// than it may.
func FuzzTake(f *testing.F) {
	f.Add("a.jpg", photo(f, 8, 8))
	f.Add("a.png", picture(f, 8, 8))
	f.Add("a.pdf", pdf("/Type /Catalog"))
	f.Add("a.docx", docx(f))
	for name, data := range hostile(f) {
		if len(data) < 4096 {
			f.Add(name, data)
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		d, err := Take(name, data)
		if err != nil {
			if fault.KindOf(err) == 0 {
				t.Fatalf("an error without words: %v", err)
			}
			return
		}
		if len(d.Data) == 0 || len(d.Data) > MaxSize || len([]rune(d.Name)) > nameLimit || !strings.HasSuffix(d.Name, "."+d.Kind.Extension()) {
			t.Fatalf("kept %d bytes as %q", len(d.Data), d.Name)
		}
	})
}
