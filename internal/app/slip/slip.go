// Package slip makes the paper of a branch's result (扣分依据单): every point
// lost or won with its clause, count, records, person, time and reason; and
// proves a print genuine.
//
// A slip is kept word for word when it is made, under its SHA-256, so that it
// prints the same for ever, and whoever holds the paper can see whether it is
// ours and whether the result has changed since. What is said there is no more
// than what the result page says to those who work with the branch; the proving
// page says the result alone.
package slip

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Service is the capability.
type Service struct{ app.Desk }

// New makes the capability.
func New(desk app.Desk) *Service { return &Service{desk} }

// Slip is a slip as it was made.
type Slip struct {
	store.Slip
	Body Body
	Set  *app.Set
	// Explained tells how each figure came about.
	Explained scoring.Explanation
}

// Make makes the slip of a result as it stands, and returns its id. As long as
// nothing changes it is one and the same, whoever asks.
func (s *Service) Make(ctx context.Context, actor access.Actor, assessment int64, key string) (int64, error) {
	var made store.Slip
	var x beside
	c := app.Change{Action: access.PrintSlip, Assessment: assessment, Key: key, Also: x.read(assessment)}
	_, err := s.Change(ctx, actor, c, func(ctx context.Context, tx *store.Tx, doc *app.Dossier) error {
		var err error
		if made, err = s.of(actor, doc, x); err != nil {
			return err
		}
		var b store.Batch
		b.KeepSlip(made)
		b.Audit(s.Done(actor, access.PrintSlip, "assessment", assessment, nil))
		return tx.Commit(ctx, &b)
	})
	if err != nil {
		return 0, err
	}
	if made.Digest == "" { // the form has acted before
		doc, err := s.OpenDossier(ctx, assessment, x.read(assessment))
		if err != nil {
			return 0, err
		}
		if made, err = s.of(actor, doc, x); err != nil {
			return 0, err
		}
	}
	var found bool
	var b store.Batch
	b.SlipByDigest(assessment, made.Digest, &made, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return 0, err
	}
	if !found { // the result changed between the two
		return 0, app.Stale()
	}
	return made.ID, nil
}

// beside is what a slip tells beside the dossier: what was objected, and what
// officers decided on the spot check.
type beside struct {
	against  []store.Objection
	decision store.SpotDecision
}

// read queues it for an assessment.
func (x *beside) read(assessment int64) func(*store.Batch) {
	return func(b *store.Batch) {
		*x = beside{}
		b.ObjectionsOf(assessment, &x.against)
		b.ConfirmedDecision(assessment, &x.decision)
	}
}

// of makes the slip of a dossier, not yet kept.
func (s *Service) of(actor access.Actor, doc *app.Dossier, x beside) (store.Slip, error) {
	if err := doc.Unsealed(actor); err != nil {
		return store.Slip{}, err
	}
	if !doc.HasResult() {
		return store.Slip{}, fault.New(fault.Invalid, noResult(doc))
	}
	body, err := json.Marshal(bodyOf(doc, x))
	if err != nil {
		return store.Slip{}, err
	}
	sum := sha256.Sum256(body)
	return store.Slip{Assessment: doc.ID, Token: token(), Body: body, Digest: hex.EncodeToString(sum[:]), MadeBy: actor.Person, MadeAt: s.Now()}, nil
}

// noResult tells why there is nothing to print.
func noResult(doc *app.Dossier) string {
	if doc.State.Signed() {
		return "周期结束时该支部的结果没有报送，没有可以打印的结果。"
	}
	return "该支部的核定还没有签署，没有可以打印的结果。"
}

var letters = base32.StdEncoding.WithPadding(base32.NoPadding)

// token makes 128 random bits in letters that are easy to copy.
func token() string {
	random := make([]byte, 16)
	_, _ = rand.Read(random) // never fails
	return strings.ToLower(letters.EncodeToString(random))
}

// Show opens a slip to be printed.
func (s *Service) Show(ctx context.Context, actor access.Actor, assessment, id int64) (Slip, error) {
	var out Slip
	var found bool
	doc, err := s.OpenDossier(ctx, assessment, func(b *store.Batch) { b.Slip(assessment, id, &out.Slip, &found) })
	if err == nil {
		err = app.Allow(actor, access.PrintSlip, doc.Place())
	}
	if err == nil {
		err = doc.Unsealed(actor)
	}
	if err == nil && !found {
		err = app.NotFound()
	}
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		return out, s.Refuse(ctx, actor, access.PrintSlip, "assessment", assessment, err)
	}
	if err != nil {
		return out, err
	}
	return out, out.read(doc.Set)
}

// read takes the words of a kept slip, under the set that it was made by.
func (s *Slip) read(set *app.Set) error {
	if err := json.Unmarshal(s.Slip.Body, &s.Body); err != nil {
		return fmt.Errorf("slip %d: %w", s.ID, err)
	}
	s.Set = set
	var said []scoring.Finding
	for _, f := range s.Body.Findings {
		one, bad := set.Table().DecodeFinding(f)
		if bad != nil {
			return fmt.Errorf("slip %d: %w", s.ID, bad)
		}
		said = append(said, one)
	}
	explained, bad := set.Table().Explain(s.Body.Kind, said)
	if bad != nil {
		return fmt.Errorf("slip %d: %w", s.ID, bad)
	}
	s.Explained = explained
	return nil
}
