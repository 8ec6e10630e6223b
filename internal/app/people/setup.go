package people

import (
	"context"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/handbook"
	"baolei/internal/store"
)

// Setup is an installation's first content: organisations with their people. It
// is loaded once, into an empty database, by whoever sets the system up, and the
// handbook that the product ships with it.
type Setup struct {
	Organisations []SetupOrganisation // parents before their children
	People        []SetupPerson
	Sets          []store.IndicatorSet // that come with the product
}

// SetupOrganisation is one organisation; Parent is its parent's code.
type SetupOrganisation struct {
	Level              access.Level
	Parent, Code, Name string
	Kind               string
}

// SetupPerson is one account with its appointments, from a day on.
type SetupPerson struct {
	Account, Name string
	PasswordHash  string
	MustChange    bool
	Appointments  []SetupAppointment
}

// SetupAppointment is a role at the organisation of a code.
type SetupAppointment struct {
	Role access.Role
	At   string
	From calendar.Date
}

// SetUp loads first content in one transaction. It reports false, and does
// nothing, where there are organisations already.
func (s *Service) SetUp(ctx context.Context, in Setup) (done bool, err error) {
	err = s.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var there []store.Organisation
		var b store.Batch
		b.Organisations(&there)
		if err := tx.Read(ctx, &b); err != nil || len(there) > 0 {
			return err
		}
		orgs, err := s.addOrganisations(ctx, tx, in.Organisations)
		if err != nil {
			return err
		}
		done = true
		return s.addPeople(ctx, tx, in.People, in.Sets, orgs)
	})
	return done && err == nil, err
}

func (s *Service) addOrganisations(ctx context.Context, tx *store.Tx, list []SetupOrganisation) (map[string]int64, error) {
	ids := map[string]int64{}
	for _, o := range list {
		var id int64
		var b store.Batch
		b.AddOrganisation(store.Organisation{Parent: ids[o.Parent], Level: o.Level, Code: o.Code, Name: o.Name, Kind: o.Kind}, s.Now(), &id)
		if err := tx.Read(ctx, &b); err != nil {
			return nil, err
		}
		ids[o.Code] = id
	}
	return ids, nil
}

func (s *Service) addPeople(ctx context.Context, tx *store.Tx, list []SetupPerson, sets []store.IndicatorSet, orgs map[string]int64) error {
	ids := make([]int64, len(list))
	var b store.Batch
	for i, p := range list {
		b.AddPerson(store.Person{Account: p.Account, Name: p.Name, PasswordHash: p.PasswordHash, MustChange: p.MustChange}, s.Now(), &ids[i])
	}
	if err := tx.Read(ctx, &b); err != nil {
		return err
	}
	b = store.Batch{}
	var ignored int64
	for i, p := range list {
		for _, a := range p.Appointments {
			b.Appoint(store.Appointment{Person: ids[i], Role: a.Role, Organisation: orgs[a.At], From: a.From}, 0, &ignored)
		}
	}
	for _, set := range sets {
		b.AddIndicatorSet(set, &ignored)
	}
	b.LoadHandbook(handbook.First(), s.Now())
	b.Audit(store.AuditEntry{At: s.Now(), Action: "system.set_up", Object: "system", Detail: map[string]any{"organisations": len(orgs), "people": len(ids)}})
	return tx.Commit(ctx, &b)
}
