package people

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// ChangePassword sets a person's own new password after checking the old one;
// failures count towards the lock of the account and the address. All sessions
// of the person end; the caller starts a new one.
func (s *Service) ChangePassword(ctx context.Context, actor access.Actor, old, fresh, address string) error {
	if actor.Person == 0 {
		return app.NotFound()
	}
	right, err := s.check(ctx, actor, changePassword, old, address)
	if err != nil {
		return inField("old", err)
	}
	if !right {
		return fault.Field("old", "原密码不正确，请重新输入。")
	}
	if err := checkPassword(fresh, old, actor.Account); err != nil {
		return err
	}
	hash, err := s.Hash(fresh)
	if err != nil {
		return err
	}
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.SetPassword(actor.Person, hash, false)
		b.EndSessions(actor.Person, s.Now())
		b.ClearFailures(accountDigest(actor.Account))
		b.Audit(s.Done(actor, changePassword, "person", actor.Person, nil))
		return tx.Commit(ctx, &b)
	})
}

// Hash makes the hash that is kept of a password.
func (s *Service) Hash(password string) (string, error) {
	s.hashing <- struct{}{}
	defer func() { <-s.hashing }()
	return argon2id.CreateHash(password, cost)
}

// checkPassword says what is wrong with a new password: 10 to 128 characters,
// other than the old one, without the account's name in it, and none that is among
// the first to be guessed.
func checkPassword(fresh, old, account string) error {
	n := utf8.RuneCountInString(fresh)
	switch {
	case n < 10:
		return fault.Field("new", "新密码至少 10 个字符，可以用一句好记的话。")
	case n > 128:
		return fault.Field("new", "新密码最多 128 个字符。")
	case fresh == old:
		return fault.Field("new", "新密码不能与原密码相同。")
	case strings.Contains(strings.ToLower(fresh), account):
		return fault.Field("new", "新密码里不能含有账号。")
	case common(fresh):
		return fault.Field("new", "这个密码很常见，容易被猜中。请换几个不相干的词，或一句只有您自己知道的话。")
	}
	return nil
}
