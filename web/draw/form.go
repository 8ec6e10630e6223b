package draw

import (
	"errors"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/internal/core/sampling"
	"baolei/internal/core/scoring"
	"baolei/web/page"
)

// What the officer may ask of the form besides going on.
const (
	calculate = "calculate" // tickets, and what the sizes show
	shareOut  = "share"     // as many as are enough of all, shared out among the strata
	fillIn    = "fill"      // as many as are enough of each stratum
)

// form is the officer's form as typed.
type form struct {
	cycle, by                     string
	sizes                         map[string]string
	item, branch, committee, seed string
	sealed                        bool

	tickets bool              // by risk
	rules   map[string]string // figures of the rules, by name
	part    bool              // only some items are checked
	items   []string

	percent, off string            // the planner's figures: confidence, and how many of all are off
	offs         map[string]string // how many of a stratum are off

	do                   string
	only, find, listPage string // what of the tickets is listed

	message string
	fields  map[string]string
}

func formOf(v url.Values) form {
	f := form{cycle: v.Get("cycle"), by: v.Get("by"), sizes: below(v, "size-"), item: v.Get("item"), branch: v.Get("branch"),
		committee: v.Get("committee"), seed: v.Get("seed_source"), sealed: v.Get("sealed") != "",
		tickets: v.Get("tickets") != "", rules: below(v, "rule-"), part: v.Get("part") == "part", items: v["items"],
		percent: v.Get("percent"), off: v.Get("off"), offs: below(v, "off-"),
		do: v.Get("do"), only: v.Get("only"), find: strings.TrimSpace(v.Get("find")), listPage: v.Get("list")}
	if f.listPage != "" { // its buttons turn the pages of the list of tickets
		f.do = calculate
	}
	return f
}

// below takes the fields whose names begin alike, by the rest of their names.
func below(v url.Values, prefix string) map[string]string {
	found := map[string]string{}
	for name, values := range v {
		if rest, ok := strings.CutPrefix(name, prefix); ok && len(values) == 1 {
			found[rest] = strings.TrimSpace(values[0])
		}
	}
	return found
}

// usual is the form before anybody has typed: tickets by the usual rules, and
// tolerances as they are usual. With a stratum named to be drawn whole there is
// nothing to weigh: everybody in it is drawn.
func usual(by spotcheck.Strata, whole string) form {
	f := form{by: string(by), sizes: map[string]string{}, item: "1", branch: "5", committee: "3", sealed: true, tickets: whole == "", rules: map[string]string{}, offs: map[string]string{}}
	for _, figure := range sampling.DefaultRules().Figures() {
		f.rules[figure.Name] = strconv.FormatInt(figure.Value, 10)
		if figure.Name == "difference_from" {
			f.rules[figure.Name] = scoring.Points(figure.Value).String()
		}
	}
	if whole != "" {
		f.sizes[whole] = "*"
	}
	return f
}

// propose fills the sizes: those of strata to be drawn whole, otherwise as many
// as are enough of all, shared out.
func (f *form) propose(p *spotcheck.Preparation) {
	whole := slices.Sorted(maps.Keys(f.sizes))
	if len(whole) == 1 && f.sizes[whole[0]] == "*" {
		for _, s := range p.Strata {
			f.sizes[s.Name] = "0"
			if s.Name == whole[0] {
				f.sizes[s.Name] = strconv.Itoa(s.Branches)
			}
		}
		return
	}
	for name, n := range spotcheck.Propose(p.Strata, f.plan(p).enough) {
		f.sizes[name] = strconv.Itoa(n)
	}
	f.recheck(p)
}

// recheck fills in all branches of the committees of which all are to be checked.
func (f *form) recheck(p *spotcheck.Preparation) {
	for _, c := range p.Recheck {
		if p.By == spotcheck.ByCommittee {
			f.sizes[c.Code] = strconv.Itoa(c.Left)
		}
	}
}

// fill fills in as many as are enough of each stratum.
func (f *form) fill(p *spotcheck.Preparation) {
	pl := f.plan(p)
	for _, s := range p.Strata {
		f.sizes[s.Name] = strconv.Itoa(spotcheck.Enough(s.Branches, f.offOf(s), pl.percent))
	}
	f.recheck(p)
}

// publication reads the form; bad tells by field what could not be read.
func (f form) publication() (in spotcheck.Publication, bad map[string]string) {
	bad = map[string]string{}
	in = spotcheck.Publication{By: spotcheck.Strata(f.by), Sizes: map[string]int{}, SeedSource: f.seed, Sealed: f.sealed}
	in.Cycle, _ = strconv.ParseInt(f.cycle, 10, 64) // what is no cycle is not found
	for stratum, text := range f.sizes {
		n, err := strconv.Atoi(text)
		if text != "" && text != "*" && err != nil {
			bad["size-"+stratum] = "抽取数请填整数。"
		}
		in.Sizes[stratum] = n
	}
	for field, to := range map[string]*scoring.Points{"item": &in.Item, "branch": &in.Branch, "committee": &in.Committee} {
		text := map[string]string{"item": f.item, "branch": f.branch, "committee": f.committee}[field]
		points, err := scoring.ParsePoints(strings.TrimSpace(text))
		if err != nil {
			bad[field] = spotcheck.ToleranceBounds
		}
		*to = points
	}
	if f.tickets {
		in.Rules = f.readRules(bad)
	}
	if f.part {
		in.Items = f.items
		if len(f.items) == 0 {
			bad["items"] = "请至少选一个项目，或者改为查全部项目。"
		}
	}
	return in, bad
}

func (f form) readRules(bad map[string]string) *sampling.Rules {
	number := func(name string) int {
		n, err := strconv.Atoi(f.rules[name])
		if err != nil {
			bad["rule-"+name] = "请填整数。"
		}
		return n
	}
	apart, err := scoring.ParsePoints(f.rules["difference_from"])
	if err != nil {
		bad["rule-difference_from"] = "请填分数，最多两位小数，例如 3 或 2.5。"
	}
	return &sampling.Rules{Most: number("most"), Years: number("years"), Proportion: number("proportion"), Least: number("least"),
		Difference: number("difference"), DifferenceFrom: apart, Hints: number("hints"), HintsFrom: number("hints_from"), UncheckedForYears: number("unchecked")}
}

// add takes up what is wrong; false where nothing is that the form could show.
func (f *form) add(bad map[string]string, err error) bool {
	f.fields = map[string]string{}
	maps.Copy(f.fields, fieldsOf(err))
	maps.Copy(f.fields, bad)
	if kind := fault.KindOf(err); kind == fault.Invalid || kind == fault.Conflict {
		f.message = err.Error()
	}
	if len(bad) > 0 && f.message == "" {
		f.message = "有几处需要改正。"
	}
	return f.message != ""
}

// pairs carries the whole form along, with the digests of what was looked over.
func (f form) pairs(p *spotcheck.Preparation) []string {
	pairs := []string{"cycle", f.cycle, "by", f.by, "item", f.item, "branch", f.branch, "committee", f.committee, "seed_source", f.seed,
		"population_digest", p.PopulationDigest, "inspectors_digest", p.InspectorsDigest, "percent", f.percent, "off", f.off}
	flag := func(name, value string, on bool) {
		if on {
			pairs = append(pairs, name, value)
		}
	}
	flag("sealed", "true", f.sealed)
	flag("tickets", "true", f.tickets)
	flag("part", "part", f.part)
	for _, code := range f.items {
		flag("items", code, f.part)
	}
	for _, name := range slices.Sorted(maps.Keys(f.rules)) {
		flag("rule-"+name, f.rules[name], f.tickets)
	}
	for _, s := range p.Strata {
		pairs = append(pairs, "size-"+s.Name, f.sizes[s.Name], "off-"+s.Name, f.offs[s.Name])
	}
	return pairs
}

// typedAgain is the address of the form as it was typed.
func typedAgain(pairs []string) string {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if !strings.HasSuffix(pairs[i], "_digest") {
			query.Add(pairs[i], pairs[i+1])
		}
	}
	return page.NewDrawURL + "?" + query.Encode()
}

func fieldsOf(err error) map[string]string {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Fields
	}
	return nil
}
