package document

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"

	"baolei/internal/core/fault"
)

const broken = "图片打不开，可能没有传完或已损坏。请重新拍照或另存后再上传。"

// checkJPEG looks at the header and counts the scans, which cost time however
// small the file is.
func checkJPEG(data []byte) error {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return refuse(broken)
	}
	if segments(data, nil) > maxScans {
		return refuse(broken)
	}
	return checkPixels(c, 4)
}

// checkPNG looks at the header, then unpacks the pixels without keeping them: a
// short file must not make the decoder reserve a large picture.
func checkPNG(data []byte) error {
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return refuse(broken)
	}
	depth := 4
	if len(data) > 24 && data[24] == 16 {
		depth = 8
	}
	if err := checkPixels(c, depth); err != nil {
		return err
	}
	if !pixelsThere(data, c) {
		return refuse(broken)
	}
	return nil
}

func checkPixels(c image.Config, bytesEach int) error {
	if c.Width <= 0 || c.Height <= 0 {
		return refuse(broken)
	}
	pixels := int64(c.Width) * int64(c.Height)
	if pixels > MaxPixels || pixels*int64(bytesEach) > maxPixelSize {
		return fault.New(fault.TooLarge, "图片超过 4000 万像素，请缩小尺寸后再上传。")
	}
	return nil
}

// quality of re-encoded photographs: no loss that a reader of a sign-in sheet
// would notice.
const quality = 88

// reencode decodes the picture, turns it upright and encodes it anew, so that
// nothing but pixels is left of the file.
func (d *Document) reencode() error {
	picture, err := decode(d.Kind, d.Data)
	if err != nil {
		return refuse(broken)
	}
	if d.Kind == JPEG {
		picture = upright(picture, orientation(d.Data))
	}
	var out bytes.Buffer
	if d.Kind == JPEG {
		err = jpeg.Encode(&out, picture, &jpeg.Options{Quality: quality})
	} else {
		err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, picture)
	}
	if err != nil {
		return refuse(broken)
	}
	if out.Len() > MaxSize {
		return fault.New(fault.TooLarge, "图片整理后超过 20 MB，请缩小尺寸或转成 jpg 后再上传。")
	}
	d.Data, d.Width, d.Height = out.Bytes(), picture.Bounds().Dx(), picture.Bounds().Dy()
	return nil
}

func decode(k Kind, data []byte) (image.Image, error) {
	if k == JPEG {
		return jpeg.Decode(bytes.NewReader(data))
	}
	return png.Decode(bytes.NewReader(data))
}
