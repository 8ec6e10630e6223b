package review

import (
	"net/http"

	"baolei/internal/app"
	"baolei/internal/app/examine"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/web/page"
)

// decisionLimit is how long the answer to an objection may be, in characters.
const decisionLimit = "1000"

func (s *Screen) contested(r *http.Request) (examine.Contested, error) {
	id, err := page.PathID(r, "objection")
	if err != nil {
		return examine.Contested{}, err
	}
	return s.examine.Contested(r.Context(), s.Actor(r), id)
}

// ObjectionForm shows an objection beside its item, with the form that decides it.
func (s *Screen) ObjectionForm(w http.ResponseWriter, r *http.Request) error {
	c, err := s.contested(r)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, contestedPage(s.Frame(r, "异议"), s.contestedOf(r, c, page.Blank(), "")))
	return nil
}

// DecideObjection decides an objection.
func (s *Screen) DecideObjection(w http.ResponseWriter, r *http.Request) error {
	c, err := s.contested(r)
	if err != nil {
		return err
	}
	typed := page.Posted(r)
	key, err := s.Key(r)
	if err == nil {
		err = decided(typed)
	}
	if err == nil {
		err = s.Prove(r)
	}
	if err == nil {
		err = s.examine.Decide(r.Context(), s.Actor(r), examine.Decision{Objection: c.Objection.ID, Key: key, Digest: page.SignedDigest(r),
			Upheld: typed.Text("decision") == "upheld", Lower: typed.Text("lower") != "", Answer: typed.Text("answer"), Read: func(item *indicator.Item) (examine.Verdict, error) { return readContested(r, item, c) }})
	}
	changed := ""
	if fault.KindOf(err) == fault.Conflict {
		changed = err.Error()
		if c, _ = s.contested(r); c.Dossier == nil {
			return err
		}
	}
	if typed.Add(err) || changed != "" {
		s.Render(w, r, page.Status(err), contestedPage(s.Frame(r, "异议"), s.contestedOf(r, c, typed, changed)))
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.PublicityOfURL(c.Cycle.ID, c.Committee), "objection-decided"))
}

func decided(t *page.Typed) error {
	if d := t.Text("decision"); d != "upheld" && d != "rejected" {
		return fault.Field("decision", "请选择采纳或不采纳。")
	}
	return nil
}

func restoreField(clause string) string { return "restore-" + clause }

// readContested reads what the review is to state from now on: what was changed,
// and what is to be as the branch stated it.
func readContested(r *http.Request, item *indicator.Item, c examine.Contested) (examine.Verdict, error) {
	in, err := readVerdict(r, item)
	if err != nil {
		return in, err
	}
	for i := range item.Clauses {
		clause := item.Clauses[i].Code
		self, stated := c.Findings[app.Self][clause]
		if !stated || !r.PostForm.Has(restoreField(clause)) {
			continue
		}
		kept := in.Clauses[:0]
		for _, st := range in.Clauses {
			if st.Finding.Clause != clause {
				kept = append(kept, st)
			}
		}
		in.Clauses = append(kept, app.Statement{Finding: self.Said, Version: in.Seen[clause]})
	}
	return in, nil
}
