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
	right, err := s.check(ctx, actor, prove, password, address)
	if err != nil {
		return inField("password", err)
	}
	if !right {
		return fault.Field("password", "密码不正确，没有办理。请重新输入登录密码。")
	}
	return s.succeeded(ctx, actor.Person, prove, accountDigest(actor.Account))
}

// check compares the password of who is signed in, unless there were too many
// failures. A failure is counted and recorded as one of an action, in turn with
// the work, as at the door; what others of the same network failed at does not keep
// somebody who is in from signing.
func (s *Service) check(ctx context.Context, actor access.Actor, action access.Action, password, address string) (right bool, err error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return false, err
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
		return false, err
	}
	if f.byAccount >= failuresAllowed || !found || p.Disabled {
		return false, s.Refuse(ctx, actor, action, "session", 0, fault.New(fault.Invalid, tooOften))
	}
	right, err = argon2id.ComparePasswordAndHash(password, p.PasswordHash)
	if err != nil || right {
		return right, err
	}
	return false, s.failed(ctx, actor.Person, action, digest, address)
}

// inField tells a refusal beside the field of the password.
func inField(field string, err error) error {
	if fault.KindOf(err) == fault.Invalid {
		return fault.Field(field, err.Error())
	}
	return err
}
