// Package people lets persons sign in, keeps their accounts and appointments,
// and the tree of organisations they work in.
package people

import (
	"runtime"

	"github.com/alexedwards/argon2id"

	"baolei/internal/app"
)

// Service is the capability.
type Service struct {
	app.Desk
	hashing chan struct{} // as many at once as there are cores: each takes 19 MiB
	decoy   string        // compared for unknown accounts, so that they take the same time
}

// cost is what a password hash costs: 19 MiB, two passes, one lane.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// New makes the capability.
func New(desk app.Desk) (*Service, error) {
	decoy, err := argon2id.CreateHash("no account has this password", cost)
	if err != nil {
		return nil, err
	}
	return &Service{Desk: desk, hashing: make(chan struct{}, runtime.NumCPU()), decoy: decoy}, nil
}
