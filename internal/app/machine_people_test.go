package app_test

import (
	"context"
	"fmt"
	"slices"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/store"
)

type post struct {
	role access.Role
	at   string
}

// cast is who acts. Some hold two posts, of which they can use but one for a
// branch: the secretary of A-2 reviews for the committee too, a committee's
// secretary keeps the books of A-2, an officer spot-checks, and a spot checker is
// a member of B-1.
var cast = map[string][]post{
	"sec-a1": {{access.BranchSecretary, "A-1"}}, "clerk-a1": {{access.BranchClerk, "A-1"}}, "member-a1": {{access.Member, "A-1"}},
	"sec-a2": {{access.BranchSecretary, "A-2"}, {access.Reviewer, "A"}}, "sec-b1": {{access.BranchSecretary, "B-1"}},
	"rev-a": {{access.Reviewer, "A"}}, "com-a": {{access.CommitteeSecretary, "A"}}, "com-a2": {{access.CommitteeSecretary, "A"}, {access.BranchClerk, "A-2"}},
	"rev-b": {{access.Reviewer, "B"}}, "com-b": {{access.CommitteeSecretary, "B"}},
	"off-1": {{access.Officer, "W"}}, "off-2": {{access.Officer, "W"}}, "both-w": {{access.Officer, "W"}, {access.SpotChecker, "W"}},
	"chk-1": {{access.SpotChecker, "W"}}, "chk-2": {{access.SpotChecker, "W"}, {access.Member, "B-1"}},
}

// checkers may check a branch: those with no post at it.
var checkers = map[string][]string{"A-1": {"chk-1", "chk-2", "both-w"}, "A-2": {"chk-1", "chk-2", "both-w"}, "B-1": {"chk-1", "both-w"}}

// holds tells whether somebody holds one of the roles at a place.
func holds(name, at string, roles ...access.Role) bool {
	return slices.ContainsFunc(cast[name], func(p post) bool { return p.at == at && slices.Contains(roles, p.role) })
}

// names of the cast, sorted, so that what chance picks can be repeated.
func names() []string {
	var all []string
	for name := range cast {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// actorsOf finds the cast as it acts.
func actorsOf(ctx context.Context, db *store.DB) (map[string]access.Actor, error) {
	var orgs []store.Organisation
	var b store.Batch
	b.Organisations(&orgs)
	rows, found := map[string]*store.Person{}, map[string]*bool{}
	for _, name := range names() {
		rows[name], found[name] = new(store.Person), new(bool)
		b.PersonByAccount(name, rows[name], found[name])
	}
	if err := db.Read(ctx, &b); err != nil {
		return nil, err
	}
	actors := map[string]access.Actor{}
	for name, p := range rows {
		if !*found[name] {
			return nil, fmt.Errorf("no account %s", name)
		}
		one := access.Actor{Person: p.ID, Account: name, Name: name}
		for _, post := range cast[name] {
			i := slices.IndexFunc(orgs, func(o store.Organisation) bool { return o.Code == post.at })
			one.Appointments = append(one.Appointments, access.Appointment{Role: post.role, Organisation: orgs[i].ID, Name: orgs[i].Name})
		}
		actors[name] = one
	}
	return actors, nil
}

// since is when everybody took office.
var since = calendar.Date{Year: 2020, Month: 1, Day: 1}
