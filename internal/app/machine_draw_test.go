package app_test

import (
	"fmt"

	"pgregory.net/rapid"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
)

// How branches are drawn.
var drawActs = []act{
	{"publish a draw", nil, officers, (*machine).mayPublish, (*machine).publish},
	{"enter a seed", nil, officers, (*machine).mayEnter, (*machine).enter},
	{"refuse a seed", nil, officers, (*machine).mayConfirm, (*machine).refuseSeed},
	{"confirm a seed", nil, officers, (*machine).mayConfirm, (*machine).confirmSeed},
}

func (m *machine) mayPublish(who string, _ *branch) bool {
	return holds(who, "W", officers...) && len(m.city.population()) > 0 && (m.city.last() == nil || m.city.last().drawn != nil)
}

func (m *machine) mayEnter(who string, _ *branch) bool {
	d := m.city.last()
	return holds(who, "W", officers...) && d != nil && d.drawn == nil && d.seed == ""
}

func (m *machine) mayConfirm(who string, _ *branch) bool {
	d := m.city.last()
	return holds(who, "W", officers...) && d != nil && d.drawn == nil && d.seed != "" && d.by != who
}

func (m *machine) publish(r *rapid.T, who string, _ *branch) deed {
	list := m.city.population()
	size, actor := rapid.IntRange(0, len(list)).Draw(r, "size"), m.actors[who]
	in := spotcheck.Publication{Key: m.key(), Cycle: m.city.cycle, By: spotcheck.Whole, Sizes: map[string]int{"all": size}, Item: 100, Branch: 500, Committee: 500, SeedSource: "当众掷骰", Sealed: true}
	if p, err := m.spot.Prepare(m.ctx, actor, in.Cycle, in.By, nil); err == nil {
		in.PopulationDigest, in.InspectorsDigest = p.PopulationDigest, p.InspectorsDigest
	}
	var id int64
	return deed{
		wrong: size == 0,
		send:  func() (err error) { id, err = m.spot.Publish(m.ctx, actor, in); return err },
		then:  func() { m.city.draws = append(m.city.draws, &draw{id: id, population: list, size: size}) },
	}
}

func (m *machine) enter(r *rapid.T, who string, _ *branch) deed {
	seed := fmt.Sprintf("%020d", rapid.Uint64().Draw(r, "seed"))
	return m.onward(r, who, func(s *spotcheck.Service, actor access.Actor, in spotcheck.Step) error {
		return s.EnterSeed(m.ctx, actor, in, seed)
	},
		func(d *draw) { d.seed, d.by = seed, who })
}

func (m *machine) refuseSeed(r *rapid.T, who string, _ *branch) deed {
	d := m.onward(r, who, func(s *spotcheck.Service, actor access.Actor, in spotcheck.Step) error {
		return s.RefuseSeed(m.ctx, actor, in, "有一位看不清")
	},
		func(d *draw) { d.seed = "" })
	d.wrong = false // refusing is no signature
	return d
}

func (m *machine) confirmSeed(r *rapid.T, who string, _ *branch) deed {
	if m.city.last() == nil {
		return deed{}
	}
	seed := m.city.last().seed
	return m.onward(r, who, func(s *spotcheck.Service, actor access.Actor, in spotcheck.Step) error {
		return s.ConfirmSeed(m.ctx, actor, in, seed)
	},
		func(d *draw) { d.draws(seed) })
}

// onward is a step with the latest draw, as the officer sees it.
func (m *machine) onward(r *rapid.T, who string, send func(*spotcheck.Service, access.Actor, spotcheck.Step) error, then func(*draw)) deed {
	d := m.city.last()
	if d == nil {
		return deed{}
	}
	actor, late := m.signs(r, who)
	v, err := m.spot.Show(m.ctx, actor, d.id)
	if err != nil {
		r.Fatal(err)
	}
	in := spotcheck.Step{Draw: d.id, Key: m.key(), Version: v.Version, Digest: v.SeedDigest()}
	return deed{wrong: late, send: func() error { return send(m.spot, actor, in) }, then: func() { then(d) }}
}
