package measure_test

import (
	"slices"
	"strings"
	"testing"

	"baolei/internal/core/calendar"
	"baolei/internal/core/measure"
	"baolei/internal/core/record"
	"baolei/internal/core/scoring"
)

// paidUp has every month of 2026 paid in full, handed up on the 20th of the
// month after, and published in July.
func paidUp() measure.Facts {
	f := over()
	for _, m := range calendar.Months(2026) {
		f.Dues = append(f.Dues, record.Dues{Month: m, Member: 1, Due: 1500, Paid: 1500, PaidOn: m.Last()})
		f.DuesMonths = append(f.DuesMonths, record.DuesMonth{Month: m, HandedUp: 1500, HandedUpOn: m.Last().AddDays(20)})
	}
	f.DuesMonths[5].PublishedOn = day(7, 1)
	return f
}

// The clause takes 0, or 1 to 2 by steps of 0.5: one kind of problem is 1, two
// are 1.5, three are 2.
func TestDuesByKindOfProblem(t *testing.T) {
	short := func(f *measure.Facts) { f.Dues[2].Paid = 1499 }
	none := func(f *measure.Facts) { f.Dues = slices.Delete(f.Dues, 8, 9) }
	late := func(f *measure.Facts) { f.DuesMonths[0].HandedUpOn = day(5, 1) } // January's until the 30th of April
	inTime := func(f *measure.Facts) { f.DuesMonths[0].HandedUpOn = day(4, 30) }
	never := func(f *measure.Facts) { f.DuesMonths = slices.Delete(f.DuesMonths, 6, 7) } // July's until the 31st of October
	silent := func(f *measure.Facts) { f.DuesMonths[5].PublishedOn = calendar.Date{} }
	for _, c := range []struct {
		name   string
		amount scoring.Points
		months []int64
		breaks []func(*measure.Facts)
	}{
		{"all well", 0, []int64{202601, 202602, 202603, 202604, 202605, 202606, 202607, 202608, 202609, 202610, 202611, 202612}, nil},
		{"arrears", 100, []int64{202603}, []func(*measure.Facts){short}},
		{"a month without a record", 100, nil, []func(*measure.Facts){none}},
		{"handed up late", 100, []int64{202601}, []func(*measure.Facts){late}},
		{"handed up on the last day", 0, nil, []func(*measure.Facts){inTime}},
		{"never handed up", 100, []int64{202607}, []func(*measure.Facts){never}},
		{"not published", 100, nil, []func(*measure.Facts){silent}},
		{"arrears in two ways", 100, nil, []func(*measure.Facts){short, none}},
		{"arrears and late", 150, []int64{202601, 202603}, []func(*measure.Facts){short, late}},
		{"all three", 200, []int64{202601, 202603}, []func(*measure.Facts){short, late, silent}},
	} {
		f := paidUp()
		for _, b := range c.breaks {
			b(&f)
		}
		s := one(t, "B3.5a", f)
		if s.Finding.Amount != c.amount || c.months != nil && !slices.Equal(ids(s.Records), c.months) {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
	if _, ok := maybe("B3.5a", over()); ok {
		t.Error("a suggestion without any dues")
	}
}

// On the 15th of May: May is not over, so nobody is in arrears with it; the
// months of the second quarter need not be handed up yet; to publish there is
// time until December, but it counts as not done.
func TestDuesOfARunningYear(t *testing.T) {
	f := paidUp()
	f.Today = day(5, 15)
	f.Dues, f.DuesMonths = f.Dues[:4], f.DuesMonths[:3]
	s := one(t, "B3.5a", f)
	if s.Finding.Amount != 100 || len(s.Missing) != 0 || names(s.Open) != "公布党费收缴使用情况 " || !strings.HasSuffix(s.Because, "本年度还没有公布党费收缴使用情况") {
		t.Errorf("%+v", s)
	}
	f.Dues = f.Dues[:3] // April is over
	if s := one(t, "B3.5a", f); s.Finding.Amount != 150 || names(s.Missing) != "4月党费 " {
		t.Errorf("%+v", s)
	}
}
