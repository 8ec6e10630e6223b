package records

import (
	"context"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/dues"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// SaveDuesMonth is what the branch did with a month's dues as a whole. With a
// day of handing up and a negative amount it is what was collected; with a day
// of publishing and no place it is where the latest month before was published.
type SaveDuesMonth struct {
	Change
	record.DuesMonth // Version is the one that the form showed
}

// StaleDuesMonth tells the second of two people what is there now.
type StaleDuesMonth struct{ Theirs record.DuesMonth }

// Error returns the words for the person.
func (c *StaleDuesMonth) Error() string {
	return "上缴和公示刚被别人改过，没有保存您填写的内容。请对照两边内容，再决定保留哪一个。"
}

// Unwrap makes it a conflict.
func (c *StaleDuesMonth) Unwrap() error { return fault.New(fault.Conflict, c.Error()) }

// SaveDuesMonth keeps that a month's dues were handed up, and that their use
// was published.
func (s *Service) SaveDuesMonth(ctx context.Context, actor access.Actor, in SaveDuesMonth) error {
	in.Year = in.Month.Year
	in.DuesMonth.Branch = in.Change.Branch
	in.PublishedAt = strings.TrimSpace(in.PublishedAt)
	var there []record.DuesMonth
	var rows []record.Dues
	return s.change(ctx, actor, access.SaveRecord, in.Change, func(b *store.Batch) {
		there, rows = nil, nil
		b.DuesMonths(in.Change.Branch, in.Month.Add(-takenOver), in.Month, &there)
		b.Dues(in.Change.Branch, in.Month, in.Month, &rows)
	}, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		old := wholeOf(there, in.Change.Branch, in.Month)
		now := completed(in.DuesMonth, there, rows)
		now.Version = old.Version
		if err := s.wholeFits(now); err != nil || now == old {
			return err
		}
		if old.Version != in.Version {
			return &StaleDuesMonth{old}
		}
		if old.Version > 0 {
			if err := reasoned(in.Change, p); err != nil {
				return err
			}
			b.KeepOldDuesMonth(&old, strings.TrimSpace(in.Reason), p.Submitted, actor.Person, s.Now())
		}
		b.SaveDuesMonth(&now, actor.Person, s.Now())
		s.noted(b, actor, access.SaveRecord, record.DuesRecord, in.Month.ID(), p, "handed_up")
		return nil
	})
}

// completed fills in what is known and was left out.
func completed(m record.DuesMonth, before []record.DuesMonth, rows []record.Dues) record.DuesMonth {
	if m.HandedUp < 0 {
		m.HandedUp = 0
		for _, d := range rows {
			if !m.HandedUpOn.IsZero() {
				m.HandedUp += d.Paid
			}
		}
	}
	if m.PublishedAt == "" && !m.PublishedOn.IsZero() {
		m.PublishedAt = usualPlace(before, m.Month)
	}
	return m
}

// usualPlace is where the latest month before one was published.
func usualPlace(list []record.DuesMonth, m calendar.Month) string {
	place := ""
	for _, w := range list { // by month
		if w.Month.Before(m) && w.PublishedAt != "" {
			place = w.PublishedAt
		}
	}
	return place
}

func (s *Service) wholeFits(m record.DuesMonth) error {
	switch {
	case m.HandedUp < 0 || m.HandedUp > dues.MostBase:
		return fault.Field("handed_up", "金额不在合理范围内，请核对。")
	case m.HandedUp > 0 && m.HandedUpOn.IsZero():
		return fault.Field("handed_up_on", "请填写上缴日期。")
	case m.HandedUp == 0 && !m.HandedUpOn.IsZero():
		return fault.Field("handed_up", "请填写上缴金额。")
	case m.PublishedAt != "" && m.PublishedOn.IsZero():
		return fault.Field("published_on", "请填写公示日期。")
	case m.PublishedAt == "" && !m.PublishedOn.IsZero():
		return fault.Field("published_at", "请填写在哪里公示，例如：机关一楼公示栏。")
	case utf8.RuneCountInString(m.PublishedAt) > noteLimit:
		return fault.Field("published_at", "公示地点最多 100 字。")
	}
	for field, on := range map[string]calendar.Date{"handed_up_on": m.HandedUpOn, "published_on": m.PublishedOn} {
		if err := s.past(field, on); err != nil {
			return err
		}
	}
	return nil
}
