package app_test

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/workflow"
)

// act is something that people do. The rules of the model say whether somebody
// may do it to a branch as things stand.
type act struct {
	name  string
	from  []workflow.State // where a branch stands then; nil for wherever
	whose []access.Role    // whose it is to do, whoever does it most often first
	may   func(m *machine, who string, b *branch) bool
	do    func(m *machine, r *rapid.T, who string, b *branch) deed
}

// deed is an act with all that chance chose for it.
type deed struct {
	wrong bool         // something was chosen that is refused whoever does it
	send  func() error // nil where there is nothing to do it to
	then  func()       // what becomes of it in the model
}

func acts() []act {
	return slices.Concat(selfActs, reviewActs, publicActs, reportActs, drawActs, checkActs, decisionActs, closingActs)
}

// able lists who may do an act to a branch, by whose it is to do.
func (m *machine) able(a act, b *branch) []string {
	var list []string
	for _, role := range a.whose {
		for _, who := range names() {
			if b.near(who, role) && !slices.Contains(list, who) && a.may(m, who, b) && !m.city.closed {
				list = append(list, who)
			}
		}
	}
	return list
}

// run does an act and compares what happened with what was to be expected. What
// was refused has to say so in words; what is sent twice happens once.
func (m *machine) run(r *rapid.T, a act, who string, b *branch) bool {
	want := a.may(m, who, b) && !m.city.closed
	d := a.do(m, r, who, b)
	if d.send == nil {
		return false
	}
	want = want && !d.wrong
	err := d.send()
	r.Logf("%s: %s by %s on %s (%s): %v", m.today(), a.name, who, b.code, b.state, err)
	if (err == nil) != want {
		r.Fatalf("%s by %s on %s (%s) on %s: %v, want allowed %v", a.name, who, b.code, b.state, m.today(), err, want)
	}
	if err != nil && (fault.KindOf(err) == 0 || err.Error() == "") {
		r.Fatalf("%s by %s on %s: refused by %v", a.name, who, b.code, err)
	}
	if err != nil {
		return false
	}
	m.happened[a.name]++
	m.city.after(d.then)
	if rapid.IntRange(0, 9).Draw(r, "twice") == 0 {
		if err := d.send(); err != nil {
			r.Fatalf("%s by %s on %s, sent twice: %v", a.name, who, b.code, err)
		}
	}
	return true
}

func (m *machine) key() string {
	m.keys++
	return fmt.Sprintf("key-%d", m.keys)
}

// signs is somebody who signs, with a password given just now or too long ago.
func (m *machine) signs(r *rapid.T, who string) (actor access.Actor, late bool) {
	asked := rapid.SampledFrom([]int{0, 0, 0, 0, 0, 1, 4, 5, 60}).Draw(r, "minutes since the password")
	actor = m.actors[who]
	actor.ProvenAt = m.now.Add(time.Duration(-asked) * time.Minute)
	return actor, asked >= 5
}

// workdays is the n-th working day after a day; no holiday is known from
// December 2026 on.
func workdays(day calendar.Date, n int) calendar.Date {
	for n > 0 {
		if day = day.AddDays(1); day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			n--
		}
	}
	return day
}
