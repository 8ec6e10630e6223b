package indicators

import (
	"strconv"
	"strings"

	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/web/page"
)

// itemOf finds the item that a problem's path leads into, and the rest of the
// path below it; "" for what is about no item.
func itemOf(d *indicator.Draft, path string) (code, rest string) {
	steps := strings.SplitN(path, ".", 5)
	if len(steps) < 4 || steps[0] != "areas" || steps[2] != "items" {
		return "", ""
	}
	a, i := place(steps[1], len(d.Areas)), -1
	if a >= 0 {
		i = place(steps[3], len(d.Areas[a].Items))
	}
	if i < 0 {
		return "", ""
	}
	if len(steps) == 5 {
		rest = steps[4]
	}
	return d.Areas[a].Items[i].Code, rest
}

// areaAt finds the area that a path leads into, and the rest of the path.
func areaAt(d *indicator.Draft, path string) (code, rest string) {
	steps := strings.SplitN(path, ".", 3)
	if len(steps) < 2 || steps[0] != "areas" {
		return "", ""
	}
	a := place(steps[1], len(d.Areas))
	if a < 0 {
		return "", ""
	}
	if len(steps) == 3 {
		rest = steps[2]
	}
	return d.Areas[a].Code, rest
}

// place reads a place in a list of n; -1 for none.
func place(text string, n int) int {
	i, err := strconv.Atoi(text)
	if err != nil || i < 0 || i >= n {
		return -1
	}
	return i
}

// hrefOf is where a problem is mended: the field on the page of its part.
func hrefOf(w *indicators.Work, path string) string {
	if item, rest := itemOf(w.Content, path); item != "" {
		return page.DraftItemURL(w.ID, item) + anchor(rest)
	}
	area, rest := areaAt(w.Content, path)
	switch {
	case area != "" && rest == "items":
		return page.NewDraftItemURL(w.ID, area)
	case area != "":
		return page.DraftAreaURL(w.ID, area) + anchor(rest)
	case path == "areas":
		return page.NewDraftAreaURL(w.ID)
	}
	return page.DraftGeneralURL(w.ID) + anchor(path)
}

func anchor(rest string) string {
	if rest == "" {
		return ""
	}
	return "#" + page.FieldID(rest)
}

// wrongIn are the problems of one part of a draft by the paths of its fields.
// Several of one field are told together.
func wrongIn(w *indicators.Work, part func(path string) (rest string, ok bool)) map[string]string {
	wrong := map[string]string{}
	for _, p := range w.Problems {
		rest, ok := part(p.Path)
		switch {
		case !ok:
		case wrong[rest] == "":
			wrong[rest] = p.Plain
		default:
			wrong[rest] += "；" + p.Plain
		}
	}
	return wrong
}

// below is where on the page of a part a problem is mended.
func below(rest string) string {
	if rest == "" {
		return "#main"
	}
	return anchor(rest)
}
