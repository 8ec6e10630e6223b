package page

import "strings"

// CardID is the id of an item's card: letters, digits and "-".
func CardID(item string) string { return "i-" + dashed(item) }

// ClauseID is the id of a clause's control.
func ClauseID(clause string) string { return "c-" + dashed(clause) }

func dashed(code string) string { return strings.ReplaceAll(code, ".", "-") }
