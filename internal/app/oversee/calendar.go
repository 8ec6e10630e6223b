package oversee

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// The first and the last year that the calendar of working days takes.
const (
	firstCalendarYear = 2018
	lastCalendarYear  = 2100
)

// WorkingYear is the calendar of working days of a year.
type WorkingYear struct {
	Year    int
	Days    calendar.Days
	Missing []int // years needed soon whose arrangement has not been entered: this one, and from November on the next
}

// WorkingYear shows the calendar of a year; 0 is this one.
func (s *Service) WorkingYear(ctx context.Context, actor access.Actor, year int) (WorkingYear, error) {
	if access.Root(actor, access.KeepCalendar) == 0 {
		return WorkingYear{}, s.Refuse(ctx, actor, access.KeepCalendar, "calendar", 0, notKept())
	}
	today := s.Today()
	if year == 0 {
		year = today.Year
	}
	if year < firstCalendarYear || year > lastCalendarYear {
		return WorkingYear{}, app.NotFound()
	}
	first, last := calendar.Year(min(year, today.Year)).From, calendar.Year(max(year, today.Year+1)).Until
	y := WorkingYear{Year: year}
	var b store.Batch
	b.Holidays(first, last, &y.Days)
	if err := s.Store.Read(ctx, &b); err != nil {
		return WorkingYear{}, err
	}
	y.Missing = y.Days.Missing(calendar.Window{From: today, Until: today.AddMonths(2)})
	return y, nil
}

func notKept() error { return fault.New(fault.Forbidden, "工作日历由工委经办维护。") }

// AddHoliday is a run of days to be off, or to be worked on, under the name of a
// holiday.
type AddHoliday struct {
	Key   string
	Year  int
	Name  string
	Off   bool
	First calendar.Date
	Last  calendar.Date // zero: one day
}

// AddHoliday adds days to the calendar of a year. What has been entered already
// is not overwritten.
func (s *Service) AddHoliday(ctx context.Context, actor access.Actor, in AddHoliday) error {
	if in.Last.IsZero() {
		in.Last = in.First
	}
	if in.Name = strings.TrimSpace(in.Name); in.Name == "" {
		in.Name = "其他"
	}
	if err := in.check(); err != nil {
		return err
	}
	var list []calendar.Exception
	for day := in.First; !in.Last.Before(day); day = day.AddDays(1) {
		list = append(list, calendar.Exception{Day: day, Off: in.Off, Name: in.Name})
	}
	return s.onCalendar(ctx, actor, in.Key, in.Year, func(b *store.Batch, before calendar.Days) (map[string]any, error) {
		b.AddHolidays(list)
		return map[string]any{"change": "add", "first": in.First.String(), "last": in.Last.String(), "off": in.Off}, refused("first", list, list, before)
	})
}

func (in AddHoliday) check() error {
	wrong := map[string]string{}
	days := in.First.DaysUntil(in.Last)
	switch {
	case in.First.IsZero():
		wrong["first"] = "请填写日期，例如 " + calendar.Year(in.Year).From.String() + "。"
	case in.First.Year != in.Year || in.Last.Year != in.Year:
		wrong["first"] = fmt.Sprintf("日期要在 %d 年内；跨年的假期在两年里各填各的。", in.Year)
	case days < 0 || days > 30:
		wrong["last"] = "止的日期不能早于起，一次最多 31 天。"
	}
	if utf8.RuneCountInString(in.Name) > 20 {
		wrong["name"] = "节日名称最多 20 个字。"
	}
	return fault.Fields(wrong)
}

// PasteHolidays is an announcement's text. Replace puts it in the place of all
// that has been entered for the year.
type PasteHolidays struct {
	Key     string
	Year    int
	Text    string
	Replace bool
}

// PasteHolidays takes a year's arrangement from the text that announces it: all
// of it or, where anything is not understood, nothing.
func (s *Service) PasteHolidays(ctx context.Context, actor access.Actor, in PasteHolidays) error {
	if utf8.RuneCountInString(in.Text) > 5000 {
		return fault.Field("text", "内容太长，请只粘贴放假安排部分。")
	}
	list, wrong := calendar.ReadNotice(in.Year, in.Text)
	if len(wrong) > 0 {
		return fault.Field("text", strings.Join(wrong, ""))
	}
	if d := twice(list); !d.IsZero() {
		return fault.Field("text", d.Chinese()+"出现了两次，请核对。")
	}
	return s.onCalendar(ctx, actor, in.Key, in.Year, func(b *store.Batch, before calendar.Days) (map[string]any, error) {
		if in.Replace {
			b.RemoveHolidays(calendar.Year(in.Year))
			before = calendar.Days{}
		}
		added := fresh(list, before)
		b.AddHolidays(added)
		return map[string]any{"change": "paste", "replace": in.Replace, "days": len(added)}, refused("text", list, added, before)
	})
}

// twice returns a day that is in the list twice; zero for none.
func twice(list []calendar.Exception) calendar.Date {
	seen := map[calendar.Date]bool{}
	for _, e := range list {
		if seen[e.Day] {
			return e.Day
		}
		seen[e.Day] = true
	}
	return calendar.Date{}
}

// fresh leaves out what is there already just so.
func fresh(list []calendar.Exception, before calendar.Days) []calendar.Exception {
	var out []calendar.Exception
	for _, e := range list {
		if there := before.Exceptions(calendar.Window{From: e.Day, Until: e.Day}); len(there) == 0 || there[0] != e {
			out = append(out, e)
		}
	}
	return out
}

// RemoveHoliday is a run of days that are to be as the week says again, as the
// officer saw it.
type RemoveHoliday struct {
	Key  string
	Year int
	Span calendar.Span
}

// RemoveHoliday takes a run of days out of the calendar. Where it is no longer
// what the officer saw, nothing is removed.
func (s *Service) RemoveHoliday(ctx context.Context, actor access.Actor, in RemoveHoliday) error {
	if in.Span.From.Year != in.Year || in.Span.Until.Year != in.Year {
		return app.NotFound()
	}
	return s.onCalendar(ctx, actor, in.Key, in.Year, func(b *store.Batch, before calendar.Days) (map[string]any, error) {
		if there := before.Spans(in.Span.Window); len(there) != 1 || there[0] != in.Span {
			return nil, app.Stale()
		}
		b.RemoveHolidays(in.Span.Window)
		return map[string]any{"change": "remove", "first": in.Span.From.String(), "last": in.Span.Until.String()}, nil
	})
}

// onCalendar is one change to the calendar of a year: right, form key, what is
// there, locked, and then what change queues, all in one transaction. change may
// run again.
func (s *Service) onCalendar(ctx context.Context, actor access.Actor, key string, year int, change func(*store.Batch, calendar.Days) (map[string]any, error)) error {
	if access.Root(actor, access.KeepCalendar) == 0 {
		return s.Refuse(ctx, actor, access.KeepCalendar, "calendar", int64(year), notKept())
	}
	if year < firstCalendarYear || year > lastCalendarYear {
		return app.NotFound()
	}
	return s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var before calendar.Days
		var fresh bool
		var b store.Batch
		b.OnceOnly(actor.Person, key, &fresh)
		b.LockHolidays()
		b.Holidays(calendar.Year(year).From, calendar.Year(year).Until, &before)
		if err := tx.Read(ctx, &b); err != nil || !fresh {
			return err
		}
		var w store.Batch
		detail, err := change(&w, before)
		if err != nil {
			return err
		}
		w.Audit(s.Done(actor, access.KeepCalendar, "calendar", int64(year), detail))
		return tx.Commit(ctx, &w)
	})
}

// refused tells why an arrangement cannot be taken: days that it adds are in the
// calendar already, or some of it would change nothing.
func refused(field string, list, added []calendar.Exception, before calendar.Days) error {
	if err := clash(field, added, before); err != nil {
		return err
	}
	idle := calendar.Idle(list)
	switch {
	case len(idle) == 0:
		return nil
	case idle[0].Weekend():
		return fault.Field(field, idle[0].Chinese()+"是周末，本来就休息，录为“放假”什么都不会变，所以没有录入。放假的日期里要有周一至周五的日子，请核对。")
	}
	return fault.Field(field, idle[0].Chinese()+"不是周末，本来就上班，录为“上班”什么都不会变，所以没有录入。这里只录周六、周日的调休上班，请核对。")
}

// clash tells which of the days to be added are in the calendar already.
func clash(field string, list []calendar.Exception, before calendar.Days) error {
	for _, e := range list {
		if there := before.Exceptions(calendar.Window{From: e.Day, Until: e.Day}); len(there) > 0 {
			return fault.Field(field, fmt.Sprintf("%s已录为“%s（%s）”，没有改动。需要更改时，请先删除原来的，再录入。", e.Day.Chinese(), there[0].Chinese(), there[0].Name))
		}
	}
	return nil
}
