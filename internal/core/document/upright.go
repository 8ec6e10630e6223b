package document

import (
	"image"
	"image/draw"
)

// upright turns a picture the way it is meant to be seen. Orientation counts as
// Exif does: 1 is upright, 3 upside down, 6 and 8 lie on a side, and the even
// ones below and the odd ones above are mirrored.
func upright(src image.Image, orientation int) image.Image {
	if orientation <= 1 || orientation > 8 {
		return src
	}
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	dst := image.NewRGBA(size)
	row := image.NewRGBA(image.Rect(0, 0, w, 1))
	for y := range h {
		draw.Draw(row, row.Bounds(), src, image.Pt(b.Min.X, b.Min.Y+y), draw.Src)
		for x := range w {
			u, v := place(orientation, x, y, w, h)
			copy(dst.Pix[v*dst.Stride+4*u:][:4], row.Pix[4*x:][:4])
		}
	}
	return dst
}

// place tells where the pixel at x, y of a picture of w × h goes.
func place(orientation, x, y, w, h int) (u, v int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}
