package records

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// AddSeat makes a seat on the branch committee, with its first holder where
// there is one.
func (s *Service) AddSeat(ctx context.Context, actor access.Actor, c Change, post string, opened calendar.Date, holder int64) error {
	seat := record.Seat{Post: strings.TrimSpace(post), Opened: opened}
	wrong := s.seatFacts(&seat)
	var members []record.Member
	return s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) {
		members = nil
		b.Members(c.Branch, ever, &members)
	}, func(ctx context.Context, tx *store.Tx, p Place, b *store.Batch) error {
		if holder != 0 {
			seat.Holdings = []record.Holding{{Member: holder, Since: opened}}
		}
		holders(&seat, members, "member", wrong)
		if err := fault.Fields(wrong); err != nil {
			return err
		}
		var id int64
		var first store.Batch
		first.AddSeat(p.Branch, &seat, actor.Person, s.Now(), &id)
		if err := tx.Read(ctx, &first); err != nil {
			return err
		}
		b.SetHoldings(p.Branch, id, seat.Holdings)
		s.noted(b, actor, access.SaveRecord, record.SeatRecord, id, p, "add")
		return nil
	})
}

// SaveSeat is new content of a seat as a whole, with who held it when.
type SaveSeat struct {
	Seat     int64
	Version  int
	Post     string
	Opened   calendar.Date
	Closed   calendar.Date // zero while it exists
	Holdings []record.Holding
}

// SaveSeat corrects a seat. Closing it ends the time of who holds it.
func (s *Service) SaveSeat(ctx context.Context, actor access.Actor, c Change, in SaveSeat) error {
	return s.changeSeat(ctx, actor, c, in.Seat, in.Version, seatCorrected, func(seat *record.Seat, wrong map[string]string) {
		seat.Post, seat.Opened, seat.Closed, seat.Holdings = strings.TrimSpace(in.Post), in.Opened, in.Closed, slices.Clone(in.Holdings)
		for field, text := range s.seatFacts(seat) {
			wrong[field] = text
		}
		for i := range seat.Holdings {
			h := &seat.Holdings[i]
			if h.Until.IsZero() {
				h.Until = in.Closed
			}
			if h.Since.IsZero() || s.Today().Before(h.Since) || s.Today().Before(h.Until) {
				wrong["holdings"] = "请填写已到的任职日期；离任日期也要已经到了，还在任的留空。"
			}
		}
	})
}

// Succeed is a change of who holds a seat: from the day on the member holds it,
// nobody for 0.
type Succeed struct {
	Seat    int64
	Version int
	Member  int64
	Since   calendar.Date
}

// Succeed ends the present holding of a seat and begins the next.
func (s *Service) Succeed(ctx context.Context, actor access.Actor, c Change, in Succeed) error {
	return s.changeSeat(ctx, actor, c, in.Seat, in.Version, seatPassed, func(seat *record.Seat, wrong map[string]string) {
		if in.Since.IsZero() || s.Today().Before(in.Since) {
			wrong["since"] = "请填写已到的日期。"
			return
		}
		kept := seat.Holdings[:0:0]
		for _, h := range seat.Holdings {
			if h.Until.IsZero() && h.Member == in.Member {
				wrong["member"] = "这个职位现在就由这名党员担任。"
			}
			if h.Until.IsZero() && !h.Since.Before(in.Since) {
				wrong["since"] = "要晚于现任者的任职日期（" + h.Since.Chinese() + "）；登记错了请用“更正”。"
			}
			if h.Until.IsZero() {
				h.Until = in.Since
			}
			kept = append(kept, h)
		}
		if seat.Holdings = kept; in.Member != 0 {
			seat.Holdings = append(seat.Holdings, record.Holding{Member: in.Member, Since: in.Since})
		}
	})
}

// seatChange is a way of changing a seat: its word in the audit log, and the
// field of its form in which who holds the seat stands.
type seatChange struct{ word, field string }

// changeSeat lets set change a seat and say what is wrong.
func (s *Service) changeSeat(ctx context.Context, actor access.Actor, c Change, id int64, version int, change seatChange, set func(*record.Seat, map[string]string)) error {
	var seat record.Seat
	var members []record.Member
	var found bool
	var who last
	c.Year = s.examined()
	return s.change(ctx, actor, access.SaveRecord, c, func(b *store.Batch) {
		seat, members, found, who = record.Seat{}, nil, false, last{}
		b.Seat(c.Branch, id, &seat, &found)
		b.Members(c.Branch, ever, &members)
		who.read(b, record.SeatRecord, id)
	}, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		if !found {
			return notFound()
		}
		if err := who.seen(seat.Version, version); err != nil {
			return err
		}
		wrong := map[string]string{}
		set(&seat, wrong)
		holders(&seat, members, change.field, wrong)
		if err := fault.Fields(wrong); err != nil {
			return err
		}
		if err := s.keepOld(b, actor, record.SeatRecord, id, version, c, p); err != nil {
			return err
		}
		b.ChangeSeat(&seat)
		b.SetHoldings(p.Branch, id, seat.Holdings)
		s.noted(b, actor, access.SaveRecord, record.SeatRecord, id, p, change.word)
		return nil
	})
}

// seatFacts says what is wrong with a seat's own facts.
func (s *Service) seatFacts(seat *record.Seat) map[string]string {
	wrong := map[string]string{}
	if n := utf8.RuneCountInString(seat.Post); n == 0 || n > 40 {
		wrong["post"] = "请填写职务，最多 40 字，例如“组织委员”。"
	}
	if seat.Opened.IsZero() || s.Today().Before(seat.Opened) {
		wrong["opened"] = "请填写已到的日期。"
	}
	if !seat.Closed.IsZero() && (seat.Closed.Before(seat.Opened) || s.Today().Before(seat.Closed)) {
		wrong["closed"] = "撤销日期要在设立之后，且已经到了。"
	}
	return wrong
}

// holders checks that a seat's holders are or were members of the branch, one at
// a time. What is wrong with a holder is noted under a field.
func holders(seat *record.Seat, members []record.Member, field string, wrong map[string]string) {
	if len(wrong) > 0 {
		return
	}
	for _, h := range seat.Holdings {
		if !slices.ContainsFunc(members, func(m record.Member) bool { return m.ID == h.Member && m.At(h.Since) }) {
			wrong[field] = nameOf(members, h.Member) + "在" + h.Since.Chinese() + "不在本支部名册上，请核对人选和日期。"
			return
		}
	}
	if h, bad := seat.Overlap(); bad {
		wrong["holdings"] = nameOf(members, h.Member) + "从" + h.Since.Chinese() + "起的任职，与前后任职或职位的起止日期不合，请核对。"
	}
}

func nameOf(members []record.Member, id int64) string {
	if m, ok := firstOf(members, func(m record.Member) bool { return m.ID == id }); ok {
		return m.Name
	}
	return "任职者"
}
