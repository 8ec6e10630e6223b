package records

import (
	"context"
	"slices"
	"strings"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// SameHonour is an honour that one of a branch may be the same as. Of another
// branch's, only the branch's name is there.
type SameHonour = store.SameHonour

// Honours are a branch's honours of a year.
type Honours struct {
	Place
	Year             int
	Honours          []record.Honour
	Same             []SameHonour // recorded a second time, here or elsewhere
	SameCertificates []SameHonour // with a file that another has too
	CanSave          bool
}

// Honours lists a branch's honours of a year.
func (s *Service) Honours(ctx context.Context, actor access.Actor, branch int64, year int) (Honours, error) {
	h := Honours{Year: year}
	var err error
	h.Place, err = s.view(ctx, actor, access.ViewRecords, branch, year, func(b *store.Batch) {
		w := calendar.Year(year)
		b.Honours(branch, w, &h.Honours)
		b.SameHonours(branch, w, &h.Same)
		b.SameCertificates(branch, w, &h.SameCertificates)
	})
	if err != nil {
		return Honours{}, err
	}
	h.Same, h.SameCertificates = only(h.Same, branch), only(h.SameCertificates, branch)
	h.CanSave = CanSave(actor, h.Place)
	return h, nil
}

// only leaves of other branches' honours nothing but whose they are.
func only(list []SameHonour, branch int64) []SameHonour {
	for i := range list {
		if s := &list[i]; s.Branch != branch {
			*s = SameHonour{Of: s.Of, Branch: s.Branch, BranchName: s.BranchName}
		}
	}
	return list
}

// HonourPage is an honour with what belongs to it.
type HonourPage struct {
	record.Honour
	Detail
	Same             []SameHonour
	SameCertificates []SameHonour
	Members          []record.Member // to whom it may have been given
}

// Honour shows an honour.
func (s *Service) Honour(ctx context.Context, actor access.Actor, branch, id int64) (HonourPage, error) {
	h := HonourPage{Detail: Detail{Attached: Attached{Ref: record.Ref{Kind: record.HonourRecord, ID: id}}}}
	var found bool
	var err error
	h.Place, err = s.view(ctx, actor, access.ViewRecords, branch, 0, func(b *store.Batch) {
		b.Honour(branch, id, &h.Honour, &found)
		b.Members(branch, ever, &h.Members)
		b.SameHonours(branch, ever, &h.Same)
		b.SameCertificates(branch, ever, &h.SameCertificates)
		h.Detail.read(b, branch)
	})
	if err == nil && !found {
		err = notFound()
	}
	other := func(o SameHonour) bool { return o.Of != id }
	h.Same, h.SameCertificates = only(slices.DeleteFunc(h.Same, other), branch), only(slices.DeleteFunc(h.SameCertificates, other), branch)
	h.Members, h.CanSave = latest(h.Members), err == nil && CanSave(actor, h.Place)
	return h, err
}

// NewHonour is what the form of a new honour offers.
func (s *Service) NewHonour(ctx context.Context, actor access.Actor, branch int64) (Roll, error) {
	return s.roll(ctx, actor, access.SaveRecord, branch)
}

// Roll is a branch's roster with everybody who ever was on it, to pick from.
type Roll struct {
	Place
	Members []record.Member
}

func (s *Service) roll(ctx context.Context, actor access.Actor, action access.Action, branch int64) (Roll, error) {
	var r Roll
	var err error
	r.Place, err = s.view(ctx, actor, action, branch, 0, func(b *store.Batch) { b.Members(branch, ever, &r.Members) })
	r.Members = latest(r.Members)
	return r, err
}

// HonourTwice asks whether an honour is to be recorded although it is there
// already.
type HonourTwice struct{ Same []SameHonour }

// Error returns the words for the person.
func (h *HonourTwice) Error() string {
	var where []string
	for _, s := range h.Same {
		if name := "“" + s.BranchName + "”"; !slices.Contains(where, name) {
			where = append(where, name)
		}
	}
	return strings.Join(where, "、") + "已经登记过同一项荣誉（级别、授予单位和文号相同；没有文号的，名称和日期相同）。核对后仍要登记的，请勾选“仍要登记”。"
}

// Unwrap makes it a fault of the form.
func (h *HonourTwice) Unwrap() error { return fault.Field("again", h.Error()) }

// SaveHonour adds an honour, or changes the one with its id, and tells its id.
// One that is there already is only recorded where the person says so by again;
// changing it otherwise does not ask anew.
func (s *Service) SaveHonour(ctx context.Context, actor access.Actor, c Change, h record.Honour, again bool) (int64, error) {
	wrong := honourWrong(&h, s.Today())
	c.Year = h.On.Year
	var same []SameHonour
	var members []record.Member
	var old record.Honour
	return s.savePaper(ctx, actor, paper{Change: c, save: access.SaveRecord, kind: record.HonourRecord, entry: h.Entry, wrong: wrong,
		read: func(b *store.Batch) {
			same, members, old = nil, nil, record.Honour{}
			b.Honour(c.Branch, h.ID, &old, nil)
			b.HonoursAlike(c.Branch, h.Identity, h.ID, &same)
			b.Members(c.Branch, ever, &members)
		},
		check: func() error {
			if h.Member != 0 && !slices.ContainsFunc(members, func(m record.Member) bool { return m.ID == h.Member }) {
				return fault.Field("member", "请从本支部名册中选择。")
			}
			if len(same) > 0 && old.Identity != h.Identity && !again {
				return &HonourTwice{only(same, c.Branch)}
			}
			return nil
		},
		add: adding(func(b *store.Batch, id *int64) { b.AddHonour(c.Branch, &h, actor.Person, s.Now(), id) }),
		put: putting(func(b *store.Batch) { b.ChangeHonour(&h) })})
}

// honourWrong says what is wrong with each field of an honour, whose texts it
// trims and whose identity it works out.
func honourWrong(h *record.Honour, today calendar.Date) texts {
	wrong := texts{}
	wrong.among("kind", "类别", h.Kind.Chinese())
	wrong.among("level", "级别", h.Level.Chinese())
	h.Title = wrong.needed("title", "荣誉名称", h.Title, titleLength)
	h.Issuer = wrong.needed("issuer", "授予单位", h.Issuer, 80)
	h.DocumentNo = wrong.optional("document_no", "文号", h.DocumentNo, 60)
	h.Note = wrong.optional("note", "说明", h.Note, 1000)
	wrong.over("on", "授予日期", h.On, today)
	h.Identity = record.HonourIdentity(h)
	return wrong
}

// RemoveHonour takes an honour back. One that is claimed in an examination
// stays until the claim is dropped.
func (s *Service) RemoveHonour(ctx context.Context, actor access.Actor, in Removal) error {
	var claimed bool
	return s.removePaper(ctx, actor, access.SaveRecord, record.HonourRecord, in, func(b *store.Batch) {
		claimed = false
		b.HonourClaimed(in.ID, &claimed)
	}, func() error {
		if claimed {
			return fault.New(fault.Invalid, "这项荣誉已在自评中申报。请先在自评中撤下，再来撤销。")
		}
		return nil
	})
}
