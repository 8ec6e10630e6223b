package page

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// queryLimit bounds what a list is narrowed by, in bytes.
const queryLimit = 200

// Query takes a text from an address. What the database could not hold, or is
// longer than anybody types, counts as not given.
func Query(v url.Values, name string) string {
	text := strings.TrimSpace(v.Get(name))
	if len(text) > queryLimit || !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return ""
	}
	return text
}

// QueryID takes an id from an address; 0 where there is none.
func QueryID(v url.Values, name string) int64 {
	id, err := strconv.ParseInt(v.Get(name), 10, 64)
	if err != nil || id < 0 {
		return 0
	}
	return id
}

// lastPage bounds the pages of a list, so that offsets stay small.
const lastPage = 100_000

// QueryPage takes the number of a list's page from an address, from 1.
func QueryPage(v url.Values) int { return int(min(max(QueryID(v, "page"), 1), lastPage)) }
