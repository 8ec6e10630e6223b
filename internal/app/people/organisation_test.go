package people_test

import (
	"context"
	"errors"
	"testing"

	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
)

// fieldOf returns what a fault says about a field.
func fieldOf(err error, field string) string {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Fields[field]
	}
	return ""
}

func TestABranchIsAddedOnceBelowItsCommittee(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	in := people.NewOrganisation{Key: c.Key(), Parent: c.organisation("CZ-Z1"), Level: access.Branch, Code: "CZ-13", Name: "财政局第十三党支部", Founded: calendar.Date{Year: 2026, Month: 3, Day: 10}}
	c.Must(c.folk.AddOrganisation(ctx, c.Who("xitong"), in))
	c.Must(c.folk.AddOrganisation(ctx, c.Who("xitong"), in))
	tree, err := c.folk.Tree(ctx, c.Who("lishan"))
	c.Must(err)
	o, err := tree.Find(c.organisation("CZ-13"))
	c.Must(err)
	if o.Committee != c.organisation("CZ") || o.Root != c.organisation("GW") || o.Parent != c.organisation("CZ-Z1") || o.Founded != in.Founded {
		t.Errorf("the branch stands at %+v", o)
	}
	var names []string
	for _, x := range tree.Path(o.ID) {
		names = append(names, x.Code)
	}
	if len(names) != 4 || names[0] != "GW" || names[3] != "CZ-13" {
		t.Errorf("path %v", names)
	}
	in.Key = c.Key()
	c.Wrong(c.folk.AddOrganisation(ctx, c.Who("xitong"), in), "code")
	in.Key, in.Code, in.Founded = c.Key(), "CZ-14", calendar.Date{Year: 2099, Month: 1, Day: 1}
	c.Wrong(c.folk.AddOrganisation(ctx, c.Who("xitong"), in), "founded")
}

func TestLevelsFitBelowEachOther(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for parent, levels := range map[string][]access.Level{
		"GW":    {access.WorkCommittee, access.GeneralBranch, access.Branch, ""},
		"CZ":    {access.WorkCommittee, access.PartyCommittee},
		"CZ-Z1": {access.PartyCommittee, access.GeneralBranch},
		"CZ-02": {access.Branch, access.GeneralBranch},
	} {
		for _, level := range levels {
			in := people.NewOrganisation{Key: c.Key(), Parent: c.organisation(parent), Level: level, Code: "X-1", Name: "某组织"}
			c.Wrong(c.folk.AddOrganisation(ctx, c.Who("xitong"), in), "level")
		}
	}
	in := people.NewOrganisation{Key: c.Key(), Parent: c.organisation("CZ"), Level: access.Branch, Code: "有空 格", Name: "名", Kind: "none such"}
	err := c.folk.AddOrganisation(ctx, c.Who("xitong"), in)
	for _, field := range []string{"code", "name", "kind"} {
		c.Wrong(err, field)
	}
}

func TestOrganisationsAreForTheSystemAdministratorAlone(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for _, account := range []string{"anquan", "lishan", "shenji", "zhaogang", "wangming"} {
		in := people.NewOrganisation{Key: c.Key(), Parent: c.organisation("CZ"), Level: access.Branch, Code: "CZ-13", Name: "财政局第十三党支部"}
		c.Fails(c.folk.AddOrganisation(ctx, c.Who(account), in), fault.Forbidden)
		rename := people.Rename{Key: c.Key(), Organisation: c.organisation("CZ-02"), SeenName: "财政局第二党支部", Name: "新名字"}
		c.Fails(c.folk.RenameOrganisation(ctx, c.Who(account), rename), fault.Forbidden)
	}
	for _, account := range []string{"shenji", "wangming", "zhaogang", "sunli"} {
		_, err := c.folk.Tree(ctx, c.Who(account))
		c.Fails(err, fault.Forbidden)
	}
	c.Fails(c.folk.AddOrganisation(ctx, c.Who("xitong"), people.NewOrganisation{Key: c.Key(), Parent: 999999, Level: access.Branch, Code: "X", Name: "某支部"}), fault.NotFound)
}

func TestTheSecondToRenameIsToldOfTheFirst(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	first := people.Rename{Key: c.Key(), Organisation: c.organisation("CZ-02"), SeenName: "财政局第二党支部", Name: "财政局预算党支部"}
	second := people.Rename{Key: c.Key(), Organisation: first.Organisation, SeenName: "财政局第二党支部", Name: "财政局国库党支部"}
	c.Must(c.folk.RenameOrganisation(ctx, c.Who("xitong"), first))
	c.Fails(c.folk.RenameOrganisation(ctx, c.Who("xitong"), second), fault.Conflict)
	if n := c.Count(`select count(*) from organisation where name = '财政局预算党支部'`); n != 1 {
		t.Error("the first name is gone")
	}
}

func TestTheLogIsForTheAuditorAlone(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for _, account := range []string{"xitong", "anquan", "lishan", "wangming"} {
		_, _, err := c.folk.AuditLog(ctx, c.Who(account), people.LogFilter{Limit: 5})
		c.Fails(err, fault.Forbidden)
	}
	refused, more, err := c.folk.AuditLog(ctx, c.Who("shenji"), people.LogFilter{Outcome: "refused", Limit: 3})
	c.Must(err)
	if len(refused) != 3 || !more || refused[0].Account != "wangming" || refused[0].Action != access.ReadAudit {
		t.Errorf("the refusals: more %v, %+v", more, refused)
	}
	rest, more, err := c.folk.AuditLog(ctx, c.Who("shenji"), people.LogFilter{Outcome: "refused", Limit: 3, Before: refused[2].ID})
	c.Must(err)
	if len(rest) != 1 || more || rest[0].Account != "xitong" {
		t.Errorf("the page after: more %v, %+v", more, rest)
	}
	none, _, err := c.folk.AuditLog(ctx, c.Who("shenji"), people.LogFilter{Outcome: "refused", Until: c.Now.AddDate(0, 0, -1), Limit: 3})
	c.Must(err)
	if len(none) != 0 {
		t.Errorf("refusals before yesterday: %+v", none)
	}
}
