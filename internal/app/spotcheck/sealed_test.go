package spotcheck_test

import (
	"slices"
	"testing"

	"baolei/internal/app/examine"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
)

// A sealed check stays sealed for a checker who holds another office too: an
// officer may be a spot checker, and a reviewer may be appointed after the draw.
func TestAnotherOfficeOpensNoSealedCheck(t *testing.T) {
	c, check := checked(t)
	checker := c.Who(check.Checkers[0].Account)
	also := func(account string) access.Actor {
		both := checker
		both.Appointments = append(append([]access.Appointment{}, checker.Appointments...), c.Who(account).Appointments...)
		return both
	}
	officer, reviewer := also("lishan"), also("jy-kaohe")
	_, err := c.self.View(ctx, officer, check.Assessment)
	c.Fails(err, fault.Forbidden, "交回抽查结果之前")
	_, err = c.review.View(ctx, reviewer, check.Assessment)
	c.Fails(err, fault.Forbidden, "交回抽查结果之前")
	if list, err := c.review.List(ctx, reviewer, c.Cycle); err != nil || listed(list.Lines, check.Assessment) {
		t.Errorf("the reviewer's list shows the branch's figures: %v", err)
	}
	c.finds(checker.Account, check.Assessment, stated...)
	c.handsIn(checker.Account, check.Assessment)
	if _, err := c.self.View(ctx, officer, check.Assessment); err != nil {
		t.Errorf("handed in, the officer: %v", err)
	}
	if _, err := c.review.View(ctx, reviewer, check.Assessment); err != nil {
		t.Errorf("handed in, the reviewer: %v", err)
	}
}

func listed(lines []examine.Line, assessment int64) bool {
	return slices.ContainsFunc(lines, func(l examine.Line) bool { return l.ID == assessment })
}
