// Package evaluation is the page on which a member evaluates the branch.
package evaluation

import (
	"net/http"
	"strconv"

	"baolei/internal/app/evaluation"
	core "baolei/internal/core/evaluation"
	"baolei/web/page"
	"baolei/web/ui"
)

// Screen is the page.
type Screen struct {
	*page.Site
	evaluation *evaluation.Service
}

// New makes the screen.
func New(site *page.Site, capability *evaluation.Service) *Screen { return &Screen{site, capability} }

// view is the page.
type view struct {
	Title    string
	Say      string
	Form     ui.Form
	Asked    []ui.Radios
	Mistakes []ui.Mistake
}

// Form shows the questions.
func (s *Screen) Form(w http.ResponseWriter, r *http.Request) error {
	m, err := s.evaluation.Mine(r.Context(), s.Actor(r))
	if err != nil {
		return err
	}
	s.show(w, r, http.StatusOK, m, nil)
	return nil
}

func (s *Screen) show(w http.ResponseWriter, r *http.Request, status int, m evaluation.Mine, wrong map[string]string) {
	v := view{Title: strconv.Itoa(m.Year) + " 年党员测评：" + m.Branch, Say: m.Say, Form: ui.Form{Action: page.MyEvaluationURL, Hidden: s.Hidden(r), Submit: "交卷"}}
	for _, q := range core.Questions() {
		asked := ui.Radios{ID: q.Code, Name: q.Code, Label: q.Text, Value: r.PostFormValue(q.Code), Error: wrong[q.Code]}
		for _, a := range core.Answers() {
			asked.Options = append(asked.Options, ui.Option{Value: a.Code, Label: a.Label})
		}
		v.Asked = append(v.Asked, asked)
		if wrong[q.Code] != "" {
			v.Mistakes = append(v.Mistakes, ui.Mistake{Field: q.Code, Text: q.Text + "：" + wrong[q.Code]})
		}
	}
	frame := s.Frame(r, "党员测评")
	frame.Narrow = true
	s.Render(w, r, status, formPage(frame, v))
}

// Answer takes the answers. They are shown to nobody, and the page that follows
// does not hold them either.
func (s *Screen) Answer(w http.ResponseWriter, r *http.Request) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	given := map[string]string{}
	for _, q := range core.Questions() {
		given[q.Code] = r.PostFormValue(q.Code)
	}
	err = s.evaluation.Answer(r.Context(), s.Actor(r), key, given)
	if wrong, ok := page.Wrong(err); ok {
		m, err := s.evaluation.Mine(r.Context(), s.Actor(r))
		if err != nil {
			return err
		}
		s.show(w, r, http.StatusUnprocessableEntity, m, wrong)
		return nil
	}
	if err != nil {
		return err
	}
	return page.See(w, r, page.Done(page.MyEvaluationURL, "evaluated"))
}
