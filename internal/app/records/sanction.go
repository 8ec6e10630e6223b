package records

import (
	"context"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Sanctions are all disciplinary decisions about a branch's members.
type Sanctions struct {
	Place
	Sanctions []record.Sanction
	CanSave   bool
}

// Sanctions lists the decisions, for the few who may see that there are any.
func (s *Service) Sanctions(ctx context.Context, actor access.Actor, branch int64) (Sanctions, error) {
	var all Sanctions
	var err error
	all.Place, err = s.view(ctx, actor, access.ViewSanction, branch, 0, func(b *store.Batch) { b.Sanctions(branch, ever, &all.Sanctions) })
	if err != nil {
		return Sanctions{}, err
	}
	all.CanSave = canSanction(actor, all.Place)
	return all, nil
}

func canSanction(actor access.Actor, p Place) bool {
	return access.Allow(actor, access.SaveSanction, p.Place()).Allowed
}

// SanctionPage is a decision with what belongs to it, but for its text.
type SanctionPage struct {
	record.Sanction
	Detail
}

// Sanction shows a decision without its text.
func (s *Service) Sanction(ctx context.Context, actor access.Actor, branch, id int64) (SanctionPage, error) {
	d := SanctionPage{Detail: Detail{Attached: Attached{Ref: record.Ref{Kind: record.SanctionRecord, ID: id}}}}
	var found bool
	var sealed []byte
	var err error
	d.Place, err = s.view(ctx, actor, access.ViewSanction, branch, 0, func(b *store.Batch) {
		b.Sanction(branch, id, &d.Sanction, &sealed, &found)
		d.Detail.read(b, branch)
	})
	if err == nil && !found {
		err = notFound()
	}
	if err != nil {
		return SanctionPage{}, err
	}
	d.CanSave = canSanction(actor, d.Place)
	return d, nil
}

// NewSanction is what the form of a new decision offers.
func (s *Service) NewSanction(ctx context.Context, actor access.Actor, branch int64) (Roll, error) {
	return s.roll(ctx, actor, access.SaveSanction, branch)
}

// SaveSanction adds a decision, or changes the one with its id, and tells its
// id. The text is sealed; of one that is there already an empty text leaves the
// old. A decision stays about the member that it was about.
func (s *Service) SaveSanction(ctx context.Context, actor access.Actor, c Change, d record.Sanction, text string) (int64, error) {
	wrong := texts{}
	wrong.among("kind", "处分种类", d.Kind.Chinese())
	d.Issuer = wrong.needed("issuer", "决定机关", d.Issuer, 80)
	text = wrong.optional("text", "决定内容", text, contentLength)
	wrong.over("on", "决定日期", d.On, s.Today())
	if !d.Reported.IsZero() {
		wrong.over("reported", "上报日期", d.Reported, s.Today())
	}
	if !d.Reported.IsZero() && d.Reported.Before(d.On) {
		wrong["reported"] = "上报日期早于决定日期，请核对。"
	}
	c.Year = d.On.Year
	var members []record.Member
	return s.savePaper(ctx, actor, paper{Change: c, save: access.SaveSanction, kind: record.SanctionRecord, entry: d.Entry, wrong: wrong,
		read: func(b *store.Batch) {
			members = nil
			b.Members(c.Branch, ever, &members)
		},
		check: func() error {
			if d.ID == 0 && !slices.ContainsFunc(members, func(m record.Member) bool { return m.ID == d.Member }) {
				return fault.Field("member", "请从本支部名册中选择。")
			}
			return nil
		},
		add: func(ctx context.Context, tx *store.Tx, b *store.Batch, _ Place) (int64, error) {
			var first store.Batch
			first.NewID("sanction", &d.ID)
			if err := tx.Read(ctx, &first); err != nil {
				return 0, err
			}
			b.AddSanction(c.Branch, &d, s.sealText(d.ID, text), actor.Person, s.Now())
			return d.ID, nil
		},
		put: putting(func(b *store.Batch) { b.ChangeSanction(&d, s.sealText(d.ID, text)) })})
}

// sealText seals a decision's text; nil for none.
func (s *Service) sealText(id int64, text string) []byte {
	if text == "" {
		return nil
	}
	return s.Keys.Seal(app.SanctionTextColumn, id, text)
}

// RemoveSanction takes a decision back that was recorded by mistake.
func (s *Service) RemoveSanction(ctx context.Context, actor access.Actor, in Removal) error {
	return s.removePaper(ctx, actor, access.SaveSanction, record.SanctionRecord, in, nil, nil)
}

// ReadSanction opens a decision's text, or, where correction is not 0, the text
// before a correction, and records who read it. Reading twice is recorded twice.
func (s *Service) ReadSanction(ctx context.Context, actor access.Actor, branch, id, correction int64) (text string, err error) {
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var p Place
		var d record.Sanction
		var sealed, before []byte
		var placed, found bool
		var b store.Batch
		b.RecordPlace(branch, 0, &p, &placed)
		b.Sanction(branch, id, &d, &sealed, &found)
		b.OldSanctionText(branch, id, correction, &before)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if correction != 0 {
			sealed = before
		}
		if err := allow(actor, access.ViewSanction, p, placed, nil); err != nil {
			return err
		}
		if !found || sealed == nil {
			return app.NotFound()
		}
		opened, err := s.Keys.Open(app.SanctionTextColumn, id, sealed)
		if err != nil {
			return err
		}
		text = opened
		var w store.Batch
		w.Audit(s.Done(actor, access.ViewSanction, string(record.SanctionRecord), id, map[string]any{"field": "text", "branch": branch, "correction": correction}))
		return tx.Commit(ctx, &w)
	})
	if kind := fault.KindOf(err); kind == fault.Forbidden || kind == fault.NotFound {
		err = s.Refuse(ctx, actor, access.ViewSanction, string(record.SanctionRecord), id, err)
	}
	if err != nil {
		return "", err
	}
	return text, nil
}
