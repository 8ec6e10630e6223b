package page

import (
	"net/url"
	"strconv"
)

// ReviewShowURL is an item on a review's desk, among those that a filter shows;
// either may be empty.
func ReviewShowURL(assessment int64, item, show string) string {
	q := url.Values{}
	if item != "" {
		q.Set("item", item)
	}
	if show != "" {
		q.Set("show", show)
	}
	if len(q) == 0 {
		return ReviewURL(assessment)
	}
	return ReviewURL(assessment) + "?" + q.Encode()
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

// ReviewListOfURL lists a cycle's branches, those in a state; 0 and "" for the
// latest and all.
func ReviewListOfURL(cycle int64, state string) string {
	q := url.Values{}
	if cycle != 0 {
		q.Set("cycle", strconv.FormatInt(cycle, 10))
	}
	if state != "" {
		q.Set("state", state)
	}
	if len(q) == 0 {
		return ReviewListURL
	}
	return ReviewListURL + "?" + q.Encode()
}

// ReviewHintsURL tells what to look at twice in the branch's records.
func ReviewHintsURL(assessment int64) string { return ReviewURL(assessment) + "/hints" }
