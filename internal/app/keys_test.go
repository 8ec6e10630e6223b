package app

import (
	"bytes"
	"testing"
)

func TestSealedOpensOnlyWhereItStands(t *testing.T) {
	k := ThrowawayKeys()
	sealed := k.Seal("member.identity", 7, "330700199001011234")
	if bytes.Contains(sealed, []byte("3307001990")) {
		t.Error("the value can be read")
	}
	if plain, err := k.Open("member.identity", 7, sealed); err != nil || plain != "330700199001011234" {
		t.Errorf("opened %q, %v", plain, err)
	}
	if _, err := k.Open("member.identity", 8, sealed); err == nil {
		t.Error("it opens in another row")
	}
	if _, err := k.Open("member.phone", 7, sealed); err == nil {
		t.Error("it opens in another column")
	}
	if _, err := ThrowawayKeys().Open("member.identity", 7, sealed); err == nil {
		t.Error("it opens under another key")
	}
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 1
		if _, err := k.Open("member.identity", 7, changed); err == nil {
			t.Errorf("it opens with byte %d changed", i)
		}
	}
}

// An old key still opens; the newest seals.
func TestKeysCanBeChanged(t *testing.T) {
	search, one, two := bytes.Repeat([]byte{1}, KeySize), bytes.Repeat([]byte{2}, KeySize), bytes.Repeat([]byte{3}, KeySize)
	old, err := NewKeys(search, map[uint32][]byte{1: one})
	if err != nil {
		t.Fatal(err)
	}
	both, err := NewKeys(search, map[uint32][]byte{1: one, 2: two})
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := both.Open("member.phone", 1, old.Seal("member.phone", 1, "13800000000")); err != nil || plain != "13800000000" {
		t.Errorf("the old key does not open: %q, %v", plain, err)
	}
	if _, err := old.Open("member.phone", 1, both.Seal("member.phone", 1, "13800000000")); err == nil {
		t.Error("the old key opens what the new one sealed")
	}
	if !bytes.Equal(old.Digest("member.identity", "x"), both.Digest("member.identity", "x")) {
		t.Error("the digest changed with the sealing key")
	}
}
