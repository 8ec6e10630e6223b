package page

import "strconv"

// WorkURL lists the long work that a person asked for.
const WorkURL = "/work"

// WorkPageURL is a page of that list, from 1.
func WorkPageURL(number int) string {
	if number < 2 {
		return WorkURL
	}
	return WorkURL + "?page=" + strconv.Itoa(number)
}

// ResultsExportURL has results written to a file.
const ResultsExportURL = "/results/export"

// TaskURL is a piece of long work.
func TaskURL(task int64) string { return of(WorkURL, task) }

// TaskFileURL is what came of it.
func TaskFileURL(task int64) string { return TaskURL(task) + "/file" }

// TaskRetryURL has it tried again.
func TaskRetryURL(task int64) string { return TaskURL(task) + "/retry" }
