package records

import (
	"context"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// TransferPage is one transfer of a branch with the member that it moves.
type TransferPage struct {
	record.Transfer
	Book        Place
	Today       calendar.Date
	Groups      []record.Group
	Corrections []Correction
	CanSave     bool
}

// Transfer reads one transfer.
func (s *Service) Transfer(ctx context.Context, actor access.Actor, branch, id int64) (TransferPage, error) {
	t := TransferPage{Today: s.Today()}
	var found bool
	var err error
	t.Book, err = s.view(ctx, actor, access.ViewRecords, branch, s.examined(), func(b *store.Batch) {
		b.Transfer(branch, id, &t.Transfer, &found)
		b.Groups(branch, s.standing(), &t.Groups)
		b.Corrections(branch, record.TransferRecord, id, &t.Corrections)
	})
	if err == nil && !found {
		err = notFound()
	}
	t.CanSave = CanSave(actor, t.Book)
	return t, err
}

// SaveTransfer is new content of a transfer: what was asked, and when it was
// done. The day of leaving no longer counts, the day of coming does.
type SaveTransfer struct {
	Transfer int64
	Version  int
	Other    string
	Asked    calendar.Date
	Done     calendar.Date // zero while it is open
	Group    int64         // into which group a member comes
}

// SaveTransfer changes a transfer, completes it, or moves the day on which it
// was done. A transfer out can be opened again, which brings the member back.
func (s *Service) SaveTransfer(ctx context.Context, actor access.Actor, c Change, in SaveTransfer) error {
	in.Other = strings.TrimSpace(in.Other)
	wrong := s.transferDays(in.Other, in.Asked, in.Done)
	m := &move{Service: s, in: in}
	var who last
	read := func(b *store.Batch) {
		who = last{}
		m.read(b, c.Branch)
		who.read(b, record.TransferRecord, in.Transfer)
	}
	c.Year = s.examined()
	err := s.change(ctx, actor, access.SaveRecord, c, read, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		if !m.found {
			return notFound()
		}
		if err := who.seen(m.old.Version, in.Version); err != nil {
			return err
		}
		if err := fault.Fields(wrong); err != nil {
			return err
		}
		if err := s.keepOld(b, actor, record.TransferRecord, in.Transfer, in.Version, c, p); err != nil {
			return err
		}
		b.ChangeTransfer(&record.Transfer{Entry: record.Entry{ID: in.Transfer, Version: in.Version}, Other: in.Other, Asked: in.Asked, Done: in.Done})
		s.noted(b, actor, access.SaveRecord, record.TransferRecord, in.Transfer, p, "change")
		return m.write(b, p)
	})
	return memberFault(err)
}

// DropTransfer takes back a transfer that was never done.
func (s *Service) DropTransfer(ctx context.Context, actor access.Actor, c Change, id int64, version int) error {
	var old record.Transfer
	var found bool
	var who last
	read := func(b *store.Batch) {
		old, found, who = record.Transfer{}, false, last{}
		b.Transfer(c.Branch, id, &old, &found)
		who.read(b, record.TransferRecord, id)
	}
	c.Year = s.examined()
	return s.change(ctx, actor, access.SaveRecord, c, read, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		if !found {
			return notFound()
		}
		if err := who.seen(old.Version, version); err != nil {
			return err
		}
		if !old.Done.IsZero() {
			return fault.New(fault.Invalid, "已经办结的转接不能撤销，登记错了请更正日期。")
		}
		if err := s.keepOld(b, actor, record.TransferRecord, id, version, c, p); err != nil {
			return err
		}
		b.Remove(record.TransferRecord, id, version, s.Now())
		s.noted(b, actor, access.SaveRecord, record.TransferRecord, id, p, "remove")
		return nil
	})
}

// transferDays says what is wrong with what both kinds of transfer have.
func (s *Service) transferDays(other string, asked, done calendar.Date) map[string]string {
	wrong := map[string]string{}
	if n := utf8.RuneCountInString(other); n == 0 || n > 80 {
		wrong["other"] = "请填写对方党组织，最多 80 字。"
	}
	if asked.IsZero() {
		wrong["asked"] = "请填写提出日期。"
	}
	for field, d := range map[string]calendar.Date{"asked": asked, "done": done} {
		if s.Today().Before(d) {
			wrong[field] = "这一天还没有到，请在发生以后再登记。"
		}
	}
	if !done.IsZero() && done.Before(asked) && wrong["done"] == "" {
		wrong["done"] = "办结日期早于提出日期，请核对。"
	}
	return wrong
}
