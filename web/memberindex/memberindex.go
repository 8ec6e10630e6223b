// Package memberindex shows the members' index: a member's own pages with index,
// attendance and dues; the branch's list and the desk on which it checks; and
// the page on which the city's average is taken.
//
// All that is stated about an index is one form, which works without script.
package memberindex

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"baolei/internal/app/memberindex"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/web/answer"
	"baolei/web/page"
)

// Screen shows the members' index.
type Screen struct {
	*page.Site
	index *memberindex.Service
}

// New makes the screen.
func New(site *page.Site, index *memberindex.Service) *Screen { return &Screen{site, index} }

// trouble is what was wrong with a form, with what was typed in it.
type trouble struct {
	wrong     map[string]string
	typed     url.Values
	overtaken *memberindex.Sheet // as it is now, where somebody was faster
}

// decode reads what a form states about the clauses of a set. What cannot be
// read is told by field.
func decode(r *http.Request, set *indicator.Set, in *memberindex.Form) map[string]string {
	wrong := map[string]string{}
	in.Reasons = map[string]string{}
	for a := range set.Areas {
		for i := range set.Areas[a].Items {
			for c := range set.Areas[a].Items[i].Clauses {
				clause := &set.Areas[a].Items[i].Clauses[c]
				in.Reasons[clause.Code] = r.PostForm.Get(reasonField(clause.Code))
				if answer.Blank(r, clause) {
					continue
				}
				f, clear, err := answer.Decode(r, clause)
				if fields, ok := page.Wrong(err); ok {
					for field, message := range fields {
						wrong[field] = message
					}
				} else if !clear {
					in.Findings = append(in.Findings, f)
				}
			}
		}
	}
	return wrong
}

func reasonField(clause string) string { return clause + "-reason" }

// form reads what every form of the screen carries.
func (s *Screen) form(r *http.Request) (memberindex.Form, error) {
	version, err := page.Version(r, "version")
	if err != nil {
		return memberindex.Form{}, err
	}
	key, err := s.Key(r)
	if err != nil {
		return memberindex.Form{}, err
	}
	cycle, _, err := page.Int(r, "cycle")
	return memberindex.Form{Cycle: cycle, Key: key, Version: version}, err
}

// troubled tells whether an error is one with which the form comes back.
func troubled(r *http.Request, err error) (trouble, bool) {
	t := trouble{typed: r.PostForm}
	if o, ok := errors.AsType[*memberindex.Overtaken](err); ok {
		t.overtaken = o.Sheet
		return t, true
	}
	var ok bool
	t.wrong, ok = page.Wrong(err)
	return t, ok
}

func invalid(wrong map[string]string) error {
	return &fault.Error{Kind: fault.Invalid, Message: "有几处需要改正。", Fields: wrong}
}

func query(r *http.Request, name string) int64 {
	id, err := strconv.ParseInt(r.URL.Query().Get(name), 10, 64)
	if err != nil || id < 0 {
		return 0
	}
	return id
}
