package spotcheck

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"baolei/internal/app"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/sampling"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
)

// Strata tells how a population is divided before drawing.
type Strata string

// The ways to divide.
const (
	ByCommittee Strata = "committee" // a stratum for each party committee, named by its code
	ByGrade     Strata = "grade"     // one for each grade of the review, named by its code
	Whole       Strata = "all"       // one for all branches, of this name
)

// Preparation is what a draw of a cycle would be published with now.
type Preparation struct {
	Cycle       app.Cycle
	Set         *app.Set
	Title       string
	By          Strata
	Rules       *sampling.Rules // nil: one ticket for everybody
	Population  sampling.Population
	Reasons     []sampling.Reason // which rule gave how many tickets to whom
	Branches    map[string]Branch // of the population, by code
	Inspectors  []sampling.Inspector
	Names       map[string]string // of the inspectors, by account
	Officers    map[string]bool   // inspectors, by account, who see reported figures as officers
	DrawnBefore []string          // codes of the branches drawn earlier in the cycle
	Strata      []Stratum         // in the order of the draw
	Recheck     []Recheck         // committees of which all branches are to be checked, and some are not drawn yet
	Unfinished  int64             // a draw of the cycle that is published and not drawn; 0 where there is none

	PopulationDigest, InspectorsDigest string

	populationFile, inspectorsFile string // what the digests are of
}

// Recheck is a committee of which officers decided that all branches are checked.
type Recheck struct {
	Code, Name string
	Left       int // branches of the population
}

// Branch names a branch of a population.
type Branch struct{ Name, Committee, CommitteeName, Kind string }

// Stratum is what may be drawn from.
type Stratum struct {
	Name     string // as in the population
	Label    string
	Branches int
	Tickets  int
	Short    []string // names of branches for which too few inspectors are left
}

// reading is what a preparation is made of, as it stands in the database.
type reading struct {
	cycle      app.Cycle
	found      bool
	frame      []store.Framed
	committees map[int64]store.Named
	risks      map[int64]store.Risk
	held       []sampling.Held
	before     []string
	inspectors []store.Inspector
	draws      []store.Draw
	rechecked  []int64
}

// queue reads what tickets depend on only where there are rules for them.
func (r *reading) queue(b *store.Batch, cycle, root int64, today calendar.Date, rules *sampling.Rules) {
	b.Cycle(cycle, &r.cycle, &r.found)
	b.Frame(cycle, root, &r.frame)
	b.NamedCommittees(root, &r.committees)
	if rules != nil {
		b.Risks(cycle, root, &r.risks)
		b.Held(cycle, root, &r.held)
	}
	b.DrawnBefore(cycle, &r.before)
	b.Inspectors(cycle, root, today, recusalFrom(today), &r.inspectors)
	b.DrawsOfCycle(cycle, &r.draws)
	b.Rechecked(cycle, &r.rechecked)
}

// preparation makes of what was read what would be published.
func (s *Service) preparation(ctx context.Context, r *reading, by Strata, rules *sampling.Rules, send app.Reader) (*Preparation, error) {
	if !r.found {
		return nil, app.NotFound()
	}
	if err := app.StillOpen(r.cycle); err != nil {
		return nil, err
	}
	if by != ByCommittee && by != ByGrade && by != Whole {
		return nil, fault.Field("by", "请选择按党委分层、按等次分层，或者不分层。")
	}
	set, err := s.Sets.Within(ctx, r.cycle.Set, send)
	if err != nil {
		return nil, err
	}
	p := &Preparation{Cycle: r.cycle, Set: set, By: by, Rules: rules, DrawnBefore: r.before, Names: map[string]string{}, Officers: map[string]bool{},
		Title: fmt.Sprintf("%d年度第%d次抽查", r.cycle.Year, len(r.draws)+1)}
	for _, in := range r.inspectors {
		p.Names[in.Account] = in.Name
		p.Officers[in.Account] = in.Officer
	}
	for _, d := range r.draws {
		if d.State == store.Published {
			p.Unfinished = d.ID
		}
	}
	return p, p.fill(r)
}

func (p *Preparation) fill(r *reading) error {
	slices.SortFunc(r.frame, func(a, b store.Framed) int { return strings.Compare(a.Code, b.Code) })
	p.Branches = make(map[string]Branch, len(r.frame))
	for _, f := range r.frame {
		c := r.committees[f.Committee]
		p.Branches[f.Code] = Branch{f.Name, c.Code, c.Name, f.Kind}
	}
	p.recheck(r)
	tickets, reasons := p.tickets(r)
	p.Reasons = reasons
	var err error
	if p.Population, err = sampling.NewPopulation(r.entries(p.By, tickets)); err != nil {
		return fmt.Errorf("population of cycle %d: %w", r.cycle.ID, err)
	}
	if p.Inspectors, err = sampling.NewInspectors(inspectors(r.inspectors, p.Population)); err != nil {
		return fmt.Errorf("inspectors of cycle %d: %w", r.cycle.ID, err)
	}
	p.populationFile, p.PopulationDigest = filed(p.Population.Text())
	p.inspectorsFile, p.InspectorsDigest = filed(sampling.InspectorsText(p.Inspectors))
	p.Strata = strata(p)
	return nil
}

func filed(file []byte) (text, digest string) { return string(file), sampling.Digest(file) }

// tickets gives every branch its tickets, one where there are no rules, or none
// that could be published.
func (p *Preparation) tickets(r *reading) ([]int, []sampling.Reason) {
	if p.Rules == nil || len(p.Rules.Faults()) > 0 {
		return slices.Repeat([]int{1}, len(r.frame)), nil
	}
	risks := make([]sampling.Risk, len(r.frame))
	for i, f := range r.frame {
		k := r.risks[f.Branch]
		risks[i] = sampling.Risk{Code: f.Code, Year: r.cycle.Year, Committee: r.committees[f.Committee].Code, Examined: k.Examined, Apart: scoring.Points(k.Apart),
			Hints: k.Hints, CheckedIn: k.CheckedIn}
	}
	return p.Rules.Tickets(risks, r.held)
}

func (r *reading) entries(by Strata, tickets []int) []sampling.Entry {
	list := make([]sampling.Entry, len(r.frame))
	for i, f := range r.frame {
		list[i] = sampling.Entry{Code: f.Code, Stratum: string(Whole), Tickets: tickets[i]}
		switch by {
		case ByCommittee:
			list[i].Stratum = r.committees[f.Committee].Code
		case ByGrade:
			list[i].Stratum = f.Grade
		case Whole:
		}
	}
	return list
}

// inspectors keeps of what they stand back from only the branches that may be drawn.
func inspectors(list []store.Inspector, pop sampling.Population) []sampling.Inspector {
	may := map[string]bool{}
	for _, e := range pop {
		may[e.Code] = true
	}
	out := make([]sampling.Inspector, len(list))
	for i, in := range list {
		out[i] = sampling.Inspector{Code: in.Account}
		for _, code := range in.StandsBack {
			if may[code] {
				out[i].StandsBack = append(out[i].StandsBack, code)
			}
		}
	}
	return out
}

func strata(p *Preparation) []Stratum {
	away := map[string]int{}
	for _, in := range p.Inspectors {
		for _, code := range in.StandsBack {
			away[code]++
		}
	}
	labels, short := p.labels(), map[string][]string{}
	for _, e := range p.Population {
		if len(p.Inspectors)-away[e.Code] < sampling.InspectorsPerBranch {
			short[e.Stratum] = append(short[e.Stratum], p.Branches[e.Code].Name)
		}
	}
	var list []Stratum
	for _, s := range p.Population.Strata() {
		list = append(list, Stratum{Name: s.Name, Label: labels[s.Name], Branches: s.Branches, Tickets: s.Tickets, Short: short[s.Name]})
	}
	return list
}

// labels name the strata for people.
func (p *Preparation) labels() map[string]string {
	labels := map[string]string{string(Whole): "全部支部"}
	if p.By == ByGrade {
		return gradeLabels(p.Set, labels)
	}
	for _, b := range p.Branches {
		labels[b.Committee] = b.CommitteeName
	}
	return labels
}

func gradeLabels(set *app.Set, labels map[string]string) map[string]string {
	for _, g := range set.Grades {
		labels[g.Code] = g.Name
	}
	return labels
}

// short names the branches that might be drawn and could not be checked.
func (p *Preparation) short(sizes map[string]int) []string {
	var names []string
	for _, s := range p.Strata {
		if sizes[s.Name] > 0 {
			names = append(names, s.Short...)
		}
	}
	return slices.Compact(names)
}

// recheck counts what is left of the committees of which all branches are to be checked.
func (p *Preparation) recheck(r *reading) {
	for _, id := range r.rechecked {
		one := Recheck{Code: r.committees[id].Code, Name: r.committees[id].Name}
		for _, b := range p.Branches {
			if b.Committee == one.Code {
				one.Left++
			}
		}
		if one.Left > 0 {
			p.Recheck = append(p.Recheck, one)
		}
	}
	slices.SortFunc(p.Recheck, func(a, b Recheck) int { return strings.Compare(a.Code, b.Code) })
}
