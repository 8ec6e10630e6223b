package memberindex

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// exportAction is what the log calls that a person took the own data along.
const exportAction access.Action = "member.export"

// OwnData is everything that is kept of a person as a member, sealed facts
// opened.
type OwnData struct {
	Memberships     []record.Member // the latest first
	Identity, Phone string
	Years           []OwnYear // the latest first
}

// OwnYear is a year of it.
type OwnYear struct {
	Year       int
	Activities []Activity
	Dues       []record.Dues
}

// yearsKept is how many years back an export looks.
const yearsKept = 10

// Export gathers the person's own data, and records that it was taken along. An
// account that is on no roster has none.
func (s *Service) Export(ctx context.Context, actor access.Actor) (OwnData, error) {
	var d OwnData
	err := s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		d = OwnData{}
		var b store.Batch
		b.MemberByPerson(actor.Person, &d.Memberships)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		if len(d.Memberships) == 0 {
			return app.NotFound()
		}
		return s.export(ctx, tx, actor, &d)
	})
	return d, err
}

func (s *Service) export(ctx context.Context, tx *store.Tx, actor access.Actor, d *OwnData) error {
	member := d.Memberships[0].ID
	var sealed store.Sealed
	var found bool
	var b, w store.Batch
	b.SealedOf(member, &sealed, &found)
	d.Years = make([]OwnYear, yearsKept)
	for i := range d.Years {
		d.Years[i].Year = s.Today().Year - i
		b.ActivitiesOfMember(member, d.Years[i].Year, &d.Years[i].Activities)
		b.DuesOfMember(member, d.Years[i].Year, &d.Years[i].Dues)
	}
	if err := tx.Read(ctx, &b); err != nil {
		return err
	}
	var err error
	if d.Identity, err = s.opened(app.IdentityColumn, member, sealed.Identity); err != nil {
		return err
	}
	if d.Phone, err = s.opened(app.PhoneColumn, member, sealed.Phone); err != nil {
		return err
	}
	w.Audit(s.Done(actor, exportAction, "member", member, nil))
	return tx.Commit(ctx, &w)
}

// opened opens a sealed fact; nothing where nothing was said.
func (s *Service) opened(column string, member int64, sealed []byte) (string, error) {
	if sealed == nil {
		return "", nil
	}
	return s.Keys.Open(column, member, sealed)
}
