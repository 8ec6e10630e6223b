package records

import (
	"slices"

	"baolei/internal/core/record"
	"baolei/internal/store"
)

// newcomers are members to add, with what the database says about each.
type newcomers struct {
	*Service
	facts    []MemberFacts
	wrong    []map[string]string
	ids      []int64
	found    []store.FoundMember
	groups   []record.Group
	accounts []store.BranchAccount
}

func (s *Service) newcomers(list []MemberFacts) *newcomers {
	n := &newcomers{Service: s, facts: slices.Clone(list), wrong: make([]map[string]string, len(list))}
	for i, f := range n.facts {
		n.facts[i], n.wrong[i] = s.checked(f)
		if f.Since.IsZero() {
			n.wrong[i]["since"] = "请填写何时起在本支部。"
		}
	}
	return n
}

func (n *newcomers) read(b *store.Batch, branch int64) {
	n.ids, n.found = make([]int64, len(n.facts)), make([]store.FoundMember, len(n.facts))
	n.groups, n.accounts = nil, nil
	for i, f := range n.facts {
		b.NewID("member", &n.ids[i])
		if f.Identity != "" && n.wrong[i]["identity"] == "" {
			b.MemberByDigest(branch, n.Keys.Digest(identityColumn, f.Identity), n.Today(), &n.found[i])
		}
	}
	b.Groups(branch, n.standing(), &n.groups)
	b.AccountsAt(branch, n.Today(), &n.accounts)
}

// judge refuses what cannot be added. A single member who is elsewhere is told
// as that, so that a transfer can be offered.
func (n *newcomers) judge(branch int64) error {
	rows := map[int]map[string]string{}
	seen := map[string]bool{}
	for i := range n.facts {
		f, wrong := &n.facts[i], n.wrong[i]
		f.grouped(n.groups, wrong)
		f.tied(n.accounts, 0, wrong)
		if f.Identity != "" && seen[f.Identity] {
			wrong["identity"] = "这张身份证在表里出现了两次。"
		}
		seen[f.Identity] = true
		if n.found[i].ID != 0 {
			e := elsewhere(n.found[i], branch)
			if len(n.facts) == 1 && len(wrong) == 0 {
				return e
			}
			wrong["identity"] = e.Error()
		}
		if len(wrong) > 0 {
			rows[i] = wrong
		}
	}
	if len(rows) > 0 {
		return &RowFaults{rows}
	}
	return nil
}

func (n *newcomers) member(i int) record.Member {
	m := record.Member{ID: n.ids[i]}
	n.facts[i].onto(&m)
	return m
}
