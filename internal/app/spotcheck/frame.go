package spotcheck

import (
	"fmt"
	"slices"

	"baolei/internal/app"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/sampling"
	"baolei/internal/store"
)

// Strata tells how a population is divided before drawing.
type Strata string

// The ways to divide.
const (
	ByCommittee Strata = "committee" // a stratum for each party committee, named by its code
	Whole       Strata = "all"       // one for all branches, of this name
)

// Preparation is what a draw of a cycle would be published with now.
type Preparation struct {
	Cycle       app.Cycle
	Title       string
	By          Strata
	Population  sampling.Population
	Inspectors  []sampling.Inspector
	Names       map[string]string // of the inspectors, by account
	DrawnBefore []string          // codes of the branches drawn earlier in the cycle
	Strata      []Stratum         // in the order of the draw
	Unfinished  int64             // a draw of the cycle that is published and not drawn; 0 where there is none

	PopulationDigest, InspectorsDigest string
}

// Stratum is what may be drawn from.
type Stratum struct {
	Name     string // as in the population
	Label    string
	Branches int
	Short    []string // names of branches for which too few inspectors are left
}

// reading is what a preparation is made of, as it stands in the database.
type reading struct {
	cycle      app.Cycle
	found      bool
	frame      []store.Framed
	before     []string
	inspectors []store.Inspector
	draws      []store.Draw
}

func (r *reading) queue(b *store.Batch, cycle, root int64, today calendar.Date) {
	b.Cycle(cycle, &r.cycle, &r.found)
	b.Frame(cycle, root, &r.frame)
	b.DrawnBefore(cycle, &r.before)
	b.Inspectors(cycle, root, today, recusalFrom(today), &r.inspectors)
	b.DrawsOfCycle(cycle, &r.draws)
}

func (r *reading) preparation(by Strata) (*Preparation, error) {
	if !r.found {
		return nil, app.NotFound()
	}
	if by != ByCommittee && by != Whole {
		return nil, fault.Field("by", "请选择按党委分层，或者不分层。")
	}
	p := &Preparation{Cycle: r.cycle, By: by, DrawnBefore: r.before, Names: map[string]string{}, Title: fmt.Sprintf("%d年度第%d次抽查", r.cycle.Year, len(r.draws)+1)}
	for _, in := range r.inspectors {
		p.Names[in.Account] = in.Name
	}
	for _, d := range r.draws {
		if d.State == store.Published {
			p.Unfinished = d.ID
		}
	}
	var err error
	if p.Population, err = sampling.NewPopulation(entries(r.frame, by)); err != nil {
		return nil, fmt.Errorf("population of cycle %d: %w", r.cycle.ID, err)
	}
	if p.Inspectors, err = sampling.NewInspectors(inspectors(r.inspectors, p.Population)); err != nil {
		return nil, fmt.Errorf("inspectors of cycle %d: %w", r.cycle.ID, err)
	}
	p.PopulationDigest = sampling.Digest(p.Population.Text())
	p.InspectorsDigest = sampling.Digest(sampling.InspectorsText(p.Inspectors))
	p.Strata = strata(p, r.frame)
	return p, nil
}

// entries gives every branch one ticket.
func entries(frame []store.Framed, by Strata) []sampling.Entry {
	list := make([]sampling.Entry, len(frame))
	for i, f := range frame {
		list[i] = sampling.Entry{Code: f.Code, Stratum: string(Whole), Tickets: 1}
		if by == ByCommittee {
			list[i].Stratum = f.Committee
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

func strata(p *Preparation, frame []store.Framed) []Stratum {
	away := map[string]int{}
	for _, in := range p.Inspectors {
		for _, code := range in.StandsBack {
			away[code]++
		}
	}
	var list []Stratum
	for _, s := range p.Population.Strata() {
		one := Stratum{Name: s.Name, Label: "全部支部", Branches: s.Branches}
		for _, f := range frame {
			if p.By == ByCommittee && f.Committee != s.Name {
				continue
			}
			if p.By == ByCommittee {
				one.Label = f.CommitteeName
			}
			if len(p.Inspectors)-away[f.Code] < sampling.InspectorsPerBranch {
				one.Short = append(one.Short, f.Name)
			}
		}
		list = append(list, one)
	}
	return list
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
