package sampling

import (
	"encoding/json"
	"errors"
	"time"
)

// BundleFormat is the latest version of the bundle's schema. Version 1 had no
// tickets object; what was published by it is read and verified as ever.
const BundleFormat = 2

// SeedEntry is a seed as one officer typed it in.
type SeedEntry struct {
	Digits    string    `json:"digits"`
	EnteredBy string    `json:"entered_by"` // account code
	EnteredAt time.Time `json:"entered_at"`
}

// RefusedSeed is a seed that was not used. It stays on record with the reason:
// otherwise repeated tries could steer the draw. Its digits may be malformed.
type RefusedSeed struct {
	SeedEntry
	RefusedBy string    `json:"refused_by"` // account code
	RefusedAt time.Time `json:"refused_at"`
	Reason    string    `json:"reason"`
}

// ConfirmedSeed is the seed that was used.
type ConfirmedSeed struct {
	SeedEntry
	ConfirmedBy string    `json:"confirmed_by"` // account code, another than EnteredBy
	ConfirmedAt time.Time `json:"confirmed_at"`
}

// Bundle is a published draw: all that anybody needs to recompute it. The
// package comment documents its JSON.
type Bundle struct {
	Format       int           `json:"format"` // 1 or BundleFormat, see Announcement.Format
	Announcement Announcement  `json:"announcement"`
	NoticeDigest string        `json:"notice_digest"` // Digest of Announcement.Notice()
	Refused      []RefusedSeed `json:"refused_seeds"` // in the order of entry
	Seed         ConfirmedSeed `json:"seed"`
	DrawnAt      time.Time     `json:"drawn_at"`
	Drawn        []Drawn       `json:"drawn"`       // in the order of Draw
	Assignments  []Assignment  `json:"assignments"` // in the order of Drawn
	Digest       string        `json:"digest"`      // see Bundle.OwnDigest
}

// NewBundle draws branches and inspectors and makes the bundle to publish. It
// gives the errors of Announcement.Check, Draw and Inspect, and refuses one
// that Verify would find fault with.
func NewBundle(a Announcement, refused []RefusedSeed, seed ConfirmedSeed, drawnAt time.Time) (Bundle, error) {
	a = a.Digests()
	a.Items, a.DrawnBefore = notNil(a.Items), notNil(a.DrawnBefore)
	b := Bundle{Format: a.Format(), Announcement: a, Refused: notNil(refused), Seed: seed, DrawnAt: drawnAt}
	lists, err := b.check()
	if err != nil {
		return Bundle{}, err
	}
	v := &verification{} // digests, draw and assignments agree, being made here
	if v.seeds(b); len(v.found) > 0 {
		return Bundle{}, errors.New(v.found[0].Message)
	}
	if b.Drawn, b.Assignments, err = b.redraw(lists); err != nil {
		return Bundle{}, err
	}
	b.NoticeDigest = Digest(a.Notice())
	b.Digest = b.OwnDigest()
	return b, nil
}

// notNil keeps null out of the JSON.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// redraw computes from what is published who is drawn and who checks them.
func (b Bundle) redraw(lists Lists) ([]Drawn, []Assignment, error) {
	drawn, err := Draw(lists.Population, b.Seed.Digits, b.Announcement.SizeMap())
	if err != nil {
		return nil, nil, err
	}
	assignments, err := Inspect(b.Seed.Digits, drawn, lists.Inspectors, b.Announcement.PerBranch)
	return drawn, assignments, err
}

// OwnDigest is the SHA-256 of the bundle as Encode writes it with an empty
// digest. It shows any change to those who hold the published value; whoever
// changes a bundle can write a fitting one, which then differs from that.
func (b Bundle) OwnDigest() string {
	b.Digest = ""
	return Digest(b.Encode())
}

// Encode writes the bundle as indented JSON, ended by LF.
func (b Bundle) Encode() []byte {
	file, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		// Only a time outside the years 0 to 9999 comes here; check refuses it.
		panic("sampling: encode bundle: " + err.Error())
	}
	return append(file, '\n')
}
