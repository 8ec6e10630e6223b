package draw

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/web/page"
)

// Prepare shows the form of a new draw.
func (s *Screen) Prepare(w http.ResponseWriter, r *http.Request) error {
	cycles, err := s.draws.Cycles(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	if len(cycles) == 0 {
		s.Render(w, r, http.StatusOK, noCyclePage(s.Frame(r, "准备抽查")))
		return nil
	}
	query := r.URL.Query()
	cycle, err := strconv.ParseInt(query.Get("cycle"), 10, 64)
	if err != nil {
		cycle = cycles[0].ID
	}
	by := spotcheck.Strata(query.Get("by"))
	if by == "" {
		by = spotcheck.ByCommittee
	}
	p, err := s.draws.Prepare(r.Context(), s.Actor(r), cycle, by)
	if err != nil {
		return err
	}
	f := fresh(p, newPlan(p, query))
	if query.Has("seed_source") { // back from the confirmation: as it was typed
		f = formOf(query)
		f.plan = newPlan(p, query)
	}
	return s.form(w, r, http.StatusOK, cycles, p, f)
}

func (s *Screen) form(w http.ResponseWriter, r *http.Request, status int, cycles []app.Cycle, p *spotcheck.Preparation, f form) error {
	s.Render(w, r, status, preparePage(s.Frame(r, "准备抽查"), newPrepared(cycles, p, f, s.Hidden(r, "cycle", strconv.FormatInt(p.Cycle.ID, 10), "by", string(p.By)))))
	return nil
}

// Check shows what would be published, and asks once more.
func (s *Screen) Check(w http.ResponseWriter, r *http.Request) error {
	f := formOf(r.PostForm)
	in, bad := f.publication()
	p, err := s.draws.Check(r.Context(), s.Actor(r), in)
	if p == nil {
		return err
	}
	if f.add(bad, err) {
		return s.back(w, r, p, f, err)
	}
	if err != nil {
		return err
	}
	in.PopulationDigest, in.InspectorsDigest = p.PopulationDigest, p.InspectorsDigest
	pairs := f.pairs(p)
	s.Render(w, r, http.StatusOK, confirmPage(s.Frame(r, "核对并公布"), newConfirm(p, in, s.Hidden(r, pairs...), typedAgain(pairs))))
	return nil
}

// Publish publishes what the officer has looked over.
func (s *Screen) Publish(w http.ResponseWriter, r *http.Request) error {
	f := formOf(r.PostForm)
	in, bad := f.publication()
	if len(bad) > 0 {
		return s.Check(w, r)
	}
	var err error
	if in.Key, err = s.Key(r); err != nil {
		return err
	}
	in.PopulationDigest, in.InspectorsDigest = r.PostFormValue("population_digest"), r.PostFormValue("inspectors_digest")
	id, err := s.draws.Publish(r.Context(), s.Actor(r), in)
	if err == nil {
		return page.See(w, r, page.Done(page.DrawURL(id), "published"))
	}
	if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.Conflict {
		return err
	}
	p, prepareErr := s.draws.Prepare(r.Context(), s.Actor(r), in.Cycle, in.By)
	if prepareErr != nil {
		return prepareErr
	}
	f.add(nil, err)
	return s.back(w, r, p, f, err)
}

// back shows the form again as it was typed.
func (s *Screen) back(w http.ResponseWriter, r *http.Request, p *spotcheck.Preparation, f form, err error) error {
	status := http.StatusUnprocessableEntity
	if fault.KindOf(err) == fault.Conflict {
		status = http.StatusConflict
	}
	cycles, listErr := s.draws.Cycles(r.Context(), s.Actor(r))
	if listErr != nil {
		return listErr
	}
	f.plan = newPlan(p, url.Values{})
	return s.form(w, r, status, cycles, p, f)
}

// form is the officer's form as typed.
type form struct {
	cycle, by                     string
	sizes                         map[string]string
	item, branch, committee, seed string
	sealed                        bool
	plan                          plan
	message                       string
	fields                        map[string]string
}

func formOf(v url.Values) form {
	f := form{cycle: v.Get("cycle"), by: v.Get("by"), sizes: map[string]string{}, item: v.Get("item"), branch: v.Get("branch"),
		committee: v.Get("committee"), seed: v.Get("seed_source"), sealed: v.Get("sealed") != ""}
	for name, values := range v {
		if stratum, ok := strings.CutPrefix(name, "size-"); ok && len(values) == 1 {
			f.sizes[stratum] = strings.TrimSpace(values[0])
		}
	}
	return f
}

// fresh is the form before anybody has typed: sizes by the plan, tolerances as
// they are usual.
func fresh(p *spotcheck.Preparation, pl plan) form {
	f := form{sizes: map[string]string{}, item: "1", branch: "5", committee: "3", sealed: true, plan: pl}
	for name, n := range spotcheck.Propose(p.Strata, pl.enough) {
		f.sizes[name] = strconv.Itoa(n)
	}
	return f
}

// publication reads the form; bad tells by field what could not be read.
func (f form) publication() (in spotcheck.Publication, bad map[string]string) {
	bad = map[string]string{}
	in = spotcheck.Publication{By: spotcheck.Strata(f.by), Sizes: map[string]int{}, SeedSource: f.seed, Sealed: f.sealed}
	in.Cycle, _ = strconv.ParseInt(f.cycle, 10, 64) // what is no cycle is not found
	for stratum, text := range f.sizes {
		n, err := strconv.Atoi(text)
		if text != "" && err != nil {
			bad["size-"+stratum] = "抽取数请填整数。"
		}
		in.Sizes[stratum] = n
	}
	for field, to := range map[string]*scoring.Points{"item": &in.Item, "branch": &in.Branch, "committee": &in.Committee} {
		text := map[string]string{"item": f.item, "branch": f.branch, "committee": f.committee}[field]
		points, err := scoring.ParsePoints(strings.TrimSpace(text))
		if err != nil {
			bad[field] = "允许差请填 0 至 100 之间的分数，最多两位小数，例如 1 或 0.5。"
		}
		*to = points
	}
	return in, bad
}

// add takes up what is wrong; false where nothing is that the form could show.
func (f *form) add(bad map[string]string, err error) bool {
	f.fields = map[string]string{}
	for field, message := range fieldsOf(err) {
		f.fields[field] = message
	}
	for field, message := range bad {
		f.fields[field] = message
	}
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
		"population_digest", p.PopulationDigest, "inspectors_digest", p.InspectorsDigest}
	if f.sealed {
		pairs = append(pairs, "sealed", "true")
	}
	for _, s := range p.Strata {
		pairs = append(pairs, "size-"+s.Name, f.sizes[s.Name])
	}
	return pairs
}

// typedAgain is the address of the form as it was typed.
func typedAgain(pairs []string) string {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if !strings.HasSuffix(pairs[i], "_digest") {
			query.Set(pairs[i], pairs[i+1])
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
