package store

import "github.com/jackc/pgx/v5"

// SealedSample is a sealed value with the place that it is bound to. Digest is
// there only for values that are searched for.
type SealedSample struct {
	Column string // "member.identity"
	Row    int64
	Sealed []byte
	Digest []byte
}

// SealedSamples queues one sealed value for each key that something is sealed
// with; nothing where nothing is sealed.
func (b *Batch) SealedSamples(to *[]SealedSample) {
	b.all(func(r pgx.Row) error {
		var s SealedSample
		if err := r.Scan(&s.Column, &s.Row, &s.Sealed, &s.Digest); err != nil {
			return err
		}
		*to = append(*to, s)
		return nil
	}, `select distinct on (substring(sealed for 4)) col, id, sealed, digest from (
		select 'member.identity' as col, id, identity_sealed as sealed, identity_digest as digest from member
		union all select 'member.phone', id, phone_sealed, null from member
		union all select 'sanction.text', id, text_sealed, null from sanction) s
		where sealed is not null order by substring(sealed for 4), digest is null, id`)
}
