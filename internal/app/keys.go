package app

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// KeySize is how many bytes a key has.
const KeySize = 32

// Keys seal what the law protects of persons: identity cards, telephones, the
// text of disciplinary decisions. A value is sealed under the newest key by
// AES-256-GCM, bound to the column and row that it stands in, so that one moved
// elsewhere does not open. Keys are kept outside the database.
type Keys struct {
	newest uint32
	byID   map[uint32]sealing
	search []byte
}

type sealing struct{ aead cipher.AEAD }

// NewKeys takes a key for searching and those for sealing by their ids, of
// which the highest is used for what is sealed from now on.
func NewKeys(search []byte, sealKeys map[uint32][]byte) (*Keys, error) {
	if len(search) != KeySize || len(sealKeys) == 0 {
		return nil, errors.New("keys: a search key and at least one sealing key of 32 bytes are needed")
	}
	k := &Keys{byID: map[uint32]sealing{}, search: search}
	for id, key := range sealKeys {
		if id == 0 || len(key) != KeySize {
			return nil, fmt.Errorf("keys: key %d needs an id above 0 and 32 bytes", id)
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return nil, err
		}
		aead, err := cipher.NewGCM(block)
		if err != nil {
			return nil, err
		}
		k.byID[id] = sealing{aead}
		k.newest = max(k.newest, id)
	}
	return k, nil
}

// ThrowawayKeys makes keys that nobody keeps, for tests.
func ThrowawayKeys() *Keys {
	var b [2 * KeySize]byte
	_, _ = rand.Read(b[:]) // never fails
	k, err := NewKeys(b[:KeySize], map[uint32][]byte{1: b[KeySize:]})
	if err != nil {
		panic(err) // the sizes are constants
	}
	return k
}

// Seal seals a value for a column ("member.phone") of a row.
func (k *Keys) Seal(column string, row int64, plain string) []byte {
	s := k.byID[k.newest]
	out := binary.BigEndian.AppendUint32(nil, k.newest)
	nonce := make([]byte, s.aead.NonceSize())
	_, _ = rand.Read(nonce) // never fails
	return s.aead.Seal(append(out, nonce...), nonce, []byte(plain), bound(k.newest, column, row))
}

// Open opens what Seal sealed for the same column and row.
func (k *Keys) Open(column string, row int64, sealed []byte) (string, error) {
	if len(sealed) < 4 {
		return "", fmt.Errorf("open %s of %d: too short", column, row)
	}
	id := binary.BigEndian.Uint32(sealed)
	s, known := k.byID[id]
	if !known {
		return "", fmt.Errorf("open %s of %d: key %d is not at hand", column, row, id)
	}
	rest := sealed[4:]
	if len(rest) < s.aead.NonceSize() {
		return "", fmt.Errorf("open %s of %d: too short", column, row)
	}
	n := s.aead.NonceSize()
	plain, err := s.aead.Open(nil, rest[:n], rest[n:], bound(id, column, row))
	if err != nil {
		return "", fmt.Errorf("open %s of %d: %w", column, row, err)
	}
	return string(plain), nil
}

// Digest is the same for the same value of a column, and tells nothing about
// the value to who has no key: it finds an identity card again.
func (k *Keys) Digest(column, plain string) []byte {
	mac := hmac.New(sha256.New, k.search)
	mac.Write([]byte(column + "\x00" + plain))
	return mac.Sum(nil)
}

func bound(key uint32, column string, row int64) []byte {
	return fmt.Appendf(nil, "%d\x00%s\x00%d", key, column, row)
}
