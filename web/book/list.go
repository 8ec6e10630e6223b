package book

import (
	"fmt"
	"strconv"

	"baolei/internal/app/records"
	"baolei/web/page"
	"baolei/web/ui"
)

// listView is the list of books.
type listView struct {
	Search ui.Text
	Table  ui.TableProps
	Pager  ui.PagerProps
	Clear  string // address of the whole list; "" where nothing narrows it
}

func listOf(books []records.Book, total int, search string, number, year int) listView {
	v := listView{Search: ui.Text{ID: "q", Name: "q", Label: "支部或党委", Value: search, Type: "search"}}
	if search != "" {
		v.Clear = page.BookListURL
	}
	v.Table = ui.TableProps{ID: "books", Caption: "工作记实本", Hide: true, Columns: []ui.Column{{Label: "支部"}, {Label: "党委"},
		{Label: strconv.Itoa(year) + " 年会议活动", Number: true}, {Label: "最近一次"}}, Empty: "没有找到。请换一个名称再查。"}
	for _, k := range books {
		last := "–"
		if !k.Last.IsZero() {
			last = k.Last.Short()
		}
		v.Table.Rows = append(v.Table.Rows, ui.TableRow{Cells: []ui.Cell{{Text: k.Name, Href: page.BookURL(k.Branch)}, {Text: k.Committee},
			{Text: strconv.Itoa(k.Entries)}, {Text: last}}})
	}
	first := (number - 1) * records.BooksPage
	text := fmt.Sprintf("第 %d–%d 个，共 %d 个", min(first+1, total), first+len(books), total)
	v.Pager = ui.Turn(text, number, first+len(books) < total, func(to int) string { return page.BookListOfURL(search, to) })
	return v
}
