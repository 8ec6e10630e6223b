package page

import (
	"net/url"
	"strconv"

	"baolei/internal/core/record"
)

// Addresses of the handbook.
const (
	HandbookURL       = "/handbook"
	HandbookSearchURL = HandbookURL + "/search"
)

// ChapterURL is a chapter of the handbook; its parts lie below it.
func ChapterURL(chapter string) string { return HandbookURL + "/" + chapter }

// ChapterAtURL is a section or flow of a chapter.
func ChapterAtURL(chapter, anchor string) string { return ChapterURL(chapter) + AnchorURL(anchor) }

// AnchorURL is a section or flow of the chapter that is shown; "" for its top.
func AnchorURL(anchor string) string {
	if anchor == "" {
		return ""
	}
	return "#" + url.PathEscape(anchor)
}

// EditChapterURL is the form that changes a chapter.
func EditChapterURL(chapter string) string { return ChapterURL(chapter) + "/edit" }

// ChapterVersionsURL lists the versions of a chapter.
func ChapterVersionsURL(chapter string) string { return ChapterURL(chapter) + "/versions" }

// ChapterVersionURL is a version of a chapter.
func ChapterVersionURL(chapter string, version int) string {
	return of(ChapterVersionsURL(chapter), int64(version))
}

// CompareChapterURL sets two versions of a chapter against each other.
func CompareChapterURL(chapter string, from, to int) string {
	return ChapterURL(chapter) + "/compare?from=" + strconv.Itoa(from) + "&to=" + strconv.Itoa(to)
}

// HowToURL leads from an item to how it is done.
func HowToURL(item string) string { return HandbookURL + "/items/" + item }

// HowToRecordURL leads from the form of a record to how what it records is done;
// code is the kind within the table, where it has kinds.
func HowToRecordURL(kind record.Kind, code string) string {
	if code == "" {
		return HandbookURL + "/records/" + string(kind)
	}
	return HandbookURL + "/records/" + string(kind) + "." + code
}

// YearBookURL is a branch's record book of a year, to be printed.
func YearBookURL(branch int64, year int) string {
	return "/book/" + strconv.FormatInt(branch, 10) + "/year/" + strconv.Itoa(year)
}
