package page

// RecordFileURL is a file of a branch's records.
func RecordFileURL(branch, file int64) string { return of(BookURL(branch)+"/files", file) }

// RecordFilesURL takes files for a record of a branch, whose kind is given by
// its code.
func RecordFilesURL(branch int64, kind string, record int64) string {
	return of(BookURL(branch)+"/files/"+kind, record)
}

// RemoveRecordFileURL detaches a file from a record.
func RemoveRecordFileURL(branch int64, kind string, record, file int64) string {
	return of(RecordFilesURL(branch, kind, record), file) + "/remove"
}
