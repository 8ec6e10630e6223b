package ui

import (
	"fmt"
)

// Filter is one chip that narrows a list.
type Filter struct {
	Label, Href, Count string
	On                 bool
}

// PagerProps leads through the pages of a list.
type PagerProps struct {
	Text           string // "第 21–40 条，共 60 条"
	Previous, Next string // addresses; empty: there is none
}

// Turn makes a pager that leads from a page, counted from 1, to the one before it
// and, where there is more, to the one after it.
func Turn(text string, at int, more bool, to func(page int) string) PagerProps {
	p := PagerProps{Text: text}
	if at > 1 {
		p.Previous = to(at - 1)
	}
	if more {
		p.Next = to(at + 1)
	}
	return p
}

// TurnRows tells which of total rows, all of them at hand, the page at shows, size to
// a page, and makes its pager; an empty one where one page holds them all. A page
// that is not there is the nearest one.
func TurnRows(total, size, at int, to func(page int) string) (from, until int, p PagerProps) {
	from, until, at = RowsAt(total, size, at)
	if total > size {
		p = Turn(RowsText(from, until, total), at, until < total, to)
	}
	return from, until, p
}

// RowsAt tells which of total rows a page shows, size to a page, and which page that
// is: one that is not there is the nearest one.
func RowsAt(total, size, at int) (from, until, page int) {
	page = min(max(at, 1), max(1, (total+size-1)/size))
	return (page - 1) * size, min(page*size, total), page
}

// RowsText says where the rows of a page lie among all.
func RowsText(from, until, total int) string {
	return fmt.Sprintf("第 %d–%d 个，共 %d 个", from+1, until, total)
}
