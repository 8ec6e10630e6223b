package records

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/dues"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Payment is what a form says about whether a member has paid.
type Payment string

// The answers; the empty one is none.
const (
	Paid    Payment = "paid"
	NotPaid Payment = "unpaid"
)

// DuesEntry is a member's row as it was filled in. Money that was not filled in
// is negative.
type DuesEntry struct {
	Member  int64
	Version int // of the row that the form showed
	Changed bool
	Answer  Payment
	Basis   record.Basis
	Base    record.Fen
	Amount  record.Fen    // what was paid, where it is not what is due
	PaidOn  calendar.Date // where it is not the day of the whole table
	Note    string
}

// SaveDues is a month's table as it was filled in.
type SaveDues struct {
	Change
	Month   calendar.Month
	PaidOn  calendar.Date // on which who has no day of the own paid
	Rest    bool          // whoever has not paid, and is not said to just now, has paid in full
	Entries []DuesEntry
}

// DuesConflict is a row that somebody else was faster with.
type DuesConflict struct {
	Mine, Theirs record.Dues
	By           string
	At           time.Time
}

// DuesConflicts are the rows of a table that were not saved because somebody
// else was faster. The others are.
type DuesConflicts []DuesConflict

// Error returns the words for the person.
func (c DuesConflicts) Error() string {
	return fmt.Sprintf("有 %d 人的党费刚被别人改过，没有保存您填写的内容；其余的已保存。请对照两边内容，再决定保留哪一个。", len(c))
}

// Unwrap makes it a conflict.
func (c DuesConflicts) Unwrap() error { return fault.New(fault.Conflict, c.Error()) }

// noteLimit is how long a note may be, in characters.
const noteLimit = 100

// SaveDues keeps what is new in a month's table. A row that somebody else has
// changed is left and told in DuesConflicts; the others are kept all the same.
func (s *Service) SaveDues(ctx context.Context, actor access.Actor, in SaveDues) error {
	in.Year = in.Month.Year
	if err := s.past("paid_on", in.PaidOn); err != nil {
		return err
	}
	var f duesFacts
	var old []Correction
	var conflicts DuesConflicts
	wrote := false
	err := s.change(ctx, actor, access.SaveRecord, in.Change, func(b *store.Batch) {
		f.read(b, in.Branch, in.Month)
		old = nil
		b.CorrectedDues(in.Branch, in.Month, &old)
	}, func(_ context.Context, _ *store.Tx, p Place, b *store.Batch) error {
		wrote = true
		rows, stale, err := s.wanted(in, &f)
		if err != nil {
			return err
		}
		conflicts = stale
		return s.writeDues(b, actor, in, p, rows)
	})
	if err == nil && !wrote { // the form has acted before; what it left then is left still
		var rows []duesChange
		if rows, conflicts, err = s.wanted(in, &f); err == nil {
			for _, r := range rows {
				conflicts = append(conflicts, DuesConflict{Mine: r.now, Theirs: r.old})
			}
		}
	}
	if err != nil || len(conflicts) == 0 {
		return err
	}
	for i := range conflicts {
		conflicts[i].by(old)
	}
	return conflicts
}

// by tells who changed the row last.
func (c *DuesConflict) by(old []Correction) {
	c.By, c.At = c.Theirs.RecordedName, c.Theirs.RecordedAt
	for _, o := range old {
		if o.Kind == record.MemberDues && o.Record == c.Theirs.Member {
			c.By, c.At = o.MadeName, o.MadeAt
			return
		}
	}
}

// duesChange is a row before and after.
type duesChange struct{ old, now record.Dues }

// wanted works out what a table changes in what is there now, and which rows
// somebody else has changed to something else.
func (s *Service) wanted(in SaveDues, f *duesFacts) (rows []duesChange, stale DuesConflicts, err error) {
	table := DuesTable{Rows: f.table(in.Branch, in.Month)}
	wrong := map[string]string{}
	for _, e := range in.Entries {
		there, ok := table.ByID(e.Member)
		if !ok {
			return nil, nil, fault.New(fault.Conflict, "名册刚刚有变动，请刷新页面核对后再保存。")
		}
		if there.Elsewhere != "" || !in.touches(e) {
			continue
		}
		now, err := s.dues(in, e, there.Dues)
		if gather(wrong, err) || alike(now, there.Dues) && there.Version > 0 {
			continue
		}
		if e.Version != there.Version {
			stale = append(stale, DuesConflict{Mine: now, Theirs: there.Dues})
			continue
		}
		rows = append(rows, duesChange{there.Dues, now})
	}
	if len(wrong) > 0 {
		return nil, nil, &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正，还没有保存。", Fields: wrong}
	}
	return rows, stale, nil
}

// touches tells whether a table says anything new about a row.
func (in *SaveDues) touches(e DuesEntry) bool {
	return e.Changed || in.Rest && e.Answer != Paid
}

// gather puts what is wrong with a row to the others; it tells whether
// anything was.
func gather(wrong map[string]string, err error) bool {
	var f *fault.Error
	if !errors.As(err, &f) {
		return false
	}
	for field, text := range f.Fields {
		wrong[field] = text
	}
	return true
}

func alike(a, b record.Dues) bool {
	return a.Basis == b.Basis && a.Base == b.Base && a.Due == b.Due && a.Paid == b.Paid && a.PaidOn == b.PaidOn && a.Note == b.Note
}

// dues makes the row that an entry asks for; what is wrong is told by the
// field's name with the member's id.
func (s *Service) dues(in SaveDues, e DuesEntry, there record.Dues) (record.Dues, error) {
	field := func(name string) string { return name + "-" + strconv.FormatInt(e.Member, 10) }
	d := record.Dues{Branch: in.Branch, Month: in.Month, Member: e.Member, Name: there.Name, Basis: e.Basis, Base: max(e.Base, 0), Note: strings.TrimSpace(e.Note), Version: there.Version}
	if d.Basis == record.Fixed {
		d.Base = 0
	}
	if err := dues.Check(field("base"), d.Basis, d.Base); err != nil {
		return d, err
	}
	if utf8.RuneCountInString(d.Note) > noteLimit {
		return d, fault.Field(field("note"), "备注最多 100 字。")
	}
	d.Due = dues.Due(d.Basis, d.Base)
	justDenied := e.Answer == NotPaid && (there.Version == 0 || there.Paid > 0)
	if e.Answer == Paid || in.Rest && !justDenied {
		return d, s.pay(&d, in, e, field)
	}
	return d, nil
}

// pay fills in what was paid and when.
func (s *Service) pay(d *record.Dues, in SaveDues, e DuesEntry, field func(string) string) error {
	d.Paid, d.PaidOn = d.Due, in.PaidOn
	if e.Answer == Paid && e.Amount >= 0 {
		d.Paid = e.Amount
	}
	if e.Answer == Paid && !e.PaidOn.IsZero() {
		d.PaidOn = e.PaidOn
	}
	switch {
	case d.Paid == 0:
		d.PaidOn = calendar.Date{}
		if d.Due > 0 {
			return fault.Field(field("amount"), "请填写实交金额；没有交的请选“未交”。")
		}
	case d.Paid > dues.MostBase:
		return fault.Field(field("amount"), "金额不在合理范围内，请核对。")
	case d.PaidOn.IsZero():
		return fault.Field("paid_on", "请填写交费日期。")
	}
	return s.past(field("on"), d.PaidOn)
}

// writeDues queues the rows, and what they overwrite.
func (s *Service) writeDues(b *store.Batch, actor access.Actor, in SaveDues, p Place, rows []duesChange) error {
	if len(rows) == 0 {
		return nil
	}
	corrected := 0
	for i := range rows {
		r := &rows[i]
		if r.old.Version > 0 {
			if err := reasoned(in.Change, p); err != nil {
				return err
			}
			corrected++
			b.KeepOldDues(&r.old, strings.TrimSpace(in.Reason), p.Submitted, actor.Person, s.Now())
		}
		b.SaveDues(&r.now, actor.Person, s.Now())
	}
	b.Audit(s.Done(actor, access.SaveRecord, string(record.DuesRecord), in.Month.ID(),
		map[string]any{"change": "dues", "branch": in.Branch, "rows": len(rows), "corrected": corrected, "late": p.Submitted}))
	return nil
}
