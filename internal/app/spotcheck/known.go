package spotcheck

import (
	"crypto/sha256"
	"sync"

	"baolei/internal/core/sampling"
)

// large is from how many bytes of a bundle on its verification is remembered:
// some tens of thousands of branches, which take half a second.
const large = 1 << 20

// mostKnown bounds what is remembered.
const mostKnown = 64

// known remembers what verifying large bundles found. Verify depends on nothing
// but the bundle, so whoever shows the same bytes again gets the same answer; a
// byte changed anywhere is another bundle.
type known struct {
	mu    sync.Mutex
	found map[[sha256.Size]byte][]sampling.Difference
}

func newKnown() *known { return &known{found: map[[sha256.Size]byte][]sampling.Difference{}} }

func (k *known) verify(b sampling.Bundle) []sampling.Difference {
	if len(b.Announcement.Population)+len(b.Announcement.Inspectors) < large {
		return sampling.Verify(b)
	}
	file := sha256.Sum256(b.Encode())
	k.mu.Lock()
	found, there := k.found[file]
	k.mu.Unlock()
	if there {
		return found
	}
	found = sampling.Verify(b)
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.found) >= mostKnown {
		clear(k.found)
	}
	k.found[file] = found
	return found
}
