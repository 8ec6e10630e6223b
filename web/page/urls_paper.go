package page

// NewPaperURL is the form of a new record of a part of a branch's book; it takes
// the form too.
func NewPaperURL(branch int64, part string) string { return BookURL(branch) + "/" + part + "/new" }

// EditPaperURL is the form that changes a record.
func EditPaperURL(branch int64, part string, record int64) string {
	return BookRecordURL(branch, part, record) + "/edit"
}

// RemovePaperURL takes a record back.
func RemovePaperURL(branch int64, part string, record int64) string {
	return BookRecordURL(branch, part, record) + "/remove"
}

// SanctionTextURL shows the text of a disciplinary decision, which is recorded.
func SanctionTextURL(branch, sanction int64) string {
	return BookRecordURL(branch, "sanctions", sanction) + "/text"
}
