// Package store is all of the SQL: one file for each noun, each statement beside
// the method that sends it, columns named.
//
// Reads take a *Batch to queue themselves on, and writes too: whoever collects
// them decides what travels together. A use case opens one transaction (DB.Tx),
// sends what it reads in one round trip (Tx.Read), decides, and sends what it
// writes together with the COMMIT in another (Tx.Commit).
//
// Rows are locked in one order everywhere: idempotency key, then cycle or draw,
// then assessments by id, then what belongs to them. Database errors come back
// as faults with words for the person, or as they are.
package store
