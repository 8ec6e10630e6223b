package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/store"
)

// City is the demo's tree and people, with one open cycle of the embedded set
// and every assessment a draft.
type City struct {
	Store   *store.DB
	Keys    *app.Keys // seal what the records say of persons
	Cycle   int64     // 0 before it is opened
	Set     int64
	members int64 // the set for members
}

// Option changes the cycle of the demo before it is opened.
type Option func(*oversee.NewCycle)

// WithPublicity lets the committees publicise their results for the usual five
// working days before they report. Without it they report what is signed.
func WithPublicity(c *oversee.NewCycle) { c.Public = 5 }

// Load fills an empty database with the whole demo: two years that have ended, and
// one in which everybody is at work since an instant. begun is called once it is
// known that the database is empty; one that is not stays as it is. A demo whose
// loading stopped in the middle is an error.
func Load(ctx context.Context, db *store.DB, keys *app.Keys, opened time.Time, password string, begun func()) error {
	city, fresh, err := Settle(ctx, db, opened, password)
	if err != nil {
		return err
	}
	if !fresh {
		return whole(ctx, db)
	}
	begun()
	city.Keys = keys
	if err := city.Ended(ctx, opened.Year()); err != nil {
		return err
	}
	if err := city.Open(ctx, opened, WithPublicity, WithEvaluation); err != nil {
		return err
	}
	if err := city.Year(ctx, opened); err != nil {
		return err
	}
	return city.evaluated(ctx, opened.Add(Days*day))
}

// whole refuses a database in which there are the demo's people, but not yet the
// draw, which is among the last of what they do.
func whole(ctx context.Context, db *store.DB) error {
	var wang store.Person
	var known bool
	var draws []store.Draw
	var b store.Batch
	b.PersonByAccount("wangming", &wang, &known)
	b.Draws(&draws)
	if err := db.Read(ctx, &b); err != nil {
		return err
	}
	if known && wang.Name == "王明" && len(draws) == 0 {
		return errors.New("演示数据上次没有装完，不能用。请清空或更换数据库，再重新启动")
	}
	return nil
}

// LoadCity is LoadCityAt for a cycle of a year as it usually goes: opened on
// 16 November at 09:30, self-assessment until 31 December, review until
// 31 January.
func LoadCity(ctx context.Context, db *store.DB, year int, password string) (*City, bool, error) {
	return LoadCityAt(ctx, db, time.Date(year, time.November, 16, 1, 30, 0, 0, time.UTC), password)
}

// LoadCityAt loads the tree, the people and a cycle that opens at an instant,
// with 46 days for the self-assessment and 77 for the review. All accounts have
// the password. It reports false where the database is not empty.
func LoadCityAt(ctx context.Context, db *store.DB, opened time.Time, password string, with ...Option) (*City, bool, error) {
	city, fresh, err := Settle(ctx, db, opened, password)
	if err != nil || !fresh {
		return nil, false, err
	}
	return city, true, city.Open(ctx, opened, with...)
}

// Settle loads the tree, the people and the sets at an instant, without any cycle:
// what comes before the open one is examined first, one year after the other. It
// reports false where the database is not empty.
func Settle(ctx context.Context, db *store.DB, opened time.Time, password string) (*City, bool, error) {
	desk := app.NewDesk(db, func() time.Time { return opened })
	folk, err := people.New(desk)
	if err != nil {
		return nil, false, err
	}
	hash, err := folk.Hash(password)
	if err != nil {
		return nil, false, err
	}
	fresh, err := folk.SetUp(ctx, people.Setup{Organisations: tree(), People: append(named(hash), others(hash)...)})
	if err != nil || !fresh {
		return nil, false, err
	}
	city := &City{Store: db}
	officer, err := city.Actor(ctx, "lishan", calendar.DateOf(opened))
	if err != nil {
		return nil, false, err
	}
	office := oversee.New(desk)
	if city.Set, err = office.PublishSet(ctx, officer, indicator.Source()); err != nil {
		return nil, false, fmt.Errorf("publish the embedded set: %w", err)
	}
	if city.members, err = office.PublishSet(ctx, officer, indicator.MemberSource()); err != nil {
		return nil, false, fmt.Errorf("publish the embedded set for members: %w", err)
	}
	return city, true, nil
}

// Open opens the cycle of the year of an instant.
func (c *City) Open(ctx context.Context, opened time.Time, with ...Option) error {
	first := calendar.DateOf(opened)
	officer, err := c.Actor(ctx, "lishan", first)
	if err != nil {
		return err
	}
	until := first.AddDays(76)
	if due := calendar.ReportDue(first.Year); due.Before(until) {
		until = due
	}
	cycle := oversee.NewCycle{Key: "demo-cycle", Year: first.Year, Set: c.Set, Member: c.members, Target: 80_00, Answer: 5,
		Self:   calendar.Window{From: first, Until: first.AddDays(45)},
		Review: calendar.Window{From: first, Until: until}}
	for _, change := range with {
		change(&cycle)
	}
	c.Cycle, err = oversee.New(app.NewDesk(c.Store, func() time.Time { return opened })).OpenCycle(ctx, officer, cycle)
	return err
}

// ever is later than all that the demo's people do.
var ever = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)

// Actor finds an account as it acts on a day, with its appointments in force.
// It counts as proven whenever it signs: nobody types a password here.
func (c *City) Actor(ctx context.Context, account string, on calendar.Date) (access.Actor, error) {
	var p store.Person
	var found bool
	var all []store.Appointment
	var orgs []store.Organisation
	var b store.Batch
	b.PersonByAccount(account, &p, &found)
	b.Appointments(0, on, &all)
	b.Organisations(&orgs)
	if err := c.Store.Read(ctx, &b); err != nil {
		return access.Actor{}, err
	}
	if !found {
		return access.Actor{}, fmt.Errorf("the demo has no account %s", account)
	}
	actor := access.Actor{Person: p.ID, Account: p.Account, Name: p.Name, ProvenAt: ever}
	for _, a := range all {
		if a.Person == p.ID {
			actor.Appointments = append(actor.Appointments, access.Appointment{Role: a.Role, Organisation: a.Organisation, Name: nameOf(orgs, a.Organisation)})
		}
	}
	return actor, nil
}

func nameOf(orgs []store.Organisation, id int64) string {
	for _, o := range orgs {
		if o.ID == id {
			return o.Name
		}
	}
	return ""
}
