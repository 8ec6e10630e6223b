package page

// SelfSuggestionsURL lists what the record book suggests, to be taken at once.
func SelfSuggestionsURL(assessment int64) string { return SelfURL(assessment) + "/suggestions" }

// SelfTakeURL takes the suggestion for a clause.
func SelfTakeURL(assessment int64, clause string) string {
	return SelfClauseURL(assessment, clause) + "/take"
}

// SelfDepartureURL takes the reason why a clause is stated otherwise than the
// record book suggests.
func SelfDepartureURL(assessment int64, clause string) string {
	return SelfClauseURL(assessment, clause) + "/departure"
}

// SelfHonoursURL takes the honours that a clause claims.
func SelfHonoursURL(assessment int64, clause string) string {
	return SelfClauseURL(assessment, clause) + "/honours"
}
