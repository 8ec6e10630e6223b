package demo

import (
	"context"
	"fmt"
	"time"

	"baolei/internal/app/report"
	"baolei/internal/core/access"
	"baolei/internal/store"
)

// reported lets the committees report a year that has passed, in the middle of
// February, so many of them only after its end; one officer or the other accepts.
func (c *City) reported(ctx context.Context, committees []store.Organisation, year, late int) error {
	e := ending{City: c, what: "reports"}
	cycle, err := c.of(ctx, year)
	if err != nil {
		return err
	}
	officer, err := c.Actor(ctx, []string{"lishan", "zhanglei"}[year%2], since)
	if err != nil {
		return err
	}
	for i, committee := range committees {
		e.at = time.Date(year+1, time.February, 9+i, 2, 15, 0, 0, time.UTC)
		if i >= len(committees)-late {
			e.at = time.Date(year+1, time.March, 3, 2, 15, 0, 0, time.UTC)
		}
		if err := e.report(ctx, cycle, committee, officer); err != nil {
			return fmt.Errorf("%s: %w", committee.Code, err)
		}
	}
	return nil
}

// report lets one committee report, and an officer accept it two hours later.
func (e *ending) report(ctx context.Context, cycle int64, committee store.Organisation, officer access.Actor) error {
	secretary, err := e.holder(ctx, access.CommitteeSecretary, committee.ID)
	if err != nil {
		return err
	}
	reports := report.New(e.desk())
	d, err := reports.Draft(ctx, secretary, cycle, committee.ID)
	if err != nil {
		return err
	}
	if err := reports.Send(ctx, secretary, report.Send{Cycle: cycle, Committee: committee.ID, Key: e.key(), Digest: d.Now.Digest}); err != nil {
		return err
	}
	e.at = e.at.Add(2 * time.Hour)
	list, err := reports.List(ctx, officer, cycle)
	if err != nil {
		return err
	}
	for _, row := range list.Rows {
		if row.Committee == committee.ID {
			return reports.Decide(ctx, officer, report.Decide{Report: row.Report.ID, Key: e.key(), Version: row.Report.Version, Digest: row.Report.Last().Digest, Accept: true})
		}
	}
	return fmt.Errorf("the report that was sent is not to be found")
}
