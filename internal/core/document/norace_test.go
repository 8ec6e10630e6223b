//go:build !race

package document

import "time"

// soon is within what a hostile file must be refused.
const soon = 2 * time.Second
