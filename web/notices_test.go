package web

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/store"
	"baolei/web/page"
)

// Every page says how many notices are new, until they are read; and the list
// begins with what waits.
func TestEachPageSaysHowManyNoticesAreNew(t *testing.T) {
	c := newYear(t)
	wang, err := c.Actor(t.Context(), "wangming", calendar.Date{Year: 2026, Month: time.December, Day: 1})
	if err != nil {
		t.Fatal(err)
	}
	b := c.signIn(t, "wangming")
	wants(t, b.do(t, "POST", page.NoticesReadURL, url.Values{page.TokenField: {b.token(t)}, "up_to": {"9999999"}}, nil), 303)
	if body := wants(t, b.do(t, "GET", page.HandbookURL, nil, nil), 200, ">提醒<"); strings.Contains(body, "提醒 1") {
		t.Error("all are read, and one is said to be new")
	}
	var w store.Batch
	told := 0
	for range 2 { // the same event
		w.Tell(store.Notice{Person: wang.Person, Key: "event", Text: "有一件事", Href: page.MeURL, MadeAt: time.Now()}, &told)
	}
	if err := c.Store.Read(t.Context(), &w); err != nil || told != 1 {
		t.Fatalf("told %d, %v", told, err)
	}
	wants(t, b.do(t, "GET", page.HandbookURL, nil, nil), 200, ">提醒 1<")
	body := wants(t, b.do(t, "GET", page.NoticesURL, nil, nil), 200, "等我办的", "已发生的", "有一件事", "未读")
	if strings.Index(body, "等我办的") > strings.Index(body, "有一件事") {
		t.Error("what waits comes after what happened")
	}
	wants(t, b.do(t, "POST", page.NoticesReadURL, url.Values{page.TokenField: {b.token(t)}, "up_to": {hiddenIn(t, body, "up_to")}}, nil), 303)
	wants(t, b.do(t, "GET", page.HandbookURL, nil, nil), 200, ">提醒<")
}
