package demo

import (
	"golang.org/x/sync/errgroup"

	"context"
	"fmt"
	"strings"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
)

// book is a branch at its record book, kept by its secretary.
type book struct {
	*City
	records *records.Service
	keeper  access.Actor
	branch  int64
	code    string
	today   calendar.Date
	forms   int
	at      time.Time // by its clock
}

// books lets every branch keep its book: members, a committee and party groups
// are written down nine months before the cycle opens, and everything else a few
// days after it happened, from January to the day on which the cycle opens.
func (c *City) books(ctx context.Context, opened time.Time) error {
	var group errgroup.Group
	group.SetLimit(4)
	for n, committee := range committees {
		for i := range committee.branches {
			b := &book{City: c, code: fmt.Sprintf("%s-%02d", committee.code, i+1), at: opened.AddDate(0, -9, 0)}
			b.today = calendar.DateOf(b.at)
			b.records = records.New(app.NewDesk(c.Store, func() time.Time { return b.at }).WithKeys(c.Keys))
			group.Go(func() error {
				if err := b.open(ctx, n*20+i); err != nil {
					return fmt.Errorf("demo, roster of %s: %w", b.code, err)
				}
				if err := b.year(ctx, n*20+i, calendar.DateOf(opened)); err != nil {
					return fmt.Errorf("demo, year of %s: %w", b.code, err)
				}
				return nil
			})
		}
	}
	return group.Wait()
}

// secretaryOf is the account of the secretary of a branch.
func secretaryOf(code string) string {
	if code == "CZ-02" {
		return "wangming"
	}
	return strings.ToLower(code)
}

func (b *book) form() records.Change {
	b.forms++
	return records.Change{Branch: b.branch, Key: fmt.Sprintf("demo-book-%s-%d", b.code, b.forms)}
}

// open writes the book of the nth branch.
func (b *book) open(ctx context.Context, n int) error {
	var err error
	if b.keeper, err = b.Actor(ctx, secretaryOf(b.code), b.today); err != nil {
		return err
	}
	b.branch = records.Branches(b.keeper)[0]
	list, err := b.people(ctx, n)
	if err != nil {
		return err
	}
	if err := b.records.AddMembers(ctx, b.keeper, b.form(), list); err != nil {
		return err
	}
	roster, err := b.records.Roster(ctx, b.keeper, b.branch, b.today.Year)
	if err != nil {
		return err
	}
	if err := b.committee(ctx, n, roster.Members); err != nil {
		return err
	}
	if err := b.groups(ctx, roster.Members); err != nil {
		return err
	}
	return b.moves(ctx, n, roster.Members)
}

// people are the members of the nth branch: its accounts first, 11 to 19 in all.
func (b *book) people(ctx context.Context, n int) ([]records.MemberFacts, error) {
	accounts := []access.Actor{b.keeper}
	if b.code == "CZ-02" {
		for _, account := range []string{"liufang", "zhoujie"} {
			a, err := b.Actor(ctx, account, b.today)
			if err != nil {
				return nil, err
			}
			accounts = append(accounts, a)
		}
	}
	var list []records.MemberFacts
	for k := range 11 + n*5%9 {
		f := member(n, k, b.today)
		if k < len(accounts) {
			f.Name, f.Account = accounts[k].Name, accounts[k].Person
		}
		list = append(list, f)
	}
	return list, nil
}

// member is the kth of the nth branch; every eleventh is on probation. The
// district of the identity cards does not exist.
func member(n, k int, today calendar.Date) records.MemberFacts {
	seed := n*29 + k*13
	born := calendar.Date{Year: 1966 + seed%32, Month: time.Month(1 + seed%12), Day: 1 + seed%28}
	f := records.MemberFacts{Name: name(300 + n*20 + k), Born: born, Joined: born.AddMonths(24*12 + seed%90).AddDays(seed % 20), Stage: record.Full,
		Since: calendar.Date{Year: 2020, Month: time.January, Day: 1}, Identity: card(born, n*20+k), Phone: fmt.Sprintf("139000%05d", n*20+k), Duty: duties[seed%len(duties)]}
	if latest := today.AddDays(-500); latest.Before(f.Joined) {
		f.Joined = latest
	}
	f.FullOn = f.Joined.AddMonths(12)
	if k == 10 {
		f.Stage, f.Joined, f.FullOn = record.Probationary, today.AddDays(-100), calendar.Date{}
	}
	return f
}

var duties = []string{"", "", "科员", "副科长", "", "科长", "退休"}

// card is a sound identity card's number.
func card(born calendar.Date, order int) string {
	digits := fmt.Sprintf("330799%04d%02d%02d%03d", born.Year, int(born.Month), born.Day, order%1000)
	for _, check := range "0123456789X" {
		if _, err := record.ParseIdentityCard(digits + string(check)); err == nil {
			return digits + string(check)
		}
	}
	return ""
}

// committee elects the branch committee: five where there are 15 members or
// more. Every ninth branch should have elected anew by now, in every seventh a
// seat has long been empty.
func (b *book) committee(ctx context.Context, n int, members []record.Member) error {
	elected := calendar.Date{Year: b.today.Year - 2, Month: time.March, Day: 1 + n%20}
	if n%9 == 4 {
		elected = elected.AddMonths(-12)
	}
	if err := b.records.SaveTerm(ctx, b.keeper, b.form(), record.Term{Elected: elected, Due: elected.AddMonths(36), Note: "党员大会选举产生，任期三年。"}); err != nil {
		return err
	}
	posts := []string{"支部书记", "组织委员", "纪检委员"}
	if len(members) >= 15 {
		posts = []string{"支部书记", "副书记", "组织委员", "宣传委员", "纪检委员"}
	}
	for k, post := range posts {
		if err := b.records.AddSeat(ctx, b.keeper, b.form(), post, elected, members[k].ID); err != nil {
			return err
		}
	}
	if n%7 != 2 {
		return nil
	}
	o, err := b.records.Organisation(ctx, b.keeper, b.branch)
	if err != nil {
		return err
	}
	last := o.Seats[len(o.Seats)-1]
	change := b.form()
	change.Reason = "工作调动，届中增补"
	return b.records.Succeed(ctx, b.keeper, change, records.Succeed{Seat: last.ID, Version: last.Version, Since: b.today.AddDays(-20)})
}

// groups puts members into two party groups, where there are 14 or more.
func (b *book) groups(ctx context.Context, members []record.Member) error {
	if len(members) < 14 {
		return nil
	}
	for k, group := range []string{"第一党小组", "第二党小组"} {
		if err := b.records.SaveGroup(ctx, b.keeper, b.form(), record.Group{Name: group, Leader: members[k+1].ID, Formed: calendar.Date{Year: 2020, Month: time.January, Day: 1}}); err != nil {
			return err
		}
	}
	o, err := b.records.Organisation(ctx, b.keeper, b.branch)
	if err != nil {
		return err
	}
	var list []records.Assignment
	for k, m := range members {
		list = append(list, records.Assignment{Membership: m.Membership, Group: o.Groups[(k+1)%2].ID})
	}
	return b.records.AssignGroups(ctx, b.keeper, b.form(), list)
}

// moves transfers a member out of every fourth branch, and lets one of every
// tenth wait for papers that do not come.
func (b *book) moves(ctx context.Context, n int, members []record.Member) error {
	last := members[len(members)-2]
	if n%4 == 1 {
		out := records.TransferOut{Member: last.ID, Other: "某县机关党委第一党支部", Asked: b.today.AddDays(-15), Done: b.today.AddDays(-3)}
		if err := b.records.TransferOut(ctx, b.keeper, b.form(), out); err != nil {
			return err
		}
	}
	if n%10 != 1 {
		return nil
	}
	f := member(n, 19, b.today)
	return b.records.TransferIn(ctx, b.keeper, b.form(), records.TransferIn{MemberFacts: f, Other: "某大学机关第三党支部", Asked: b.today.AddDays(-6)})
}
