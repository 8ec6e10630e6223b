package app

import (
	"bytes"
	"context"
	"errors"

	"baolei/internal/store"
)

// The columns that are sealed, by the names that their values are bound to.
const (
	IdentityColumn     = "member.identity"
	PhoneColumn        = "member.phone"
	SanctionTextColumn = "sanction.text"
	ImportColumn       = "import_preview.rows"
)

// AnythingSealed tells whether the database holds what only its own keys open.
func AnythingSealed(ctx context.Context, db *store.DB) (bool, error) {
	samples, err := sealedSamples(ctx, db)
	return len(samples) > 0, err
}

// Fit tries the keys on what is sealed in the database, one value for each key
// in use. Other keys would open nothing, and would not find again the identity
// cards that are there already.
func (k *Keys) Fit(ctx context.Context, db *store.DB) error {
	samples, err := sealedSamples(ctx, db)
	if err != nil {
		return err
	}
	for _, s := range samples {
		plain, err := k.Open(s.Column, s.Row, s.Sealed)
		if err != nil {
			return err
		}
		if s.Digest != nil && !bytes.Equal(s.Digest, k.Digest(s.Column, plain)) {
			return errors.New("the search key is another one")
		}
	}
	return nil
}

func sealedSamples(ctx context.Context, db *store.DB) ([]store.SealedSample, error) {
	var list []store.SealedSample
	var b store.Batch
	b.SealedSamples(&list)
	return list, db.Read(ctx, &b)
}
