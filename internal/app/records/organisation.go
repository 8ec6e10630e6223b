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

// Organisation is a branch's committee, its terms and its party groups.
type Organisation struct {
	Place
	Today       calendar.Date
	Everybody   []record.Member // who ever counted, each once, by the latest membership here
	Members     []record.Member // who count today
	Seats       []record.Seat   // that exist today
	Closed      []record.Seat   // that existed before
	Terms       []record.Term   // the latest first
	Groups      []record.Group  // that stand today
	Dissolved   []record.Group  // that stood before
	Files       []File          // of the terms
	Corrections []Correction    // of all of these, the latest first
	CanSave     bool
}

// Organisation reads it, in one round trip.
func (s *Service) Organisation(ctx context.Context, actor access.Actor, branch int64) (Organisation, error) {
	o := Organisation{Today: s.Today()}
	var all []record.Member
	var seats, terms, groups []Correction
	var err error
	o.Place, err = s.view(ctx, actor, access.ViewRecords, branch, s.examined(), func(b *store.Batch) {
		b.Members(branch, ever, &all)
		b.Seats(branch, ever, &o.Seats)
		b.Terms(branch, &o.Terms)
		b.Groups(branch, ever, &o.Groups)
		b.RecordFiles(branch, record.TermRecord, 0, &o.Files)
		b.Corrections(branch, record.SeatRecord, 0, &seats)
		b.Corrections(branch, record.TermRecord, 0, &terms)
		b.Corrections(branch, record.GroupRecord, 0, &groups)
	})
	if err != nil {
		return Organisation{}, err
	}
	o.divide(all)
	o.Corrections = slices.Concat(seats, terms, groups)
	slices.SortFunc(o.Corrections, func(a, b Correction) int { return b.MadeAt.Compare(a.MadeAt) })
	o.CanSave = CanSave(actor, o.Place)
	return o, nil
}

// divide parts what stands today from what stood before.
func (o *Organisation) divide(members []record.Member) {
	o.Everybody = latest(members)
	for _, m := range o.Everybody {
		if m.At(o.Today) {
			o.Members = append(o.Members, m)
		}
	}
	seats, groups := o.Seats, o.Groups
	o.Seats, o.Groups = nil, nil
	for _, x := range seats {
		if x.StandsOn(o.Today) {
			o.Seats = append(o.Seats, x)
		} else {
			o.Closed = append(o.Closed, x)
		}
	}
	for _, x := range groups {
		if x.Dissolved.IsZero() || o.Today.Before(x.Dissolved) {
			o.Groups = append(o.Groups, x)
		} else {
			o.Dissolved = append(o.Dissolved, x)
		}
	}
}

// Seat finds one of the seats, of those before too.
func (o *Organisation) Seat(id int64) (record.Seat, bool) {
	return firstOf(slices.Concat(o.Seats, o.Closed), func(x record.Seat) bool { return x.ID == id })
}

// Group finds one of the party groups, of those before too.
func (o *Organisation) Group(id int64) (record.Group, bool) {
	return firstOf(slices.Concat(o.Groups, o.Dissolved), func(x record.Group) bool { return x.ID == id })
}

// Term finds one of the terms.
func (o *Organisation) Term(id int64) (record.Term, bool) {
	return firstOf(o.Terms, func(x record.Term) bool { return x.ID == id })
}

func firstOf[T any](list []T, is func(T) bool) (one T, ok bool) {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true
	}
	return one, false
}

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

var (
	seatCorrected = seatChange{"change", "holdings"}
	seatPassed    = seatChange{"succeed", "member"}
)

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
