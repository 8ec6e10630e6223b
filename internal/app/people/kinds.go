package people

import (
	"context"
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// SetKinds says the kind of many branches at once: a set with kinds asks it of
// every branch before its cycle can be opened.
type SetKinds struct {
	Key          string
	Organisation int64 // whose branches, at any depth
	Kind         string
	Branches     []KindSeen
}

// KindSeen is a branch with the kind that the person saw, "" where none is said.
type KindSeen = store.KindSeen

// MostKinds is of how many branches the kind is said at once.
const MostKinds = 500

// BranchesOf returns the branches below an organisation at any depth, those without
// a known kind first, then by committee and code.
func (t Tree) BranchesOf(id int64) []Organisation {
	var unsaid, said []Organisation
	for _, o := range t.Organisations {
		if o.Level != access.Branch || o.Parent != id && o.Committee != id && o.Root != id {
			continue
		}
		if t.hasKind(o.Kind) {
			said = append(said, o)
		} else {
			unsaid = append(unsaid, o)
		}
	}
	return append(unsaid, said...)
}

func (t Tree) hasKind(code string) bool {
	return slices.ContainsFunc(t.Kinds, func(k Kind) bool { return k.Code == code })
}

// SetKinds changes the kind of all branches that are named, or of none: where one
// has another kind than the person saw, or is not below the organisation.
func (s *Service) SetKinds(ctx context.Context, actor access.Actor, in SetKinds) error {
	return s.manage(ctx, actor, in.Organisation, in.Key, func(_ context.Context, _ *store.Tx, b *store.Batch, o Organisation, kinds []Kind) error {
		if err := in.check(kinds); err != nil {
			return err
		}
		b.ChangeKinds(o.ID, in.Branches, in.Kind)
		b.Audit(s.Done(actor, access.ManageOrgs, "organisation", o.ID, map[string]any{"change": "kind", "code": o.Code, "kind": in.Kind, "branches": in.ids()}))
		return nil
	})
}

func (in SetKinds) check(kinds []Kind) error {
	wrong := map[string]string{}
	switch n := len(in.Branches); {
	case n == 0:
		wrong["branch"] = "请至少勾选一个支部。"
	case n > MostKinds:
		return fault.New(fault.Invalid, "一次最多填 500 个支部，请分几次填。")
	}
	if in.Kind == "" {
		wrong["kind"] = "请选择类型。"
	}
	checkKind(wrong, access.Branch, in.Kind, kinds)
	return mistakes(wrong)
}

func (in SetKinds) ids() []int64 {
	var ids []int64
	for _, x := range in.Branches {
		ids = append(ids, x.Branch)
	}
	return ids
}
