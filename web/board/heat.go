package board

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"
)

// heated is a cell of a heat map: its figure, which leads to a list, on a ground
// that is the darker the more is lost.
type heated struct {
	templ.Component
	text string
}

func heat(text, href string, shade int) templ.Component {
	return heated{templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return heatCell(text, href, "heat heat-"+strconv.Itoa(shade)).Render(ctx, w)
	}), text}
}
