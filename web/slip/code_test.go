package slip

import (
	"image"
	"image/color"
	"regexp"
	"strconv"
	"testing"

	qr "github.com/piglig/go-qr"
)

var run = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-\d+z`)

// picture draws the path as a browser does, eight pixels for each module.
func picture(t *testing.T, c code) image.Image {
	t.Helper()
	const scale = 8
	img := image.NewGray(image.Rect(0, 0, c.Side*scale, c.Side*scale))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for _, m := range run.FindAllStringSubmatch(c.Path, -1) {
		var n [3]int
		for i := range n {
			v, err := strconv.Atoi(m[i+1])
			if err != nil {
				t.Fatal(err)
			}
			n[i] = v * scale
		}
		for y := n[1]; y < n[1]+scale; y++ {
			for x := n[0]; x < n[0]+n[2]; x++ {
				img.SetGray(x, y, color.Gray{})
			}
		}
	}
	return img
}

func TestTheDrawingReadsAsTheAddress(t *testing.T) {
	for _, address := range []string{"https://baolei.example/slips/abcdefghijklmnopqrstuvwx23", "http://127.0.0.1:8080/slips/a", "https://党建.example/slips/7"} {
		drawn, err := codeOf(address)
		if err != nil {
			t.Fatal(err)
		}
		read, err := qr.Decode(picture(t, drawn))
		if err != nil || read != address {
			t.Errorf("%s reads as %q, %v", address, read, err)
		}
	}
}

func TestLettersAsTheyAreTyped(t *testing.T) {
	for typed, want := range map[string]string{"ABCD efgh-2345 ": "abcdefgh2345", "a b\tc": "abc", "８9": ""} {
		if got := plain(typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
