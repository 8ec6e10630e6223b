package handbook

import (
	"fmt"

	core "baolei/internal/core/handbook"
	"baolei/web/page"
	"baolei/web/ui"
)

// resultView is what a search found.
type resultView struct {
	Search  ui.Text
	Message string // what came of it
	Hits    []hitView
}

type hitView struct {
	Href, Chapter string
	Head, Excerpt []core.Piece
}

func searchField(value string) ui.Text {
	return ui.Text{ID: "q", Name: "q", Label: "查找手册", Value: value, Type: "search", Required: true, MaxLength: "60"}
}

func resultsView(query string, found core.Found) resultView {
	v := resultView{Search: searchField(query), Message: outcome(query, found)}
	for _, h := range found.Hits {
		v.Hits = append(v.Hits, hitView{Href: page.ChapterAtURL(h.Chapter, h.Anchor), Chapter: fmt.Sprintf("第 %d 章 %s", core.Place(h.Chapter), h.ChapterTitle),
			Head: h.Head, Excerpt: h.Excerpt})
	}
	return v
}

func outcome(query string, found core.Found) string {
	switch {
	case query == "":
		return "请输入要找的词，至少两个字；几个词之间用空格隔开。"
	case len(found.Words) == 0:
		return "一个字太短，请至少输入两个字。"
	case len(found.Hits) == 0:
		return "没有找到。请换一个说法，或从目录里找。"
	case found.Near:
		return fmt.Sprintf("没有一处完全相同，下面 %d 处相近。", len(found.Hits))
	}
	return fmt.Sprintf("找到 %d 处。", len(found.Hits))
}
