package spotcheck

import (
	"github.com/a-h/templ"

	"baolei/web/ui"
)

// swapped marks a part that rides along with a card and is swapped by its id.
func swapped(on bool) templ.Attributes {
	if !on {
		return nil
	}
	return templ.Attributes{"hx-swap-oob": "true"}
}

func narrow(frame ui.PageProps) ui.PageProps {
	frame.Narrow = true
	return frame
}
