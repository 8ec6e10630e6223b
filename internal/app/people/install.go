package people

import (
	"context"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// Installation is what an empty system begins with: the work committee and its
// three administrators. Everybody else gets account and appointment from them.
type Installation struct {
	Code, Name                string // the work committee's
	System, Security, Auditor Newcomer
}

// Newcomer is a person who is to have an account.
type Newcomer struct{ Account, Name string }

// Install sets an empty database up, with the handbook and the indicator sets that
// the product ships, and hands the administrators' initial passwords out: once,
// they are kept nowhere. It is a conflict where there is something already.
func (s *Service) Install(ctx context.Context, in Installation) ([]Handed, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	setup := Setup{Organisations: []SetupOrganisation{{Level: access.WorkCommittee, Code: in.Code, Name: in.Name}}}
	var handed []Handed
	for _, x := range in.administrators() {
		password, hash, err := s.initial()
		if err != nil {
			return nil, err
		}
		handed = append(handed, Handed{Account: x.who.Account, Name: x.who.Name, Password: password})
		setup.People = append(setup.People, SetupPerson{Account: x.who.Account, Name: x.who.Name, PasswordHash: hash, MustChange: true,
			Appointments: []SetupAppointment{{x.role, in.Code, s.Today()}}})
	}
	setup.Sets = []store.IndicatorSet{app.SetFile(indicator.EmbeddedFor(indicator.Branch), indicator.Source(), s.Now()),
		app.SetFile(indicator.EmbeddedFor(indicator.Member), indicator.MemberSource(), s.Now())}
	done, err := s.SetUp(ctx, setup)
	if err == nil && !done {
		err = fault.New(fault.Conflict, "数据库里已经有组织和账号，没有改动。")
	}
	if err != nil {
		return nil, err
	}
	return handed, nil
}

type administrator struct {
	role access.Role
	who  Newcomer
}

func (in Installation) administrators() []administrator {
	return []administrator{{access.SystemAdmin, in.System}, {access.SecurityAdmin, in.Security}, {access.Auditor, in.Auditor}}
}

func (in Installation) check() error {
	if n := utf8.RuneCountInString(in.Name); n < 2 || n > 60 {
		return fault.Field("name", "请写明工委的名称，2 至 60 个字。")
	}
	if !organisationCode.MatchString(in.Code) {
		return fault.Field("code", codeForm)
	}
	seen := map[string]bool{}
	for _, x := range in.administrators() {
		if err := (NewAccount{Account: x.who.Account, Name: x.who.Name}).check(); err != nil {
			return err
		}
		if seen[x.who.Account] {
			return fault.Field("account", "三位管理员各用各的账号：三员分立，不能由一人兼任。")
		}
		seen[x.who.Account] = true
	}
	return nil
}

// NewcomerOf reads "account=name".
func NewcomerOf(text string) (Newcomer, bool) {
	account, name, ok := strings.Cut(text, "=")
	return Newcomer{strings.ToLower(strings.TrimSpace(account)), strings.TrimSpace(name)}, ok
}

// Empty tells whether the system has not been set up yet: nobody has an account.
func (s *Service) Empty(ctx context.Context) (empty bool, err error) {
	var b store.Batch
	b.Nobody(&empty)
	return empty, s.Store.Read(ctx, &b)
}
