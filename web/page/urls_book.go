package page

import (
	"strconv"
)

// BookListURL leads to the record books that a person keeps or may read.
const BookListURL = "/book"

// BookURL is a branch's record book; its parts lie below it.
func BookURL(branch int64) string { return of(BookListURL, branch) }

// BookPartURL is a part of a branch's record book, the overview for "". Year 0
// is the current one.
func BookPartURL(branch int64, part string, year int) string {
	address := BookURL(branch)
	if part != "" {
		address += "/" + part
	}
	if year != 0 {
		address += "?year=" + strconv.Itoa(year)
	}
	return address
}

// BookListOfURL is a page of the list of record books, of which the names hold
// a text.
func BookListOfURL(search string, number int) string {
	return narrowed(BookListURL, "q", search, "page", later(number))
}

// BookRecordURL is the page of one record of a part of a branch's book.
func BookRecordURL(branch int64, part string, record int64) string {
	return of(BookURL(branch)+"/"+part, record)
}
