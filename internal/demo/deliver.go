package demo

import (
	"context"
	"fmt"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
)

// deliver publicises what is signed, where the cycle has that, waits for the end
// of the period and reports.
func (o *office) deliver(ctx context.Context) error {
	until, err := o.publicise(ctx, len(committees)*12)
	if err != nil {
		return err
	}
	if !until.IsZero() {
		o.at = until.AddDays(1).UTC().Add(2 * time.Hour) // 10:00 in Shanghai
	}
	reports := report.New(app.NewDesk(o.Store, func() time.Time { return o.at }))
	d, err := reports.Draft(ctx, o.signer, o.Cycle, o.signer.Appointments[0].Organisation)
	if err != nil {
		return err
	}
	return reports.Send(ctx, o.signer, report.Send{Cycle: o.Cycle, Committee: d.Committee, Key: o.key(), Digest: d.Now.Digest})
}

// publicise makes at most so many signed branches public, and returns the last
// day of the period; zero where the cycle has no publicity.
func (o *office) publicise(ctx context.Context, most int) (calendar.Date, error) {
	p, err := o.examine.Publicity(ctx, o.signer, o.Cycle, 0)
	if err != nil || !p.Cycle.Publicity {
		return calendar.Date{}, err
	}
	in := examine.Publicise{Cycle: o.Cycle, Committee: p.Committee, Key: o.key()}
	for _, a := range p.Ready[:min(most, len(p.Ready))] {
		in.Branches = append(in.Branches, examine.PublicBranch{Assessment: a.ID, Version: a.Version})
	}
	return p.Until, o.examine.Publicise(ctx, o.signer, in)
}

// publicNow is what is going on while somebody looks at the demo: six branches
// of a committee are public, a secretary has objected to an item, and the office
// has accepted one of the reports.
func (c *City) publicNow(ctx context.Context, at time.Time) error {
	o, err := c.newOffice(ctx, "ZJ", at)
	if err != nil {
		return err
	}
	until, err := o.publicise(ctx, 6)
	if err != nil || until.IsZero() {
		return err
	}
	secretary, err := c.Actor(ctx, "zj-01", calendar.DateOf(at))
	if err != nil {
		return err
	}
	mine, err := o.assess.Mine(ctx, secretary)
	if err != nil || len(mine) == 0 {
		return fmt.Errorf("zj-01 has no assessment: %w", err)
	}
	if err := o.examine.Object(ctx, secretary, examine.Object{Assessment: mine[0].ID, Key: "demo-objection", Item: "B2.4",
		Reason: "9 月的主题党日与国庆前的志愿服务合并开展，签到表和照片都在记实本里，应当计入，请核实。"}); err != nil {
		return err
	}
	return c.accept(ctx, at)
}

// accept lets the office accept the first report.
func (c *City) accept(ctx context.Context, at time.Time) error {
	officer, err := c.Actor(ctx, "lishan", calendar.DateOf(at))
	if err != nil {
		return err
	}
	reports := report.New(app.NewDesk(c.Store, func() time.Time { return at }))
	list, err := reports.List(ctx, officer, c.Cycle)
	if err != nil {
		return err
	}
	for _, row := range list.Rows {
		if row.Report.State == report.Sent {
			return reports.Decide(ctx, officer, report.Decide{Report: row.Report.ID, Key: "demo-accept", Version: row.Report.Version, Digest: row.Report.Last().Digest, Accept: true})
		}
	}
	return fmt.Errorf("the demo has no report to accept")
}
