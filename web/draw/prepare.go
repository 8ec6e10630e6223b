package draw

import (
	"net/http"
	"strconv"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
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
	f := formOf(query)
	again := query.Has("seed_source") // back from the confirmation: as it was typed
	if !again {
		f = usual(by, query.Get("whole"))
	}
	in, bad := f.publication()
	p, err := s.draws.Prepare(r.Context(), s.Actor(r), cycle, by, in.Rules)
	if err != nil {
		return err
	}
	f.checkPlan(p, bad)
	f.add(bad, nil)
	if !again {
		f.propose(p)
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
	if f.do != "" {
		return s.calculate(w, r, f)
	}
	in, bad := f.publication()
	p, err := s.draws.Check(r.Context(), s.Actor(r), in)
	if p == nil {
		return err
	}
	f.checkPlan(p, bad)
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

// calculate works out tickets and sizes for what was typed, and shows the form
// with them. Only what the figures come from is checked.
func (s *Screen) calculate(w http.ResponseWriter, r *http.Request, f form) error {
	in, bad := f.publication()
	p, err := s.draws.Prepare(r.Context(), s.Actor(r), in.Cycle, in.By, in.Rules)
	if err != nil {
		return err
	}
	cycles, err := s.draws.Cycles(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	f.checkPlan(p, bad)
	in.WrongTolerances(bad)
	in.WrongRules(bad)
	if f.do != shareOut && f.do != fillIn { // these put sizes in the place of what was typed
		p.WrongSizes(in, bad)
	}
	status := http.StatusOK
	if f.add(bad, nil) {
		status = http.StatusUnprocessableEntity
	}
	switch f.do {
	case shareOut:
		f.propose(p)
	case fillIn:
		f.fill(p)
	}
	return s.form(w, r, status, cycles, p, f)
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
	in.Plan = f.assumed()
	in.PopulationDigest, in.InspectorsDigest = r.PostFormValue("population_digest"), r.PostFormValue("inspectors_digest")
	id, err := s.draws.Publish(r.Context(), s.Actor(r), in)
	if err == nil {
		return page.See(w, r, page.Done(page.DrawURL(id), "published"))
	}
	if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.Conflict {
		return err
	}
	p, prepareErr := s.draws.Prepare(r.Context(), s.Actor(r), in.Cycle, in.By, in.Rules)
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
	return s.form(w, r, status, cycles, p, f)
}
