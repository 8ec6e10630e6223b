package app_test

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"

	"baolei/internal/core/workflow"
)

// draw is a published list, and what was drawn of it.
type draw struct {
	id         int64
	population []*branch
	size       int
	seed, by   string // of a seed that waits
	drawn      []*branch
}

// frozen tells whether a branch is on a published list whose checks are not all
// decided.
func (c *city) frozen(b *branch) bool {
	return slices.ContainsFunc(c.draws, func(d *draw) bool {
		open := slices.ContainsFunc(d.drawn, func(x *branch) bool { return !x.decided })
		return slices.Contains(d.population, b) && (d.drawn == nil || open)
	})
}

// last is the latest draw, nil for none.
func (c *city) last() *draw {
	if len(c.draws) == 0 {
		return nil
	}
	return c.draws[len(c.draws)-1]
}

// population is what can be drawn: reported, and not drawn before.
func (c *city) population() []*branch {
	return slices.DeleteFunc(slices.Clone(c.branches), func(b *branch) bool { return b.state != workflow.Reported || b.checkers != nil })
}

// draws takes the branches with the smallest hashes, and for each the two
// checkers with the smallest, as the published recipe says.
func (d *draw) draws(seed string) {
	d.drawn = slices.SortedFunc(slices.Values(d.population), func(a, b *branch) int {
		return cmp.Compare(hex(seed, a.code, "1"), hex(seed, b.code, "1"))
	})[:d.size]
	for _, b := range d.drawn {
		b.checkers = slices.SortedFunc(slices.Values(checkers[b.code]), func(x, y string) int {
			return cmp.Compare(hex(seed, b.code, x), hex(seed, b.code, y))
		})[:2]
	}
}

func hex(seed, code, what string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(seed+"\n"+code+"\n"+what)))
}
