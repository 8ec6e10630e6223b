package page

import (
	"net/url"
	"strconv"
)

// Addresses of the year as it goes.
const (
	OutlookURL       = "/outlook"
	NoticesURL       = "/notices"
	NoticesReadURL   = "/notices/read"
	NoticesRemindURL = "/notices/remind"
)

// TasksURL is a branch's list of what is due.
func TasksURL(branch int64) string { return BookPartURL(branch, "tasks", 0) }

// OutlookOfURL is a page of the list of outlooks, in an order.
func OutlookOfURL(order string, number int) string {
	v := url.Values{}
	if order != "" {
		v.Set("order", order)
	}
	if number > 1 {
		v.Set("page", strconv.Itoa(number))
	}
	if len(v) == 0 {
		return OutlookURL
	}
	return OutlookURL + "?" + v.Encode()
}
