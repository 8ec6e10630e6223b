package selfassess

import (
	"strconv"

	"github.com/a-h/templ"

	"baolei/web/ui"
)

// keys are the desk's shortcuts.
var keys = []ui.Shortcut{{Key: "j", Label: "下一项"}, {Key: "k", Label: "上一项"}, {Key: "n", Label: "下一项未填"}, {Key: "o", Label: "打开佐证"}}

// counted puts a number behind a title: "还没有填写 3 处".
func counted(title string, n int) string { return title + " " + strconv.Itoa(n) + " 处" }

// swapped marks a part that rides along with a card and is swapped by its id.
func swapped(on bool) templ.Attributes {
	if !on {
		return nil
	}
	return templ.Attributes{"hx-swap-oob": "true"}
}
