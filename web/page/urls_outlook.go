package page

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
	return narrowed(OutlookURL, "order", order, "page", later(number))
}
