package demotest_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/demo/demotest"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// What one test does to its city is not seen by another, nor in the city that
// both were cloned from.
func TestEachTestHasItsOwnCity(t *testing.T) {
	one, two := demotest.New(t), demotest.New(t)
	one.Exec(`update assessment set state = 'submitted'`)
	for c, want := range map[*demotest.City]int{one: 0, two: 60, demotest.New(t): 60} {
		if n := c.Count(`select count(*) from assessment where cycle_id = $1 and state = 'draft'`, c.Cycle); n != want {
			t.Errorf("%d drafts, want %d", n, want)
		}
	}
	after := demotest.After(t, "a city without rules", `delete from branch_rule`, `update cycle set evaluation = true`)
	if n := after.Number(`select count(*) from cycle where evaluation`); n != 1 {
		t.Errorf("%d cycles with an evaluation, want 1", n)
	}
}

func TestPeopleAndForms(t *testing.T) {
	c := demotest.New(t)
	wang := c.Who("wangming")
	if len(wang.At(access.BranchSecretary)) != 1 || wang.Name != "王明" {
		t.Errorf("found %+v", wang)
	}
	var keys []string
	for range 3 {
		keys = append(keys, c.Key())
	}
	slices.Sort(keys)
	if len(slices.Compact(keys)) != 3 {
		t.Errorf("keys are given twice: %s", keys)
	}
	c.Now = time.Date(2023, time.December, 31, 2, 0, 0, 0, time.UTC) // the day before everybody took office
	if early := c.Who("wangming"); len(early.Appointments) != 0 {
		t.Errorf("in 2023 there is %+v", early)
	}
}

func TestClocks(t *testing.T) {
	c := demotest.New(t)
	begin := c.Now
	ticking := c.Ticking()
	for range 2 {
		if at := c.Clock(); !at.Equal(begin) {
			t.Errorf("a clock that stands still moved from %s to %s", begin, at)
		}
	}
	if one, two := ticking(), ticking(); !begin.Before(one) || two.Sub(one) != time.Second {
		t.Errorf("from %s it ticks to %s and %s", begin, one, two)
	}
	c.Now = begin.AddDate(0, 0, 1)
	if !c.Clock().Equal(c.Now) || !ticking().After(c.Now) {
		t.Error("a day has passed, and a clock does not show it")
	}
}

// told is a test that is only watched for whether it fails.
type told struct {
	testing.TB
	failed bool
}

func (t *told) Helper()               {}
func (t *told) Errorf(string, ...any) { t.failed = true }
func (t *told) Fatal(...any)          { t.failed = true }

// A check that lets everything pass would let every test pass.
func TestChecksFail(t *testing.T) {
	field := fault.Field("title", "请填写标题。")
	for name, x := range map[string]struct {
		check  func(*demotest.City)
		failed bool
	}{
		"nothing went wrong":   {func(c *demotest.City) { c.Must(nil) }, false},
		"something went wrong": {func(c *demotest.City) { c.Must(errors.New("x")) }, true},
		"the kind":             {func(c *demotest.City) { c.Fails(field, fault.Invalid) }, false},
		"its words":            {func(c *demotest.City) { c.Fails(fmt.Errorf("上传：%w", field), fault.Invalid, "上传", "标题") }, false},
		"another kind":         {func(c *demotest.City) { c.Fails(field, fault.Conflict) }, true},
		"other words":          {func(c *demotest.City) { c.Fails(field, fault.Invalid, "标题", "正文") }, true},
		"no fault":             {func(c *demotest.City) { c.Fails(nil, fault.Invalid, "标题") }, true},
		"the field":            {func(c *demotest.City) { c.Wrong(field, "title") }, false},
		"another field":        {func(c *demotest.City) { c.Wrong(field, "body") }, true},
		"a fault of no field":  {func(c *demotest.City) { c.Wrong(fault.New(fault.Invalid, "x"), "title") }, true},
		"no fault of a field":  {func(c *demotest.City) { c.Wrong(nil, "title") }, true},
	} {
		watched := &told{TB: t}
		x.check(&demotest.City{TB: watched})
		if watched.failed != x.failed {
			t.Errorf("%s: failed %v, want %v", name, watched.failed, x.failed)
		}
	}
}
