package page

import (
	"net/url"
	"strconv"
)

// BoardsURL is the boards.
const BoardsURL = "/boards"

// BoardAt names a board: of a cycle, 0 for the latest, and a place, 0 for the
// person's own; a page of what is compared, and whether all tables lie open for
// printing.
type BoardAt struct {
	Cycle, Place int64
	Page         int
	Print        bool
}

func (b BoardAt) query() string {
	v := url.Values{}
	for name, value := range map[string]int64{"cycle": b.Cycle, "at": b.Place} {
		if value > 0 {
			v.Set(name, strconv.FormatInt(value, 10))
		}
	}
	if b.Page > 1 {
		v.Set("page", strconv.Itoa(b.Page))
	}
	if b.Print {
		v.Set("print", "1")
	}
	if len(v) == 0 {
		return ""
	}
	return "?" + v.Encode()
}

// BoardURL is a board.
func BoardURL(b BoardAt) string { return BoardsURL + b.query() }

// BoardTableURL is a table of a board as an Excel file.
func BoardTableURL(b BoardAt, table string) string {
	b.Page, b.Print = 0, false
	return BoardsURL + "/tables/" + table + b.query()
}

// BoardMonthURL is the list behind a month, from 1, of a board.
func BoardMonthURL(b BoardAt, month int) string {
	b.Print = false
	return BoardsURL + "/months/" + strconv.Itoa(month) + b.query()
}
