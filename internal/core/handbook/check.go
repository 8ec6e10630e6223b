package handbook

import (
	"net/url"
	"regexp"
	"strings"
)

// Problem is something wrong in a chapter.
type Problem struct {
	Chapter string
	Line    int // of its text, from 1
	Text    string
}

// Check tells what is wrong in a whole handbook: flows that do not follow their
// form, records and items that do not exist, links within the handbook that lead
// nowhere. item tells whether there is an item of a code.
func Check(texts []Text, item func(code string) bool) []Problem {
	anchors := map[string]map[string]bool{}
	docs := make([]Document, len(texts))
	for i, t := range texts {
		docs[i] = Parse(t.Body)
		anchors[t.Chapter] = docs[i].anchorSet()
	}
	var list []Problem
	for i, t := range texts {
		found := append(append([]Problem(nil), docs[i].problems...), unknownItems(&docs[i], item)...)
		found = append(found, deadLinks(t, anchors)...)
		for _, p := range found {
			p.Chapter = t.Chapter
			list = append(list, p)
		}
	}
	return list
}

func unknownItems(d *Document, item func(string) bool) []Problem {
	var list []Problem
	for _, f := range d.Flows() {
		for _, code := range f.Items {
			if !item(code) {
				list = append(list, Problem{Line: f.Line, Text: "流程“" + f.Title + "”写的考评项目“" + code + "”不在现行指标里。"})
			}
		}
	}
	return list
}

// link finds the addresses of Markdown links that begin with / or #.
var link = regexp.MustCompile(`\]\(\s*<?([/#][^)\s>]*)`)

// deadLinks finds links to chapters and headings that are not there. Other
// addresses are not the handbook's to know.
func deadLinks(t Text, anchors map[string]map[string]bool) []Problem {
	var list []Problem
	line := 0
	for text := range strings.Lines(t.Body) {
		line++
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if !resolves(m[1], t.Chapter, anchors) {
				list = append(list, Problem{Line: line, Text: "链接 " + m[1] + " 没有对应的章或标题。"})
			}
		}
	}
	return list
}

func resolves(address, chapter string, anchors map[string]map[string]bool) bool {
	path, anchor, hasAnchor := strings.Cut(address, "#")
	if path != "" {
		rest, ok := strings.CutPrefix(path, "/handbook/")
		if !ok {
			return true
		}
		chapter = rest
	}
	if plain, err := url.PathUnescape(anchor); err == nil {
		anchor = plain
	}
	set, known := anchors[chapter]
	return known && (!hasAnchor || set[anchor])
}
