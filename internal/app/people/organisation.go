package people

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"baolei/internal/app"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

// LevelsBelow returns the levels that an organisation right below one of a
// level can have.
func LevelsBelow(l access.Level) []access.Level {
	switch l {
	case access.WorkCommittee:
		return []access.Level{access.PartyCommittee}
	case access.PartyCommittee:
		return []access.Level{access.Branch, access.GeneralBranch}
	case access.GeneralBranch:
		return []access.Level{access.Branch}
	case access.Branch:
	}
	return nil
}

// NewOrganisation is an organisation to be added below another.
type NewOrganisation struct {
	Key    string
	Parent int64
	Level  access.Level
	Code   string // unique for good: draws and audit entries name it
	Name   string
	Kind   string // kind of branch, "" where none is said
	// Founded is when a branch was set up: in that year fewer months are expected
	// of it. Zero where it is not said.
	Founded calendar.Date
}

var organisationCode = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$`)

const codeForm = "代码用 1 至 40 个字母、数字、“-”或“_”，以字母或数字开头，例如 CZ-13。"

// AddOrganisation adds an organisation below another. A branch that is added
// while a cycle runs takes part from the next one on.
func (s *Service) AddOrganisation(ctx context.Context, actor access.Actor, in NewOrganisation) error {
	in.Code, in.Name = strings.TrimSpace(in.Code), strings.TrimSpace(in.Name)
	err := s.manage(ctx, actor, in.Parent, in.Key, func(ctx context.Context, tx *store.Tx, b *store.Batch, parent Organisation, kinds []Kind) error {
		if err := in.check(parent, kinds, s.Today()); err != nil {
			return err
		}
		var id int64
		var add store.Batch
		add.AddOrganisation(Organisation{Parent: parent.ID, Level: in.Level, Code: in.Code, Name: in.Name, Kind: in.Kind, Founded: in.Founded}, s.Now(), &id)
		if err := tx.Read(ctx, &add); err != nil {
			return err
		}
		b.Audit(s.Done(actor, access.ManageOrgs, "organisation", id, map[string]any{"change": "add", "code": in.Code, "level": in.Level, "parent": parent.Code}))
		return nil
	})
	if store.Violates(err, "organisation_code_key") {
		return fault.Field("code", "这个代码已经有组织在用，请换一个。")
	}
	return err
}

// manage lets write change an organisation, or what lies below it, for who manages
// organisations. It knows the organisation and the kinds of branch there are.
func (s *Service) manage(ctx context.Context, actor access.Actor, id int64, key string,
	write func(context.Context, *store.Tx, *store.Batch, Organisation, []Kind) error) error {
	var o Organisation
	var found bool
	var sets []store.IndicatorSet
	_, err := s.once(ctx, actor, change{access.ManageOrgs, "organisation", id, key}, func(b *store.Batch) {
		sets = nil
		b.Organisation(id, &o, &found)
		b.IndicatorSets(&sets)
	}, func(ctx context.Context, tx *store.Tx, b *store.Batch) error {
		if err := allow(actor, access.ManageOrgs, rootOf(o, found)); err != nil {
			return err
		}
		kinds, err := s.kinds(ctx, sets, tx.Read)
		if err != nil {
			return err
		}
		return write(ctx, tx, b, o, kinds)
	})
	return err
}

// rootOf is where an organisation's rights are decided; 0, which allows nobody,
// where there is no such organisation.
func rootOf(o Organisation, found bool) int64 {
	if !found {
		return 0
	}
	return o.Root
}

func (in NewOrganisation) check(parent Organisation, kinds []Kind, today calendar.Date) error {
	wrong := map[string]string{}
	if !slices.Contains(LevelsBelow(parent.Level), in.Level) {
		wrong["level"] = "“" + parent.Name + "”下面不能设这一级组织，请重新选择。"
	}
	if !organisationCode.MatchString(in.Code) {
		wrong["code"] = codeForm
	}
	if today.Before(in.Founded) || !in.Founded.IsZero() && in.Level != access.Branch {
		wrong["founded"] = "只有党支部填成立日期，并且不晚于今天。"
	}
	checkName(wrong, in.Name)
	checkKind(wrong, in.Level, in.Kind, kinds)
	return mistakes(wrong)
}

func checkName(wrong map[string]string, name string) {
	if n := utf8.RuneCountInString(name); n < 2 || n > 60 {
		wrong["name"] = "名称请填 2 至 60 个字。"
	}
}

func checkKind(wrong map[string]string, level access.Level, kind string, kinds []Kind) {
	known := slices.ContainsFunc(kinds, func(k Kind) bool { return k.Code == kind })
	if kind != "" && (level != access.Branch || !known) {
		wrong["kind"] = "只有党支部分类型，请从列出的类型中选择。"
	}
}

// mistakes makes one fault of what is wrong with a form's fields; nil where
// nothing is.
func mistakes(wrong map[string]string) error {
	if len(wrong) == 0 {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正，改好后再提交。", Fields: wrong}
}

// Rename is a new name, and for a branch a new kind, with those that the person
// saw before.
type Rename struct {
	Key                string
	Organisation       int64
	SeenName, SeenKind string
	Name, Kind         string
}

// RenameOrganisation changes an organisation's name and kind. Its code, level
// and place stay.
func (s *Service) RenameOrganisation(ctx context.Context, actor access.Actor, in Rename) error {
	in.Name = strings.TrimSpace(in.Name)
	return s.manage(ctx, actor, in.Organisation, in.Key, func(_ context.Context, _ *store.Tx, b *store.Batch, o Organisation, kinds []Kind) error {
		wrong := map[string]string{}
		checkName(wrong, in.Name)
		checkKind(wrong, o.Level, in.Kind, kinds)
		if err := mistakes(wrong); err != nil {
			return err
		}
		if o.Name != in.SeenName || o.Kind != in.SeenKind {
			return app.Stale()
		}
		b.ChangeOrganisation(o.ID, in.SeenName, in.SeenKind, in.Name, in.Kind)
		b.Audit(s.Done(actor, access.ManageOrgs, "organisation", o.ID, map[string]any{"change": "rename", "code": o.Code, "from": o.Name, "to": in.Name, "kind": in.Kind}))
		return nil
	})
}
