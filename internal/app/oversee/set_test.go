package oversee_test

import (
	"context"
	"testing"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
)

func TestOnlyTheOfficePublishesASet(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for _, actor := range []access.Actor{{}, c.Who("wangming"), c.Who("zhaogang"), c.Who("xitong")} {
		_, err := c.office.PublishSet(ctx, actor, indicator.Source())
		c.Fails(err, fault.Forbidden)
	}
	if again, err := c.office.PublishSet(ctx, c.Who("lishan"), indicator.Source()); err != nil || again != c.Set {
		t.Errorf("the same set once more: %d, %v", again, err)
	}
	var refused int
	c.Must(c.Pool.QueryRow(ctx, `select count(*) from audit_entry where action = 'indicator_set.publish' and outcome = 'refused'`).Scan(&refused))
	if refused != 4 {
		t.Errorf("%d refusals on record, want 4", refused)
	}
}
