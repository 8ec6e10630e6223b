package cycle

import (
	"net/http"
	"strings"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/web/page"
	"baolei/web/ui"
)

// ExtendForm shows the form that gives a branch more time.
func (s *Screen) ExtendForm(w http.ResponseWriter, r *http.Request) error {
	doc, before, err := s.branch(r)
	if err != nil {
		return err
	}
	s.extendForm(w, r, http.StatusOK, doc, before, extendTyped{}, nil)
	return nil
}

// extendTyped is the extending form as it was filled in.
type extendTyped struct{ Until, Reason string }

// branch finds the assessment that the address names, in the cycle that it names.
func (s *Screen) branch(r *http.Request) (*app.Dossier, []oversee.Extension, error) {
	cycle, err := page.PathID(r, "cycle")
	if err != nil {
		return nil, nil, err
	}
	id, err := page.PathID(r, "assessment")
	if err != nil {
		return nil, nil, err
	}
	doc, before, err := s.office.ExtensionsOf(r.Context(), s.Actor(r), id)
	if err == nil && doc.Cycle.ID != cycle {
		err = page.NotFound()
	}
	return doc, before, err
}

func (s *Screen) extendForm(w http.ResponseWriter, r *http.Request, status int, doc *app.Dossier, before []oversee.Extension, in extendTyped, wrong map[string]string) {
	f := extendOf(doc, before, in, wrong)
	f.Form = ui.Form{Action: page.ExtendURL(doc.Cycle.ID, doc.ID), Hidden: s.Hidden(r, "seen", seen(doc))}
	s.Render(w, r, status, extendPage(s.Frame(r, "延期"), f))
}

func seen(doc *app.Dossier) string {
	if doc.Extended.IsZero() {
		return ""
	}
	return doc.Extended.String()
}

// Extend gives a branch more time. Who was overtaken by another officer sees
// the extension that is there now beside what was typed.
func (s *Screen) Extend(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	doc, _, err := s.branch(r)
	if err != nil {
		return err
	}
	in := extendTyped{strings.TrimSpace(r.PostFormValue("until")), strings.TrimSpace(r.PostFormValue("reason"))}
	until, err := page.Date(r, "until")
	var was calendar.Date
	if text := r.PostFormValue("seen"); err == nil && text != "" {
		if was, err = calendar.Parse(text); err != nil {
			err = app.Stale() // no form of ours sends this
		}
	}
	if err == nil {
		err = s.office.Extend(r.Context(), s.Actor(r), oversee.Extend{Key: key, Assessment: doc.ID, Seen: was, Until: until, Reason: in.Reason})
	}
	wrong, invalid := page.Wrong(err)
	overtaken := fault.KindOf(err) == fault.Conflict
	switch {
	case err == nil:
		return page.See(w, r, page.Done(page.CycleURL(doc.Cycle.ID), "extended"))
	case overtaken:
		wrong = map[string]string{"until": err.Error()}
	case !invalid:
		return err
	}
	doc, before, e := s.branch(r)
	if e != nil {
		return e
	}
	s.extendForm(w, r, page.Status(err), doc, before, in, wrong)
	return nil
}
