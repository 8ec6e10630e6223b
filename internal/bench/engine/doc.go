// Package engine times the scoring engine against two ways of doing the same
// without it: the table as one expression of cel-go, and as one SQL statement.
//
// It is a module of its own, so that the product does not depend on the peers.
// Each peer is compared with the engine on every branch before it is timed.
//
// All of them do the same work: from a branch's findings in any order to its
// score, with the figures judged that the engine judges (counts below 0, amounts
// outside their range or off their step). The SQL statement is spared judging,
// and takes a thousand branches at a time, already stored.
//
//	DATABASE_URL=postgres://… go test -bench . -count 3
package engine
