// Package migrations holds the schema as goose migrations, applied in order of
// their numbers. A migration that has landed never changes: a correction is a
// new one, which expands first and contracts in a later release, so that the
// previous binary still runs on the new schema.
package migrations

import "embed"

// FS holds the SQL files.
//
//go:embed *.sql
var FS embed.FS
