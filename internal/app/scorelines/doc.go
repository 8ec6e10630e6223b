// Package scorelines scores assessments that come as JSON lines: one object a
// line in, one object a line out, in the same order.
//
// It needs no database, runs in bounded memory on input of any length, and
// uses as many workers as it is given. A line that cannot be scored gives an
// error object in its place and the rest go on.
//
// In:
//
//	{"id":"b-17","findings":[{"clause":"B1.1a","count":2}]}
//
// Out, and for a line that cannot be scored:
//
//	{"id":"b-17","indicators":"jinhua-2018","base":76,…,"items":[…]}
//	{"id":"b-17","error":{"code":"unknown_clause","clause":"B9","message":"…"}}
//
// For a set with kinds of branch the line carries "kind" as well, and the items
// of the answer are those that are for that kind.
package scorelines
