package document

import (
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
)

// pixelsThere unpacks the image data of a png and tells whether there is as
// much as the header promises.
func pixelsThere(data []byte, c image.Config) bool {
	z, err := zlib.NewReader(&pngData{rest: data[8:]})
	if err != nil {
		return false
	}
	defer z.Close()                                                //nolint:errcheck // it holds nothing
	n, _ := io.Copy(io.Discard, io.LimitReader(z, maxPixelSize*2)) // where it breaks off, too little came
	return n >= int64(c.Width)*int64(c.Height)*bitsPerPixel(data)/8
}

// bitsPerPixel by the header's depth and colour type. Rows are filled up to
// whole bytes, so that there may be more.
func bitsPerPixel(data []byte) int64 {
	channels := map[byte]int64{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
	return int64(data[24]) * channels[data[25]]
}

// pngData reads the IDAT chunks of a png as one stream.
type pngData struct{ rest, chunk []byte }

func (p *pngData) Read(b []byte) (int, error) {
	for len(p.chunk) == 0 {
		if len(p.rest) < 12 {
			return 0, io.EOF
		}
		size := binary.BigEndian.Uint32(p.rest)
		if int64(size) > int64(len(p.rest)-12) {
			return 0, io.ErrUnexpectedEOF
		}
		if string(p.rest[4:8]) == "IDAT" {
			p.chunk = p.rest[8 : 8+size]
		}
		p.rest = p.rest[12+size:]
	}
	n := copy(b, p.chunk)
	p.chunk = p.chunk[n:]
	return n, nil
}
