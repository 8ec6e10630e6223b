//go:build race

package document

import "time"

// soon is within what a hostile file must be refused; the race detector makes
// everything some ten times slower.
const soon = 30 * time.Second
