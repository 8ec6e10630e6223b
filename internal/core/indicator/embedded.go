package indicator

import (
	"bytes"
	_ "embed" // for the set below
	"fmt"
	"sync"
)

//go:embed jinhua-2018.yaml
var jinhua2018 []byte

// Source is the file of the embedded set as it was written, comments and all,
// so that the next set can start from it.
func Source() []byte { return bytes.Clone(jinhua2018) }

// Embedded is the set jinhua-2018: the indicator table for the branches of
// Jinhua's municipal organs, of 2018.
func Embedded() *Set { return embedded() }

var embedded = sync.OnceValue(func() *Set {
	set, problems := Read("jinhua-2018.yaml", bytes.NewReader(jinhua2018))
	if len(problems) > 0 {
		panic(fmt.Sprintf("the embedded set is unsound: %v", problems)) // a test reads it
	}
	return set
})

//go:embed pioneer-2026.yaml
var pioneer2026 []byte

// MemberSource is the file of the embedded set for members, the product's own:
// the city's document joins the members' index with the branches' and gives no
// table for it.
func MemberSource() []byte { return bytes.Clone(pioneer2026) }

// EmbeddedFor is the embedded set of a subject.
func EmbeddedFor(subject Subject) *Set {
	if subject == Member {
		return embeddedMembers()
	}
	return Embedded()
}

var embeddedMembers = sync.OnceValue(func() *Set {
	set, problems := Read("pioneer-2026.yaml", bytes.NewReader(pioneer2026))
	if len(problems) > 0 {
		panic(fmt.Sprintf("the embedded set for members is unsound: %v", problems)) // a test reads it
	}
	return set
})
