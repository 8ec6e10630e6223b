package page

import (
	"net/url"
	"strconv"
)

// ReviewShowURL is an item on a review's desk, among those that a filter shows;
// either may be empty.
func ReviewShowURL(assessment int64, item, show string) string {
	return narrowed(ReviewURL(assessment), "item", item, "show", show)
}

// AcrossListURL lists the items with how far each is at the branches below.
const AcrossListURL = ReviewListURL + "/items"

// AcrossListOfURL is AcrossListURL of a cycle, narrowed to what a filter shows.
func AcrossListOfURL(cycle int64, show string) string {
	return narrowed(AcrossListURL, "cycle", id(cycle), "show", show)
}

// AcrossURL is an item across the branches below.
func AcrossURL(item string) string { return AcrossListURL + "/" + item }

// AcrossShowURL is an item of a cycle at a branch, by the branch's assessment,
// among those that a filter shows; the last two may be empty.
func AcrossShowURL(cycle int64, item, assessment, show string) string {
	return narrowed(AcrossURL(item), "cycle", id(cycle), "branch", assessment, "show", show)
}

// narrowed puts pairs of name and value behind an address; empty values are
// left out.
func narrowed(address string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return address
	}
	return address + "?" + q.Encode()
}

// later writes the number of a page; empty for the first, which needs none.
func later(number int) string {
	if number > 1 {
		return strconv.Itoa(number)
	}
	return ""
}

// id writes an id; empty for 0.
func id(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// ReviewSaveURL takes what a reviewer states about an item.
func ReviewSaveURL(assessment int64, item string) string {
	return ReviewURL(assessment) + "/items/" + item
}

// ReviewRemarkURL takes a remark on an item.
func ReviewRemarkURL(assessment int64, item string) string {
	return ReviewSaveURL(assessment, item) + "/remarks"
}

// ReviewDropURL takes a remark back that has not been sent.
func ReviewDropURL(assessment, remark int64) string {
	return of(ReviewURL(assessment)+"/remarks", remark) + "/drop"
}

// ReviewAgreeURL agrees with many items at once.
func ReviewAgreeURL(assessment int64) string { return ReviewURL(assessment) + "/agree" }

// ReviewReturnURL gives an assessment back.
func ReviewReturnURL(assessment int64) string { return ReviewURL(assessment) + "/return" }

// ReviewSignURL signs a verification.
func ReviewSignURL(assessment int64) string { return ReviewURL(assessment) + "/sign" }

// The two parts of what is submitted, to which a cycle's branches may be narrowed.
const (
	Reviewing = "reviewing"
	ToSign    = "to_sign"
)

// ReviewListOfURL lists a cycle's branches, those in a state; 0 and "" for the
// latest and all.
func ReviewListOfURL(cycle int64, state string) string {
	return narrowed(ReviewListURL, "cycle", id(cycle), "state", state)
}

// ReviewListAtURL is a page of them; page begins with 1.
func ReviewListAtURL(cycle int64, state string, number int) string {
	return narrowed(ReviewListURL, "cycle", id(cycle), "state", state, "page", later(number))
}

// ReviewHintsURL tells what to look at twice in the branch's records.
func ReviewHintsURL(assessment int64) string { return ReviewURL(assessment) + "/hints" }
