package sanction

import (
	"net/http"
	"strconv"

	"baolei/web/page"
	"baolei/web/ui"
)

// reading is a text that can be read: of a correction by its id, or the one
// that counts for 0.
type reading struct {
	ID    int64
	Label string
	Form  ui.Form
}

// textView is the panel of a decision's texts.
type textView struct {
	Shown string // the text that was asked for
	Which string
	Read  []reading
}

// Show shows a decision, with what there is to read.
func (s *Screen) Show(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, 0, "")
}

// Read shows a decision with a text, this once.
func (s *Screen) Read(w http.ResponseWriter, r *http.Request) error {
	branch, err := page.PathID(r, "branch")
	if err != nil {
		return err
	}
	id, err := page.PathID(r, "record")
	if err != nil {
		return err
	}
	t := page.Posted(r)
	correction := t.ID("correction")
	if len(t.Wrong) > 0 {
		return page.NotFound()
	}
	text, err := s.records.ReadSanction(r.Context(), s.Actor(r), branch, id, correction)
	if err != nil {
		return err
	}
	return s.show(w, r, correction, text)
}

func (s *Screen) show(w http.ResponseWriter, r *http.Request, correction int64, text string) error {
	p, err := s.Open(r)
	if err != nil {
		return err
	}
	v := textView{Shown: text}
	for _, one := range texts(p) {
		if text != "" && one.ID == correction {
			v.Which = one.Label
			continue
		}
		one.Form = ui.Form{Action: page.SanctionTextURL(p.Branch, p.ID), Hidden: s.Hidden(r, "correction", strconv.FormatInt(one.ID, 10))}
		v.Read = append(v.Read, one)
	}
	if text != "" || len(v.Read) > 0 {
		p.Extra = textPanel(v)
	}
	return s.Sheet(w, r, p)
}
