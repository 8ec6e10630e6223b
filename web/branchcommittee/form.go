package branchcommittee

import (
	"context"
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"baolei/internal/app/records"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/web/book"
	"baolei/web/page"
	"baolei/web/paper"
	"baolei/web/ui"
)

// Form is one of the forms of this part, about what the address names.
type Form struct {
	title, text, submit, action string
	order                       []string    // the names of the fields, as they stand
	carried                     []string    // hidden fields that tell what the form was made from
	begin                       *page.Typed // what the fields hold at first, the hidden ones too
	changes                     bool        // changes something that is there
	fields                      func(*page.Typed) []templ.Component
	theirs                      []ui.Definition                   // what is saved, in words
	mine                        func(*page.Typed) []ui.Definition // what fields hold, in the same words
	save                        func(saving, *page.Typed) error   // not called for a form that cannot be read
}

// saving is somebody who saves a form.
type saving struct {
	context.Context
	actor access.Actor
	records.Change
}

// Subject makes a form out of what is there.
type Subject func(*Screen, *http.Request, *records.Organisation) (Form, error)

// Ask shows a form to who may fill it in.
func (s *Screen) Ask(subject Subject) page.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		o, f, err := s.form(r, subject)
		if err != nil {
			return err
		}
		if !o.CanSave {
			return page.NotFound()
		}
		s.show(w, r, http.StatusOK, &o, &f, f.begin, nil)
		return nil
	}
}

// Save takes a form and leads back to the page. Who was overtaken sees both
// versions, with the form as it was typed, which then is about what is there.
func (s *Screen) Save(subject Subject) page.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		o, f, err := s.form(r, subject)
		if err != nil {
			return err
		}
		t := page.Posted(r)
		err = s.act(r, &o, &f, t)
		switch {
		case fault.KindOf(err) == fault.Conflict:
			return s.overtaken(w, r, subject, t, err)
		case t.Add(err) || err == nil && len(t.Wrong) > 0:
			s.show(w, r, http.StatusUnprocessableEntity, &o, &f, t, nil)
			return nil
		case err != nil:
			return err
		}
		return page.See(w, r, page.Done(page.BookOrganisationURL(o.Branch), "saved"))
	}
}

// act saves what was typed.
func (s *Screen) act(r *http.Request, o *records.Organisation, f *Form, t *page.Typed) error {
	key, err := s.Key(r)
	if err != nil {
		return err
	}
	c := records.Change{Branch: o.Branch, Key: key, Reason: t.Text("reason")}
	return f.save(saving{r.Context(), s.Actor(r), c}, t)
}

func (s *Screen) form(r *http.Request, subject Subject) (records.Organisation, Form, error) {
	o, err := s.read(r)
	if err != nil {
		return o, Form{}, err
	}
	f, err := subject(s, r, &o)
	return o, f, err
}

func (s *Screen) overtaken(w http.ResponseWriter, r *http.Request, subject Subject, t *page.Typed, err error) error {
	other, _ := errors.AsType[*records.Changed](err)
	o, f, err := s.form(r, subject)
	if err != nil {
		return err
	}
	conflict := paper.Differing(other, f.theirs, f.mine(t))
	for _, name := range f.carried {
		t.Set(name, f.begin.Text(name))
	}
	s.show(w, r, http.StatusConflict, &o, &f, t, conflict)
	return nil
}

func (s *Screen) show(w http.ResponseWriter, r *http.Request, status int, o *records.Organisation, f *Form, t *page.Typed, conflict *ui.Conflict) {
	v := paper.Form{Title: f.title, Text: f.text, Submit: f.submit, Conflict: conflict, Fields: f.fields(t), Mistakes: page.Mistakes(t.Wrong, append(f.order, "reason")...),
		Back: ui.Link{Label: book.Organisation.Chinese(), Href: page.BookOrganisationURL(o.Branch)}}
	var hidden []string
	for _, name := range f.carried {
		hidden = append(hidden, name, t.Text(name))
	}
	v.Form = ui.Form{Action: f.action, Hidden: s.Hidden(r, hidden...)}
	if f.changes && o.Submitted || t.Wrong["reason"] != "" {
		v.Reason = paper.Reason("reason", t)
	}
	if conflict != nil {
		v.Submit = "用我填写的内容保存"
	}
	frame := s.frame(r, o, v.Title)
	frame.Narrow = true
	s.Render(w, r, status, paper.FormPage(frame, v))
}

// pick is a list to pick from.
func pick(t *page.Typed, name, label, hint, empty string, options []ui.Option) ui.Select {
	return ui.Select{ID: name, Name: name, Label: label, Hint: hint, Empty: empty, Value: t.Text(name), Error: t.Wrong[name], Options: options}
}
