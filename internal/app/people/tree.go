package people

import (
	"context"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/store"
)

// Aliases let screens name what they show without reaching for the store.
type (
	Organisation      = store.Organisation
	Appointment       = store.Appointment
	Account           = store.Account
	Person            = store.Person
	AccountFilter     = store.AccountFilter
	AppointmentFilter = store.AppointmentFilter
)

// Tree is the organisations below a root, with the kinds of branch that the
// published indicator sets know.
type Tree struct {
	Organisations []Organisation // by level and code
	Branches      map[int64]int  // how many branches an organisation has below it, at any depth
	Kinds         []Kind
	CanManage     bool
	CanAppoint    bool
}

// Kind is a kind of branch.
type Kind struct{ Code, Name string }

// Tree opens the tree of organisations.
func (s *Service) Tree(ctx context.Context, actor access.Actor) (Tree, error) {
	root := access.Root(actor, access.ViewOrgs)
	if err := allow(actor, access.ViewOrgs, root); err != nil {
		return Tree{}, s.Refuse(ctx, actor, access.ViewOrgs, "organisation", 0, err)
	}
	var all []Organisation
	var sets []store.IndicatorSet
	var b store.Batch
	b.Organisations(&all)
	b.IndicatorSets(&sets)
	if err := s.Store.Read(ctx, &b); err != nil {
		return Tree{}, err
	}
	place := access.Place{Root: root}
	t := Tree{CanManage: access.Allow(actor, access.ManageOrgs, place).Allowed, CanAppoint: access.Allow(actor, access.Appoint, place).Allowed}
	for _, o := range all {
		if o.Root == root {
			t.Organisations = append(t.Organisations, o)
		}
	}
	t.Branches = branches(t.Organisations, root)
	var err error
	t.Kinds, err = s.kinds(ctx, sets, s.Store.Read)
	return t, err
}

func branches(tree []Organisation, root int64) map[int64]int {
	n := map[int64]int{}
	for _, o := range tree {
		if o.Level != access.Branch {
			continue
		}
		n[root]++
		n[o.Committee]++
		if o.Parent != o.Committee {
			n[o.Parent]++
		}
	}
	return n
}

// kinds lists the kinds of branch of all published sets, each once. A set that
// is not known yet is read by send, over the transaction's own connection.
func (s *Service) kinds(ctx context.Context, sets []store.IndicatorSet, send app.Reader) ([]Kind, error) {
	var kinds []Kind
	known := map[string]bool{}
	for _, row := range sets {
		set, err := s.Sets.Within(ctx, row.ID, send)
		if err != nil {
			return nil, err
		}
		for _, k := range set.Kinds {
			if !known[k.Code] {
				known[k.Code] = true
				kinds = append(kinds, Kind{k.Code, k.Name})
			}
		}
	}
	return kinds, nil
}

// Find returns an organisation of the tree. What is not in it is not there.
func (t Tree) Find(id int64) (Organisation, error) {
	for _, o := range t.Organisations {
		if o.ID == id {
			return o, nil
		}
	}
	return Organisation{}, app.NotFound()
}

// Root returns the work committee; zero in an empty tree.
func (t Tree) Root() Organisation {
	for _, o := range t.Organisations {
		if o.Parent == 0 {
			return o
		}
	}
	return Organisation{}
}

// Below returns the organisations right below one, by code.
func (t Tree) Below(id int64) []Organisation {
	var list []Organisation
	for _, o := range t.Organisations {
		if o.Parent == id {
			list = append(list, o)
		}
	}
	return list
}

// Path returns the organisations from the root down to one, itself included.
func (t Tree) Path(id int64) []Organisation {
	var path []Organisation
	for o, err := t.Find(id); err == nil; o, err = t.Find(o.Parent) {
		path = append([]Organisation{o}, path...)
	}
	return path
}
