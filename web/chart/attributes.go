package chart

import (
	"bytes"
	"regexp"
)

var (
	outer  = regexp.MustCompile(`(?s)^<svg[^>]*>(.*)</svg>\s*$`)
	styled = regexp.MustCompile(` ?style="([^"]*)"`)
	part   = regexp.MustCompile(`([a-z-]+):([^;]*);?`)
	ground = regexp.MustCompile(`(?s)^<path d="[^"]*" stroke="none" fill="(?:white|rgb\(255,255,255\))"/>`)
)

// attributes takes what the library drew out of its svg element and turns its
// style attributes into presentation attributes. The font is the page's, and the
// ground too.
func attributes(drawn []byte) []byte {
	body := outer.ReplaceAll(drawn, []byte("$1"))
	body = styled.ReplaceAllFunc(body, func(style []byte) []byte {
		var b bytes.Buffer
		for _, p := range part.FindAllSubmatch(styled.FindSubmatch(style)[1], -1) {
			if name := string(p[1]); name != "font-family" {
				b.WriteString(" " + name + `="` + string(p[2]) + `"`)
			}
		}
		return b.Bytes()
	})
	body = bytes.ReplaceAll(body, []byte("\n"), []byte(" "))
	return ground.ReplaceAll(body, nil)
}
