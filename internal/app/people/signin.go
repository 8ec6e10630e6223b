package people

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Actions of signing in and out, as the audit log has them.
const (
	signIn         access.Action = "session.sign_in"
	signOut        access.Action = "session.sign_out"
	changePassword access.Action = "password.change"
)

// Five failures in a quarter of an hour lock an account for as long, from the fifth on;
// ten times as many an address.
const (
	failuresAllowed = 5
	lockWindow      = 15 * time.Minute
)

// SignedIn is the person who signed in.
type SignedIn struct {
	Person     int64
	Name       string
	MustChange bool
}

// SignIn checks an account's password. An unknown account, a wrong password and
// a disabled account get the same answer after the same work. The address is
// the client's. Failures are counted and recorded in turn with the work: tries
// that are sent all at once must not pass the count together.
func (s *Service) SignIn(ctx context.Context, account, password, address string) (SignedIn, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return SignedIn{}, err
	}
	defer leave()
	account = strings.ToLower(strings.TrimSpace(account))
	digest := accountDigest(account)
	var p store.Person
	var found bool
	var f failures
	var b store.Batch
	f.queue(&b, digest, address, s.Now())
	b.PersonByAccount(account, &p, &found)
	if err := s.Store.Read(ctx, &b); err != nil {
		return SignedIn{}, err
	}
	if why := f.locked(); why != "" {
		return SignedIn{}, s.Refuse(ctx, access.Actor{}, signIn, "session", 0, fault.New(fault.Forbidden, why))
	}
	hash := s.decoy
	if found {
		hash = p.PasswordHash
	}
	matches, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return SignedIn{}, err
	}
	if !found || !matches {
		if err := s.failed(ctx, 0, signIn, digest, address); err != nil {
			return SignedIn{}, err
		}
		return SignedIn{}, fault.New(fault.Invalid, "账号或密码不正确，请重新输入。")
	}
	return SignedIn{p.ID, p.Name, p.MustChange}, s.succeeded(ctx, p.ID, signIn, digest)
}

// failures counts what failed lately.
type failures struct{ byAccount, byAddress int }

func (f *failures) queue(b *store.Batch, account, address string, now time.Time) {
	b.Failures(account, address, now, lockWindow, &f.byAccount, &f.byAddress)
}

// locked tells why nobody is let in: there were too many of one account, or from one
// address, which a whole office may share; "" where there were not.
func (f *failures) locked() string {
	switch {
	case f.byAccount >= failuresAllowed:
		return tooOften
	case f.byAddress >= 10*failuresAllowed:
		return "从这个网络输错密码的次数过多，请 15 分钟后再试；急办的，请换一个网络登录。"
	}
	return ""
}

const tooOften = "连续输错次数过多，请 15 分钟后再试，或联系系统管理员重置密码。"

// failed counts and records a failure; person is 0 where nobody is signed in.
func (s *Service) failed(ctx context.Context, person int64, action access.Action, digest, address string) error {
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.Fail(digest, address, s.Now())
		b.Audit(store.AuditEntry{At: s.Now(), Person: person, Action: action, Object: "session", Refused: true})
		return tx.Commit(ctx, &b)
	})
}

func (s *Service) succeeded(ctx context.Context, person int64, action access.Action, digest string) error {
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.ClearFailures(digest)
		b.Audit(store.AuditEntry{At: s.Now(), Person: person, Action: action, Object: "session"})
		return tx.Commit(ctx, &b)
	})
}

// SignedOut records that a person signed out.
func (s *Service) SignedOut(ctx context.Context, actor access.Actor) error {
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.Audit(s.Done(actor, signOut, "session", 0, nil))
		return tx.Commit(ctx, &b)
	})
}

// enter waits for a turn at the memory-hungry work; leave ends it.
func (s *Service) enter(ctx context.Context) (leave func(), err error) {
	select {
	case s.hashing <- struct{}{}:
		return func() { <-s.hashing }, nil
	case <-ctx.Done():
		return nil, fault.Wrap(fault.Unavailable, "现在登录的人较多，请稍后再试。", ctx.Err())
	}
}

// accountDigest keeps what was typed as an account out of the database: people
// type their password there by mistake.
func accountDigest(account string) string {
	sum := sha256.Sum256([]byte("account\n" + account))
	return hex.EncodeToString(sum[:])
}
