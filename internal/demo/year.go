package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/evidence"
	"baolei/internal/app/examine"
	"baolei/internal/app/outlook"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
)

// fate is how far a branch of the demo has come.
type fate int

const (
	blank fate = iota
	started
	submitted
	reviewing // some items reviewed
	reviewed  // all items reviewed, not signed
	returned
	verified
	reported
)

// fates gives each committee's branches theirs, in order; the last one holds
// for the rest.
var fates = map[string][]fate{
	"CZ": {returned, started, submitted, reviewing, reviewed, submitted, verified, verified, started, submitted, returned, started},
	"JY": {reported},
	"WJ": {reported},
	"ZJ": {verified},
	"WL": {submitted, submitted, reviewing, returned, reviewed, started, submitted, blank},
	"SJ": {started, started, started, started, started, blank},
}

// Year lets the city's people work: branches keep their books and assess themselves, committees
// verify, sign and report, until every state is there. The first act is at
// opened, the last Days later.
func (c *City) Year(ctx context.Context, opened time.Time) error {
	if err := c.books(ctx, opened); err != nil {
		return err
	}
	delivered := make([]time.Time, len(committees))
	var group errgroup.Group
	group.SetLimit(4)
	for n, committee := range committees {
		group.Go(func() error {
			var err error
			if delivered[n], err = c.committeeYear(ctx, n, opened.Add(time.Duration(n)*time.Hour)); err != nil {
				return fmt.Errorf("demo, %s: %w", committee.code, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	draw := opened.Add(5 * day)
	if last := slices.MaxFunc(delivered, time.Time.Compare).Add(time.Hour); draw.Before(last) {
		draw = last
	}
	if err := c.draw(ctx, draw); err != nil {
		return err
	}
	if err := c.publicNow(ctx, opened.Add((Days-2)*day)); err != nil {
		return err
	}
	return c.lookAhead(ctx, opened.Add((Days-1)*day))
}

// Days is how long the demo's people work after the cycle is opened, in days.
// A period of five working days fits in, with the longest holidays.
const Days = 21

const day = 24 * time.Hour

// lookAhead computes how every branch's year stands, as the server does.
func (c *City) lookAhead(ctx context.Context, at time.Time) error {
	year := outlook.New(app.NewDesk(c.Store, func() time.Time { return at }))
	for {
		if n, err := year.Refresh(ctx); err != nil || n == 0 {
			return err
		}
	}
}

// office is a committee at work, with a clock of its own.
type office struct {
	*City
	at       time.Time
	acts     int // forms sent, each with a key of its own
	code     string
	assess   *assess.Service
	examine  *examine.Service
	evidence *evidence.Service
	reviewer access.Actor
	signer   access.Actor
}

// newOffice brings a committee's people to work at an instant.
func (c *City) newOffice(ctx context.Context, code string, at time.Time) (*office, error) {
	o := &office{City: c, at: at, code: code}
	desk := app.NewDesk(c.Store, func() time.Time { return o.at }).WithKeys(c.Keys)
	o.assess, o.examine, o.evidence = assess.New(desk), examine.New(desk), evidence.New(desk)
	reviewer, signer := "chenjing", "zhaogang"
	if code != "CZ" {
		low := strings.ToLower(code)
		reviewer, signer = low+"-kaohe", low+"-shuji"
	}
	var err error
	if o.reviewer, err = c.Actor(ctx, reviewer, calendar.DateOf(at)); err != nil {
		return nil, err
	}
	o.signer, err = c.Actor(ctx, signer, calendar.DateOf(at))
	return o, err
}

// committeeYear lets a committee and its branches work, and returns when the
// last of it was done.
func (c *City) committeeYear(ctx context.Context, n int, opened time.Time) (time.Time, error) {
	committee := committees[n]
	o, err := c.newOffice(ctx, committee.code, opened)
	if err != nil {
		return opened, err
	}
	list := fates[committee.code]
	for i := range committee.branches {
		if err := o.branchYear(ctx, i, list[min(i, len(list)-1)], uint64(n*100+i)); err != nil {
			return o.at, fmt.Errorf("branch %d: %w", i+1, err)
		}
	}
	if list[0] == reported {
		err = o.deliver(ctx)
	}
	return o.at, err
}

// key is a new form's.
func (o *office) key() string {
	o.acts++
	o.at = o.at.Add(40 * time.Second)
	return fmt.Sprintf("demo-%s-%d", o.code, o.acts)
}

func (o *office) branchYear(ctx context.Context, i int, f fate, seed uint64) error {
	if f == blank {
		return nil
	}
	account := fmt.Sprintf("%s-%02d", strings.ToLower(o.code), i+1)
	if account == "cz-02" {
		account = "wangming"
	}
	secretary, err := o.Actor(ctx, account, calendar.DateOf(o.at))
	if err != nil {
		return err
	}
	mine, err := o.assess.Mine(ctx, secretary)
	if err != nil || len(mine) == 0 {
		return fmt.Errorf("%s has no assessment: %w", account, err)
	}
	id := mine[0].ID
	r := rand.New(rand.NewPCG(seed, 2026)) //nolint:gosec // believable, not secret
	if err := o.fill(ctx, secretary, id, f == started, r, seed); err != nil || f == started {
		return err
	}
	if err := o.submit(ctx, secretary, id); err != nil || f == submitted {
		return err
	}
	if i >= 9 && o.code == "CZ" { // below the general branch
		if o.reviewer, err = o.Actor(ctx, "heping", calendar.DateOf(o.at)); err != nil {
			return err
		}
	}
	return o.verify(ctx, id, f, r)
}

// fill answers every clause, or about half of them, and attaches a certificate
// to each claim.
func (o *office) fill(ctx context.Context, secretary access.Actor, id int64, half bool, r *rand.Rand, seed uint64) error {
	v, err := o.assess.View(ctx, secretary, id)
	if err != nil {
		return err
	}
	for n, code := range v.Set.Clauses {
		if half && n > len(v.Set.Clauses)/2 {
			return nil
		}
		clause, item := v.Set.Find(code)
		if v, err = o.assess.SaveFinding(ctx, secretary, id, o.key(), app.Statement{Finding: answer(clause, r)}); err != nil {
			return fmt.Errorf("%s: %w", code, err)
		}
		if item.Direction != scoring.Earn || len(v.ClaimsWithoutEvidence()) == 0 {
			continue
		}
		picture, err := certificate(seed*100 + uint64(n))
		if err != nil {
			return err
		}
		if _, err := o.evidence.Add(ctx, secretary, evidence.Add{Assessment: id, Key: o.key(), Item: item.Code, Level: app.Self,
			Files: []app.Upload{{Name: item.Title + "证书.png", Data: picture}}}); err != nil {
			return err
		}
	}
	return nil
}

func (o *office) submit(ctx context.Context, secretary access.Actor, id int64) error {
	v, err := o.assess.View(ctx, secretary, id)
	if err != nil {
		return err
	}
	return o.assess.Submit(ctx, secretary, assess.Submit{Assessment: id, Key: o.key(), Version: v.Version})
}
