package records

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// What the sealed columns are bound to.
const (
	identityColumn = app.IdentityColumn
	phoneColumn    = app.PhoneColumn
)

// BranchTransfer and BranchAccount let screens name what they show.
type (
	BranchTransfer = store.BranchTransfer
	BranchAccount  = store.BranchAccount
)

// ever is a window that holds every day of a membership.
var ever = calendar.Window{From: calendar.Date{Year: 1900, Month: 1, Day: 1}, Until: calendar.Date{Year: 9999, Month: 12, Day: 31}}

// Roster is a branch's roster with everybody who ever was on it.
type Roster struct {
	Place
	Today     calendar.Date
	Members   []record.Member // each once, by the latest membership here
	Groups    []record.Group  // that stand today
	Transfers []record.Transfer
	Awaited   []BranchTransfer // other branches wait for these to be transferred out
	CanSave   bool
}

// Roster reads a branch's roster with the transfers that were open in a year, in
// one round trip.
func (s *Service) Roster(ctx context.Context, actor access.Actor, branch int64, year int) (Roster, error) {
	r := Roster{Today: s.Today()}
	var all []record.Member
	var err error
	r.Place, err = s.view(ctx, actor, access.ViewRecords, branch, s.examined(), func(b *store.Batch) {
		b.Members(branch, ever, &all)
		b.Groups(branch, s.standing(), &r.Groups)
		b.Transfers(branch, calendar.Year(year), &r.Transfers)
		b.Awaited(branch, r.Today, &r.Awaited)
	})
	if err != nil {
		return Roster{}, err
	}
	r.Members, r.CanSave = latest(all), CanSave(actor, r.Place)
	if !r.CanSave {
		r.Awaited = nil
	}
	return r, nil
}

// latest keeps of each member the latest membership, in the order of the first.
func latest(all []record.Member) []record.Member {
	at := map[int64]int{}
	var list []record.Member
	for _, m := range all {
		if i, seen := at[m.ID]; seen {
			list[i] = m
			continue
		}
		at[m.ID] = len(list)
		list = append(list, m)
	}
	return list
}

// examined is the year whose examination a change of standing facts bears upon:
// until March it is the year before, which is being reviewed and reported.
func (s *Service) examined() int { return s.Today().AddMonths(-3).Year }

// MemberPage is one member as a branch's roster has them.
type MemberPage struct {
	record.Member
	Book         Place
	Today        calendar.Date
	IdentityMask string // "" where not said, or not for the person
	PhoneMask    string
	Groups       []record.Group
	Accounts     []BranchAccount   // to tie the member to
	Transfers    []record.Transfer // of the member here
	Awaited      []BranchTransfer  // of the branch, as on its roster
	Corrections  []Correction
	Here         bool // the member counts here today; others are only known by name
	CanSave      bool // and the member is here
	CanUnmask    bool // likewise
}

// Member reads one member of a branch. What is sealed is opened for its mask
// only, and only for who keeps the roster.
func (s *Service) Member(ctx context.Context, actor access.Actor, branch, member int64) (MemberPage, error) {
	m := MemberPage{Today: s.Today()}
	var found, kept bool
	var sealed store.Sealed
	var err error
	m.Book, err = s.view(ctx, actor, access.ViewRecords, branch, s.examined(), func(b *store.Batch) {
		b.Member(branch, member, &m.Member, &found)
		b.SealedOf(member, &sealed, &kept)
		b.Groups(branch, s.standing(), &m.Groups)
		b.AccountsAt(branch, m.Today, &m.Accounts)
		b.TransfersOf(branch, member, &m.Transfers)
		b.Awaited(branch, m.Today, &m.Awaited)
		b.Corrections(branch, record.MemberRecord, member, &m.Corrections)
	})
	if err != nil {
		return MemberPage{}, err
	}
	if !found {
		return MemberPage{}, notFound()
	}
	m.Here = m.Member.At(m.Today)
	m.CanSave = m.Here && CanSave(actor, m.Book)
	m.CanUnmask = m.Here && access.Allow(actor, access.Unmask, m.Book.Place()).Allowed
	if !m.CanSave {
		m.Accounts, m.Corrections, m.Awaited = nil, nil, nil
		return m.outside(), nil
	}
	return m, s.masks(&m, sealed)
}

// NewMember reads what the forms for a new member need.
func (s *Service) NewMember(ctx context.Context, actor access.Actor, branch int64) (MemberPage, error) {
	m := MemberPage{Today: s.Today()}
	var err error
	m.Book, err = s.view(ctx, actor, access.SaveRecord, branch, s.examined(), func(b *store.Batch) {
		b.Groups(branch, s.standing(), &m.Groups)
		b.AccountsAt(branch, m.Today, &m.Accounts)
	})
	return m, err
}

// outside leaves of somebody who is no longer here what this branch knew.
func (m MemberPage) outside() MemberPage {
	if !m.Here {
		k := m.Member
		m.Member = record.Member{ID: k.ID, Membership: k.Membership, Branch: k.Branch, Name: k.Name, Sex: k.Sex, Stage: k.Stage, Duty: k.Duty, Group: k.Group, Since: k.Since, Until: k.Until}
	}
	return m
}

func (s *Service) masks(m *MemberPage, sealed store.Sealed) error {
	for _, f := range []struct {
		column string
		sealed []byte
		mask   func(string) string
		to     *string
	}{{identityColumn, sealed.Identity, record.MaskIdentityCard, &m.IdentityMask}, {phoneColumn, sealed.Phone, record.MaskPhone, &m.PhoneMask}} {
		if f.sealed == nil {
			continue
		}
		plain, err := s.Keys.Open(f.column, m.ID, f.sealed)
		if err != nil {
			return err
		}
		*f.to = f.mask(plain)
	}
	return nil
}
