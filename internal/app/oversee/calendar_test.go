package oversee_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
)

func dated(text string) calendar.Date {
	d, err := calendar.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

func (c *city) year(year int) oversee.WorkingYear {
	c.Helper()
	y, err := c.office.WorkingYear(context.Background(), c.Who("lishan"), year)
	c.Must(err)
	return y
}

// In December the next year is needed soon; by its announcement it is known.
func TestTheOfficerIsToldOfAYearThatIsNeededAndNotEntered(t *testing.T) {
	c := newCity(t)
	if got := c.year(0); got.Year != 2026 || !slices.Equal(got.Missing, []int{2027}) {
		t.Errorf("year %d, missing %v", got.Year, got.Missing)
	}
	in := oversee.PasteHolidays{Key: c.Key(), Year: 2027, Text: "元旦：1月1日至3日放假，共3天。\n国庆节：10月1日至7日放假调休，共7天。9月26日（周日）上班。"}
	c.Must(c.office.PasteHolidays(context.Background(), c.Who("lishan"), in))
	c.Must(c.office.PasteHolidays(context.Background(), c.Who("zhanglei"), oversee.PasteHolidays{Key: c.Key(), Year: 2027, Text: in.Text})) // the same by somebody else
	got := c.year(2027)
	if len(got.Missing) != 0 || len(got.Days.Exceptions(calendar.Year(2027))) != 3+7+1 {
		t.Errorf("missing %v, entered %v", got.Missing, got.Days.Exceptions(calendar.Year(2027)))
	}
	c.Fails(c.office.PasteHolidays(context.Background(), c.Who("lishan"), oversee.PasteHolidays{Key: c.Key(), Year: 2027, Text: "国庆节：10月3日上班。"}), fault.Invalid)
	c.Must(c.office.PasteHolidays(context.Background(), c.Who("lishan"), oversee.PasteHolidays{Key: c.Key(), Year: 2027, Text: "国庆节：10月3日上班。", Replace: true}))
	if got := c.year(2027).Days.Exceptions(calendar.Year(2027)); len(got) != 1 || got[0] != (calendar.Exception{Day: dated("2027-10-03"), Name: "国庆节"}) {
		t.Errorf("put in the place of all: %v", got)
	}
	if got := c.year(2026).Days.Exceptions(calendar.Year(2026)); len(got) != 33+6 {
		t.Errorf("another year has %d days now, want 39", len(got))
	}
}

func TestDaysAreAddedAndRemovedOneRunAtATime(t *testing.T) {
	c := newCity(t)
	ctx, lishan := context.Background(), c.Who("lishan")
	add := oversee.AddHoliday{Key: c.Key(), Year: 2027, Off: true, Name: " 春节 ", First: dated("2027-02-05"), Last: dated("2027-02-12")}
	c.Must(c.office.AddHoliday(ctx, lishan, add))
	c.Must(c.office.AddHoliday(ctx, lishan, add)) // the same form again
	add.Key, add.Off = c.Key(), false
	c.Fails(c.office.AddHoliday(ctx, lishan, add), fault.Invalid) // not overwritten
	span := calendar.Span{Window: calendar.Window{From: add.First, Until: add.Last}, Off: true, Name: "春节"}
	if got := c.year(2027).Days.Spans(calendar.Year(2027)); len(got) != 1 || got[0] != span {
		t.Fatalf("spans %v", got)
	}
	other := span
	other.Name = "元宵节"
	c.Fails(c.office.RemoveHoliday(ctx, lishan, oversee.RemoveHoliday{Key: c.Key(), Year: 2027, Span: other}), fault.Conflict)
	c.Must(c.office.RemoveHoliday(ctx, lishan, oversee.RemoveHoliday{Key: c.Key(), Year: 2027, Span: span}))
	c.Fails(c.office.RemoveHoliday(ctx, c.Who("zhanglei"), oversee.RemoveHoliday{Key: c.Key(), Year: 2027, Span: span}), fault.Conflict)
	if got := c.year(2027).Days.Spans(calendar.Year(2027)); len(got) != 0 {
		t.Errorf("left %v", got)
	}
}

func TestDaysThatMakeNoSenseAreNotAdded(t *testing.T) {
	c := newCity(t)
	for _, in := range []oversee.AddHoliday{
		{Year: 2027},
		{Year: 2027, First: dated("2026-12-31")},
		{Year: 2027, First: dated("2027-12-31"), Last: dated("2028-01-01")},
		{Year: 2027, First: dated("2027-05-03"), Last: dated("2027-05-01")},
		{Year: 2027, First: dated("2027-01-01"), Last: dated("2027-12-31")},
		{Year: 2027, First: dated("2027-05-01"), Name: "一个特别特别特别特别特别特别特别特别特别特别长的节日"},
	} {
		in.Key = c.Key()
		c.Fails(c.office.AddHoliday(context.Background(), c.Who("lishan"), in), fault.Invalid)
	}
	c.Fails(c.office.AddHoliday(context.Background(), c.Who("lishan"), oversee.AddHoliday{Key: c.Key(), Year: 1999, First: dated("1999-05-01")}), fault.NotFound)
}

func TestTheCalendarIsTheOfficersToKeep(t *testing.T) {
	c := newCity(t)
	for _, account := range []string{"wangming", "zhaogang", "xitong", "shenji"} {
		_, err := c.office.WorkingYear(context.Background(), c.Who(account), 2027)
		c.Fails(err, fault.Forbidden)
		c.Fails(c.office.AddHoliday(context.Background(), c.Who(account), oversee.AddHoliday{Key: c.Key(), Year: 2027, First: dated("2027-05-01")}), fault.Forbidden)
	}
}

// Two officers who add the same days at once: one adds them, the other is told.
func TestTwoOfficersAtOnceDoNotMixTheirCalendars(t *testing.T) {
	c := newCity(t)
	errs := make([]error, 2)
	last, days := []string{"2027-05-05", "2027-05-02"}, 5 // off to the Wednesday, or worked on at the weekend
	var wg sync.WaitGroup
	for i, account := range []string{"lishan", "zhanglei"} {
		actor, key := c.Who(account), c.Key()
		wg.Go(func() {
			errs[i] = c.office.AddHoliday(context.Background(), actor, oversee.AddHoliday{Key: key, Year: 2027, Off: i == 0, Name: "劳动节", First: dated("2027-05-01"), Last: dated(last[i])})
		})
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("not exactly one acted: %v, %v", errs[0], errs[1])
	}
	if errs[0] != nil {
		days = 2
	}
	if got := c.year(2027).Days.Spans(calendar.Year(2027)); len(got) != 1 || got[0].Days() != days {
		t.Errorf("the calendar holds %v", got)
	}
}

// Of a run of days off some are weekdays, and none of the days worked on: what
// would change nothing is said to be so, and not entered. In 2027 the 1st of May
// is a Saturday, and the 26th of September a Sunday.
func TestADayThatIsSoAlreadyIsNotEntered(t *testing.T) {
	c := newCity(t)
	const free, works = "是周末，本来就休息", "不是周末，本来就上班"
	for _, x := range []struct {
		off         bool
		first, last string
		why         string
	}{
		{true, "2027-05-01", "2027-05-02", "2027年5月1日" + free}, {false, "2027-05-03", "2027-05-03", "2027年5月3日" + works}, {false, "2027-09-25", "2027-09-27", "2027年9月27日" + works},
		{true, "2027-05-01", "2027-05-03", ""}, {false, "2027-09-26", "2027-09-26", ""},
	} {
		in := oversee.AddHoliday{Key: c.Key(), Year: 2027, Off: x.off, Name: "节日", First: dated(x.first), Last: dated(x.last)}
		err := c.office.AddHoliday(context.Background(), c.Who("lishan"), in)
		if x.why == "" {
			c.Must(err)
			continue
		}
		c.Fails(err, fault.Invalid)
		if e, ok := errors.AsType[*fault.Error](err); !ok || !strings.HasPrefix(e.Fields["first"], x.why) {
			t.Errorf("%v, want %q", err, x.why)
		}
	}
	err := c.office.PasteHolidays(context.Background(), c.Who("lishan"), oversee.PasteHolidays{Key: c.Key(), Year: 2027, Text: "国庆节：10月1日至7日放假。9月27日上班。"})
	if e, ok := errors.AsType[*fault.Error](err); !ok || !strings.HasPrefix(e.Fields["text"], "2027年9月27日"+works) {
		t.Errorf("pasted: %v", err)
	}
	if n := len(c.year(2027).Days.Exceptions(calendar.Year(2027))); n != 3+1 {
		t.Errorf("%d days are entered, want 4", n)
	}
}
