package app

import "strconv"

// Notices lead to pages, and stay when the code of the pages changes; so the few
// addresses that they carry are named here. The functions of web/page are the
// same, which a test there holds.

// TaskAddress is the page of a piece of long work.
func TaskAddress(id int64) string { return "/work/" + strconv.FormatInt(id, 10) }
