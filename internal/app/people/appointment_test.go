package people_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
)

// appointing is a new appointment from today on.
func (c *city) appointing(account string, role access.Role, at string) people.NewAppointment {
	c.Helper()
	in := people.NewAppointment{Key: c.Key(), Person: c.Who(account).Person, Role: role, From: today}
	c.at(&in, at)
	return in
}

// at sets the organisation of an appointment to be made.
func (c *city) at(in *people.NewAppointment, organisation string) {
	c.Helper()
	tree, err := c.folk.Tree(context.Background(), c.Who("anquan"))
	c.Must(err)
	o, err := tree.Find(c.organisation(organisation))
	c.Must(err)
	in.Organisation, in.Digest = o.ID, people.PlaceDigest(o)
}

// ending is an appointment to be ended, as it is now.
func (c *city) ending(id int64) people.EndAppointment {
	c.Helper()
	a, err := c.folk.AppointmentOf(context.Background(), c.Who("anquan"), id)
	c.Must(err)
	return people.EndAppointment{Appointment: id, Key: c.Key(), Digest: people.AppointmentDigest(a)}
}

func TestAnAppointmentCountsAndEndsAtOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	security := c.Who("anquan")
	in := c.appointing("zhoujie", access.BranchClerk, "CZ-02")
	c.Must(c.folk.Appoint(ctx, security, in))
	c.Must(c.folk.Appoint(ctx, security, in)) // the same form again
	if !c.Who("zhoujie").Is(access.BranchClerk) {
		t.Fatal("the appointment does not count")
	}
	id := c.Number(`select id from appointment where role = 'branch_clerk' and person_id = $1`, in.Person)
	if n := c.Count(`select count(*) from audit_entry where action = 'appointment.manage' and object_id = $1 and outcome = 'done'`, id); n != 1 {
		t.Errorf("%d audit entries, want 1", n)
	}
	c.Must(c.folk.EndAppointment(ctx, security, c.ending(id)))
	if c.Who("zhoujie").Is(access.BranchClerk) {
		t.Error("the appointment that began today still counts")
	}
	old := c.Number(`select id from appointment where role = 'branch_secretary' and person_id = $1`, c.Who("wangming").Person)
	end := c.ending(old)
	c.Must(c.folk.EndAppointment(ctx, security, end))
	c.Must(c.folk.EndAppointment(ctx, security, end))
	if c.Who("wangming").Is(access.BranchSecretary) {
		t.Error("the appointment of old still counts today")
	}
	end.Key = c.Key()
	err := c.folk.EndAppointment(ctx, security, end)
	if c.Fails(err, fault.Conflict); err == nil || !strings.Contains(err.Error(), "已经结束") {
		t.Errorf("a second time it is answered %v", err)
	}
	if n := c.Count(`select count(*) from appointment where id = $1 and upper(period) = $2::date`, old, today.UTC()); n != 1 {
		t.Error("the ended appointment is not on record until yesterday")
	}
}

func TestNobodyAppointsThemselves(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	in := c.appointing("anquan", access.Officer, "GW")
	c.Fails(c.folk.Appoint(ctx, c.Who("anquan"), in), fault.Forbidden)
	own := c.Number(`select id from appointment where person_id = $1`, in.Person)
	c.Fails(c.folk.EndAppointment(ctx, c.Who("anquan"), c.ending(own)), fault.Forbidden)
	if n := c.Count(`select count(*) from audit_entry where action = 'appointment.manage' and outcome = 'refused'`); n != 2 {
		t.Errorf("%d refusals on record, want 2", n)
	}
}

func TestAppointingIsForTheSecurityAdministratorAlone(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for _, account := range []string{"xitong", "shenji", "lishan", "zhaogang", "wangming"} {
		c.Fails(c.folk.Appoint(ctx, c.Who(account), c.appointing("zhoujie", access.BranchClerk, "CZ-02")), fault.Forbidden)
		_, _, err := c.folk.Appointments(ctx, c.Who(account), people.AppointmentFilter{Limit: 1})
		c.Fails(err, fault.Forbidden)
		_, err = c.folk.FindPeople(ctx, c.Who(account), "王")
		c.Fails(err, fault.Forbidden)
	}
}

func TestWhatIsWrongWithAnAppointmentIsToldBesideTheField(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	security := c.Who("anquan")
	yesterday := today.AddDays(-1)
	for name, x := range map[string]struct {
		change func(*people.NewAppointment)
		field  string
	}{
		"a reviewer at a branch":      {func(a *people.NewAppointment) { a.Role = access.Reviewer }, "role"},
		"an unknown role":             {func(a *people.NewAppointment) { a.Role = "king" }, "role"},
		"an officer at a committee":   {func(a *people.NewAppointment) { a.Role = access.Officer; c.at(a, "CZ") }, "role"},
		"a clerk at a committee":      {func(a *people.NewAppointment) { c.at(a, "CZ") }, "role"},
		"nobody":                      {func(a *people.NewAppointment) { a.Person = 0 }, "person"},
		"no first day":                {func(a *people.NewAppointment) { a.From = calendar.Date{} }, "from"},
		"a last day before the first": {func(a *people.NewAppointment) { a.Until = yesterday }, "until"},
		"a last day that is past":     {func(a *people.NewAppointment) { a.From, a.Until = today.AddDays(-9), yesterday }, "until"},
	} {
		in := c.appointing("zhoujie", access.BranchClerk, "CZ-02")
		x.change(&in)
		t.Run(name, func(t *testing.T) {
			c.Wrong(c.folk.Appoint(ctx, security, in), x.field)
		})
	}
	twice := c.appointing("zhoujie", access.BranchClerk, "CZ-02")
	c.Must(c.folk.Appoint(ctx, security, twice))
	twice.Key, twice.Until = c.Key(), today.AddDays(30)
	c.Wrong(c.folk.Appoint(ctx, security, twice), "person")
	c.Fails(c.folk.Appoint(ctx, security, people.NewAppointment{Key: c.Key(), Person: twice.Person, Role: access.Member, Organisation: 999999, From: today}), fault.NotFound)
}

func TestTheThreeAdministratorsStayApart(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	security := c.Who("anquan")
	for account, role := range map[string]access.Role{"xitong": access.Auditor, "shenji": access.SystemAdmin, "lishan": access.SystemAdmin, "zhaogang": access.Auditor} {
		err := c.folk.Appoint(ctx, security, c.appointing(account, role, "GW"))
		c.Wrong(err, "role")
		if err == nil || !strings.Contains(fieldOf(err, "role"), "三员分立") {
			t.Errorf("%s as %s: %v", account, role, err)
		}
	}
	// A member of a branch may be an administrator, and an administrator's term
	// that is over no longer excludes.
	c.Must(c.folk.Appoint(ctx, security, c.appointing("xitong", access.Member, "CZ-02")))
	own := c.Number(`select id from appointment where role = 'system_admin'`)
	c.Must(c.folk.EndAppointment(ctx, security, c.ending(own)))
	c.Must(c.folk.Appoint(ctx, security, c.appointing("xitong", access.Auditor, "GW")))
}

func TestAppointmentsAreListedByOrganisation(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	security := c.Who("anquan")
	later := c.appointing("zhoujie", access.BranchClerk, "CZ-02")
	later.From = today.AddDays(10)
	c.Must(c.folk.Appoint(ctx, security, later))
	list, total, err := c.folk.Appointments(ctx, security, people.AppointmentFilter{Organisation: c.organisation("CZ-02"), Limit: 10})
	c.Must(err)
	if total != 4 || len(list) != 4 { // secretary, clerk, member, and the clerk to come
		t.Errorf("%d appointments at CZ-02, want 4: %+v", total, list)
	}
	list, total, err = c.folk.Appointments(ctx, security, people.AppointmentFilter{Role: access.Officer, Text: "李", Limit: 10})
	c.Must(err)
	if total != 1 || list[0].Account != "lishan" {
		t.Errorf("officers named 李: %+v", list)
	}
}

func TestAppointingIsSigned(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	security := c.Who("anquan")
	late := security
	late.ProvenAt = time.Time{}
	in := c.appointing("zhoujie", access.BranchClerk, "CZ-02")
	c.Wrong(c.folk.Appoint(ctx, late, in), "password")
	other := in
	c.at(&other, "CZ-03")
	other.Organisation, other.Key = in.Organisation, c.Key()
	c.Fails(c.folk.Appoint(ctx, security, other), fault.Conflict)
	other.Digest, other.Key = "", c.Key()
	c.Fails(c.folk.Appoint(ctx, security, other), fault.Conflict)
	if n := c.Count(`select count(*) from appointment where role = 'branch_clerk' and person_id = $1`, in.Person); n != 0 {
		t.Fatalf("%d appointments, want none", n)
	}
	in.Key = c.Key()
	c.Must(c.folk.Appoint(ctx, security, in))
	id := c.Number(`select id from appointment where role = 'branch_clerk' and person_id = $1`, in.Person)
	end := c.ending(id)
	c.Wrong(c.folk.EndAppointment(ctx, late, end), "password")
	end.Key, end.Digest = c.Key(), c.ending(c.Number(`select id from appointment where role = 'branch_secretary' and person_id = $1`, c.Who("wangming").Person)).Digest
	c.Fails(c.folk.EndAppointment(ctx, security, end), fault.Conflict)
	c.Must(c.folk.EndAppointment(ctx, security, c.ending(id)))
	if n := c.Count(`select count(*) from audit_entry where action = 'appointment.manage' and outcome = 'done' and object_id = $1 and length(detail ->> 'digest') = 64`, id); n != 2 {
		t.Errorf("%d signatures with a digest in the log, want 2", n)
	}
}
