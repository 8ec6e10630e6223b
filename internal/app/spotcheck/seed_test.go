package spotcheck_test

import (
	"sync"
	"testing"

	"baolei/internal/core/fault"
	"baolei/internal/store"
)

func TestASeedNeedsTwoOfficers(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02")
	id := c.published(map[string]int{"JY": 1})
	for _, bad := range []string{"", "1234567890123456789", "3141592653589793238x", "３１４１５９２６５３５８９７９３２３８４"} {
		c.Fails(c.spot.EnterSeed(ctx, c.Who("lishan"), c.step(id), bad), fault.Invalid, "种子")
	}
	c.Must(c.spot.EnterSeed(ctx, c.Who("lishan"), c.step(id), seed))
	c.Fails(c.spot.ConfirmSeed(ctx, c.Who("lishan"), c.step(id), seed), fault.Forbidden, "另一位")
	c.Fails(c.spot.RefuseSeed(ctx, c.Who("lishan"), c.step(id), "录错了"), fault.Forbidden, "另一位")
	c.Fails(c.spot.ConfirmSeed(ctx, c.Who("zhanglei"), c.step(id), "31415926535897932385"), fault.Conflict, "不一致")
	c.Fails(c.spot.EnterSeed(ctx, c.Who("zhanglei"), c.step(id), seed), fault.Conflict, "李珊")
	for _, account := range []string{"sunli", "zhaogang", "zhoujie", "shenji"} {
		c.Fails(c.spot.ConfirmSeed(ctx, c.Who(account), c.step(id), seed), fault.Forbidden, "工委经办")
	}
	// The database holds it too, whoever asks.
	_, err := c.Pool.Exec(ctx, `update draw_seed set confirmed = true, decided_by = entered_by, decided_at = now() + interval '1 year'`)
	if !store.Violates(err, "draw_seed_two_people") {
		t.Error("the database lets one officer confirm their own seed", err)
	}
	if n := c.Count(`select count(*) from spot_check`); n != 0 {
		t.Errorf("%d drawn", n)
	}
	c.Must(c.spot.ConfirmSeed(ctx, c.Who("zhanglei"), c.step(id), seed))
	c.Fails(c.spot.EnterSeed(ctx, c.Who("lishan"), c.step(id), seed), fault.Conflict, "已经抽取")
	if n := c.Count(`select count(*) from audit_entry where object_kind = 'draw' and outcome = 'done'
		and action in ('draw.publish', 'draw.enter_seed', 'draw.confirm_seed')`); n != 3 {
		t.Errorf("%d acts on record, want 3", n)
	}
}

func TestARefusedSeedStays(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02")
	id := c.published(map[string]int{"JY": 1})
	c.Must(c.spot.EnterSeed(ctx, c.Who("lishan"), c.step(id), "99999999999999999999"))
	c.Fails(c.spot.RefuseSeed(ctx, c.Who("zhanglei"), c.step(id), " "), fault.Invalid, "为什么退回")
	c.Must(c.spot.RefuseSeed(ctx, c.Who("zhanglei"), c.step(id), "第 3 位录错"))
	c.Fails(c.spot.ConfirmSeed(ctx, c.Who("zhanglei"), c.step(id), "99999999999999999999"), fault.Conflict, "退回了种子")
	c.Must(c.spot.EnterSeed(ctx, c.Who("lishan"), c.step(id), seed))
	c.Must(c.spot.ConfirmSeed(ctx, c.Who("zhanglei"), c.step(id), seed))
	v := c.draw(id)
	if len(v.Bundle.Refused) != 1 || v.Bundle.Refused[0].Digits != "99999999999999999999" || v.Bundle.Refused[0].RefusedBy != "zhanglei" || !v.Sound() {
		t.Errorf("refused %+v, %v", v.Bundle.Refused, v.Differences)
	}
}

func TestStalePagesAndDoubleClicks(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02")
	id := c.published(map[string]int{"JY": 1})
	enter := c.step(id)
	stale := c.step(id)
	c.Must(c.spot.EnterSeed(ctx, c.Who("lishan"), enter, seed))
	c.Must(c.spot.EnterSeed(ctx, c.Who("lishan"), enter, seed)) // the same form again
	c.Fails(c.spot.EnterSeed(ctx, c.Who("zhanglei"), stale, seed), fault.Conflict, "李珊 已于")
	if n := c.Count(`select count(*) from draw_seed`); n != 1 {
		t.Errorf("%d seeds, want 1", n)
	}
	confirm := c.step(id)
	refuse := c.step(id)
	c.Must(c.spot.ConfirmSeed(ctx, c.Who("zhanglei"), confirm, seed))
	c.Must(c.spot.ConfirmSeed(ctx, c.Who("zhanglei"), confirm, seed))
	c.Fails(c.spot.RefuseSeed(ctx, c.Who("zhanglei"), refuse, "太晚了"), fault.Conflict, "已经抽取")
	if n := c.Count(`select count(*) from spot_check`); n != 1 {
		t.Errorf("%d drawn, want 1", n)
	}
}

func TestTwoConfirmAtOnce(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02")
	id := c.published(map[string]int{"JY": 1})
	c.Must(c.spot.EnterSeed(ctx, c.Who("lishan"), c.step(id), seed))
	errs := make([]error, 6)
	actor := c.Who("zhanglei")
	var wg sync.WaitGroup
	for i := range errs {
		in := c.step(id)
		wg.Go(func() { errs[i] = c.spot.ConfirmSeed(ctx, actor, in, seed) })
	}
	wg.Wait()
	acted := 0
	for _, err := range errs {
		if err == nil {
			acted++
		} else if fault.KindOf(err) != fault.Conflict {
			t.Errorf("the slower learns %v", err)
		}
	}
	if acted != 1 || c.Count(`select count(*) from spot_check`) != 1 || c.Count(`select count(*) from spot_checker`) != 2 {
		t.Errorf("%d acted: %v", acted, errs)
	}
}
