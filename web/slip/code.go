package slip

import (
	"fmt"
	"strings"

	qr "github.com/piglig/go-qr"
)

// quiet is how many modules stay white around a code, as scanners want it.
const quiet = 4

// code is a QR code as one path of a drawing.
type code struct {
	Side int // modules, with the white around
	Path string
}

// codeOf draws an address. A quarter of it may be lost to a crease or a stamp.
func codeOf(address string) (code, error) {
	q, err := qr.EncodeText(address, qr.Quartile)
	if err != nil {
		return code{}, fmt.Errorf("draw the code: %w", err)
	}
	var b strings.Builder
	for y := range q.Size() {
		for x := 0; x < q.Size(); x++ {
			if !q.Module(x, y) {
				continue
			}
			n := 1
			for x+n < q.Size() && q.Module(x+n, y) {
				n++
			}
			fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, n, n)
			x += n
		}
	}
	return code{q.Size() + 2*quiet, b.String()}, nil
}

func (c code) box() string { return fmt.Sprintf("0 0 %d %d", c.Side, c.Side) }
