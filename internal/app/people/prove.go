package people

import (
	"context"

	"github.com/alexedwards/argon2id"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// prove is proving again who one is, as the audit log has it.
const prove access.Action = "session.prove"

// Prove checks the password of who is signed in already, before a signature.
// Failures count towards the same lock as those of signing in, by account and by
// the client's address, and are refused as a mistake in the field "password".
func (s *Service) Prove(ctx context.Context, actor access.Actor, password, address string) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	digest := accountDigest(actor.Account)
	var p store.Person
	var found bool
	var f failures
	var b store.Batch
	f.queue(&b, digest, address, s.Now())
	b.PersonByID(actor.Person, &p, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return err
	}
	if f.locked() || !found || p.Disabled {
		return s.Refuse(ctx, actor, prove, "session", 0, fault.Field("password", tooOften))
	}
	matches, err := argon2id.ComparePasswordAndHash(password, p.PasswordHash)
	if err != nil {
		return err
	}
	if !matches {
		if err := s.failed(ctx, actor.Person, prove, digest, address); err != nil {
			return err
		}
		return fault.Field("password", "密码不正确，没有办理。请重新输入登录密码。")
	}
	return s.succeeded(ctx, actor.Person, prove, digest)
}
