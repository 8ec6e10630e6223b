package store

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Slip is a printed slip as it is kept.
type Slip struct {
	ID         int64
	Assessment int64
	Token      string // on the paper
	Body       []byte // what it says, as JSON
	Digest     string // SHA-256 of Body, lower-case hex
	MadeBy     int64
	MadeName   string
	MadeAt     time.Time
}

// KeepSlip queues the keeping of a slip. Where the same was kept before, that
// one stays.
func (b *Batch) KeepSlip(s Slip) {
	b.do(`insert into slip (assessment_id, token, body, digest, made_by, made_at) values ($1, $2, $3, $4, $5, $6)
		on conflict (assessment_id, digest) do nothing`, s.Assessment, s.Token, string(s.Body), s.Digest, s.MadeBy, s.MadeAt)
}

const selectSlip = `select s.id, s.assessment_id, s.token, s.body, s.digest, s.made_by, p.name, s.made_at from slip s join person p on p.id = s.made_by `

func scanSlip(to *Slip) func(pgx.Row) error {
	return func(r pgx.Row) error {
		return r.Scan(&to.ID, &to.Assessment, &to.Token, &to.Body, &to.Digest, &to.MadeBy, &to.MadeName, &to.MadeAt)
	}
}

// Slip queues a slip of an assessment.
func (b *Batch) Slip(assessment, id int64, to *Slip, found *bool) {
	b.one(found, scanSlip(to), selectSlip+`where s.assessment_id = $1 and s.id = $2`, assessment, id)
}

// SlipByDigest queues the slip of an assessment that says what has a digest.
func (b *Batch) SlipByDigest(assessment int64, digest string, to *Slip, found *bool) {
	b.one(found, scanSlip(to), selectSlip+`where s.assessment_id = $1 and s.digest = $2`, assessment, digest)
}

// SlipByToken queues the slip that has a token.
func (b *Batch) SlipByToken(token string, to *Slip, found *bool) {
	b.one(found, scanSlip(to), selectSlip+`where s.token = $1`, token)
}
