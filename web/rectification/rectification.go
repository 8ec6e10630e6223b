// Package rectification shows the files of lagging branches: what lost points,
// what is done about it, and each step up to the end of the file, to whom it is.
package rectification

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"baolei/internal/app/rectification"
	"baolei/internal/core/fault"
	"baolei/internal/core/rectify"
	"baolei/web/page"
)

// Screen is the files.
type Screen struct {
	*page.Site
	files *rectification.Service
}

// New makes the screen.
func New(site *page.Site, service *rectification.Service) *Screen { return &Screen{site, service} }

// List lists the files that concern the person.
func (s *Screen) List(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	of, number := rectification.Narrow{Year: int(page.QueryID(q, "year")), State: rectify.State(q.Get("state")), Late: q.Get("late") == "1"}, page.QueryPage(q)
	l, err := s.files.List(r.Context(), s.Actor(r), of, number)
	if err != nil {
		return err
	}
	s.Render(w, r, http.StatusOK, listPage(s.Frame(r, "整改台账"), listOf(l, of, number)))
	return nil
}

func (s *Screen) file(r *http.Request) (*rectification.File, error) {
	id, err := page.PathID(r, "file")
	if err != nil {
		return nil, err
	}
	return s.files.File(r.Context(), s.Actor(r), id)
}

// Show shows a file, with what the person may do about it.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, form{Typed: page.Blank()})
}

func (s *Screen) show(w http.ResponseWriter, r *http.Request, status int, typed form) error {
	f, err := s.file(r)
	if err != nil {
		return err
	}
	s.Render(w, r, status, filePage(s.Frame(r, f.BranchName+"整改台账"), s.viewOf(r, f, typed)))
	return nil
}

// Paper shows a file for printing.
func (s *Screen) Paper(w http.ResponseWriter, r *http.Request) error {
	f, err := s.file(r)
	if err != nil {
		return err
	}
	frame := s.Frame(r, f.BranchName+"整改台账")
	frame.Sheets = []string{"official.css"}
	s.Render(w, r, http.StatusOK, paperPage(frame, paperOf(f, s.files.Today())))
	return nil
}

// form is a form that came back, and which of the page's.
type form struct {
	*page.Typed
	step rectify.Action
	item string
}

// of is what was typed in one of the forms; blank for the others.
func (f form) of(step rectify.Action, item string) *page.Typed {
	if f.step == step && f.item == item {
		return f.Typed
	}
	return page.Blank()
}

// Measure takes what is done about a problem.
func (s *Screen) Measure(w http.ResponseWriter, r *http.Request) error {
	return s.take(w, r, rectify.Measure)
}

// Progress takes how far it is.
func (s *Screen) Progress(w http.ResponseWriter, r *http.Request) error {
	return s.take(w, r, rectify.Progress)
}

// Step takes a step of the file as a whole.
func (s *Screen) Step(step rectify.Action) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error { return s.take(w, r, step) }
}

func (s *Screen) take(w http.ResponseWriter, r *http.Request, step rectify.Action) error {
	typed := form{page.Posted(r), step, chi.URLParam(r, "item")}
	in, err := s.read(r, typed)
	if err != nil {
		return err
	}
	if err = fault.Fields(typed.Wrong); err == nil {
		err = s.files.Take(r.Context(), s.Actor(r), in)
	}
	if fault.KindOf(err) == fault.Conflict {
		typed.Wrong[""] = err.Error()
	}
	if typed.Add(err) || fault.KindOf(err) == fault.Conflict {
		return s.show(w, r, page.Status(err), typed)
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.RectificationURL(in.File), "mending-"+string(step)))
}

func (s *Screen) read(r *http.Request, t form) (in rectification.Step, err error) {
	in = rectification.Step{Action: t.step, Text: t.Text("text"), Item: t.item, Done: t.Text("done") != ""}
	if in.File, err = page.PathID(r, "file"); err != nil {
		return in, err
	}
	if in.Key, err = s.Key(r); err != nil {
		return in, err
	}
	if in.Version, err = page.Version(r, "version"); err != nil {
		return in, err
	}
	if t.step == rectify.Measure {
		in.Measure = rectification.Measure{Measure: t.Text("measure"), Responsible: t.Text("responsible"), Deadline: t.Day("deadline")}
	}
	if t.item != "" {
		in.Measure.Version, err = page.Version(r, "measure-version")
	}
	return in, err
}
