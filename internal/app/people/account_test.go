package people_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"baolei/internal/app/people"
	"baolei/internal/core/fault"
	"baolei/internal/demo/demotest"
)

func TestANewAccountSignsInWithThePasswordThatIsToldOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	in := people.NewAccount{Key: c.Key(), Account: " ZhangWei2 ", Name: "张伟"}
	made, err := c.folk.AddAccount(ctx, c.Who("xitong"), in)
	c.Must(err)
	if made.Account != "zhangwei2" || made.Password == "" {
		t.Fatalf("made %+v", made)
	}
	in2, err := c.folk.SignIn(ctx, "zhangwei2", made.Password, "192.0.2.1")
	c.Must(err)
	if !in2.MustChange || in2.Person != made.Person {
		t.Errorf("signed in as %+v, want the new person, who must change the password", in2)
	}
	again, err := c.folk.AddAccount(ctx, c.Who("xitong"), in)
	c.Must(err)
	if again.Password != "" {
		t.Error("the same form told a password again")
	}
	if n := c.Count(`select count(*) from person where account = 'zhangwei2'`); n != 1 {
		t.Errorf("%d accounts", n)
	}
	if n := c.Count(`select count(*) from appointment where person_id = $1`, made.Person); n != 0 {
		t.Errorf("a new account has %d appointments", n)
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'account.manage' and outcome = 'done' and object_id = $1`, made.Person); n != 1 {
		t.Errorf("%d audit entries, want 1", n)
	}
	if n := c.Count(`select count(*) from audit_entry where detail::text like $1`, "%"+made.Password+"%"); n != 0 {
		t.Error("the password is in the log")
	}
}

func TestAFormSentTenTimesAtOnceMakesOneAccount(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	in := people.NewAccount{Key: c.Key(), Account: "zhangwei", Name: "张伟"}
	actor := c.Who("xitong")
	var wg sync.WaitGroup
	told := make(chan string, 10)
	for range 10 {
		wg.Go(func() {
			made, err := c.folk.AddAccount(ctx, actor, in)
			if err != nil {
				t.Error(err)
			}
			told <- made.Password
		})
	}
	wg.Wait()
	close(told)
	passwords := 0
	for p := range told {
		if p != "" {
			passwords++
		}
	}
	if n := c.Count(`select count(*) from person where account = 'zhangwei'`); n != 1 || passwords != 1 {
		t.Errorf("%d accounts, told %d passwords; want one of each", n, passwords)
	}
}

func TestAccountsAreForTheSystemAdministratorAlone(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	wang := c.Who("wangming").Person
	for _, account := range []string{"anquan", "shenji", "lishan", "zhaogang", "wangming"} {
		actor := c.Who(account)
		_, err := c.folk.AddAccount(ctx, actor, people.NewAccount{Key: c.Key(), Account: "intruder", Name: "某人"})
		c.Fails(err, fault.Forbidden)
		_, err = c.folk.ResetPassword(ctx, actor, wang, c.Key())
		c.Fails(err, fault.Forbidden)
		c.Fails(c.folk.SetDisabled(ctx, actor, wang, true, c.Key()), fault.Forbidden)
		_, _, err = c.folk.Accounts(ctx, actor, people.AccountFilter{Limit: 10})
		c.Fails(err, fault.Forbidden)
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'account.manage' and outcome = 'refused'`); n != 5*4 {
		t.Errorf("%d refusals on record, want 20", n)
	}
	if n := c.Count(`select count(*) from person where account = 'intruder'`); n != 0 {
		t.Error("somebody else made an account")
	}
}

func TestWhatIsWrongWithAnAccountIsToldBesideTheField(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for account, field := range map[string]string{"": "account", "王明": "account", "a": "account", "-x": "account", "a b": "account", "wangming": "account"} {
		_, err := c.folk.AddAccount(ctx, c.Who("xitong"), people.NewAccount{Key: c.Key(), Account: account, Name: "某人"})
		c.Wrong(err, field)
	}
	_, err := c.folk.AddAccount(ctx, c.Who("xitong"), people.NewAccount{Key: c.Key(), Account: "fine", Name: " "})
	c.Wrong(err, "name")
	_, err = c.folk.AddAccount(ctx, c.Who("xitong"), people.NewAccount{Key: c.Key(), Account: "fine", Name: strings.Repeat("长", 41)})
	c.Wrong(err, "name")
}

func TestAResetEndsThePasswordAndTheSessions(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	wang := c.Who("wangming").Person
	_, err := c.Pool.Exec(ctx, `insert into session (token, data, person_id, expires_at) values ('t', '{}', $1, now() + interval '1 hour')`, wang)
	c.Must(err)
	for range 5 { // locks the account
		_, err = c.folk.SignIn(ctx, "wangming", "no idea", "192.0.2.9")
		c.Fails(err, fault.Invalid)
	}
	_, err = c.folk.SignIn(ctx, "wangming", demotest.Password, "192.0.2.1")
	c.Fails(err, fault.Forbidden)
	made, err := c.folk.ResetPassword(ctx, c.Who("xitong"), wang, c.Key())
	c.Must(err)
	if n := c.Count(`select count(*) from session where person_id = $1 and ended_at is null`, wang); n != 0 {
		t.Error("a session survived the reset")
	}
	_, err = c.folk.SignIn(ctx, "wangming", demotest.Password, "192.0.2.1")
	c.Fails(err, fault.Invalid)
	in, err := c.folk.SignIn(ctx, "wangming", made.Password, "192.0.2.1")
	c.Must(err)
	if !in.MustChange {
		t.Error("the initial password need not be changed")
	}
}

func TestADisabledAccountStaysOutUntilItIsEnabled(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	admin, wang := c.Who("xitong"), c.Who("wangming").Person
	c.Must(c.folk.SetDisabled(ctx, admin, wang, true, c.Key()))
	_, err := c.folk.SignIn(ctx, "wangming", demotest.Password, "192.0.2.1")
	c.Fails(err, fault.Invalid)
	c.Fails(c.folk.SetDisabled(ctx, admin, wang, true, c.Key()), fault.Conflict) // another administrator was faster
	c.Must(c.folk.SetDisabled(ctx, admin, wang, false, c.Key()))
	_, err = c.folk.SignIn(ctx, "wangming", demotest.Password, "192.0.2.1")
	c.Must(err)
	c.Fails(c.folk.SetDisabled(ctx, admin, admin.Person, true, c.Key()), fault.Forbidden)
	c.Fails(c.folk.SetDisabled(ctx, admin, 999999, true, c.Key()), fault.NotFound)
}

func TestAccountsAreFoundByNameStateAndPage(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	admin := c.Who("xitong")
	all := c.Count(`select count(*) from person`)
	list, total, err := c.folk.Accounts(ctx, admin, people.AccountFilter{Limit: 10, Offset: 10})
	c.Must(err)
	if total != all || len(list) != 10 {
		t.Errorf("%d of %d, want 10 of %d", len(list), total, all)
	}
	list, total, err = c.folk.Accounts(ctx, admin, people.AccountFilter{Text: "王明", Limit: 10})
	c.Must(err)
	if total != 1 || list[0].Account != "wangming" || len(list[0].Appointments) != 1 || list[0].Appointments[0].Name != "财政局第二党支部" {
		t.Errorf("looking for 王明: %d, %+v", total, list)
	}
	_, total, err = c.folk.Accounts(ctx, admin, people.AccountFilter{State: "disabled", Limit: 10})
	c.Must(err)
	if total != 0 {
		t.Errorf("%d disabled, want none", total)
	}
}
