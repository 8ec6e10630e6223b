package page

import (
	"net/url"
	"strconv"
)

// Addresses of the indicator sets.
const (
	SetsURL   = "/sets"
	NewSetURL = "/sets/new"
	draftsURL = "/sets/drafts"

	// ImportSetURL takes a set in from a file.
	ImportSetURL = "/sets/import"
)

// SetURL is a published indicator set; its files lie below it.
func SetURL(set int64) string { return of(SetsURL, set) }

// NewSetFromURL is the form that copies a published set into a draft.
func NewSetFromURL(set int64) string { return NewSetURL + "?from=" + strconv.FormatInt(set, 10) }

// DraftURL is a draft of an indicator set; its parts lie below it.
func DraftURL(draft int64) string { return of(draftsURL, draft) }

// DraftGeneralURL is the general data of a draft.
func DraftGeneralURL(draft int64) string { return DraftURL(draft) + "/general" }

// NewDraftAreaURL is the form that adds an area to a draft.
func NewDraftAreaURL(draft int64) string { return DraftURL(draft) + "/areas/new" }

// DraftAreaURL is an area of a draft.
func DraftAreaURL(draft int64, area string) string {
	return DraftURL(draft) + "/areas/" + url.PathEscape(area)
}

// NewDraftItemURL is the form that adds an item to an area of a draft.
func NewDraftItemURL(draft int64, area string) string {
	return DraftURL(draft) + "/items/new?area=" + url.QueryEscape(area)
}

// DraftItemURL is an item of a draft.
func DraftItemURL(draft int64, item string) string {
	return DraftURL(draft) + "/items/" + url.PathEscape(item)
}

// RemoveDraftItemURL is the page that takes an item out of a draft.
func RemoveDraftItemURL(draft int64, item string) string {
	return DraftItemURL(draft, item) + "/remove"
}

// DraftOrderURL takes where items and areas of a draft are moved to.
func DraftOrderURL(draft int64) string { return DraftURL(draft) + "/order" }

// PublishDraftURL is the page on which a draft is published.
func PublishDraftURL(draft int64) string { return DraftURL(draft) + "/publish" }

// DropDraftURL is the page on which a draft is put away.
func DropDraftURL(draft int64) string { return DraftURL(draft) + "/drop" }

// FieldID is the id of a field that is named by its path: dots become dashes.
func FieldID(path string) string { return dashed(path) }

// CompareSetsURL compares two versions.
const CompareSetsURL = SetsURL + "/compare"

// SetRef names a published set where versions are compared.
func SetRef(set int64) string { return "set-" + strconv.FormatInt(set, 10) }

// DraftRef names a draft where versions are compared.
func DraftRef(draft int64) string { return "draft-" + strconv.FormatInt(draft, 10) }

// CompareSetsOfURL compares two versions, named by SetRef or DraftRef.
func CompareSetsOfURL(from, to string) string { return CompareSetsURL + "?from=" + from + "&to=" + to }

// MoveCycleURL moves a cycle to another version of its set.
func MoveCycleURL(cycle int64) string { return CycleURL(cycle) + "/move" }

// TryMoveURL shows what moving a cycle to a version would do, by pages.
func TryMoveURL(cycle, to int64, at int) string {
	return MoveCycleURL(cycle) + "?to=" + strconv.FormatInt(to, 10) + "&page=" + strconv.Itoa(at)
}

// TrialURL takes the asking for a trial of moving a large cycle.
func TrialURL(cycle int64) string { return CycleURL(cycle) + "/trial" }

// SetFileURL is a published set as a file, "yaml" or "xlsx".
func SetFileURL(set int64, kind string) string { return SetURL(set) + "/set." + kind }

// DraftFileURL is a draft as a file, "yaml" or "xlsx".
func DraftFileURL(draft int64, kind string) string { return DraftURL(draft) + "/set." + kind }
