package people

import (
	"context"
	"crypto/rand"
	"regexp"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// Accounts lists a page of the accounts with their appointments in force, and
// how many there are.
func (s *Service) Accounts(ctx context.Context, actor access.Actor, f AccountFilter) ([]Account, int, error) {
	if err := allow(actor, access.ManageAccounts, access.Root(actor, access.ManageAccounts)); err != nil {
		return nil, 0, s.Refuse(ctx, actor, access.ManageAccounts, "person", 0, err)
	}
	f.Today = s.Today()
	var list []Account
	var total int
	var b store.Batch
	b.Accounts(f, &list, &total)
	return list, total, s.Store.Read(ctx, &b)
}

// AccountOf finds one account, without its appointments.
func (s *Service) AccountOf(ctx context.Context, actor access.Actor, id int64) (Person, error) {
	if err := allow(actor, access.ManageAccounts, access.Root(actor, access.ManageAccounts)); err != nil {
		return Person{}, s.Refuse(ctx, actor, access.ManageAccounts, "person", id, err)
	}
	var p Person
	var found bool
	var b store.Batch
	b.PersonByID(id, &p, &found)
	if err := s.Store.Read(ctx, &b); err != nil || !found {
		return Person{}, app.OrNotFound(err)
	}
	return Person{ID: p.ID, Account: p.Account, Name: p.Name, MustChange: p.MustChange, Disabled: p.Disabled}, nil
}

var accountName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,39}$`)

// NewAccount is an account to be made.
type NewAccount struct{ Key, Account, Name string }

// Handed is an initial password that is told once, to be handed to its person,
// who must change it before anything else.
type Handed struct {
	Person        int64
	Account, Name string
	Password      string // "" where the form had acted before: it is not kept anywhere
}

// AddAccount makes an account with an initial password. It holds no role until
// somebody else appoints its person.
func (s *Service) AddAccount(ctx context.Context, actor access.Actor, in NewAccount) (Handed, error) {
	in.Account, in.Name = strings.ToLower(strings.TrimSpace(in.Account)), strings.TrimSpace(in.Name)
	c := change{access.ManageAccounts, "person", 0, in.Key}
	if err := allow(actor, access.ManageAccounts, access.Root(actor, access.ManageAccounts)); err != nil {
		return Handed{}, s.refused(ctx, actor, c, err)
	}
	if err := in.check(); err != nil {
		return Handed{}, err
	}
	out := Handed{Account: in.Account, Name: in.Name}
	password, hash, err := s.initial()
	if err != nil {
		return Handed{}, err
	}
	fresh, err := s.once(ctx, actor, c, func(*store.Batch) {}, func(ctx context.Context, tx *store.Tx, b *store.Batch) error {
		var add store.Batch
		add.AddPerson(Person{Account: in.Account, Name: in.Name, PasswordHash: hash, MustChange: true}, s.Now(), &out.Person)
		if err := tx.Read(ctx, &add); err != nil {
			return err
		}
		b.Audit(s.Done(actor, access.ManageAccounts, "person", out.Person, map[string]any{"change": "add"}))
		return nil
	})
	if store.Violates(err, "person_account_key") {
		return Handed{}, fault.Field("account", "这个账号已经有人用，请换一个。")
	}
	if fresh {
		out.Password = password
	}
	return out, err
}

func (in NewAccount) check() error {
	wrong := map[string]string{}
	if !accountName.MatchString(in.Account) {
		wrong["account"] = "账号用 2 至 40 个小写字母、数字、“.”“-”或“_”，以字母或数字开头。"
	}
	if n := utf8.RuneCountInString(in.Name); n < 1 || n > 40 {
		wrong["name"] = "姓名请填 1 至 40 个字。"
	}
	return mistakes(wrong)
}

// ResetPassword gives an account a new initial password, ends its sessions and
// forgets its failed sign-ins, so that a person who locked the account gets in.
func (s *Service) ResetPassword(ctx context.Context, actor access.Actor, person int64, key string) (Handed, error) {
	password, hash, err := s.initial()
	if err != nil {
		return Handed{}, err
	}
	out := Handed{Person: person}
	fresh, err := s.onAccount(ctx, actor, person, key, func(p Person, b *store.Batch) (string, error) {
		out.Account, out.Name = p.Account, p.Name
		if p.ID == actor.Person {
			return "", fault.New(fault.Forbidden, "自己的密码请在“修改密码”里改。")
		}
		b.SetPassword(p.ID, hash, true)
		b.EndSessions(p.ID, s.Now())
		b.ClearFailures(accountDigest(p.Account))
		return "reset", nil
	})
	if fresh {
		out.Password = password
	}
	return out, err
}

// SetDisabled disables an account, which ends its sessions at once, or lets it
// in again.
func (s *Service) SetDisabled(ctx context.Context, actor access.Actor, person int64, disabled bool, key string) error {
	_, err := s.onAccount(ctx, actor, person, key, func(p Person, b *store.Batch) (string, error) {
		if p.ID == actor.Person {
			return "", fault.New(fault.Forbidden, "不能停用自己的账号，请由另一位系统管理员办理。")
		}
		b.Disable(p.ID, disabled, s.Now())
		if !disabled {
			return "enable", nil
		}
		b.EndSessions(p.ID, s.Now())
		return "disable", nil
	})
	return err
}

// onAccount is a change to one account; write returns the word for the log.
func (s *Service) onAccount(ctx context.Context, actor access.Actor, person int64, key string,
	write func(Person, *store.Batch) (string, error)) (fresh bool, err error) {
	var p Person
	var found bool
	c := change{access.ManageAccounts, "person", person, key}
	return s.once(ctx, actor, c, func(b *store.Batch) { b.PersonByID(person, &p, &found) },
		func(_ context.Context, _ *store.Tx, b *store.Batch) error {
			if err := allow(actor, access.ManageAccounts, access.Root(actor, access.ManageAccounts)); err != nil {
				return err
			}
			if !found {
				return app.NotFound()
			}
			word, err := write(p, b)
			if err != nil {
				return err
			}
			b.Audit(s.Done(actor, access.ManageAccounts, "person", person, map[string]any{"change": word}))
			return nil
		})
}

// letters of initial passwords: none that are mistaken for another when a
// password is read aloud or copied by hand. 32 of them: 5 bits each.
const letters = "abcdefghijkmnpqrstuvwxyz23456789"

// initial makes a password of 60 random bits, in groups of four letters, and
// its hash.
func (s *Service) initial() (password, hash string, err error) {
	random := make([]byte, 12)
	_, _ = rand.Read(random) // never fails
	var b strings.Builder
	for i, r := range random {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[int(r)%len(letters)])
	}
	hash, err = s.Hash(b.String())
	return b.String(), hash, err
}
