package review

import (
	"strconv"

	"github.com/a-h/templ"

	"baolei/web/ui"
)

// keys are the desk's shortcuts; unit is what one goes through: "项", "支部".
func keys(unit string) []ui.Shortcut {
	return []ui.Shortcut{{Key: "j", Label: "下一" + unit}, {Key: "k", Label: "上一" + unit}, {Key: "a", Label: "同意（核定）"}, {Key: "e", Label: "改"},
		{Key: "o", Label: "看佐证"}, {Key: "r", Label: "写意见"}, {Key: "?", Label: "快捷键"}}
}

func counted(files int) string { return "佐证 " + strconv.Itoa(files) + " 件" }

// swapped marks a part that rides along with a card and is swapped by its id.
func swapped(on bool) templ.Attributes {
	if !on {
		return nil
	}
	return templ.Attributes{"hx-swap-oob": "true"}
}
