package page

import (
	"context"
	"net/http"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5/middleware"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/web/ui"
)

// Signing. What counts as a signature (signing a verification, reporting,
// deciding, seeds, appointments, closing) asks of its form two things: a proof
// not older than five minutes of who signs, and the digest of what they saw.
//
// The form shows both with one component inside the form, before its button:
//
//	@ui.Signature(v.Signature)        // v.Signature = s.Signature(r, digest, wrong)
//
// where digest is what the app computes of what is shown, and wrong what page.Wrong
// gave for a form that came back, or nil. The handler then does
//
//	err := s.Prove(r)
//	if err == nil {
//		in.Digest = page.SignedDigest(r)
//		err = s.things.Decide(r.Context(), s.Actor(r), in)
//	}
//	if wrong, ok := page.Wrong(err); ok {
//		return s.again(w, r, http.StatusUnprocessableEntity, wrong) // the same form, as typed
//	}
//	if fault.KindOf(err) == fault.Conflict { … the form with what is there now, status 409 }
//
// and takes the actor after Prove, not before. It works in one step and without
// script: the password travels with the form itself, and is never handed back.
// The use case asks app.Proven(actor, s.Now()) and, inside its transaction,
// app.Seen(in.Digest, digest of what is there); it puts the digest into the audit
// entry's detail as "digest".

// The fields of a signature.
const (
	PasswordField = "password"
	DigestField   = "digest"
)

// Prover checks a person's password; address is the client's.
type Prover func(ctx context.Context, actor access.Actor, password, address string) error

// Prove takes the proof that a signing form needs: the password that it carries,
// or, where it carries none, one that was given in the last five minutes. What is
// wrong is about the field "password". A password that is right gives the session
// a new token.
func (s *Site) Prove(r *http.Request) error {
	actor := s.Actor(r)
	password := r.PostFormValue(PasswordField)
	if password == "" {
		return app.Proven(actor, s.Now())
	}
	if err := s.Prover(r.Context(), actor, password, middleware.GetClientIP(r.Context())); err != nil {
		return err
	}
	return s.renew(r, actor)
}

// renew goes on with the session under a new token, as just proven.
func (s *Site) renew(r *http.Request, actor access.Actor) error {
	if err := s.renewing().RenewToken(r.Context()); err != nil {
		return err
	}
	actor.ProvenAt = s.Now()
	s.Sessions.Put(r.Context(), provenKey, actor.ProvenAt)
	s.Sessions.Put(r.Context(), actorKey, actor)
	return nil
}

// renewing is the session manager for renewing: the old token runs out, where it
// would end at once otherwise, and with it the whole visit.
func (s *Site) renewing() *scs.SessionManager {
	m := *s.Sessions
	m.Store = replacing{s.Keeper}
	return &m
}

// replacing replaces tokens where it is asked to delete them.
type replacing struct{ Keeper }

// DeleteCtx lets a token run out.
func (k replacing) DeleteCtx(ctx context.Context, token string) error {
	return k.ReplaceCtx(ctx, token)
}

// Signature makes the part of a form that signs: what is signed, by its digest,
// and the field for the password where it is needed. Wrong is what is wrong with
// a form that came back; nil for a first one.
func (s *Site) Signature(r *http.Request, digest string, wrong map[string]string) ui.SignatureProps {
	p := ui.SignatureProps{Digest: digest}
	if wrong[PasswordField] != "" || !s.Actor(r).Proven(s.Now()) {
		p.Password = &ui.Text{ID: PasswordField, Name: PasswordField, Label: "登录密码", Type: "password", Autocomplete: "current-password", Required: true,
			MaxLength: "128", Hint: "签署前请再输一次，确认是您本人。5 分钟内再签其他的不用重输。", Error: wrong[PasswordField]}
	}
	return p
}

// SignedDigest is the digest of what the person saw who sent a signing form.
func SignedDigest(r *http.Request) string { return r.PostFormValue(DigestField) }
